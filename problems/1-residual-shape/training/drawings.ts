import { drawGlyph, GLYPH_NAMES } from './glyphs'

/** Pixels on a side of a drawing. */
export const SIDE = 12
/** Kinds of glyphs. */
export const CLASSES = GLYPH_NAMES.length

/** How far a glyph may stand from upright (radians), from the middle (pixels) and from its size, either way. */
const REACH = { turn: 0.35, shift: 1.5, scale: 0.08 }
const SCALE = 0.62

/** Numbers that a pose is made of: uniform, of mean 0 and variance 1. */
export const POSE = 4

/**
 * Glyphs in the poses that are given, [count, POSE], drawn in plain arithmetic: drawing k is of class k modulo 8, so that any 8 in a row have
 * one of each. Ink from 0 to 1, [count, side, side].
 */
export function drawings(poses: ArrayLike<number>): Float32Array {
  const count = poses.length / POSE
  const pose = (k: number, which: number) => (poses[POSE * k + which] ?? 0) / Math.sqrt(3)
  const ink = new Float32Array(count * SIDE ** 2)
  for (let k = 0; k < count; k++) {
    const glyph = GLYPH_NAMES[k % CLASSES]
    if (!glyph) throw new RangeError('There are no glyphs')
    const drawn = drawGlyph(glyph, SIDE, {
      turn: REACH.turn * pose(k, 0),
      x: REACH.shift * pose(k, 1),
      y: REACH.shift * pose(k, 2),
      scale: SCALE + REACH.scale * pose(k, 3),
    })
    ink.set(drawn, k * SIDE ** 2)
  }
  return ink
}

/** What the drawings show, one-hot: [count, classes]. */
export function labelsOf(count: number): Float32Array {
  const labels = new Float32Array(count * CLASSES)
  for (let k = 0; k < count; k++) labels[k * CLASSES + (k % CLASSES)] = 1
  return labels
}

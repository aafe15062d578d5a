import { drawGlyph, GLYPH_NAMES } from './glyphs'

/** The side of a drawing in pixels. */
export const SIDE = 12
/** The number of classes. */
export const CLASSES = GLYPH_NAMES.length

/** The largest deviation of a glyph from upright (radians), from the middle (pixels) and from its size, in both directions. */
const REACH = { turn: 0.35, shift: 1.5, scale: 0.08 }
const SCALE = 0.62

/** The number of random numbers in a pose: uniform, of mean 0 and variance 1. */
export const POSE = 4

/**
 * Draws glyphs in given poses, [count, POSE], in plain arithmetic. Drawing k shows class k modulo 8, so that any 8 successive drawings contain one of
 * each. Returns ink from 0 to 1, [count, side, side].
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

/** The labels of the drawings, one-hot: [count, classes]. */
export function labelsOf(count: number): Float32Array {
  const labels = new Float32Array(count * CLASSES)
  for (let k = 0; k < count; k++) labels[k * CLASSES + (k % CLASSES)] = 1
  return labels
}

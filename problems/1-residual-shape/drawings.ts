import { drawer } from '../../src/numerics/random'
import { drawGlyph, GLYPH_NAMES } from './glyphs'

/** Pixels on a side of a drawing. */
export const SIDE = 12
export const CLASSES = GLYPH_NAMES.length

/** How far a glyph may stand from upright (radians), from the middle (pixels) and from its size, either way. */
const REACH = { turn: 0.35, shift: 1.5, scale: 0.08 }
const SCALE = 0.62

/**
 * Glyphs in every pose, drawn in plain arithmetic: drawing k is of class k modulo 8, so that any 8 in a row have one of each. The same drawings
 * for every seed: what a seed changes is the noise, and the networks. ink [count, side, side, 1], labels [count, classes].
 */
export function drawings(count: number): { readonly ink: Float32Array; readonly labels: Float32Array } {
  const poses = drawer(1)('uniform', 'poses', [count, 4])
  const pose = (k: number, which: number) => (poses[4 * k + which] ?? 0) / Math.sqrt(3)
  const ink = new Float32Array(count * SIDE ** 2)
  const labels = new Float32Array(count * CLASSES)
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
    labels[k * CLASSES + (k % CLASSES)] = 1
  }
  return { ink, labels }
}

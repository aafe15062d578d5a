import { exactSeries } from '../../src/experiment'
import { meanLogChiSquare } from '../../src/numerics/theory/special'
import { participationTheory } from './participation'
import type { SkipSetting } from './skipReadings'

/**
 * What is left after k skips. Lengths, as log10: k log10 c; for Gaussian matrices of d features k E ln(chi_d^2 / d) / 2, which is near -k / 2d.
 * Selections keep the length, and as many directions as there are features on top; the singular values of the rest are 0.
 */
export function predicted(p: SkipSetting) {
  const { adapter, c, features, depth, branches } = p
  const skips = Array.from({ length: depth }, (_, k) => k + 1)
  const a = adapter === 'scaled' ? Math.log10(c) : 0
  const perSkip = adapter === 'gaussian' ? (0.5 * meanLogChiSquare(features)) / Math.LN10 : a
  const norm = exactSeries(
    skips,
    skips.map((k) => k * perSkip),
  )
  const ranks = Array.from({ length: features }, (_, k) => k + 1)
  const top = adapter === 'select' ? Math.min(p.kept, features) : features
  return {
    norm,
    ...(branches ? {} : { full: norm }),
    participation: exactSeries(
      skips,
      adapter === 'gaussian' ? participationTheory(features, depth) : skips.map(() => top),
    ),
    ...(adapter === 'gaussian'
      ? {}
      : {
          spectrum: exactSeries(
            ranks,
            ranks.map((k) => (k <= top ? depth * a : Number.NEGATIVE_INFINITY)),
          ),
        }),
  }
}

import { exactly, exactSeries } from '../../../src/experiment'
import { countTo } from '../../../src/numerics/positions'
import { log10OfRoot } from '../../../src/numerics/theory/exact'
import { gammaBias } from '../../../src/numerics/theory/logBias'
import { meanLogChiSquare } from '../../../src/numerics/theory/special'
import { participationTheory } from './participation'
import type { SkipSetting } from './setting'

/**
 * Predictions after k skips. Lengths, as log10: k log10 c for a scale; k E ln(chi_d^2 / d) / 2, about -k / 2d, for Gaussian matrices of d features.
 * Selections keep the length of the gradient at the loss and as many directions as the top layer has features; the other singular values are 0. The
 * measured change of the loss along the gradient is 1 times the prediction of the gradient.
 */
export function predicted(p: SkipSetting) {
  const { adapter, c, features, depth, branches } = p
  const skips = countTo(depth)
  const ranks = countTo(features)
  const gaussian = adapter === 'gaussian'
  const factor = adapter === 'scaled' ? Math.log10(c) : 0
  const perSkip = gaussian ? log10OfRoot(meanLogChiSquare(features)) : factor
  const top = adapter === 'select' ? Math.min(p.kept, features) : features
  const straight = (perLayer: number) =>
    exactSeries(
      skips,
      skips.map((k) => k * perLayer),
    )
  const perLayer = branches ? (gaussian ? log10OfRoot(meanLogGrowth(features, depth)) : undefined) : perSkip
  return {
    norm: straight(perSkip),
    ...(perLayer === undefined ? {} : { full: straight(perLayer) }),
    participation: exactSeries(skips, gaussian ? participationTheory(features, depth) : skips.map(() => top)),
    ...(gaussian
      ? {}
      : {
          spectrum: exactSeries(
            ranks,
            ranks.map((k) => (k <= top ? depth * factor : Number.NEGATIVE_INFINITY)),
          ),
        }),
    slope: exactly(1),
  }
}

/**
 * E ln(|G_(n-1)|^2 / |G_n|^2) through a Gaussian skip and a branch, with d features and N layers. Feature i receives G_n W + m_i G_n V, Gaussian of
 * variance |G_n|^2 (1 + 2 m_i / N) / d, where m_i = 1 if its ReLU is active, with probability 1/2. So the ratio is a mean of d terms (1 + 2m/N) z^2,
 * z ~ N(0, 1), and its mean logarithm follows from the first three moments.
 */
function meanLogGrowth(d: number, depth: number): number {
  /** E (1 + 2m/N)^k */
  const factor = (k: number) => (1 + (1 + 2 / depth) ** k) / 2
  const mean = factor(1)
  // E z^4 = 3, E z^6 = 15.
  const variance = (3 * factor(2) - mean ** 2) / d
  const third = (15 * factor(3) - 9 * factor(2) * mean + 2 * mean ** 3) / d ** 2
  return Math.log(mean) + gammaBias(variance / mean ** 2, third / mean ** 3)
}

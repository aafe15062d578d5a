import { exactly, exactSeries } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import type { DirectPathSettings } from './measure'

/**
 * Predictions of all measures, with s the factor of the skip and b that of the branch. After n of the L - 1 blocks from the top down: mean squared
 * length (s^2 + b^2)^n, direct part s^n, cosine (s / sqrt(s^2 + b^2))^n. The variance at the top is (s^2 + b^2)^(L - 1), because with He's weights
 * the branch has the mean square of its input.
 */
export function predict({ blocks, skip, branch }: Pick<DirectPathSettings, 'blocks' | 'skip' | 'branch'>) {
  const radius = Math.hypot(skip, branch)
  const layers = upTo(blocks + 1)
  const along = (of: (passed: number) => number) =>
    exactSeries(
      layers,
      layers.map((below) => of(blocks - below)),
    )
  return {
    norm: along((passed) => passed * Math.log10(radius)),
    direct: along((passed) => passed * Math.log10(skip)),
    cosine: along((passed) => (skip / radius) ** passed),
    paths: exactSeries(layers, [...binomial(blocks, (branch / radius) ** 2)]),
    varianceHere: exactly(radius ** (2 * blocks)),
    normHere: exactly(radius ** blocks),
    directHere: exactly(skip ** blocks),
    cosineHere: exactly((skip / radius) ** blocks),
  }
}

/** The binomial law C(n, k) p^k (1 - p)^(n - k), for every k from 0 to n. */
export function binomial(n: number, p: number): Float64Array {
  const shares = new Float64Array(n + 1)
  shares[0] = 1
  // One trial after the other: sums of positive numbers, with only rounding errors at any p.
  for (let trial = 1; trial <= n; trial++)
    for (let k = trial; k >= 0; k--) shares[k] = (1 - p) * (shares[k] ?? 0) + (k > 0 ? p * (shares[k - 1] ?? 0) : 0)
  return shares
}

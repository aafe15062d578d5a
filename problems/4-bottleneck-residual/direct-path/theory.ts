import { exactly, exactSeries } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import type { DirectPathSettings } from './measure'

/**
 * What theory says of every measure, with s the skip and b the branch. After n of the L - 1 blocks on the way down from the top:
 * mean square of the length (s^2 + b^2)^n, direct part s^n, cosine (s / sqrt(s^2 + b^2))^n. The variance at the top is
 * (s^2 + b^2)^(L - 1), since He's weights give the branch the mean square of its input.
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

/** P(k of n), each with probability p: C(n, k) p^k (1 - p)^(n - k), for every k from 0 to n. */
export function binomial(n: number, p: number): Float64Array {
  const shares = new Float64Array(n + 1)
  shares[0] = 1
  // One trial after the other: a sum of positive numbers, exact to rounding at any p.
  for (let trial = 1; trial <= n; trial++)
    for (let k = trial; k >= 0; k--) shares[k] = (1 - p) * (shares[k] ?? 0) + (k > 0 ? p * (shares[k - 1] ?? 0) : 0)
  return shares
}

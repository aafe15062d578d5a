import { type Draw, exactly, exactSeries } from '../../../src/experiment'
import { LAWS } from '../../../src/numerics/laws/laws'
import { exactHistogram } from '../../../src/numerics/theory/exact'
import { normalBelow } from '../../../src/numerics/theory/special'
import { DIMENSIONS, edgesOf, ONE_VECTOR, ownSigmaOf, type SumSetting } from './setting'

/**
 * Over W and x, Var y = d sigma^2; over x alone, Var_x y = |W|^2 at the weight vector that was drawn. E y = 0. sd |W|^2 = sigma^2 sqrt(d (kappa -
 * 1)), with kappa the kurtosis of the weights' law. The histogram is that of a Gaussian of the same variance, which y approaches as d grows.
 */
export function theory(p: SumSetting, draw: Draw) {
  const lengths = p.over === 'both' ? DIMENSIONS : squaredPrefixes(draw(p.weights, ...ONE_VECTOR))
  const variances = DIMENSIONS.map((d, k) => weightVariance(p, d) * (lengths[k] ?? Number.NaN))
  const here = variances[DIMENSIONS.indexOf(p.d)]
  if (here === undefined) throw new RangeError(`d is ${p.d} (it may be ${DIMENSIONS.join(', ')})`)
  const edges = edgesOf(p)
  return {
    variance: exactSeries(DIMENSIONS, variances),
    varianceHere: exactly(here),
    meanHere: exactly(0),
    spread: exactly(weightVariance(p, p.d) * Math.sqrt(p.d * (LAWS[p.weights].kurtosis - 1))),
    outputs: exactHistogram(
      edges,
      edges.map((edge) => normalBelow(edge / Math.sqrt(here))),
    ),
  }
}

/** sigma^2, of the reader's sigma(d) if there is one. */
function weightVariance(p: SumSetting, d: number): number {
  const own = ownSigmaOf(p)
  if (own) return own(d) ** 2
  return p.rule === 'fixed' ? p.g * p.g : (p.g * p.g) / d
}

/** Z_1^2 + ... + Z_d^2 for every d of the sweep. */
function squaredPrefixes(vector: Float32Array): number[] {
  let sum = 0
  let i = 0
  return DIMENSIONS.map((d) => {
    for (; i < d; i++) sum += (vector[i] ?? Number.NaN) ** 2
    return sum
  })
}

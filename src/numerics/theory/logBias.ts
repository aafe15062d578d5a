import type { ActivationName } from '../networks/activations'
import { fairBinomial, meanLogChiSquare } from './special'

/**
 * E ln(mean of n samples) - ln(their expectation), from the relative variance v and third central moment t of that mean:
 * -v/2 + t/3 - 3v^2/4 to second order. Without t it is taken for 2v^2, that of a Gamma variable.
 */
export type LogBias = (variance: number, third?: number) => number

/** A positive mean of relative variance v is taken for chi^2_k / k with k = 2 / v, which a mean of squared Gaussians is exactly. */
export const gammaBias: LogBias = (variance, third = 2 * variance ** 2) =>
  (variance > 1e-9 ? meanLogChiSquare(2 / variance) : -variance / 2) + (third - 2 * variance ** 2) / 3

/** Of one ReLU output: Var h^2 / (E h^2)^2 and the third moment of h^2 / E h^2 - 1. */
const RELU = { variance: 5, third: 44 }

/**
 * For squares of h = f(y) over the units of a layer. With ReLU k of n units are awake, k binomial, and k >= 1 in a network that is
 * not dead: E ln(chi^2_k / (n/2)) is a sum over k, and `gammaBias` says what another variance changes.
 */
export function logBiasOf(activation: ActivationName, width: number): LogBias {
  if (activation !== 'relu' || width > 4096) return gammaBias
  const awake = fairBinomial(width)
  const alive = 1 - (awake[0] ?? 0)
  const exact = awake.reduce(
    (sum, p, k) => (k === 0 ? sum : sum + (p / alive) * (meanLogChiSquare(k) + Math.log((2 * k) / width))),
    0,
  )
  const offset = exact - gammaBias(RELU.variance / width, RELU.third / width ** 2)
  return (variance, third) => gammaBias(variance, third) + offset
}

import type { ActivationName } from '../networks/activations'
import { fairBinomial, meanLogChiSquare } from './special'

/**
 * E ln(mean of n samples) - ln(expectation of a sample), from the relative variance v and the third central moment t of that mean: -v/2 + t/3 -
 * 3v^2/4 to second order. The default of t is 2v^2, that of a Gamma variable.
 */
export type LogBias = (variance: number, third?: number) => number

/** The bias for a mean of relative variance v treated as chi^2_k / k with k = 2 / v, which is exact for a mean of squared Gaussians. */
export const gammaBias: LogBias = (variance, third = 2 * variance ** 2) =>
  (variance > 1e-9 ? meanLogChiSquare(2 / variance) : -variance / 2) + (third - 2 * variance ** 2) / 3

/** For one ReLU output: Var h^2 / (E h^2)^2, and the third moment of h^2 / E h^2 - 1. */
const RELU = { variance: 5, third: 44 }

/**
 * The bias for squares of h = f(y) over the units of a layer. With ReLU the number k of active units is binomial, and k >= 1 unless the whole layer
 * is inactive: E ln(chi^2_k / (n/2)) is then a sum over k, and the effect of another variance is taken from `gammaBias`.
 */
export function logBiasOf(activation: ActivationName, width: number): LogBias {
  if (activation !== 'relu' || width > 4096) return gammaBias
  const active = fairBinomial(width)
  const someActive = 1 - (active[0] ?? 0)
  const exact = active.reduce(
    (sum, p, k) => (k === 0 ? sum : sum + (p / someActive) * (meanLogChiSquare(k) + Math.log((2 * k) / width))),
    0,
  )
  const offset = exact - gammaBias(RELU.variance / width, RELU.third / width ** 2)
  return (variance, third) => gammaBias(variance, third) + offset
}

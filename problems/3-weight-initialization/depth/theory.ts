import { exactly, exactSeries } from '../../../src/experiment'
import { countTo } from '../../../src/numerics/positions'
import { log10OfRoot } from '../../../src/numerics/theory/exact'
import { meanField } from '../../../src/numerics/theory/meanField'
import type { StackSetting } from './setting'

/**
 * The mean-field recursion with its first correction in 1/width: means of logarithms over networks, and the mean share of inactive units. If f(s y) =
 * s f(y), a layer multiplies the mean square by g^2 E f(z)^2 at any width: by g^2 / 2 with ReLU, by g^2 without activation.
 */
export function theory(p: StackSetting) {
  const { activation, width, layers } = p
  const gain = gainOf(p)
  const { overUnits, overInputs, gradient, inactive } = meanField({ activation, gain, width, layers })
  const at = countTo(layers)
  return {
    overUnits: exactSeries(at, overUnits.map(log10OfRoot)),
    overInputs: exactSeries(at, overInputs.map(log10OfRoot)),
    gradient: exactSeries(at, gradient.map(log10OfRoot)),
    share: exactSeries(at, inactive),
    ...(activation === 'relu' ? { growth: exactly(gain ** 2 / 2) } : {}),
    ...(activation === 'linear' ? { growth: exactly(gain ** 2) } : {}),
  }
}

/** g = sigma sqrt(d). All layers have the same width, so Glorot's rule is 1 / d. */
const gainOf = ({ scheme, g }: StackSetting): number => ({ gain: g, lecun: 1, glorot: 1, he: Math.SQRT2 })[scheme]

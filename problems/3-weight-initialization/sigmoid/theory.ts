import { exactly } from '../../../src/experiment'
import { ACTIVATION_FUNCTIONS } from '../../../src/numerics/theory/activationFunctions'
import { activationMoments } from '../../../src/numerics/theory/activationMoments'
import { cumulative } from '../../../src/numerics/theory/distribution'
import { exactHistogram } from '../../../src/numerics/theory/exact'
import { edgesOfOutput, edgesOfSum, type UnitSetting } from './setting'

/** If P(y > B) is below this, a ReLU gives too few outputs other than 0 to estimate a mean from, and theory leaves it out. */
const MIN_ACTIVE = 0.01

/**
 * E y = 0, Var y = g^2; mean and variance of u = f(y - B) and the distributions of y and u by quadrature at this d, without a limit; Var u <= max
 * |f'|^2 Var y.
 */
export function theory(p: UnitSetting) {
  const { inverse, steepest } = ACTIVATION_FUNCTIONS[p.activation]
  const law = { d: p.d, sigma: p.g * p.d ** -0.5, weights: p.weights, inputs: p.inputs }
  const { mean, variance } = activationMoments(p.activation, law, p.bias)
  const [sums, outputs] = [edgesOfSum(p.g), edgesOfOutput(p)]
  const belowSums = cumulative(law, sums)
  const belowOutputs = cumulative(
    law,
    outputs.map((u) => inverse(u) + p.bias),
  )
  const [inactive = 0] = cumulative(law, [p.bias])
  const tooFewActive = p.activation === 'relu' && 1 - inactive < MIN_ACTIVE
  return {
    preactivations: exactHistogram(sums, belowSums),
    // The first bin of a ReLU contains every y below B.
    outputs: exactHistogram(outputs, p.activation === 'relu' ? [0, ...belowOutputs.slice(1)] : belowOutputs),
    ...(tooFewActive ? {} : { meanOut: exactly(mean), varianceOut: exactly(variance) }),
    meanIn: exactly(0),
    varianceIn: exactly(p.g ** 2),
    bound: exactly(p.g ** 2 * steepest ** 2),
  }
}

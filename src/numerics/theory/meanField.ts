import { entryOf } from '../positions'
import { biasOf, type Chain, firstLayer, layersAlong, lnDistance, type Stack } from './kernelChain'
import { gammaBias } from './logBias'
import { meanLogChiSquare } from './special'
import { type UnitMoments, unitMoments } from './unitMoments'

/** Means over networks of natural logarithms, one entry for each layer from 1 to L; `inactive` is a plain mean. */
export interface StackTheory {
  /** E ln of the variance of h_l over units, at one input. */
  readonly overUnits: readonly number[]
  /** E ln of half the mean squared difference of h_l between two inputs: the variance over inputs at fixed weights. NaN where `isForked`. */
  readonly overInputs: readonly number[]
  /** E ln |dLoss/dh_l|^2 - ln |dLoss/dh_L|^2, for a loss linear in h_L with an independent random direction. */
  readonly gradient: readonly number[]
  /** The share of inactive units: slope below `INACTIVE_BELOW` times the greatest slope. */
  readonly inactive: readonly number[]
}

/** The largest Var theta at which its mean and variance tell of its law where inputs part in some networks. */
const MOST_SPREAD = 1

/**
 * Whether two inputs have met in some networks and parted in others, as they do in narrow layers of tanh just above gain 1: theta then has
 * two peaks, and its first two moments miss E ln of the distance by a quarter after 50 layers of 16.
 */
const isForked = ({ activation, gain }: Pick<Stack, 'activation' | 'gain'>, { varTheta }: Chain): boolean =>
  activation === 'tanh' && gain > 1 && varTheta > MOST_SPREAD

/** The moments of one layer in the forward pass. */
interface Layer {
  readonly overUnits: number
  readonly overInputs: number
  readonly inactive: number
  /** E ln E f'^2 over the law of the kernel; the moments of a unit at its mean. */
  readonly lnSquaredSlope: number
  readonly unit: UnitMoments
}

function layerOf({ activation, gain, width }: Stack, chain: Chain, above: Chain): Layer {
  // ln q varies between networks: average over three Gauss-Hermite nodes.
  const away = Math.sqrt(3 * (chain.varAlpha + chain.varBeta))
  const at = (lnQ: number) => unitMoments(activation, Math.exp(lnQ))
  const [low, unit, high] = [at(chain.alpha - away), at(chain.alpha), at(chain.alpha + away)]
  const over = (f: (unit: UnitMoments) => number) => (f(low) + 4 * f(unit) + f(high)) / 6
  // The variance over n units is (n - 1)/n of the true one on average, with relative variance (kurtosis - (n - 3)/(n - 1)) / n.
  const noise = (unit.kurtosis - (width - 3) / (width - 1)) / width
  return {
    overUnits: over(({ variance }) => Math.log(variance)) + Math.log1p(-1 / width) + biasOf(activation, width)(noise),
    overInputs: isForked({ activation, gain }, above) ? Number.NaN : lnDistance(above, gain),
    inactive: over(({ inactive }) => inactive),
    lnSquaredSlope: over(({ squaredSlope }) => Math.log(squaredSlope)),
    unit,
  }
}

/** The forward pass of a stack. */
const layersOf = layersAlong(40, layerOf)

/** The mean-field recursion of a stack, with the correction of first order in 1/width: errors of order (layers/width)^2. */
export function meanField(stack: Stack): StackTheory {
  const layers = layersOf(stack)
  return {
    overUnits: layers.map(({ overUnits }) => overUnits),
    overInputs: stack.activation === 'linear' ? linearOverInputs(stack) : layers.map(({ overInputs }) => overInputs),
    inactive: layers.map(({ inactive }) => inactive),
    gradient: backwards(stack, layers),
  }
}

/** Without activation the difference of two inputs does not depend on their lengths: each layer multiplies its square by gain^2 chi^2_n / n. */
function linearOverInputs(stack: Stack): number[] {
  const factor = 2 * Math.log(stack.gain) + meanLogChiSquare(stack.width)
  return Array.from({ length: stack.layers }, (_, l) => firstLayer(stack).theta + (l + 1) * factor)
}

/**
 * E ln |delta_l|^2 - ln |delta_L|^2 for l from L down to 1. The backward pass is delta_(l-1) = W_l^T e_l with e_l = f'(y_l) * delta_l, which in the
 * limit of infinite width multiplies the square by gain^2 E f'^2. At finite width n the mean log decreases by 1/n for the weights and 3(kurtosis -
 * 1)/(2n) for the slopes. Moreover W_l is not independent of its input: given y_l, its part along the input is y_l h^T / |h|^2. So delta_(l-1) has a
 * part along h_(l-1) of squared length (y_l . e_l)^2 / |h_(l-1)|^2. That is a fraction tau_(l-1)/n of the whole, and 1/n for a random direction:
 *   tau_(l-1) = slopeAtLarge + (tau_l - 1) slopeAlong,  tau_L = 1.
 * The slopes of the next layer depend on that part: E |e_l|^2 = |delta_l|^2 E f'^2 (1 + (tau_l - 1)(slopeAtOutput - 1)/n).
 */
function backwards({ activation, gain, width }: Stack, layers: readonly Layer[]): number[] {
  const gradient = layers.map(() => 0)
  let sum = 0
  let tau = 1
  for (let l = layers.length - 1; l > 0; l--) {
    const here = entryOf(layers, l, 'layer')
    const { slopeKurtosis, slopeAtLarge, slopeAtOutput, slopeAlong } = here.unit
    const below = slopeAtLarge + (tau - 1) * slopeAlong
    // With ReLU the squared gradient has the same bias as the squared outputs: the same binomial number of units is active.
    const noise =
      activation === 'relu'
        ? biasOf(activation, width)(5 / width, 44 / width ** 2)
        : meanLogChiSquare(width) + gammaBias((3 * (slopeKurtosis - 1)) / width)
    sum += 2 * Math.log(gain) + here.lnSquaredSlope + noise + ((tau - 1) * (slopeAtOutput - 1) + below - 1) / width
    gradient[l - 1] = sum
    tau = below
  }
  return gradient
}

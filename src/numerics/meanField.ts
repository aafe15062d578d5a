import { ACTIVATIONS, type ActivationName } from './activations'
import { type Chain, firstLayer, lnDistance, nextLayer, type Stack } from './kernelChain'
import { gaussianRule, integrate } from './quadrature'
import { normalBelow } from './special'

/** Means over networks of natural logarithms, one entry a layer from 1 to L; `asleep` is a plain mean. */
export interface StackTheory {
  /** E ln of the variance of h_l over units, at one input. */
  readonly overUnits: readonly number[]
  /** E ln of half the mean squared difference of h_l between two inputs: the variance over inputs at fixed weights. */
  readonly overInputs: readonly number[]
  /** E ln |dLoss/dh_l|^2 - ln |dLoss/dh_L|^2 for a loss linear in h_L with an independent random direction. */
  readonly gradient: readonly number[]
  /** The share of units whose slope is under `ASLEEP` of the greatest. */
  readonly asleep: readonly number[]
}

/** A unit sleeps where its slope is below this part of the greatest slope. */
export const ASLEEP = 0.01

/** What one unit does at y ~ N(0, q). */
interface UnitMoments {
  /** Of h = f(y). */
  readonly variance: number
  /** Var (h - E h)^2 / (Var h)^2: what a layer of finite width adds to ln Var h. */
  readonly varianceNoise: number
  /** chi / gain^2 = E f'^2. */
  readonly squaredSlope: number
  /** E f'^4 / (E f'^2)^2. */
  readonly slopeKurtosis: number
  /** E y^2 f'^2 / (q E f'^2) and E f^2 f'^2 / (E f^2 E f'^2): how the slope goes with size. */
  readonly slopeAtLarge: number
  readonly slopeAtOutput: number
}

function unitMoments(activation: ActivationName, q: number): UnitMoments {
  const { of, slope } = ACTIVATIONS[activation]
  const { nodes, weights } = gaussianRule(Math.sqrt(q))
  const mean = integrate({ nodes, weights }, of)
  let [square, variance, fourth, squaredSlope, slopeFourth, large, output] = [0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < nodes.length; i++) {
    const y = nodes[i] ?? 0
    const weight = weights[i] ?? 0
    const h = of(y)
    const deviation = (h - mean) ** 2
    const steep = slope(y) ** 2
    square += weight * h * h
    variance += weight * deviation
    fourth += weight * deviation * deviation
    squaredSlope += weight * steep
    slopeFourth += weight * steep * steep
    large += weight * y * y * steep
    output += weight * h * h * steep
  }
  return {
    variance,
    varianceNoise: fourth / variance ** 2 - 1,
    squaredSlope,
    slopeKurtosis: slopeFourth / squaredSlope ** 2,
    slopeAtLarge: large / (q * squaredSlope),
    slopeAtOutput: output / (square * squaredSlope),
  }
}

/** P(f'(y) < ASLEEP max f') for y ~ N(0, q). A ReLU sleeps half the time. */
function asleepShare(activation: ActivationName, q: number): number {
  if (activation === 'linear') return 0
  if (activation === 'relu') return 0.5
  return 2 * normalBelow(-fallsAsleepAt(activation) / Math.sqrt(q))
}

/** The y > 0 at which the slope of a sigmoid or tanh has fallen to ASLEEP of its greatest, by bisection. */
function fallsAsleepAt(activation: ActivationName): number {
  const { slope, steepest } = ACTIVATIONS[activation]
  let [low, high] = [0, 40]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (slope(middle) > ASLEEP * steepest) low = middle
    else high = middle
  }
  return low
}

/** E of a function of ln q over the law of the empirical kernel, from its values at alpha - STEP, alpha, alpha + STEP. */
function overChain([below, at, above]: readonly [number, number, number], { plus, minus }: Chain): number {
  return at + (0.5 * (plus + minus) * (above - 2 * at + below)) / STEP ** 2
}

const STEP = 0.05

/** The three values that `overChain` takes. */
function around<T>(of: (q: number) => T, { alpha }: Chain): [T, T, T] {
  return [of(Math.exp(alpha - STEP)), of(Math.exp(alpha)), of(Math.exp(alpha + STEP))]
}

/** One layer as the forward pass leaves it. */
interface Layer {
  readonly overUnits: number
  readonly overInputs: number
  readonly asleep: number
  /** E ln E f'^2 over the law of the kernel, and the moments at its mean. */
  readonly lnSquaredSlope: number
  readonly unit: UnitMoments
}

function layerOf(stack: Stack, chain: Chain, above: Chain): Layer {
  const { activation, gain, width } = stack
  const units = around((q) => unitMoments(activation, q), chain)
  const [low, unit, high] = units
  const lnOf = (name: 'variance' | 'squaredSlope') =>
    overChain([Math.log(low[name]), Math.log(unit[name]), Math.log(high[name])], chain)
  return {
    overUnits: lnOf('variance') - 1 / width - unit.varianceNoise / (2 * width),
    overInputs: lnDistance(above, gain),
    asleep: overChain(
      around((q) => asleepShare(activation, q), chain),
      chain,
    ),
    lnSquaredSlope: lnOf('squaredSlope'),
    unit,
  }
}

/** Layers already computed, by activation, gain and width: a deeper stack goes on from them. */
const known = new Map<string, { readonly layers: Layer[]; top: Chain }>()
const KNOWN_STACKS = 40

function layersOf(stack: Stack): readonly Layer[] {
  const key = `${stack.activation} ${stack.gain} ${stack.width}`
  const entry = known.get(key) ?? { layers: [], top: firstLayer(stack) }
  known.delete(key)
  known.set(key, entry)
  for (const oldest of known.keys()) if (known.size > KNOWN_STACKS) known.delete(oldest)
  while (entry.layers.length < stack.layers) {
    const above = nextLayer(stack, entry.top)
    entry.layers.push(layerOf(stack, entry.top, above))
    entry.top = above
  }
  return entry.layers.slice(0, stack.layers)
}

/** What the mean-field recursion says of a stack, with its first correction in 1/width: errors of order (layers/width)^2. */
export function meanField(stack: Stack): StackTheory {
  const layers = layersOf(stack)
  return {
    overUnits: layers.map(({ overUnits }) => overUnits),
    overInputs: layers.map(({ overInputs }) => overInputs),
    asleep: layers.map(({ asleep }) => asleep),
    gradient: backwards(stack, layers),
  }
}

/**
 * E ln |delta_l|^2, downwards from 0 at the top: delta_(l-1) = W_l^T (f'(y_l) * delta_l) multiplies the square by gain^2 E f'^2 in
 * the limit. At finite width a mean of logs loses 1/width for the weights and 3(kurtosis - 1)/(2 width) for the slopes; and the part
 * of W_l along its own input, 1/width of all, is not fresh: y_l fixes it, and the slopes go with y_l.
 */
function backwards({ gain, width }: Stack, layers: readonly Layer[]): number[] {
  const gradient = layers.map(() => 0)
  let sum = 0
  for (let l = layers.length - 1; l > 0; l--) {
    const [here, below] = [layers[l], layers[l - 1]]
    if (!here || !below) break
    const { slopeKurtosis, slopeAtLarge } = here.unit
    sum += 2 * Math.log(gain) + here.lnSquaredSlope - 1 / width - (1.5 * (slopeKurtosis - 1)) / width
    const alongInput = (slopeAtLarge - 1) / width
    gradient[l - 1] = sum + alongInput
    sum += alongInput * below.unit.slopeAtOutput
  }
  return gradient
}

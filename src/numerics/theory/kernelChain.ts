import type { ActivationName } from '../networks/activations'
import { type LogBias, logBiasOf } from './logBias'
import { type PairMeans, type PairMoments, pairMeans, pairMoments } from './pairMoments'
import { gradedEdges, integrate, panels } from './quadrature'
import { digamma, normalDensity, trigamma } from './special'

/** A stack of dense layers of one width: y_l = W_l h_(l-1), h_l = f(y_l), W ~ N(0, gain^2 / width), h_0 = x with |x|^2 = width. */
export interface Stack {
  readonly activation: ActivationName
  readonly gain: number
  readonly width: number
  readonly layers: number
}

/**
 * The distribution over networks of the kernel of one layer. Given a layer, the units of the next are independent Gaussians, whose covariance between
 * two inputs is the empirical kernel of the layer before; the kernel is therefore a Markov chain. With q1, q2 the pre-activation variances of the two
 * inputs and c their covariance, its coordinates are
 *   alpha = (ln q1 + ln q2) / 2,   beta = (ln q1 - ln q2) / 2,   theta = ln Theta,  Theta = 1 - c / sqrt(q1 q2).
 * Their mean and covariance are computed layer by layer to first order in 1/width:
 *   mean' = F(mean) + tr(F'' cov)/2 - noise/(2 width),  cov' = F' cov F'^T + noise/width.
 * Without the terms in 1/width this is the recursion of Poole et al. 2016. Half the mean squared distance of the two inputs is
 *   D = sqrt(q1 q2) (cosh beta - 1 + Theta).
 * In deep ReLU stacks beta dominates D, so beta is a coordinate of its own.
 */
export interface Chain {
  /** Means of alpha and theta; beta has mean 0. */
  readonly alpha: number
  readonly theta: number
  /** Var alpha, Var beta, Cov(alpha, theta), Var theta. */
  readonly varAlpha: number
  readonly varBeta: number
  readonly covAlphaTheta: number
  readonly varTheta: number
}

/**
 * The chain at layer 1. The inputs have length sqrt(width) exactly, so q = gain^2. Theta = 1 - x.x'/width varies by 1/sqrt(width): Theta / 2 ~
 * Beta((width - 1)/2, (width - 1)/2).
 */
export function firstLayer({ gain, width }: Stack): Chain {
  const theta = Math.LN2 + digamma((width - 1) / 2) - digamma(width - 1)
  const varTheta = trigamma((width - 1) / 2) - trigamma(width - 1)
  return { alpha: 2 * Math.log(gain), theta, varAlpha: 0, varBeta: 0, covAlphaTheta: 0, varTheta }
}

/** cosh x - 1, without cancellation. */
const coshLess1 = (x: number): number => 2 * Math.sinh(x / 2) ** 2

/** alpha and theta of the next layer, (ln F1 + ln F2)/2 and ln Theta, without the factor gain^2. */
function coordinates({ first, second, distance }: PairMeans): { readonly alpha: number; readonly theta: number } {
  const beta = 0.5 * Math.log(first / second)
  return {
    alpha: 0.5 * Math.log(first * second),
    theta: Math.log(distance / Math.sqrt(first * second) - coshLess1(beta)),
  }
}

/** Below this theta, f is linear between the two inputs, so that from one layer to the next only the scale of Theta changes. */
const CLOSE = -16

/**
 * The chain one layer up. If theta is below `CLOSE`, it is computed at `CLOSE` and shifted back afterwards, because rounding would destroy the small
 * difference.
 */
function nextLayer(stack: Stack, chain: Chain): Chain {
  const shift = Math.min(0, chain.theta - CLOSE)
  const next = nextApart(stack, { ...chain, theta: chain.theta - shift, varBeta: chain.varBeta * Math.exp(-shift) })
  return { ...next, theta: next.theta + shift, varBeta: next.varBeta * Math.exp(shift) }
}

/** Whether the chain is at the fixed point of its recursion, where every layer above equals this one. */
const isStill = (here: Chain, above: Chain): boolean =>
  Math.abs(here.alpha - above.alpha) + Math.abs(here.theta - above.theta) < 1e-7 &&
  Math.abs(here.varTheta - above.varTheta) +
    Math.abs(here.varAlpha - above.varAlpha) +
    Math.abs(here.varBeta - above.varBeta) <
    1e-7

/**
 * A function that gives the layers 1 to L of a stack, each computed by `layerOf` from the chain at the layer and at the one above. It caches the
 * layers of the last `kept` stacks by activation, gain and width: a deeper stack continues them.
 */
export function layersAlong<Layer extends object>(
  kept: number,
  layerOf: (stack: Stack, here: Chain, above: Chain) => Layer,
): (stack: Stack) => readonly Layer[] {
  const cache = new Map<string, { readonly layers: Layer[]; top: Chain }>()
  return (stack) => {
    const key = `${stack.activation} ${stack.gain} ${stack.width}`
    const entry = cache.get(key) ?? { layers: [], top: firstLayer(stack) }
    cache.delete(key)
    cache.set(key, entry)
    for (const oldest of cache.keys()) if (cache.size > kept) cache.delete(oldest)
    while (entry.layers.length < stack.layers) {
      const above = nextLayer(stack, entry.top)
      const last = entry.layers.at(-1)
      const layer = last && isStill(entry.top, above) ? last : layerOf(stack, entry.top, above)
      entry.layers.push(layer)
      if (layer !== last) entry.top = above
    }
    return entry.layers.slice(0, stack.layers)
  }
}

/** The step of finite differences in alpha and theta. */
const STEP = 0.1
/** An upper limit of theta: two inputs are farthest apart at Theta = 2. */
const FARTHEST = Math.log(1.98)

/**
 * The step of finite differences in theta. With ReLU the variance of theta grows without limit, by 8/width a layer. The step is then sqrt 3 standard
 * deviations, so that a second difference gives the mean over three Gauss-Hermite nodes.
 */
function stepIn({ activation }: Stack, { theta, varTheta }: Chain): number {
  if (activation === 'sigmoid' || activation === 'tanh') return STEP
  return Math.min(Math.max(STEP, Math.sqrt(3 * varTheta)), Math.max(STEP / 10, FARTHEST - theta))
}

function nextApart(stack: Stack, chain: Chain): Chain {
  const { activation, gain, width } = stack
  const { varAlpha, varBeta, covAlphaTheta, varTheta } = chain
  const at = (a: number, b: number, t: number) => {
    const scale = Math.exp(chain.alpha + a)
    const distance = scale * (coshLess1(b) + Math.exp(chain.theta + t))
    return coordinates(pairMeans(activation, scale * Math.exp(b), scale * Math.exp(-b), distance))
  }
  const momentsAt = (t: number) =>
    pairMoments(activation, Math.exp(chain.alpha), Math.exp(chain.alpha + chain.theta + t))
  const [a, t] = [STEP, stepIn(stack, chain)]
  // |beta| is limited by the distance of the inputs, so its step shrinks with Theta.
  const b = STEP * Math.exp(0.5 * Math.min(0, chain.theta))
  const moments = momentsAt(0)
  const mean = coordinates(moments)
  const [here, up, down, farther, nearer] = [at(0, 0, 0), at(a, 0, 0), at(-a, 0, 0), at(0, 0, t), at(0, 0, -t)]
  const [upFarther, downNearer, apart] = [at(a, 0, t), at(-a, 0, -t), at(0, b, 0)]
  const slope = (up.alpha - down.alpha) / (2 * a)
  const curve = (up.alpha + down.alpha - 2 * here.alpha) / a ** 2
  const byA = (up.theta - down.theta) / (2 * a)
  const byT = (farther.theta - nearer.theta) / (2 * t)
  const byAA = (up.theta + down.theta - 2 * here.theta) / a ** 2
  const byTT = (farther.theta + nearer.theta - 2 * here.theta) / t ** 2
  const both = upFarther.theta + downNearer.theta - 2 * here.theta
  const byAT = (both - byAA * a ** 2 - byTT * t ** 2) / (2 * a * t)
  const byBB = (2 * (apart.theta - here.theta)) / b ** 2
  const bend = 0.5 * (byAA * varAlpha + 2 * byAT * covAlphaTheta + byTT * varTheta + byBB * varBeta)
  const { lengthNoise, distanceNoise, crossNoise } = moments
  const parting = (m: PairMoments) => (m.lengthNoise - m.jointNoise) / (2 * width)
  const betaNoise = parting(moments)
  // The noise of beta grows with the distance of the inputs: over a wide step in theta, use its mean.
  const bent = t === STEP ? 0 : parting(momentsAt(t)) + parting(momentsAt(-t)) - 2 * betaNoise
  const alphaNoise = lengthNoise / width - betaNoise
  const thetaNoise = distanceNoise / width + alphaNoise - (2 * crossNoise) / width
  const bias = biasOf(activation, width)
  const lengthBias = bias(lengthNoise / width, moments.lengthThird / width ** 2)
  const distanceBias = bias(distanceNoise / width, moments.distanceThird / width ** 2)
  return {
    alpha: 2 * Math.log(gain) + mean.alpha + 0.5 * curve * (varAlpha + varBeta) + lengthBias,
    theta: mean.theta + bend + distanceBias - lengthBias - betaNoise / (2 * Math.exp(mean.theta)),
    varAlpha: slope ** 2 * varAlpha + alphaNoise,
    varBeta: slope ** 2 * varBeta + betaNoise + (0.5 * varTheta * bent) / t ** 2,
    covAlphaTheta: slope * (byA * varAlpha + byT * covAlphaTheta) + crossNoise / width - alphaNoise,
    varTheta: byA ** 2 * varAlpha + 2 * byA * byT * covAlphaTheta + byT ** 2 * varTheta + thetaNoise,
  }
}

const biases = new Map<string, LogBias>()

/** `logBiasOf` with a cache. */
export function biasOf(activation: ActivationName, width: number): LogBias {
  const key = `${activation} ${width}`
  const bias = biases.get(key) ?? logBiasOf(activation, width)
  biases.set(key, bias)
  return bias
}

/** E ln (D / gain^2), the mean log of the variance over inputs one layer below `chain`; beta and theta are treated as Gaussian. */
export function lnDistance({ alpha, theta, varBeta, varTheta }: Chain, gain: number): number {
  const away = Math.sqrt(3 * varTheta)
  const [near, middle, far] = [Math.exp(theta - away), Math.exp(theta), Math.exp(theta + away)]
  const mean = integrate(HALF_NORMAL, (z) => {
    const apart = coshLess1(Math.sqrt(varBeta) * z)
    return (Math.log(near + apart) + 4 * Math.log(middle + apart) + Math.log(far + apart)) / 6
  })
  return alpha + mean - 2 * Math.log(gain)
}

/** Quadrature for |z|, z standard normal, densest near 0, where the logarithm of a small distance varies fastest. */
const HALF_NORMAL = (({ nodes, weights }) => ({
  nodes,
  weights: weights.map((w, j) => 2 * w * normalDensity(nodes[j] ?? 0)),
}))(panels(gradedEdges(2 ** -8, 8, 2), 8))

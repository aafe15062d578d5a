import type { ActivationName } from './activations'
import { type Grid, type PairMoments, pairMoments } from './pairMoments'
import { gaussianMean } from './quadrature'

/** A stack of dense layers, all `width` wide: y_l = W_l h_(l-1), h_l = f(y_l), W ~ N(0, gain^2 / width), h_0 = x with |x|^2 = width. */
export interface Stack {
  readonly activation: ActivationName
  readonly gain: number
  readonly width: number
  readonly layers: number
}

/**
 * Given one layer, the units of the next are independent Gaussians whose covariance between two inputs is the empirical kernel of the layer
 * before. That makes the kernel a Markov chain. With q1, q2 the pre-activation variances of the two inputs and c their covariance it is
 * followed in the coordinates
 *   alpha = (ln q1 + ln q2) / 2,   beta = (ln q1 - ln q2) / 2,   theta = ln Theta,  Theta = 1 - c / sqrt(q1 q2),
 * by mean and covariance, to first order in 1/width: mean' = F(mean) + tr(F'' cov)/2 - noise/(2 width),
 * cov' = F' cov F'^T + noise/width. Without 1/width it is the recursion of Poole et al. 2016. Half the mean squared distance of the
 * two inputs is D = sqrt(q1 q2) (cosh beta - 1 + Theta): for a ReLU it is in the end the lengths that differ, so beta is kept apart.
 */
export interface Chain {
  /** Means of alpha and theta; beta has mean 0. */
  readonly alpha: number
  readonly theta: number
  /** Var alpha, Var beta, Cov(alpha, theta), Var theta. */
  readonly plus: number
  readonly minus: number
  readonly cross: number
  readonly spread: number
}

/** The first layer: inputs of length sqrt(width) exactly, so q = gain^2; Theta = 1 - x.x'/width strays by 1/sqrt(width). */
export function firstLayer({ gain, width }: Stack): Chain {
  return { alpha: 2 * Math.log(gain), theta: -1 / (2 * width), plus: 0, minus: 0, cross: 0, spread: 1 / width }
}

/** cosh x - 1, without cancellation. */
const coshLess1 = (x: number): number => 2 * Math.sinh(x / 2) ** 2

interface Step {
  readonly moments: PairMoments
  /** (ln F1 + ln F2)/2 and ln Theta of the next layer, before the factor gain^2. */
  readonly alpha: number
  readonly theta: number
}

/** One step of the limit, from a kernel at (alpha, beta, theta). */
function stepFrom(activation: ActivationName, grid: Grid, alpha: number, beta: number, theta: number): Step {
  const scale = Math.exp(alpha)
  const distance = scale * (coshLess1(beta) + Math.exp(theta))
  const moments = pairMoments(activation, grid, scale * Math.exp(beta), scale * Math.exp(-beta), distance)
  const { first, second } = moments
  const nextBeta = 0.5 * Math.log(first / second)
  return {
    moments,
    alpha: 0.5 * Math.log(first * second),
    theta: Math.log(moments.distance / Math.sqrt(first * second) - coshLess1(nextBeta)),
  }
}

/** Two inputs so close that f is straight between them: from here on only the scale of Theta changes. */
const CLOSE = -16

/** The next layer. Inputs closer than `CLOSE` are moved apart to it, and back again afterwards: rounding would eat the difference. */
export function nextLayer(stack: Stack, chain: Chain): Chain {
  const shift = Math.min(0, chain.theta - CLOSE)
  const next = nextApart(stack, { ...chain, theta: chain.theta - shift, minus: chain.minus * Math.exp(-shift) })
  return { ...next, theta: next.theta + shift, minus: next.minus * Math.exp(shift) }
}

function nextApart({ activation, gain, width }: Stack, chain: Chain): Chain {
  const { plus, minus, cross, spread } = chain
  const fine = stepFrom(activation, 'fine', chain.alpha, 0, chain.theta)
  const at = (a: number, b: number, t: number) => stepFrom(activation, 'coarse', chain.alpha + a, b, chain.theta + t)
  const h = 0.1
  // The lengths can differ only as far as the distance of the inputs allows.
  const b = h * Math.exp(0.5 * Math.min(0, chain.theta))
  const [here, up, down, farther, nearer] = [at(0, 0, 0), at(h, 0, 0), at(-h, 0, 0), at(0, 0, h), at(0, 0, -h)]
  const [upFarther, downNearer, apart] = [at(h, 0, h), at(-h, 0, -h), at(0, b, 0)]
  const slope = (up.alpha - down.alpha) / (2 * h)
  const curve = (up.alpha + down.alpha - 2 * here.alpha) / h ** 2
  const byA = (up.theta - down.theta) / (2 * h)
  const byT = (farther.theta - nearer.theta) / (2 * h)
  const byAA = (up.theta + down.theta - 2 * here.theta) / h ** 2
  const byTT = (farther.theta + nearer.theta - 2 * here.theta) / h ** 2
  const byAT = ((upFarther.theta + downNearer.theta - 2 * here.theta) / h ** 2 - byAA - byTT) / 2
  const byBB = (2 * (apart.theta - here.theta)) / b ** 2
  const bend = 0.5 * (byAA * plus + 2 * byAT * cross + byTT * spread + byBB * minus)
  const { lengthNoise, jointNoise, distanceNoise, crossNoise } = fine.moments
  const alphaNoise = (lengthNoise + jointNoise) / (2 * width)
  const betaNoise = (lengthNoise - jointNoise) / (2 * width)
  const thetaNoise = distanceNoise / width + alphaNoise - (2 * crossNoise) / width
  return {
    alpha: 2 * Math.log(gain) + fine.alpha + 0.5 * curve * (plus + minus) - lengthNoise / (2 * width),
    theta: fine.theta + bend + (lengthNoise - distanceNoise) / (2 * width) - betaNoise / (2 * Math.exp(fine.theta)),
    plus: slope ** 2 * plus + alphaNoise,
    minus: slope ** 2 * minus + betaNoise,
    cross: slope * (byA * plus + byT * cross) + crossNoise / width - alphaNoise,
    spread: byA ** 2 * plus + 2 * byA * byT * cross + byT ** 2 * spread + thetaNoise,
  }
}

/** E ln (D / gain^2), the mean log of the variance over inputs one layer below `chain`: beta Gaussian, theta to second order. */
export function lnDistance({ alpha, theta, minus, spread }: Chain, gain: number): number {
  const mean = gaussianMean((beta) => {
    const apart = coshLess1(beta)
    const together = Math.exp(theta)
    const share = together / (together + apart)
    return Math.log(together + apart) + 0.5 * spread * share * (1 - share)
  }, Math.sqrt(minus))
  return alpha + mean - 2 * Math.log(gain)
}

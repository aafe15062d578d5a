import type { ActivationName } from '../networks/activations'
import { ACTIVATION_FUNCTIONS } from './activationFunctions'
import { line } from './pairMoments'
import { normalAbove } from './special'

/** A unit is inactive if its slope is below this fraction of the greatest slope. */
export const INACTIVE_BELOW = 0.01

/** Moments of one unit h = f(y) with y ~ N(0, q). */
export interface UnitMoments {
  /** E h^2. */
  readonly square: number
  /** Var h. */
  readonly variance: number
  /** E (h - E h)^4 / (Var h)^2. */
  readonly kurtosis: number
  /** E f'^2. */
  readonly squaredSlope: number
  /** E f'^4 / (E f'^2)^2. */
  readonly slopeKurtosis: number
  /** E y^2 f'^2 / (q E f'^2) and E h^2 f'^2 / (E h^2 E f'^2): above 1 if large |y| or |h| go with large slopes. */
  readonly slopeAtLarge: number
  readonly slopeAtOutput: number
  /** (E y f' h)^2 / (q E h^2 E f'^2): the squared cosine of the angle between y f' and h, weighted by the mean squares of y, h and f'. */
  readonly slopeAlong: number
  /** P(f' < INACTIVE_BELOW max f'). */
  readonly inactive: number
}

/** Computed by quadrature for sigmoid and tanh; for f(s y) = s f(y), scaled from q = 1. */
export function unitMoments(activation: ActivationName, q: number): UnitMoments {
  if (activation === 'sigmoid' || activation === 'tanh') return smoothMoments(activation, q)
  const at1 = SCALE_FREE[activation]
  return { ...at1, square: q * at1.square, variance: q * at1.variance }
}

const one = { kurtosis: 3, squaredSlope: 1, slopeKurtosis: 1, slopeAtLarge: 1, slopeAtOutput: 1, slopeAlong: 1 }
const reluMean = 1 / Math.sqrt(2 * Math.PI)
const reluVariance = 1 / 2 - reluMean ** 2
/** The fourth central moment of a ReLU at q = 1, with E h^3 = sqrt(2/pi) and E h^4 = 3/2. */
const reluFourth = 3 / 2 - 4 * reluMean * Math.sqrt(2 / Math.PI) + 6 * reluMean ** 2 * (1 / 2) - 3 * reluMean ** 4

const SCALE_FREE: Readonly<Record<'relu' | 'linear', UnitMoments>> = {
  linear: { ...one, square: 1, variance: 1, inactive: 0 },
  relu: {
    square: 1 / 2,
    variance: reluVariance,
    kurtosis: reluFourth / reluVariance ** 2,
    squaredSlope: 1 / 2,
    slopeKurtosis: 2,
    slopeAtLarge: 1,
    slopeAtOutput: 2,
    slopeAlong: 1,
    inactive: 1 / 2,
  },
}

function smoothMoments(activation: 'sigmoid' | 'tanh', q: number): UnitMoments {
  const { of, slope } = ACTIVATION_FUNCTIONS[activation]
  const sd = Math.sqrt(q)
  const { z, weight: weights } = line(activation === 'tanh' ? sd : sd / 2)
  const mean = of(0)
  let [square, variance, fourth, squaredSlope, slopeFourth, large, output, along] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < z.length; i++) {
    const y = sd * (z[i] ?? 0)
    const weight = weights[i] ?? 0
    const h = of(y)
    const deviation = (h - mean) * (h - mean)
    const f = slope(y)
    const steep = f * f
    square += weight * h * h
    variance += weight * deviation
    fourth += weight * deviation * deviation
    squaredSlope += weight * steep
    slopeFourth += weight * steep * steep
    large += weight * y * y * steep
    output += weight * h * h * steep
    along += weight * y * h * f
  }
  return {
    square,
    variance,
    kurtosis: fourth / variance ** 2,
    squaredSlope,
    slopeKurtosis: slopeFourth / squaredSlope ** 2,
    slopeAtLarge: large / (q * squaredSlope),
    slopeAtOutput: output / (square * squaredSlope),
    slopeAlong: along ** 2 / (q * square * squaredSlope),
    inactive: 2 * normalAbove(INACTIVE_FROM[activation] / sd),
  }
}

/** The y > 0 with f' = INACTIVE_BELOW max f': both slopes are max f' sech^2(k y), with k = 1/2 and 1. */
const INACTIVE_FROM = {
  sigmoid: 2 * Math.acosh(1 / Math.sqrt(INACTIVE_BELOW)),
  tanh: Math.acosh(1 / Math.sqrt(INACTIVE_BELOW)),
}

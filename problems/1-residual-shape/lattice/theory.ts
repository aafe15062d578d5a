import { exactly } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { exactMatrix } from '../../../src/numerics/theory/exact'
import { gaussianRule, integrate, panels } from '../../../src/numerics/theory/quadrature'
import { CHANNELS, type LatticeSetting, sizeFor } from './setting'

/**
 * After k reductions by s, 1 pixel in s^(2k) has a path through the skips alone, with factor 1 (strided), or all have, with factor s^(-2k) (average
 * pool). The measured change of the loss along the gradient is 1 times the prediction of the gradient. The mean square of the full gradient is
 * predicted for one reduction only, where the input of the branch is Gaussian.
 */
export function predicted({ adapter, stride, reductions }: LatticeSetting) {
  const size = sizeFor(stride)
  const step = stride ** reductions
  const places = upTo(size)
  const pooled = adapter === 'pool'
  const at = (y: number, x: number) => (pooled ? step ** -2 : x % step === 0 && y % step === 0 ? 1 : 0)
  const throughSkip = pooled ? step ** -4 : step ** -2
  return {
    skips: exactMatrix(places, places, at),
    lit: exactly(pooled ? 100 : 100 / step ** 2),
    brightness: exactly(pooled ? step ** -2 : 1),
    slope: exactly(1),
    ...(reductions === 1 ? { square: exactly(throughSkip + throughBranch(size, stride)) } : {}),
  }
}

/**
 * The mean over pixels of |g|^2 for g[p, i] = sum over outputs (o, j) that read p of W[p - o, i, j] f'(y[o, j]) r[o, j], with f = tanh and r = +-1/2.
 * The signs of r are independent, so squares add. Given W, y = W L with Gaussian L is N(0, w), where w is the sum of W^2 over the weights inside the
 * image. All inputs of an output share the factor w f'(y)^2 on average, so each output adds 2 c r^2 E [w f'(y)^2], with c the number of features of
 * the image.
 */
function throughBranch(size: number, stride: number): number {
  const outputs = upTo(size / stride)
  // The first output reads only two of its three rows and columns: the third lies outside the image.
  const inside = (o: number) => (o === 0 ? 2 : 3)
  const perOutput = new Map([4, 6, 9].map((taps) => [taps, 2 * CHANNELS * (1 / CHANNELS) * weightTimesSlope(taps)]))
  const sum = outputs
    .flatMap((v) => outputs.map((u) => perOutput.get(inside(v) * inside(u)) ?? Number.NaN))
    .reduce((total, square) => total + square, 0)
  return sum / size ** 2
}

/**
 * E [w f'(y)^2] for y ~ N(0, w), f = tanh, and w = chi^2_m / (9 c), where m = taps c is the number of weights of variance 1/fan-in, and the fan-in is
 * 9 c.
 */
function weightTimesSlope(taps: number): number {
  const freedom = taps * CHANNELS
  const fanIn = 9 * CHANNELS
  const rule = panels(upTo(13).map((k) => k / 4))
  const density = (w: number) => Math.exp((freedom / 2 - 1) * Math.log(w) - (fanIn * w) / 2 + freedom / 2)
  const slope = (w: number) => integrate(gaussianRule(Math.sqrt(w)), (y) => (1 - Math.tanh(y) ** 2) ** 2)
  return integrate(rule, (w) => density(w) * w * slope(w)) / integrate(rule, density)
}

import { LAWS } from '../laws/laws'
import type { ActivationName } from '../networks/activations'
import { characteristicTable, factors, isSymmetric, outerRule, type SumLaw } from './characteristic'
import { fairBinomial } from './special'

/** E u and Var u of one unit, over its inputs and weights. */
export interface Moments {
  readonly mean: number
  readonly variance: number
}

/** Mean and variance of u = f(y - B) at finite d, without a limit. Error at most 1e-6 times the standard deviation of y. */
export function activationMoments(activation: ActivationName, law: SumLaw, bias: number): Moments {
  if (activation === 'linear') return { mean: -bias, variance: law.d * law.sigma ** 2 }
  if (activation === 'relu') return reluMoments(law, bias)
  if (activation === 'sigmoid') return sigmoidMoments(law, bias)
  // tanh z = 2 sigmoid(2z) - 1
  const { mean, variance } = sigmoidMoments({ ...law, sigma: 2 * law.sigma }, 2 * bias)
  return { mean: 2 * mean - 1, variance: 4 * variance }
}

/**
 * For the sigmoid. The integral of sin(zt) / sinh(pi t) over t > 0 is tanh(z/2) / 2. From it and its derivative in z, with phi the characteristic
 * function of z = y - B:
 *   E u = 1/2 + int Im phi(t) / sinh(pi t) dt,  E f' = int t Re phi(t) / sinh(pi t) dt,  E u^2 = E u - E f'
 * (because f' = u - u^2). The factor 1 / sinh(pi t) decays like exp(-pi t), so the law of y need not be smooth.
 */
function sigmoidMoments(law: SumLaw, bias: number): Moments {
  const { t, weights, cosine, sine } = characteristicTable(law)
  let above = 0
  let slope = 0
  for (let j = 0; j < t.length; j++) {
    const at = t[j] ?? 0
    if (at > 14) break
    const weight = (weights[j] ?? 0) / Math.sinh(Math.PI * at)
    const [re, im] = turnedBy(bias * at, cosine[j] ?? 0, sine[j] ?? 0)
    above += weight * im
    slope += weight * at * re
  }
  return { mean: 0.5 + above, variance: 0.25 - above * above - slope }
}

/** (re + i im) exp(-i angle), as real and imaginary part. */
const turnedBy = (angle: number, re: number, im: number): readonly [number, number] => {
  if (angle === 0) return [re, im]
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return [re * cos + im * sin, im * cos - re * sin]
}

/** E v^3 of the law "skewed", the only one that is not symmetric. */
const SKEWNESS = 2

/** [E max(0, y - B), E max(0, y - B)^2] */
type Excess = readonly [number, number]

function reluMoments(law: SumLaw, bias: number): Moments {
  const lattice = law.weights === 'sign' && law.inputs === 'sign'
  const excess = lattice ? latticeExcess : law.d === 1 ? productExcess : characteristicExcess
  const [first, second] = excess(law, bias)
  return { mean: first, variance: second - first * first }
}

/** For sign x sign: y / sigma = 2k - d, with k the number of heads among d fair coins. */
function latticeExcess({ d, sigma }: SumLaw, bias: number): Excess {
  let [first, second] = [0, 0]
  fairBinomial(d).forEach((p, k) => {
    const over = Math.max(0, sigma * (2 * k - d) - bias)
    first += p * over
    second += p * over * over
  })
  return [first, second]
}

/** For d = 1: max(0, sigma v x - B) = s max(0, x - c) with s = sigma |v| and c = B / s. If v < 0, the law of -x replaces that of x. */
function productExcess(law: SumLaw, bias: number): Excess {
  const { inner } = factors(law)
  const { nodes, weights } = outerRule(law)
  const { excess } = LAWS[inner]
  let [first, second] = [0, 0]
  for (let j = 0; j < nodes.length; j++) {
    const v = nodes[j] ?? 0
    const s = law.sigma * Math.abs(v)
    const c = bias / s
    const [one, two] = v > 0 ? excess(c) : turnedExcess(excess(-c), c)
    first += (weights[j] ?? 0) * s * one
    second += (weights[j] ?? 0) * s * s * two
  }
  return [first, second]
}

/** The excess of -x over c from that of x over -c: max(0, -x - c) = max(0, x + c) - (x + c), and likewise squared. */
const turnedExcess = ([one, two]: Excess, c: number): Excess => [one - c, 1 + c * c - two]

/**
 * For d >= 2: max(0, z) = (z + |z|) / 2 and max(0, z)^2 = (z^2 + z|z|) / 2 with z = y - B, and over t > 0
 *   E|z| = (2/pi) int (1 - Re phi(t)) / t^2 dt,  E z|z| = (4/pi) int (t E z - Im phi(t)) / t^3 dt.
 * phi decays at least like 1/t^2; beyond the end of the table it is set to 0.
 */
function characteristicExcess(law: SumLaw, bias: number): Excess {
  const { t, weights, cosine, sine, end } = characteristicTable(law)
  const variance = law.d * law.sigma ** 2
  const third = isSymmetric(law) ? 0 : law.d * law.sigma ** 3 * SKEWNESS ** 2
  // Near 0 the integrands lose all precision, because they are differences of nearly equal numbers over t^2 and t^3. They are replaced by their
  // limits, E z^2 / 2 and E z^3 / 6.
  const small = 0.003 / (Math.sqrt(variance) + Math.abs(bias))
  const limits = [(variance + bias ** 2) / 2, (third - 3 * bias * variance - bias ** 3) / 6] as const
  let size = 0
  let signed = 0
  for (let j = 0; j < t.length; j++) {
    const at = t[j] ?? 0
    const weight = weights[j] ?? 0
    const [re, im] = turnedBy(bias * at, cosine[j] ?? 0, sine[j] ?? 0)
    size += weight * (at < small ? limits[0] : (1 - re) / (at * at))
    signed += weight * (at < small ? limits[1] : (-bias - im / at) / (at * at))
  }
  const absolute = (2 / Math.PI) * (size + 1 / end)
  const signedSquare = (4 / Math.PI) * (signed - bias / end)
  return [(absolute - bias) / 2, (variance + bias * bias + signedSquare) / 2]
}

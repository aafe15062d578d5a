import { entryOf } from '../../../src/numerics/positions'
import { meanLogChiSquare } from '../../../src/numerics/theory/special'
import type { Layer } from './layers'
import { EXAMPLES, type HeadsSetting } from './setting'

/**
 * Means over networks of natural logarithms of squared lengths; `share` is a plain mean.
 * The theory holds where a layer reduces gradients to about a quarter, so that at each layer the nearest head dominates. Elsewhere many heads
 * contribute, and their gradients are not independent: each has a part that moves h towards 0, and these parts add up.
 */
export interface WeightTheory {
  /** |dLoss/dW_l|^2 for one head, and with a head on every layer; l = 1 to L. */
  readonly single: readonly number[]
  readonly allHeads: readonly number[]
  /** The mean of |d lambda(y - yhat_1)^2/dW_1|^2 / |dLoss/dW_1|^2. */
  readonly share: number
}

/**
 * A head's part of |dLoss/dW_l|^2 = r^T (even 1 + common 11^T) r, with residuals r_b = y_b - v_b and Cov(v_b, v_b') = own delta + shared. At layer
 * 1, `own` also counts what the residuals have in common with the inputs (`partOf`).
 */
interface Part {
  readonly even: number
  readonly common: number
  readonly own: number
  readonly shared: number
}

/** |dLoss/dW_l|^2 of a batch of EXAMPLES, as the sum of the parts (`partOf`) of the heads above. */
export function weightTheory(
  heads: HeadsSetting,
  layers: readonly Layer[],
  back: readonly (readonly number[])[],
): WeightTheory {
  const { headWeight, width } = heads
  const top = layers.length - 1
  const partsAt = layers.map((_, l) =>
    layers.slice(l).map((_, i) => partOf(heads, layers, back, l + i, l, l + i === top ? 1 : headWeight)),
  )
  // x_b . x_b' is 0 only on average: if all examples have the same gradient vector, |sum of r_b x_b|^2 varies like chi^2_d.
  const loose = (l: number, k: number) => (l > 0 ? 0 : alike(layers, 0, k) ** 2 * meanLogChiSquare(width))
  const lnLength = Math.log((4 * width) / EXAMPLES ** 2)
  return {
    single: partsAt.map((parts, l) => lnLength + lnMean(parts.slice(-1), EXAMPLES) + loose(l, top)),
    allHeads: partsAt.map((parts, l) => lnLength + lnMean(parts, EXAMPLES) + loose(l, l)),
    share: overNetworks(shareOfFirst(partsAt[0] ?? [], EXAMPLES), width),
  }
}

/** The correlation of the gradients of head k + 1 at two examples, at y_(l+1): the product of the factors of the layers in between. */
const alike = (layers: readonly Layer[], l: number, k: number): number =>
  layers.slice(l, k + 1).reduce((product, { slopesAlike }) => product * slopesAlike, 1)

/**
 * What head k + 1, counted with `weight`, adds to |dLoss/dW_(l+1)|^2. At W_1 the inputs x_b have independent directions, but the residuals depend on
 * them: v_b is nearly u . x_b, u = dyhat/dx, and the sum over b of (u . x_b) x_b is EXAMPLES u in the mean. So |sum of r_b x_b|^2 has EXAMPLES
 * (EXAMPLES - 1) |u|^2 besides the EXAMPLES d Var r_b of independent terms.
 */
function partOf(
  { width, gain }: HeadsSetting,
  layers: readonly Layer[],
  back: readonly (readonly number[])[],
  k: number,
  l: number,
  weight: number,
): Part {
  const [here, head, below] = [entryOf(layers, l), entryOf(layers, k), l === 0 ? INPUT : entryOf(layers, l - 1)]
  const atSums = Math.exp(entryOf(entryOf(back, k), l) + meanLogChiSquare(width)) * here.squaredSlope
  const length = weight ** 2 * atSums
  const same = alike(layers, l, k)
  const alongInputs = l === 0 ? ((EXAMPLES - 1) * same * gain ** 2 * atSums * same) / width : 0
  return {
    even: length * (below.square - below.product * same),
    common: length * below.product * same,
    own: head.square - head.product + alongInputs,
    shared: head.product,
  }
}

/** The inputs as a layer: mean square 1, and mean product 0 between examples. */
const INPUT = { square: 1, product: 0 }

/**
 * E ln S for S the sum of the parts: the integral of (exp(-t) - E exp(-t S)) dt/t. The components of the residuals along (1, ..., 1)/sqrt(n) and
 * across it are independent Gaussians, and given y so are the residuals of different heads.
 */
function lnMean(parts: readonly Part[], n: number): number {
  const modes = [
    { times: 1, terms: parts.map(({ even, common, own, shared }) => ({ a: even + n * common, s: own + n * shared })) },
    { times: n - 1, terms: parts.map(({ even, own }) => ({ a: even, s: own })) },
  ]
  const mean = modes.reduce(
    (sum, { times, terms }) => sum + times * terms.reduce((m, { a, s }) => m + a * (1 + s), 0),
    0,
  )
  let integral = 0
  for (let u = -FARTHEST; u <= FARTHEST; u += SPACING) {
    const t = Math.exp(u)
    let ln = 0
    for (const { times, terms } of modes) {
      let shared = 0
      for (const { a, s } of terms) {
        const ta = (t * a) / mean
        if (ta < 1e-14) continue
        const spread = 1 + 2 * ta * s
        ln -= (times * Math.log(spread)) / 2
        shared += ta / spread
      }
      ln -= (times * Math.log1p(2 * shared)) / 2
    }
    integral += SPACING * (Math.exp(-t) - Math.exp(ln))
  }
  return Math.log(mean) + integral
}

/** The range of ln t in the trapezoidal rule: the integrand is smooth and vanishes at both ends. */
const FARTHEST = 25
const SPACING = 0.4

/** E S_1 / S, the derivative of E ln S with respect to the logarithm of head 1's part. */
function shareOfFirst([first, ...others]: readonly Part[], n: number): number {
  if (!first) return Number.NaN
  const step = 0.01
  const at = (by: number) =>
    lnMean([{ ...first, even: first.even * Math.exp(by), common: first.common * Math.exp(by) }, ...others], n)
  return (at(step) - at(-step)) / (2 * step)
}

/**
 * The mean of a share x = 1 / (1 + exp(-t)) where t varies between networks, by its second derivative in t. Head 1's part and that of
 * head 2, which is most of the rest, vary by |v_1|^2, |v_2|^2 and |W_2^T v|^2 / |v|^2, each chi^2_d / d: Var t = 3 * 2 / d.
 */
const overNetworks = (share: number, width: number): number =>
  share + (share * (1 - share) * (1 - 2 * share) * 3) / width

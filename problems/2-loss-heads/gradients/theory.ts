import { exactly, exactSeries } from '../../../src/experiment'
import { countTo } from '../../../src/numerics/positions'
import { exactMatrix, log10OfRoot } from '../../../src/numerics/theory/exact'
import { type Chain, firstLayer, nextLayer, type Stack } from '../../../src/numerics/theory/kernelChain'
import { meanField } from '../../../src/numerics/theory/meanField'
import { pairMeans } from '../../../src/numerics/theory/pairMoments'
import { meanLogChiSquare } from '../../../src/numerics/theory/special'
import { unitMoments } from '../../../src/numerics/theory/unitMoments'
import { EXAMPLES, type HeadsSetting, LEAST_WIDTH_OF_TANH } from './setting'

/**
 * The gradients at initialization: examples x of length sqrt(d) in independent directions, targets y ~ N(0, 1), W ~ N(0, gain^2/d), head weights N(0,
 * 1/d), no biases. The gradient of the batch is left out for activations and gains where many heads contribute at once (`weightTheory`).
 */
export function theory(p: HeadsSetting) {
  const { activation, gain, width } = p
  const layers = layersOf(p)
  const at = countTo(p.layers)
  // E ln |dyhat_k/dh_l|^2 for heads k = 1 to L, for a direction of length 1 at the top.
  const back = layers.map((_, k) => meanField({ activation, gain, width, layers: k + 1 }).gradient)
  const lnHead = meanLogChiSquare(width)
  const known = activation === 'sigmoid' && gain <= GREATEST_GAIN
  const through = numberAt(back.at(-1), 0)
  return {
    ...(known && readingOf(at, weightTheory(p, layers, back))),
    ...(hasFirstOrder(p) && {
      byHead: exactMatrix(at, at, (k, l) =>
        l > k ? null : log10OfRoot(numberAt(back[k - 1], l - 1) + lnHead + lnSquaredError(entryOf(layers, k - 1))),
      ),
      factor: exactly(Math.exp(through / 2 / (p.layers - 1))),
    }),
    // |d(y - yhat_k)^2/dh_k| = 2 |y - yhat_k| |v_k|, and |v_k|^2 is chi^2_d / d for any network.
    ownHead: exactly(log10OfRoot(lnHead)),
  }
}

/**
 * Whether the theory of first order in 1/width is exact enough for several runs. Its error in the logarithm of the factor was measured on networks in
 * double precision: -0.5 to -1.4 / width^2 for tanh above gain 1, and 0 within its own error elsewhere. At width 16 four runs of 256 networks
 * detect it. At width 32 it is a quarter of that, and four runs of 128 networks do not.
 */
const hasFirstOrder = ({ activation, gain, width }: HeadsSetting): boolean =>
  activation !== 'tanh' || gain <= 1 || width >= LEAST_WIDTH_OF_TANH

const readingOf = (at: readonly number[], { single, allHeads, share }: WeightTheory) => ({
  single: exactSeries(at, single.map(log10OfRoot)),
  allHeads: exactSeries(at, allHeads.map(log10OfRoot)),
  share: exactly(share),
})

/**
 * Means over networks of natural logarithms of squared lengths; `share` is a plain mean.
 * The theory holds where a layer reduces gradients to about a quarter, so that at each layer the nearest head dominates. Elsewhere many heads
 * contribute, and their gradients are not independent: each has a part that moves h towards 0, and these parts add up.
 */
interface WeightTheory {
  /** |dLoss/dW_l|^2 for one head, and with a head on every layer; l = 1 to L. */
  readonly single: readonly number[]
  readonly allHeads: readonly number[]
  /** The mean of |d lambda(y - yhat_1)^2/dW_1|^2 / |dLoss/dW_1|^2. */
  readonly share: number
}

/**
 * One layer: the mean square of its outputs and the mean product of the outputs at two examples, over units; E f'(y)^2, and the ratio of E f'(y)
 * f'(y') to it.
 */
interface Layer {
  readonly square: number
  /** The variance over networks of the logarithm of the mean square. */
  readonly spread: number
  readonly product: number
  readonly squaredSlope: number
  readonly slopesAlike: number
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

/** The largest gain of a sigmoid for which the theory is given: a layer then keeps less than two fifths of a gradient. */
const GREATEST_GAIN = 2

/** |dLoss/dW_l|^2 of a batch of EXAMPLES, as the sum of the parts (`partOf`) of the heads above. */
function weightTheory(
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

/** E ln (2 r)^2 with r ~ N(0, 1 + q) and ln q Gaussian over networks, by three Gauss-Hermite nodes. */
function lnSquaredError({ square, spread }: Layer): number {
  const away = Math.exp(Math.sqrt(3 * spread))
  const mean = (Math.log1p(square / away) + 4 * Math.log1p(square) + Math.log1p(square * away)) / 6
  return Math.log(4) + mean + meanLogChiSquare(1)
}

/** The correlation of the gradients of head k + 1 at two examples, at y_(l+1): the product of the factors of the layers in between. */
const alike = (layers: readonly Layer[], l: number, k: number): number =>
  layers.slice(l, k + 1).reduce((product, { slopesAlike }) => product * slopesAlike, 1)

/**
 * What head k + 1, counted with `weight`, adds to |dLoss/dW_(l+1)|^2. At W_1 the inputs x_b have independent directions, but the residuals
 * know them: v_b is nearly u . x_b, u = dyhat/dx, and the sum over b of (u . x_b) x_b is EXAMPLES u in the mean. So |sum of r_b x_b|^2 has
 * EXAMPLES (EXAMPLES - 1) |u|^2 besides the EXAMPLES d Var r_b of independent terms.
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
  const atSums = Math.exp(numberAt(back[k], l) + meanLogChiSquare(width)) * here.squaredSlope
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

/** Entry i of a list of numbers. Throws RangeError if there is none. */
function numberAt(list: readonly number[] | undefined, i: number): number {
  const value = list?.[i]
  if (value === undefined)
    throw new RangeError(`There is no entry ${i} (there are ${list?.length ?? 0}, counted from 0)`)
  return value
}

/** Layer l, counted from 0. Throws RangeError if there is none. */
function entryOf(layers: readonly Layer[], l: number): Layer {
  const layer = layers[l]
  if (!layer) throw new RangeError(`There is no layer ${l} (there are ${layers.length}, counted from 0)`)
  return layer
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
 * The mean of a share x = 1 / (1 + exp(-t)) where t strays from network to network, by its second derivative in t. Head 1's part and that of
 * head 2, which is most of the rest, stray by |v_1|^2, |v_2|^2 and |W_2^T v|^2 / |v|^2, each chi^2_d / d: Var t = 3 * 2 / d.
 */
const overNetworks = (share: number, width: number): number =>
  share + (share * (1 - share) * (1 - 2 * share) * 3) / width

/** A cache of computed layers by activation, gain and width. */
const computed = new Map<string, { readonly layers: Layer[]; chain: Chain }>()
const KEPT_STACKS = 20

function layersOf(stack: Stack): readonly Layer[] {
  const key = `${stack.activation} ${stack.gain} ${stack.width}`
  const entry = computed.get(key) ?? { layers: [], chain: firstLayer(stack) }
  computed.delete(key)
  computed.set(key, entry)
  for (const oldest of computed.keys()) if (computed.size > KEPT_STACKS) computed.delete(oldest)
  while (entry.layers.length < stack.layers) {
    const above = nextLayer(stack, entry.chain)
    entry.layers.push(layerOf(stack, entry.chain, above))
    entry.chain = above
  }
  return entry.layers.slice(0, stack.layers)
}

function layerOf({ activation, gain }: Stack, here: Chain, above: Chain): Layer {
  const square = Math.exp(above.alpha) / gain ** 2
  const q = Math.exp(here.alpha)
  const { squaredSlope } = unitMoments(activation, q)
  return {
    square,
    spread: above.varAlpha + above.varBeta,
    product: square * (1 - Math.exp(above.theta)),
    squaredSlope,
    slopesAlike: slopeProduct(activation, q, q * Math.exp(here.theta)) / squaredSlope,
  }
}

/**
 * E f'(y) f'(y') is the derivative of E f(y) f(y') with respect to the covariance (Price 1958), computed as a difference quotient in half the mean
 * squared distance.
 */
function slopeProduct(activation: HeadsSetting['activation'], q: number, distance: number): number {
  const step = 0.02 * distance
  const at = (d: number) => pairMeans(activation, q, q, d).distance
  return (at(distance + step) - at(distance - step)) / (2 * step)
}

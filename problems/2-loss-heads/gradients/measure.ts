import { type Estimate, estimateOf, type Lab, type Series, type Tensor, type Tf } from '../../../src/experiment'
import { ACTIVATIONS } from '../../../src/numerics/networks/activations'
import { gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'
import { countTo, entryOf, upTo } from '../../../src/numerics/positions'
import { log10OfScaledRoot, matrixOf, meanOfLogs, meanSeries } from '../../../src/numerics/statistics/estimates'
import { rowsOf, scaledSquare } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { LARGEST_ROUND } from '../../../src/numerics/statistics/rounds'
import { type Forward, forward } from '../perceptron'
import { EXAMPLES, type HeadsSetting } from './setting'

/** The number of examples at which the gradient of each head is computed separately. */
const APART = 2

/** The number of networks in a batch of draws: fewer wide ones. */
const networksAtOnce = (width: number): number => Math.min(32, 2 ** 14 / width ** 2)

/** log10 of the size below which half of the entries of a gradient may underflow: the smallest normal number is 1.2e-38. */
const UNDERFLOW = -36.5

/** The gradients of one network: log10 of their lengths. */
interface Network {
  /** |dLoss/dW_l| for l = 1 to L, for the loss of the last head and for the loss of all heads. */
  readonly single: readonly number[]
  readonly allHeads: readonly number[]
  /** |d(y - yhat_k)^2/dh_l| for k = L, l = L to 1, then k = L - 1, ...: in the order of the backward sweep. */
  readonly byHead: readonly number[]
  /** |d(y - yhat_k)^2/dh_k| / (2 |y - yhat_k|), averaged over the heads k. */
  readonly ownHead: number
  /** |d lambda (y - yhat_1)^2/dW_1|^2 / |dLoss/dW_1|^2. */
  readonly share: number
}

/** Yields readings of more and more networks: geometric means over networks, and the plain mean of the share. */
export const measure = (lab: Lab, p: HeadsSetting) =>
  refine(
    (batches) => networksOf(lab, p, batches),
    (networks) => readingOf(networks, p.layers),
  )

/**
 * Floating-point operations of the largest reading: forward, backward for one head and for all with the gradients of the weights, and for every head
 * separately at a few examples.
 */
export const cost = ({ layers, width }: HeadsSetting): number =>
  LARGEST_ROUND * networksAtOnce(width) * 2 * layers * (5 * EXAMPLES + layers) * width ** 2

/** Computes the networks of some batches of draws, each with its own weights, head weights, inputs and targets. Reads the device once. */
function networksOf({ tf, draw }: Lab, p: HeadsSetting, batches: readonly number[]): Network[] {
  const { layers, width } = p
  const seeds = networksAtOnce(width)
  const read = readBatches(tf, batches, (batch) => {
    const scale = tf.scalar(p.gain / Math.sqrt(width))
    const weights = upTo(layers).map((l) =>
      tf.mul(draw('gaussian', `weights/${l}/${batch}`, [seeds, width, width]), scale),
    )
    const drawn = draw('gaussian', `inputs/${batch}`, [seeds, EXAMPLES, width])
    const inputs = tf.div(drawn, tf.sqrt(tf.mean(tf.square(drawn), -1, true)))
    const targets = draw('gaussian', `targets/${batch}`, [seeds, EXAMPLES, 1])
    const passed = forward(tf, { kind: 'heads', activation: p.activation }, weights, inputs)
    const heads = upTo(layers).map((k) =>
      tf.mul(draw('gaussian', `heads/${k}/${batch}`, [seeds, 1, width]), 1 / Math.sqrt(width)),
    )
    // yhat_k - y of every head at every example, [seeds, EXAMPLES, 1].
    const errors = heads.map((v, k) => tf.sub(tf.matMul(entryOf(passed.hidden, k + 1), v, false, true), targets))
    // d(y - yhat_k)^2/dh_k of every head at every example, [seeds, EXAMPLES, width].
    const own = heads.map((v, k) => tf.mul(tf.mul(entryOf(errors, k), 2), v))
    const both = weightGradients(tf, p, weights, passed, own)
    const apart = headGradients(tf, p, weights, passed, own)
    const perNetwork = (t: Tensor) => tf.reshape(t, [seeds, -1])
    return {
      largest: perNetwork(both.largest),
      square: perNetwork(both.square),
      headLargest: perNetwork(apart.largest),
      headSquare: perNetwork(apart.square),
      errors: perNetwork(
        tf.concat(
          errors.map((error) => tf.slice(error, [0, 0, 0], [-1, APART, -1])),
          1,
        ),
      ),
    }
  })
  const count = seeds * batches.length
  const roots = (largest: Float32Array, square: Float32Array) => {
    const squares = rowsOf(square, count)
    return rowsOf(largest, count).map((row, r) => log10OfScaledRoot(row, squares[r] ?? []))
  }
  const ofWeights = roots(read.largest, read.square)
  const ofHeads = roots(read.headLargest, read.headSquare)
  const errors = rowsOf(read.errors, count)
  return upTo(count).map((r) => networkOf(p, ofWeights[r] ?? [], ofHeads[r] ?? [], errors[r] ?? new Float32Array()))
}

/**
 * Assembles one network: from the logarithms of its root mean squares, over the width^2 entries of a sum over examples and over the width units at
 * each of APART examples, and from the errors yhat_k - y of heads 1, 2, ... at these examples.
 */
function networkOf(
  { layers, width }: HeadsSetting,
  ofWeights: readonly number[],
  ofHeads: readonly number[],
  errors: Float32Array,
): Network {
  const lengths = ofWeights.map((v) => v + Math.log10(width / EXAMPLES))
  const [all = Number.NaN, own = Number.NaN] = [lengths[1], lengths[2 * layers]]
  const cells = ofHeads.length / APART
  const byHead = upTo(cells).map((i) => {
    const sum = upTo(APART).reduce((total, b) => total + (ofHeads[i * APART + b] ?? Number.NaN), 0)
    return sum / APART + 0.5 * Math.log10(width)
  })
  const ofErrors = rowsOf(errors, layers).map((row) => meanOfLogs(Array.from(row, (e) => Math.log10(2 * Math.abs(e)))))
  const ownHeads = ofErrors.map(({ value }, k) => (byHead[cellOf(layers, k + 1, k + 1)] ?? Number.NaN) - value)
  return {
    single: upTo(layers).map((l) => lengths[2 * l] ?? Number.NaN),
    allHeads: upTo(layers).map((l) => lengths[2 * l + 1] ?? Number.NaN),
    byHead,
    ownHead: ownHeads.reduce((sum, log) => sum + log / layers, 0),
    share: 10 ** (2 * (own - all)),
  }
}

/**
 * The gradients dLoss/dW_l of the last head's loss and of all heads' loss, in pairs from layer 1 up, followed by head 1's own part of dLoss/dW_1.
 * Returns the root mean squares of [seeds, 2 layers + 1, width^2]. Throws RangeError if a layer is missing.
 */
function weightGradients(
  tf: Tf,
  { activation, layers, headWeight, width }: HeadsSetting,
  weights: readonly Tensor[],
  { hidden, branches }: Forward,
  own: readonly Tensor[],
) {
  const { backward } = ACTIVATIONS[activation]
  const found: Tensor[] = []
  const take = (l: number, delta: Tensor) =>
    found.push(tf.reshape(gradientOfWeights(tf, entryOf(hidden, l), delta), [-1, 1, width ** 2]))
  // Gradients are added from the last to the first.
  take(0, tf.mul(backward(tf, entryOf(branches, 0), entryOf(own, 0)), headWeight))
  let single = entryOf(own, layers - 1)
  let all = single
  for (let l = layers - 1; l >= 0; l--) {
    const [u, w] = [entryOf(branches, l), entryOf(weights, l)]
    if (l < layers - 1) all = tf.add(all, tf.mul(entryOf(own, l), headWeight))
    const deltas = [backward(tf, u, single), backward(tf, u, all)] as const
    take(l, deltas[1])
    take(l, deltas[0])
    if (l > 0) [single, all] = [gradientOfInputs(tf, deltas[0], w), gradientOfInputs(tf, deltas[1], w)]
  }
  return scaledSquare(tf, tf.concat(found.reverse(), 1))
}

/**
 * The gradients d(y - yhat_k)^2/dh_l of every head k at every layer l <= k, in one backward sweep with a dimension for the heads, which grows by one
 * at each layer: the rows of a network are copies of the examples, one for each head. Returns the root mean squares of [seeds, cells, APART, width].
 * Throws RangeError if a layer is missing.
 */
function headGradients(
  tf: Tf,
  { activation, layers }: HeadsSetting,
  weights: readonly Tensor[],
  { branches }: Forward,
  own: readonly Tensor[],
) {
  const { backward } = ACTIVATIONS[activation]
  const few = (t: Tensor) => tf.slice(t, [0, 0, 0], [-1, APART, -1])
  let gradients = few(entryOf(own, layers - 1))
  const found = [gradients]
  for (let l = layers - 1; l > 0; l--) {
    const delta = backward(tf, few(entryOf(branches, l)), gradients)
    const below = gradientOfInputs(tf, delta, entryOf(weights, l))
    gradients = tf.concat([below, few(entryOf(own, l - 1))], 1)
    found.push(gradients)
  }
  return scaledSquare(tf, tf.concat(found, 1))
}

/** The index of head k's gradient at layer l in `Network.byHead`: the sweep has L - l + 1 heads at layer l, the last one first. */
const cellOf = (layers: number, k: number, l: number): number => ((layers - l) * (layers - l + 1)) / 2 + (layers - k)

/** Means over the networks so far. */
function readingOf(networks: readonly Network[], layers: number) {
  const at = countTo(layers)
  const over = (name: 'single' | 'allHeads'): Series => ({
    ...meanSeries(
      at,
      networks.map((network) => network[name]),
    ),
    floor: at.map(() => UNDERFLOW),
  })
  const logs = (k: number, l: number) => networks.map(({ byHead }) => byHead[cellOf(layers, k, l)] ?? Number.NaN)
  return {
    single: over('single'),
    allHeads: over('allHeads'),
    byHead: matrixOf(at, at, (k, l) => (l > k ? undefined : meanOfLogs(logs(k, l)))),
    factor: factorOf(logs(layers, layers), logs(layers, 1), layers - 1),
    ownHead: meanOfLogs(networks.map(({ ownHead }) => ownHead)),
    share: estimateOf(networks.map(({ share }) => share)),
  }
}

/** The geometric mean, over layers and networks, of the factor by which a layer changes the length of the last head's gradient. */
function factorOf(top: readonly number[], bottom: readonly number[], layers: number): Estimate {
  const { value, stderr, ...rest } = estimateOf(bottom.map((log, i) => (log - (top[i] ?? Number.NaN)) / layers))
  const factor = 10 ** value
  return { value: factor, stderr: Math.LN10 * factor * stderr, ...rest }
}

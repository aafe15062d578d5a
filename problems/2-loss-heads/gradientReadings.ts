import {
  type Estimate,
  estimateOf,
  type Lab,
  type Matrix,
  type Series,
  type Tensor,
  type Tf,
} from '../../src/experiment'
import { ACTIVATIONS } from '../../src/numerics/networks/activations'
import { gradientOfInputs, gradientOfWeights } from '../../src/numerics/networks/dense'
import { rowsOf, scaledSquare } from '../../src/numerics/statistics/moments'
import { readBatches } from '../../src/numerics/statistics/readback'
import type { Heads } from './gradientTheory'
import { type Forward, forward } from './model'

/** Examples in a batch, over which the loss is a mean. */
export const EXAMPLES = 64

/** Of them, those at which every head's gradient is kept apart. */
const APART = 2

/** Networks in a batch of draws: fewer of the wide ones. */
export const networksAtOnce = (width: number): number => Math.min(32, 2 ** 14 / width ** 2)

/** log10 of where the smaller half of a gradient's numbers begins to underflow: the smallest normal number is 1.2e-38. */
const UNDERFLOW = -36.5

/** What one network says; logarithms to base 10. */
export interface Network {
  /** |dLoss/dW_l|, l = 1 to L. */
  readonly single: readonly number[]
  readonly allHeads: readonly number[]
  /** |d(y - yhat_k)^2/dh_l| for k = L, l = L to 1, then k = L - 1, ...: as the sweep meets them. */
  readonly byHead: readonly number[]
  readonly share: number
}

/** The networks of some batches of draws, from one read of the device. */
export function runNetworks({ tf, draw }: Lab, heads: Heads, batches: readonly number[]): Network[] {
  const { layers, width, gain } = heads
  const seeds = networksAtOnce(width)
  const read = readBatches(tf, batches, (batch) => {
    const scale = tf.scalar(gain / Math.sqrt(width))
    const weights = Array.from({ length: layers }, (_, l) =>
      tf.mul(draw('gaussian', `weights/${l}/${batch}`, [seeds, width, width]), scale),
    )
    const drawn = draw('gaussian', `inputs/${batch}`, [seeds, EXAMPLES, width])
    const inputs = tf.div(drawn, tf.sqrt(tf.mean(tf.square(drawn), -1, true)))
    const targets = draw('gaussian', `targets/${batch}`, [seeds, EXAMPLES, 1])
    const headWeights = Array.from({ length: layers }, (_, l) =>
      tf.mul(draw('gaussian', `heads/${l}/${batch}`, [seeds, 1, width]), 1 / Math.sqrt(width)),
    )
    const passed = forward(tf, { kind: 'heads', ...heads }, weights, inputs)
    // d(y - yhat_k)^2/dh_k of every head at every example, [seeds, EXAMPLES, width].
    const own = headWeights.map((v, k) => {
      const predicted = tf.matMul(passed.hidden[k + 1] ?? inputs, v, false, true)
      return tf.mul(tf.mul(tf.sub(predicted, targets), 2), v)
    })
    const both = weightGradients(tf, heads, weights, passed, own)
    const apart = headGradients(tf, heads, weights, passed, own)
    const perNetwork = (t: Tensor) => tf.reshape(t, [seeds, -1])
    return {
      largest: perNetwork(both.largest),
      square: perNetwork(both.square),
      headLargest: perNetwork(apart.largest),
      headSquare: perNetwork(apart.square),
    }
  })
  const count = seeds * batches.length
  const logs = (largest: Float32Array, square: Float32Array) => {
    const squares = rowsOf(square, count)
    return rowsOf(largest, count).map((row, r) =>
      Array.from(row, (v, i) => Math.log10(v) + 0.5 * Math.log10(squares[r]?.[i] ?? Number.NaN)),
    )
  }
  const weightsOf = logs(read.largest, read.square)
  const headsOf = logs(read.headLargest, read.headSquare)
  return weightsOf.map((row, r) => {
    // A root mean square over width^2 entries, of a sum over the examples.
    const lengths = row.map((v) => v + Math.log10(width / EXAMPLES))
    const [first = Number.NaN, own = Number.NaN] = [lengths[1], lengths[2 * layers]]
    const apart = headsOf[r] ?? []
    const cells = apart.length / APART
    return {
      single: Array.from({ length: layers }, (_, l) => lengths[2 * l] ?? Number.NaN),
      allHeads: Array.from({ length: layers }, (_, l) => lengths[2 * l + 1] ?? Number.NaN),
      byHead: Array.from({ length: cells }, (_, i) => {
        let sum = 0
        for (let b = 0; b < APART; b++) sum += (apart[b * cells + i] ?? Number.NaN) / APART
        return sum + 0.5 * Math.log10(width)
      }),
      share: 10 ** (2 * (own - first)),
    }
  })
}

/** The errors of the last head and of all of them, side by side down the layers: the weights' gradients [seeds, layers * 2 + 1, width^2], the last of them head 1's own part. */
function weightGradients(
  tf: Tf,
  { activation, layers, headWeight, width }: Heads,
  weights: readonly Tensor[],
  { hidden, branches }: Forward,
  own: readonly Tensor[],
) {
  const { backward } = ACTIVATIONS[activation]
  const found: Tensor[] = []
  const seeds = hidden[0]?.shape[0] ?? 1
  const take = (l: number, delta: Tensor) => {
    const gradient = hidden[l] && gradientOfWeights(tf, hidden[l], delta)
    if (gradient) found.push(tf.reshape(gradient, [seeds, 1, width ** 2]))
  }
  // The first to be taken is the last of the result.
  if (branches[0] && own[0]) take(0, tf.mul(backward(tf, branches[0], own[0]), headWeight))
  let [single, all] = [own.at(-1), own.at(-1)]
  for (let l = layers - 1; l >= 0; l--) {
    const [u, w, beside] = [branches[l], weights[l], own[l]]
    if (!single || !all || !u || !w || !beside) break
    if (l < layers - 1) all = tf.add(all, tf.mul(beside, headWeight))
    const deltas = [backward(tf, u, single), backward(tf, u, all)] as const
    take(l, deltas[1])
    take(l, deltas[0])
    if (l > 0) [single, all] = [gradientOfInputs(tf, deltas[0], w), gradientOfInputs(tf, deltas[1], w)]
  }
  return scaledSquare(tf, tf.concat(found.reverse(), 1))
}

/** Every head's gradient at every layer below it, in one sweep: the heads are a dimension that grows on the way down. [seeds, APART, cells]. */
function headGradients(
  tf: Tf,
  { activation, layers, width }: Heads,
  weights: readonly Tensor[],
  { branches }: Forward,
  own: readonly Tensor[],
) {
  const { backward } = ACTIVATIONS[activation]
  const seeds = own[0]?.shape[0] ?? 1
  const few = (t: Tensor) => tf.reshape(tf.slice(t, [0, 0, 0], [-1, APART, -1]), [seeds, APART, 1, width])
  const found: Tensor[] = []
  let gradients: Tensor | undefined
  for (let l = layers - 1; l >= 0; l--) {
    const [u, w, beside] = [branches[l], weights[l], own[l]]
    if (!u || !w || !beside) break
    gradients = gradients ? tf.concat([gradients, few(beside)], 2) : few(beside)
    found.push(gradients)
    if (l === 0) break
    const heads = layers - l
    const delta = backward(tf, few(u), gradients)
    const below = gradientOfInputs(tf, tf.reshape(delta, [seeds, APART * heads, width]), w)
    gradients = tf.reshape(below, [seeds, APART, heads, width])
  }
  return scaledSquare(tf, tf.concat(found, 2))
}

/** Where head k's gradient at layer l stands in `Network.byHead`: the sweep meets L - l + 1 heads at layer l, the last first. */
const cellOf = (layers: number, k: number, l: number): number => ((layers - l) * (layers - l + 1)) / 2 + (layers - k)

/** Means over the networks so far. */
export function readingOf(networks: readonly Network[], { layers }: Heads) {
  const at = Array.from({ length: layers }, (_, l) => l + 1)
  const cells = at.map((k) =>
    at.map((l) =>
      l > k ? undefined : meanOf(networks.map(({ byHead }) => byHead[cellOf(layers, k, l)] ?? Number.NaN)),
    ),
  )
  const byHead: Matrix = {
    rows: at,
    columns: at,
    value: cells.map((row) => row.map((cell) => cell?.value ?? null)),
    stderr: cells.map((row) => row.map((cell) => cell?.stderr ?? 0)),
    repeats: networks.length,
  }
  const over = (what: 'single' | 'allHeads'): Series => {
    const means = at.map((_, l) => meanOf(networks.map((network) => network[what][l] ?? Number.NaN)))
    return {
      at,
      value: means.map(({ value }) => value),
      stderr: means.map(({ stderr }) => stderr),
      repeats: networks.length,
      floor: at.map(() => UNDERFLOW),
    }
  }
  return {
    single: over('single'),
    allHeads: over('allHeads'),
    byHead,
    factor: factorOf(networks, layers),
    share: estimateOf(networks.map(({ share }) => share)),
  }
}

/** The geometric mean over layers and networks of what a layer leaves of the last head's gradient. */
function factorOf(networks: readonly Network[], layers: number): Estimate {
  const [top, bottom] = [cellOf(layers, layers, layers), cellOf(layers, layers, 1)]
  const { value, stderr, ...rest } = estimateOf(
    networks.map(({ byHead }) => ((byHead[bottom] ?? Number.NaN) - (byHead[top] ?? Number.NaN)) / (layers - 1)),
  )
  const factor = 10 ** value
  return { value: factor, stderr: Math.LN10 * factor * stderr, ...rest }
}

/** A mean of logarithms. One that is minus infinity in some network has no error: it has underflowed. */
function meanOf(logs: readonly number[]): Estimate {
  const { value, stderr, ...rest } = estimateOf(logs)
  return { value, stderr: value === Number.NEGATIVE_INFINITY ? 0 : stderr, ...rest }
}

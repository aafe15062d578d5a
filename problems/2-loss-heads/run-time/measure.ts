import { exactly, exactSeries, type Lab, type Series, type Tensor, type Tf } from '../../../src/experiment'
import { countTo, entryOf, upTo } from '../../../src/numerics/positions'
import { readTogether } from '../../../src/numerics/statistics/readback'
import { type Round, seriesOverRounds, slopeOverRounds, timedRounds } from '../../../src/numerics/statistics/timing'
import { forward } from '../perceptron'
import { DEPTHS } from './setting'
import { type Kept, sweepOnce, sweepPerHead } from './sweeps'

/** The number of layers of the network; the sweeps that are timed run through its lowest blocks. */
const DEEPEST = 32
/** Rounds of timings in a full run. */
export const TIMED_ROUNDS = 12
/** Examples in the batch. */
const BATCH = 32
const ACTIVATION = 'tanh'

/** The minimum number of blocks that a timed case visits. A browser's clock has a resolution of 0.1 ms, and four blocks take only 0.2 ms. */
const FEWEST_VISITS = 64

/** The minimum time in milliseconds: a run that appears shorter than the reading of its result must still have a logarithm. */
const SHORTEST_TIME = 1e-3

/** The relative difference, as a fraction of the largest entry, below which two gradients differ by single-precision rounding only. */
const ROUNDED = 1e-5

/** The distance by which the weights are moved along the gradient, as the fraction of the loss that the move changes. */
const MOVED = 0.01

/** A network with a head on every layer, and a batch. W_l: [1, width, width]; head weights V_l: [1, 1, width]; y: [1, batch, 1]. */
interface Network {
  readonly weights: readonly Tensor[]
  readonly heads: readonly Tensor[]
  readonly inputs: Tensor
  readonly targets: Tensor
}

/** Draws a network: W, V ~ N(0, 1/d), x and y ~ N(0, 1). Call it inside `tf.tidy`. */
function drawn({ tf, draw }: Lab, width: number): Network {
  const scale = 1 / Math.sqrt(width)
  return {
    weights: upTo(DEEPEST).map((l) => tf.mul(draw('gaussian', `weights/${l}`, [1, width, width]), scale)),
    heads: upTo(DEEPEST).map((l) => tf.mul(draw('gaussian', `heads/${l}`, [1, 1, width]), scale)),
    inputs: tf.mul(draw('gaussian', 'inputs', [1, BATCH, width]), 1),
    targets: tf.mul(draw('gaussian', 'targets', [1, BATCH, 1]), 1),
  }
}

const hiddenOf = (tf: Tf, weights: readonly Tensor[], inputs: Tensor): readonly Tensor[] =>
  forward(tf, { kind: 'heads', activation: ACTIVATION }, weights, inputs).hidden

/** yhat_l - y of every head, [1, batch, 1] each. */
const errorsOf = (tf: Tf, { weights, heads, inputs, targets }: Network): Tensor[] =>
  hiddenOf(tf, weights, inputs)
    .slice(1)
    .map((h, l) => tf.sub(tf.matMul(h, entryOf(heads, l), false, true), targets))

/** The sum over heads of the mean over the batch of (y - yhat_l)^2. */
const lossOf = (tf: Tf, network: Network): Tensor => tf.sum(tf.mean(tf.square(tf.concat(errorsOf(tf, network), 2)), 1))

/** The results of the forward pass that the backward pass uses. Call it inside `tf.tidy`. */
function keptOf(tf: Tf, network: Network): Kept {
  const hidden = hiddenOf(tf, network.weights, network.inputs)
  return {
    activation: ACTIVATION,
    weights: network.weights,
    own: errorsOf(tf, network).map((error, l) => tf.mul(tf.mul(error, 2 / BATCH), entryOf(network.heads, l))),
    below: hidden.slice(0, -1),
    above: hidden.slice(1),
  }
}

/** The results for the lowest blocks only. */
const lowest = ({ activation, weights, own, below, above }: Kept, layers: number): Kept => ({
  activation,
  weights: weights.slice(0, layers),
  own: own.slice(0, layers),
  below: below.slice(0, layers),
  above: above.slice(0, layers),
})

/** The number of successive runs that are timed together, for a sweep of `visits` blocks. */
const timesRun = (visits: number): number => Math.ceil(FEWEST_VISITS / visits)

/** A timed case: a sweep through the lowest blocks, `times` times in succession. */
interface Case {
  readonly sweep: typeof sweepOnce
  readonly depth: number
  readonly times: number
}

const CASES: readonly Case[] = [
  ...DEPTHS.map((depth) => ({ sweep: sweepOnce, depth, times: timesRun(depth) })),
  ...DEPTHS.map((depth) => ({ sweep: sweepPerHead, depth, times: timesRun((depth * (depth + 1)) / 2) })),
]

/** Yields counts, the comparison of the gradients, and times: one reading for each round. */
export function* measure(lab: Lab, { layers, width }: { readonly layers: number; readonly width: number }) {
  const { tf } = lab
  const made: { network: Network; kept: Kept }[] = []
  const alive = tf.tidy(() => {
    const network = drawn(lab, width)
    const kept = keptOf(tf, network)
    made.push({ network, kept })
    return [network.inputs, network.targets, ...network.heads, ...kept.weights, ...kept.own, ...kept.above]
  })
  try {
    const [first] = made
    if (!first) throw new Error('No network was made')
    const { network, kept } = first
    const counted = countAndCompare(tf, network, lowest(kept, layers))
    /** Returns one number, which is read from the device. */
    const run = ({ sweep, depth, times }: Case) => {
      const stack = lowest(kept, depth)
      const once = () => tf.tidy(() => tf.sum(entryOf(sweep(tf, stack).gradients, 0)))
      return () => {
        for (let i = 1; i < times; i++) once().dispose()
        return once()
      }
    }
    const nothing = () => tf.tidy(() => tf.sum(entryOf(kept.weights, 0)))
    for (const rounds of timedRounds(lab, [nothing, ...CASES.map(run)], { count: TIMED_ROUNDS, name: 'sweeps' }))
      yield { ...timesOf(rounds), ...counted }
  } finally {
    tf.dispose(alive)
  }
}

/**
 * The time of a sweep, without the sum and the read of the result that end every case. Their time is measured as a case of its own and subtracted
 * within each round. It may be below the resolution of the clock, which does not affect the sweeps.
 */
export function timesOf(rounds: readonly Round[]) {
  const net: readonly Round[] = rounds.map(([read = 0, ...ms]) =>
    CASES.map(({ times }, i) => Math.max(SHORTEST_TIME, ((ms[i] ?? Number.NaN) - read) / times)),
  )
  const once = (ms: Round, i: number) => ms[i] ?? Number.NaN
  const perHead = (ms: Round, i: number) => ms[DEPTHS.length + i] ?? Number.NaN
  return {
    timeOnce: seriesOverRounds(net, DEPTHS, once),
    timePerHead: seriesOverRounds(net, DEPTHS, perHead),
    slopeOnce: slopeOverRounds(net, DEPTHS, once),
    slopePerHead: slopeOverRounds(net, DEPTHS, perHead),
  }
}

/**
 * Compares both ways on one stack: the visits counted by the sweeps themselves, the difference of their gradients, and the change of the loss along
 * them.
 */
function countAndCompare(tf: Tf, network: Network, kept: Kept) {
  const visits: (readonly number[])[] = []
  const read = readTidily(tf, () => {
    const [one, other] = [sweepOnce(tf, kept), sweepPerHead(tf, kept)]
    visits.push(one.visits, other.visits)
    const apart = one.gradients.map((gradient, l) => {
      const far = tf.max(tf.abs(tf.sub(gradient, entryOf(other.gradients, l))))
      return tf.reshape(tf.div(far, tf.max(tf.abs(gradient))), [1])
    })
    return { apart: tf.max(tf.concat(apart, 0)), change: changeOfLoss(tf, network, one.gradients) }
  })
  const [once = [], perHead = []] = visits
  const at = countTo(kept.weights.length)
  const tape = (counts: readonly number[]): Series => exactSeries(at, counts)
  const total = (counts: readonly number[]) => exactly(counts.reduce((sum, n) => sum + n, 0))
  return {
    visitsOnce: total(once),
    visitsPerHead: total(perHead),
    tapeOnce: tape(once),
    tapePerHead: tape(perHead),
    // A smaller difference depends on the order of sums on this device, not on the gradients.
    difference: exactly(Math.max(read.apart[0] ?? Number.NaN, ROUNDED)),
    changeOfLoss: exactly(read.change[0] ?? Number.NaN),
  }
}

/**
 * (Loss(W + e G) - Loss(W - e G)) / (2 e |G|^2), which is 1 if G is the gradient: a central difference along G, with e such that e |G|^2 is the
 * fraction MOVED of the loss. The loss is that of the heads up to the layers of G.
 */
function changeOfLoss(tf: Tf, network: Network, gradients: readonly Tensor[]): Tensor {
  const squared = gradients.map((gradient) => tf.sum(tf.square(gradient))).reduce((a, b) => tf.add(a, b))
  const lower = { ...network, heads: network.heads.slice(0, gradients.length) }
  const at = (weights: readonly Tensor[]) => lossOf(tf, { ...lower, weights })
  const weights = network.weights.slice(0, gradients.length)
  const step = tf.div(tf.mul(at(weights), MOVED), squared)
  const moved = (sign: number) =>
    at(weights.map((w, l) => tf.add(w, tf.mul(tf.mul(entryOf(gradients, l), step), sign))))
  return tf.div(tf.sub(moved(1), moved(-1)), tf.mul(tf.mul(step, squared), 2))
}

/** Reads the numbers of some tensors and disposes of everything on the device. */
function readTidily<Name extends string>(tf: Tf, compute: () => Record<Name, Tensor>): Record<Name, Float32Array> {
  const found: Record<Name, Float32Array>[] = []
  tf.tidy(() => {
    found.push(readTogether(tf, compute()))
  })
  const [read] = found
  if (!read) throw new Error('Nothing was read')
  return read
}

/** Floating-point operations of one reading: a visit has two matrix products forward and two backward; the first round is run twice, to warm up. */
export const cost = ({ width }: { readonly width: number }): number =>
  2 *
  CASES.reduce(
    (visits, { sweep, depth, times }) => visits + times * (sweep === sweepOnce ? depth : (depth * (depth + 1)) / 2),
    0,
  ) *
  4 *
  BATCH *
  width ** 2

import {
  type Estimate,
  estimateOf,
  exactly,
  type Lab,
  notKnown,
  type Series,
  type Tensor,
  type Tf,
} from '../../../src/experiment'
import type { ActivationName } from '../../../src/numerics/networks/activations'
import { countTo, upTo } from '../../../src/numerics/positions'
import { meanOfLogs, meanSeries, seriesOf } from '../../../src/numerics/statistics/estimates'
import { rowsOf } from '../../../src/numerics/statistics/moments'
import { OPTIMISERS, type OptimiserName } from '../../../src/numerics/training/optimiser'
import { race, type Trainee } from '../../../src/numerics/training/race'
import { headsOf, type Kind, lossGradients, packed, predict, type Shape, unpacked } from '../perceptron'
import { BATCH, EVERY, SEEDS } from './setting'

/** The number of held-out examples of each network, on which its errors are measured. */
const HELD_OUT = 256
/** The number of different batches: more than the steps of most runs, and few enough for the device. */
const BATCHES = 2000

/** The positions x_1 from -3 to 3 on a line; the other coordinates are those of one example. */
const POSITIONS: readonly number[] = upTo(41).map((i) => Number((-3 + i * 0.15).toPrecision(6)))

/** y = sin(0.7 x_1) / 0.56, of variance 1 for x_1 ~ N(0, 1): Var sin(c x) = (1 - exp(-2 c^2)) / 2. */
const FREQUENCY = 0.7
const SIZE = 1 / Math.sqrt((1 - Math.exp(-2 * FREQUENCY ** 2)) / 2)

/** y of every example: [seeds, n, width] -> [seeds, n, 1]. */
const targetsOf = (tf: Tf, inputs: Tensor): Tensor =>
  tf.mul(tf.sin(tf.mul(tf.slice(inputs, [0, 0, 0], [-1, -1, 1]), FREQUENCY)), SIZE)

/** The three networks and their training. */
interface Setting {
  readonly layers: number
  readonly width: number
  readonly activation: ActivationName
  /** Whether the branches of a residual network are added as they are or divided by sqrt L. */
  readonly branch: 'whole' | 'scaled'
  readonly optimiser: OptimiserName
  readonly rate: number
  readonly steps: number
}

/** The distance by which the parameters are moved along the gradient, as the fraction of the loss that the move should change. */
const MOVED = 0.01

/** Mean squared errors [heads, SEEDS]; predictions of the last head and targets along the line, both [SEEDS, positions]; and `changeOfLoss`. */
type Taken = Readonly<Record<'errors' | 'line' | 'target' | 'change', Float32Array>>

const KINDS: readonly Kind[] = ['single', 'heads', 'residual']

/**
 * Trains the three networks. Every EVERY steps a reading has the errors of the last heads so far, and the current errors of every head and fitted
 * functions.
 */
export function* measure(lab: Lab, p: Setting) {
  const { optimiser, rate, steps, layers } = p
  const networks = {
    single: trainee(lab, p, 'single'),
    heads: trainee(lab, p, 'heads'),
    residual: trainee(lab, p, 'residual'),
  }
  const curves: Record<Kind, ErrorCurve> = { single: [], heads: [], residual: [] }
  let latest: Partial<Record<Kind, Taken>> = {}
  const options = { optimiser: OPTIMISERS[optimiser](rate), steps, every: EVERY }
  for (const { step, taken } of race(lab.tf, networks, options)) {
    latest = { ...latest, ...taken }
    for (const kind of KINDS) {
      const errors = taken[kind]?.errors
      if (errors) curves[kind].push({ step, error: meanOfLogs(logsOf(errors.slice(-SEEDS))) })
    }
    const errors = rowsOf(latest.heads?.errors ?? new Float32Array(), layers)
    yield {
      single: curveOf(curves.single),
      allHeads: curveOf(curves.heads),
      residual: curveOf(curves.residual),
      byHead: seriesOf(countTo(layers), (_, k) => meanOfLogs(logsOf(errors[k] ?? []))),
      target: { ...alongLine(latest.single?.target), stderr: POSITIONS.map(() => 0) },
      fitSingle: alongLine(latest.single?.line),
      fitHeads: alongLine(latest.heads?.line),
      fitResidual: alongLine(latest.residual?.line),
      changeOfLoss: exactly(farthestFrom1(KINDS.map((kind) => latest[kind]?.change[0] ?? Number.NaN))),
      bestHead: estimateOf(upTo(SEEDS).map((s) => bestOf(errors.map((row) => row[s] ?? Number.NaN)))),
    }
  }
}

/** One of the three networks with its initial parameters, its data and its measurements. Equal seeds have equal weights and data in all three. */
function trainee({ tf, draw }: Lab, p: Setting, kind: Kind): Trainee<keyof Taken> {
  const { layers, width, activation } = p
  const branchScale = p.branch === 'scaled' ? 1 / Math.sqrt(layers) : 1
  const shape: Shape = { kind, seeds: SEEDS, layers, width, activation, branchScale }
  const heads = headsOf(shape)
  // A ReLU halves the mean square at each layer, which the gain compensates for; branches of a residual network are added to the skip and need no
  // gain.
  const gain = activation === 'relu' && kind !== 'residual' ? Math.SQRT2 : 1
  return {
    initial: () =>
      packed(tf, shape, {
        weights: tf.stack(
          upTo(layers).map((l) =>
            tf.mul(draw('gaussian', `weights/${l}`, [SEEDS, width, width]), gain / Math.sqrt(width)),
          ),
        ),
        biases: tf.zeros([layers, SEEDS, 1, width]),
        // The heads start at 0, so that all networks predict 0, the mean of y.
        headWeights: tf.zeros([heads, SEEDS, width, 1]),
        headBiases: tf.zeros([heads, SEEDS, 1, 1]),
      }),
    gradient(_, parameters, step) {
      const inputs = draw('gaussian', `inputs/${step % BATCHES}`, [SEEDS, BATCH, width])
      return packed(tf, shape, lossGradients(tf, shape, unpacked(tf, shape, parameters), inputs, targetsOf(tf, inputs)))
    },
    measure(_, parameters) {
      const heldOut = draw('gaussian', 'held-out', [SEEDS, HELD_OUT, width])
      const inputs = tf.concat([heldOut, lineThrough(tf, heldOut)], 1)
      const targets = targetsOf(tf, inputs)
      const { predicted } = predict(tf, shape, unpacked(tf, shape, parameters), inputs)
      const squares = tf.square(tf.sub(predicted, targets))
      return {
        errors: tf.mean(tf.slice(squares, [0, 0, 0, 0], [-1, -1, HELD_OUT, -1]), [2, 3]),
        line: tf.slice(predicted, [heads - 1, 0, HELD_OUT, 0], [1, -1, -1, -1]),
        target: tf.slice(targets, [0, HELD_OUT, 0], [-1, -1, -1]),
        change: changeOfLoss(tf, shape, parameters, tf.slice(heldOut, [0, 0, 0], [-1, BATCH, -1])),
      }
    },
  }
}

/** The sum over networks and heads of the mean over the batch of (y - yhat)^2: the loss of `lossGradients`. */
function lossOf(tf: Tf, shape: Shape, parameters: Tensor, inputs: Tensor): Tensor {
  const { predicted } = predict(tf, shape, unpacked(tf, shape, parameters), inputs)
  return tf.sum(tf.mean(tf.square(tf.sub(predicted, targetsOf(tf, inputs))), 2))
}

/**
 * (Loss(p + e G) - Loss(p - e G)) / (2 e |G|^2), which is 1 if G is the gradient: a central difference along G, with e such that e |G|^2 is the
 * fraction MOVED of the loss.
 */
function changeOfLoss(tf: Tf, shape: Shape, parameters: Tensor, inputs: Tensor): Tensor {
  const given = unpacked(tf, shape, parameters)
  const gradient = packed(tf, shape, lossGradients(tf, shape, given, inputs, targetsOf(tf, inputs)))
  const squared = tf.sum(tf.square(gradient))
  const step = tf.div(tf.mul(lossOf(tf, shape, parameters, inputs), MOVED), squared)
  const move = tf.mul(gradient, step)
  const [above, below] = [tf.add(parameters, move), tf.sub(parameters, move)]
  const change = tf.sub(lossOf(tf, shape, above, inputs), lossOf(tf, shape, below, inputs))
  return tf.div(change, tf.mul(tf.mul(step, squared), 2))
}

const farthestFrom1 = (values: readonly number[]): number =>
  values.reduce((far, v) => (Math.abs(v - 1) > Math.abs(far - 1) ? v : far), 1)

/** The first example of each network with its first coordinate replaced by each of POSITIONS: [seeds, n, width] -> [seeds, positions, width]. */
function lineThrough(tf: Tf, examples: Tensor): Tensor {
  const [seeds = 1, , width = 1] = examples.shape
  const others = tf.slice(examples, [0, 0, 1], [-1, 1, width - 1])
  const first = tf.tile(tf.tensor3d([...POSITIONS], [1, POSITIONS.length, 1]), [seeds, 1, 1])
  return tf.concat([first, tf.tile(others, [1, POSITIONS.length, 1])], 2)
}

const logsOf = (errors: ArrayLike<number>): number[] => Array.from(errors, Math.log10)

/** The error of a last head over steps: geometric means over networks, as log10. */
type ErrorCurve = { readonly step: number; readonly error: Estimate }[]

const curveOf = (curve: ErrorCurve): Series =>
  seriesOf(
    curve.map(({ step }) => step),
    (_, i) => curve[i]?.error ?? notKnown(),
  )

/** The number of the head with the smallest error, from 1. */
const bestOf = (errors: readonly number[]): number => errors.indexOf(Math.min(...errors)) + 1

/** [SEEDS, positions] -> mean and standard error over networks at each position. */
const alongLine = (line: Float32Array = new Float32Array()): Series => meanSeries(POSITIONS, rowsOf(line, SEEDS))

import { type Estimate, estimateOf, type Lab, type Series, type Tensor, type Tf } from '../../src/experiment'
import type { ActivationName } from '../../src/numerics/networks/activations'
import { OPTIMISERS, type OptimiserName } from '../../src/numerics/training/optimiser'
import { race, type Trainee } from '../../src/numerics/training/race'
import { headsOf, type Kind, lossGradients, packed, predict, type Shape, unpacked } from './model'

/** Networks of each kind, which differ in their draws. */
export const SEEDS = 8
/** Fresh examples in a step, for each of them. */
export const BATCH = 12
/** Steps from one reading to the next. */
export const EVERY = 20
/** Examples that no step has seen: the errors are taken on these, the same for all. */
const HELD_OUT = 128
/** Batches before the first is seen again: as many as the device keeps, and more than the steps of most runs. */
const BATCHES = 2000

/** Along the line x_1 = -3 to 3, the other coordinates those of one example. */
const POSITIONS: readonly number[] = Array.from({ length: 41 }, (_, i) => Number((-3 + i * 0.15).toPrecision(6)))

/** y = sin(0.7 x_1) / 0.56, of variance 1 for x_1 ~ N(0, 1): Var sin(c x) = (1 - exp(-2 c^2)) / 2. */
const FREQUENCY = 0.7
const SIZE = 1 / Math.sqrt((1 - Math.exp(-2 * FREQUENCY ** 2)) / 2)
const targetAt = (x: number): number => SIZE * Math.sin(FREQUENCY * x)

/** [seeds, n, width] -> [seeds, n, 1]. */
const targetsOf = (tf: Tf, inputs: Tensor): Tensor =>
  tf.mul(tf.sin(tf.mul(tf.slice(inputs, [0, 0, 0], [-1, -1, 1]), FREQUENCY)), SIZE)

interface Race {
  readonly layers: number
  readonly width: number
  readonly activation: ActivationName
  readonly optimiser: OptimiserName
  readonly rate: number
  readonly steps: number
}

const KINDS = ['single', 'heads', 'residual'] as const
type Taken = Partial<Record<Kind, Readonly<Record<'errors' | 'line', Float32Array>>>>

/** What the three networks come to, reading after reading. */
export function* trainingReadings(lab: Lab, setting: Race) {
  const { optimiser, rate, steps, layers } = setting
  const networks = {
    single: trainee(lab, setting, 'single'),
    heads: trainee(lab, setting, 'heads'),
    residual: trainee(lab, setting, 'residual'),
  }
  const curves = { single: new Curve(), heads: new Curve(), residual: new Curve() }
  let latest: Taken = {}
  for (const { step, taken } of race(lab.tf, networks, {
    optimiser: OPTIMISERS[optimiser](rate),
    steps,
    every: EVERY,
  })) {
    latest = { ...latest, ...taken }
    for (const kind of KINDS) {
      const errors = taken[kind]?.errors
      if (errors) curves[kind].add(step, meanOfLogs(errors.slice(-SEEDS)))
    }
    const byHead = errorsByHead(latest.heads?.errors ?? new Float32Array(), layers)
    yield {
      single: curves.single.series(),
      allHeads: curves.heads.series(),
      residual: curves.residual.series(),
      byHead,
      target: { at: POSITIONS, value: POSITIONS.map(targetAt), stderr: POSITIONS.map(() => 0) },
      fitSingle: alongLine(latest.single?.line),
      fitHeads: alongLine(latest.heads?.line),
      fitResidual: alongLine(latest.residual?.line),
      bestHead: bestOf(latest.heads?.errors ?? new Float32Array(), layers),
    }
  }
}

/** One of the three, with its first parameters, its data and what is read of it. Equal seeds have equal weights and data in all three. */
function trainee({ tf, draw }: Lab, setting: Race, kind: Kind): Trainee<'errors' | 'line'> {
  const { layers, width, activation } = setting
  const shape: Shape = { kind, seeds: SEEDS, layers, width, activation }
  const heads = headsOf(shape)
  // With ReLU half of the mean square is lost at each layer, and the weights make up for it; added to a stream, a branch need not be as large.
  const gain = activation === 'relu' && kind !== 'residual' ? Math.SQRT2 : 1
  return {
    initial: () =>
      packed(tf, shape, {
        weights: tf.stack(
          Array.from({ length: layers }, (_, l) =>
            tf.mul(draw('gaussian', `weights/${l}`, [SEEDS, width, width]), gain / Math.sqrt(width)),
          ),
        ),
        biases: tf.zeros([layers, SEEDS, 1, width]),
        // From 0, the mean of y: no network starts ahead.
        headWeights: tf.zeros([heads, SEEDS, width, 1]),
        headBiases: tf.zeros([heads, SEEDS, 1, 1]),
      }),
    gradient(_, parameters, step) {
      const inputs = draw('gaussian', `inputs/${step % BATCHES}`, [SEEDS, BATCH, width])
      return packed(tf, shape, lossGradients(tf, shape, unpacked(tf, shape, parameters), inputs, targetsOf(tf, inputs)))
    },
    measure(_, parameters) {
      const heldOut = draw('gaussian', 'held-out', [1, HELD_OUT, width])
      const inputs = tf.tile(tf.concat([heldOut, lineThrough(tf, heldOut)], 1), [SEEDS, 1, 1])
      const { predicted } = predict(tf, shape, unpacked(tf, shape, parameters), inputs)
      const onHeldOut = tf.slice(predicted, [0, 0, 0, 0], [-1, -1, HELD_OUT, -1])
      const targets = targetsOf(tf, tf.slice(inputs, [0, 0, 0], [-1, HELD_OUT, -1]))
      return {
        errors: tf.mean(tf.square(tf.sub(onHeldOut, targets)), [2, 3]),
        line: tf.slice(predicted, [heads - 1, 0, HELD_OUT, 0], [1, -1, -1, -1]),
      }
    },
  }
}

/** The first example with its first coordinate replaced by each of POSITIONS: [1, positions, width]. */
function lineThrough(tf: Tf, examples: Tensor): Tensor {
  const width = examples.shape[2] ?? 1
  const others = tf.slice(examples, [0, 0, 1], [1, 1, width - 1])
  return tf.concat(
    [tf.tensor3d([...POSITIONS], [1, POSITIONS.length, 1]), tf.tile(others, [1, POSITIONS.length, 1])],
    2,
  )
}

/** A geometric mean over seeds, as a log10. */
const meanOfLogs = (errors: Float32Array): Estimate => estimateOf(Array.from(errors, Math.log10))

class Curve {
  private readonly at: number[] = []
  private readonly taken: Estimate[] = []

  add(step: number, estimate: Estimate): void {
    this.at.push(step)
    this.taken.push(estimate)
  }

  series(): Series {
    return seriesOf(this.at, this.taken)
  }
}

const seriesOf = (at: readonly number[], taken: readonly Estimate[]): Series => ({
  at: [...at],
  value: taken.map(({ value }) => value),
  stderr: taken.map(({ stderr }) => stderr),
  repeats: SEEDS,
})

/** [layers, SEEDS] -> log10 of the error of each head. */
function errorsByHead(errors: Float32Array, layers: number): Series {
  const at = Array.from({ length: layers }, (_, k) => k + 1)
  return seriesOf(
    at,
    at.map((k) => meanOfLogs(errors.slice((k - 1) * SEEDS, k * SEEDS))),
  )
}

/** Which head has the least error, 1 to L: mean and error over seeds. */
function bestOf(errors: Float32Array, layers: number): Estimate {
  const best = Array.from({ length: SEEDS }, (_, s) => {
    const own = Array.from({ length: layers }, (_, k) => errors[k * SEEDS + s] ?? Number.NaN)
    return own.indexOf(Math.min(...own)) + 1
  })
  return estimateOf(best)
}

/** [SEEDS, positions] -> mean and error at each position. */
function alongLine(line: Float32Array = new Float32Array()): Series {
  return seriesOf(
    POSITIONS,
    POSITIONS.map((_, i) =>
      estimateOf(Array.from({ length: SEEDS }, (_, s) => line[s * POSITIONS.length + i] ?? Number.NaN)),
    ),
  )
}

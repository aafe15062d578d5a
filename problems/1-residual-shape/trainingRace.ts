import { estimateOf, type Lab, type Series, type Tensor } from '../../src/experiment'
import { adam } from '../../src/numerics/optimiser'
import { race, type Trainee } from '../../src/numerics/training'
import { CLASSES, drawings, SIDE } from './drawings'
import { gradients, judge, type Network, networkOf, run, type SkipName } from './residualNetwork'

export interface TrainingSetting {
  readonly blocks: number
  readonly rate: number
  readonly noise: number
  readonly steps: number
}

export const SKIPS: readonly SkipName[] = ['strided', 'pool', 'matrix', 'none']

/** Steps from reading to reading. */
export const EVERY = 20
/** Networks of each kind, drawn independently; they see the same drawings in the same order. */
export const NETWORKS = 8
const BATCH = 8
/** Drawings to learn from, and drawings never learned from. */
const KNOWN = 512
const UNSEEN = 64
const FEATURES = 4

type Measured = 'loss' | 'accuracy' | 'gradient'

const networkFor = (skip: SkipName, blocks: number): Network =>
  networkOf({ skip, networks: NETWORKS, classes: CLASSES, side: SIDE, features: FEATURES, blocks })

/** Four networks that differ in their skips race; each reading has all curves so far. */
export function* trainNetworks(lab: Lab, p: TrainingSetting) {
  const { tf } = lab
  const data = tf.tidy(() => {
    const { ink, labels } = drawings(KNOWN + UNSEEN)
    const noise = tf.mul(lab.draw('gaussian', 'noise', [KNOWN + UNSEEN, SIDE, SIDE, 1]), p.noise)
    return {
      pictures: tf.add(tf.tensor(ink, [KNOWN + UNSEEN, SIDE, SIDE, 1]), noise),
      labels: tf.tensor(labels, [KNOWN + UNSEEN, CLASSES]),
    }
  })
  const curves = new Map<SkipName, Record<Measured, Series>>(SKIPS.map((skip) => [skip, NOTHING]))
  try {
    const trainees = Object.fromEntries(SKIPS.map((skip) => [skip, traineeOf(lab, networkFor(skip, p.blocks), data)]))
    const standings = race(tf, trainees as Record<SkipName, Trainee<Measured>>, {
      optimiser: adam(p.rate),
      steps: p.steps,
      every: EVERY,
    })
    for (const { step, taken } of standings) {
      for (const skip of SKIPS) {
        const [now, before] = [taken[skip], curves.get(skip)]
        if (now && before) curves.set(skip, extended(before, step, now))
      }
      yield readingOf(curves)
    }
  } finally {
    tf.dispose(data)
  }
}

interface Data {
  /** [count, side, side, 1] */
  readonly pictures: Tensor
  /** [count, classes] */
  readonly labels: Tensor
}

function traineeOf({ tf, draw }: Lab, network: Network, data: Data): Trainee<Measured> {
  // Every network sees the same pictures: they are laid out once for each.
  const shown = (from: number, count: number) => ({
    pictures: tf.tile(tf.slice(data.pictures, [from, 0, 0, 0], [count, SIDE, SIDE, 1]), [network.networks, 1, 1, 1]),
    labels: tf.slice(data.labels, [from, 0], [count, CLASSES]),
  })
  return {
    // The same names and shapes for all kinds of skips: they start alike.
    initial: () =>
      network.layout.pack(
        tf,
        network.shapes.map((shape, i) => tf.mul(draw('gaussian', nameOf(network, i), shape), 1 / Math.sqrt(shape[1]))),
      ),
    gradient(_, parameters, step) {
      const { pictures, labels } = shown(((step - 1) * BATCH) % KNOWN, BATCH)
      const ran = run(tf, network, parameters, pictures)
      return gradients(tf, network, ran, judge(tf, ran.logits, labels).gradient).parameters
    },
    measure(_, parameters) {
      const { pictures, labels } = shown(KNOWN, UNSEEN)
      const ran = run(tf, network, parameters, pictures)
      const { loss, accuracy, gradient } = judge(tf, ran.logits, labels)
      const { first } = gradients(tf, network, ran, gradient)
      // The loss is a mean over pictures: times their number, the root mean square of one picture's gradient.
      const squares = tf.sum(tf.reshape(tf.mul(first, first), [network.networks, -1]), 1)
      return { loss, accuracy, gradient: tf.sqrt(tf.mul(squares, UNSEEN)) }
    },
  }
}

/** "stem", "filters/3", "skip/3", "head". */
function nameOf({ skip, shapes }: Network, i: number): string {
  if (i === 0) return 'stem'
  if (i === shapes.length - 1) return 'head'
  if (skip !== 'matrix') return `filters/${i - 1}`
  return `${i % 2 === 1 ? 'filters' : 'skip'}/${Math.floor((i - 1) / 2)}`
}

const EMPTY: Series = { at: [], value: [], stderr: [], repeats: NETWORKS }
const NOTHING: Record<Measured, Series> = { loss: EMPTY, accuracy: EMPTY, gradient: EMPTY }

function extended(before: Record<Measured, Series>, step: number, now: Record<Measured, Float32Array>) {
  const longer = (series: Series, samples: ArrayLike<number>): Series => {
    const { value, stderr } = estimateOf(samples)
    return { ...series, at: [...series.at, step], value: [...series.value, value], stderr: [...series.stderr, stderr] }
  }
  return {
    loss: longer(before.loss, Array.from(now.loss, Math.log10)),
    accuracy: longer(before.accuracy, now.accuracy),
    gradient: longer(before.gradient, Array.from(now.gradient, Math.log10)),
  }
}

function readingOf(curves: ReadonlyMap<SkipName, Record<Measured, Series>>) {
  const of = (skip: SkipName) => curves.get(skip) ?? NOTHING
  const [strided, pool, matrix, none] = [of('strided'), of('pool'), of('matrix'), of('none')]
  return {
    accuracyStrided: strided.accuracy,
    accuracyPool: pool.accuracy,
    accuracyMatrix: matrix.accuracy,
    accuracyNone: none.accuracy,
    lossStrided: strided.loss,
    lossPool: pool.loss,
    lossMatrix: matrix.loss,
    lossNone: none.loss,
    gradientStrided: strided.gradient,
    gradientPool: pool.gradient,
    gradientMatrix: matrix.gradient,
    gradientNone: none.gradient,
  }
}

/** Multiplications and additions between two readings: three times a forward run for every picture. */
export function costOfReading({ blocks }: Pick<TrainingSetting, 'blocks'>): number {
  const { blocks: layers, features, side } = networkFor('strided', blocks)
  const forward = layers.reduce(
    (sum, block) => sum + 2 * 9 * block.features * block.featuresAfter * block.sideAfter ** 2,
    2 * 9 * features * (side / 2) ** 2,
  )
  return SKIPS.length * NETWORKS * 3 * forward * (EVERY * BATCH + UNSEEN)
}

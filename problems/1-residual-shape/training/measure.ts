import { type Estimate, estimateOf, type Lab, type Series, seriesReading, type Tensor } from '../../../src/experiment'
import { crossEntropy, crossEntropyGradient } from '../../../src/numerics/networks/crossEntropy'
import { upTo } from '../../../src/numerics/positions'
import { adam } from '../../../src/numerics/training/optimiser'
import { race, type Trainee } from '../../../src/numerics/training/race'
import { CLASSES, drawings, labelsOf, POSE, SIDE } from './drawings'
import { accuracyOf, gradients, type Network, networkOf, run, type SkipName } from './network'
import {
  type CurveName,
  curveName,
  EVERY,
  MEASURED,
  type Measured,
  NETWORKS,
  SKIPS,
  type SlopeName,
  type TrainingSetting,
} from './setting'
import { partOf, slopesAlong, slopesOf } from './slopes'

const BATCH = 8
/** The number of training drawings and of held-out drawings. */
const KNOWN = 512
const UNSEEN = 64
const FEATURES = 4

/** The measurements of each network: the curves, and the slope of the loss for each group at the first weights, [groups networks], measured and predicted. */
type Read = Measured | 'slopes' | 'predicted'
type Taken = Partial<Record<SkipName, Record<Read, Float32Array>>>

/** The networks of one kind of skip; all kinds share their sizes. */
export const networkFor = (skip: SkipName, blocks: number): Network =>
  networkOf({ skip, networks: NETWORKS, classes: CLASSES, side: SIDE, features: FEATURES, blocks })

/** Trains the four kinds of networks side by side. Each reading contains all curves so far. */
export function* measure(lab: Lab, p: TrainingSetting) {
  const { tf } = lab
  const data = tf.tidy(() => dataOf(lab, p.noise))
  let curves = Object.fromEntries(
    SKIPS.flatMap((skip) => MEASURED.map((what) => [curveName(what, skip), NOTHING])),
  ) as Record<CurveName, Series>
  let last: Taken = {}
  let slopes: Record<SlopeName, Estimate> | undefined
  try {
    const trainees = Object.fromEntries(
      SKIPS.map((skip) => [skip, traineeOf(lab, networkFor(skip, p.blocks), p, data)]),
    ) as Record<SkipName, Trainee<Read>>
    for (const { step, taken } of race(tf, trainees, { optimiser: adam(p.rate), steps: p.steps, every: EVERY })) {
      const now = SKIPS.flatMap((skip) =>
        MEASURED.flatMap((what) => {
          const [name, samples] = [curveName(what, skip), taken[skip]?.[what]]
          return samples ? [[name, extended(curves[name], step, estimated(what, samples))]] : []
        }),
      )
      curves = { ...curves, ...Object.fromEntries(now) }
      // A network that diverged keeps its last measurement.
      last = { ...last, ...taken }
      slopes ??= slopesOf(taken)
      yield { ...curves, ...leadsOf(last), ...slopes }
    }
  } finally {
    tf.dispose([data.pictures, data.labels])
  }
}

/** Some drawings for each network, with their labels. */
type Shown = {
  /** [networks pictures, side, side, 1] */
  readonly pictures: Tensor
  /** The labels, the same for all networks, [pictures, classes]. */
  readonly labels: Tensor
}

/** The training drawings, and after them the held-out ones. */
type Data = {
  /** [networks, KNOWN + UNSEEN, side, side] */
  readonly pictures: Tensor
  /** The labels of UNSEEN drawings, [UNSEEN, classes]; any 8 successive drawings have the same labels. */
  readonly labels: Tensor
}

/**
 * Network n of every kind of skip has the same drawings. Different networks have different drawings, so that the standard errors include their
 * scatter.
 */
export function dataOf({ tf, draw, numbers }: Lab, noise: number): Data {
  const count = KNOWN + UNSEEN
  const shape = [NETWORKS, count, SIDE, SIDE]
  const ink = tf.tensor(drawings(numbers('uniform', 'poses', [NETWORKS * count, POSE])), shape)
  const pictures = tf.add(ink, tf.mul(draw('gaussian', 'noise', shape), noise))
  return { pictures, labels: tf.tensor(labelsOf(UNSEEN), [UNSEEN, CLASSES]) }
}

/** `count` drawings of each network from number `start` on. */
function shown(tf: Lab['tf'], { pictures, labels }: Data, start: number, count: number): Shown {
  return {
    pictures: tf.reshape(tf.slice(pictures, [0, start, 0, 0], [NETWORKS, count, SIDE, SIDE]), [-1, SIDE, SIDE, 1]),
    labels: tf.slice(labels, [0, 0], [count, CLASSES]),
  }
}

/** The drawings of step 1, 2, ...; after the last batch the first is used again. */
const batchOf = (tf: Lab['tf'], data: Data, step: number): Shown => shown(tf, data, ((step - 1) * BATCH) % KNOWN, BATCH)

/** The held-out drawings. */
const unseenOf = (tf: Lab['tf'], data: Data): Shown => shown(tf, data, KNOWN, UNSEEN)

/** Networks of one kind of skip, trained on batches of the drawings and measured on the held-out ones. */
export function traineeOf({ tf, draw }: Lab, network: Network, p: TrainingSetting, data: Data): Trainee<Read> {
  const gradientOn = (parameters: Tensor, { pictures, labels }: Shown) => {
    const ran = run(tf, network, parameters, pictures)
    return gradients(tf, network, ran, crossEntropyGradient(tf, ran.logits, labels)).parameters()
  }
  const slopesHere = (parameters: Tensor, few: Shown) => {
    const lossAt = (moved: Tensor) => crossEntropy(tf, run(tf, network, moved, few.pictures).logits, few.labels)
    return slopesAlong({ tf, network, parameters, gradient: gradientOn(parameters, few), lossAt })
  }
  // The names and shapes of the draws do not depend on the kind of skip, so that all kinds start from equal weights.
  const initial = () =>
    network.layout.pack(
      tf,
      network.shapes.map((shape, i) => {
        const { name, afterReLU } = partOf(network, i)
        const variance = (p.weights === 'he' && afterReLU ? 2 : 1) / shape[1]
        return tf.mul(draw('gaussian', name, shape), Math.sqrt(variance))
      }),
    )
  return {
    initial,
    gradient: (_, parameters, step) => gradientOn(parameters, batchOf(tf, data, step)),
    measure(_, parameters, step) {
      const { pictures, labels } = unseenOf(tf, data)
      const ran = run(tf, network, parameters, pictures)
      const { first } = gradients(tf, network, ran, crossEntropyGradient(tf, ran.logits, labels))
      // The loss is a mean over pictures: times their number this gives the root mean square gradient of one picture.
      const squares = tf.sum(tf.reshape(tf.mul(first, first), [NETWORKS, -1]), 1)
      return {
        loss: crossEntropy(tf, ran.logits, labels),
        accuracy: accuracyOf(tf, ran.logits, labels),
        gradient: tf.sqrt(tf.mul(squares, UNSEEN)),
        // Only at step 0, where the weights are Gaussian and all losses about equal.
        ...(step === 0
          ? slopesHere(parameters, batchOf(tf, data, 1))
          : { slopes: tf.scalar(0), predicted: tf.scalar(0) }),
      }
    },
  }
}

const NOTHING = seriesReading({ at: [], value: [], stderr: [], repeats: NETWORKS })

const extended = (series: Series, step: number, { value, stderr }: Estimate): Series => ({
  ...series,
  at: [...series.at, step],
  value: [...series.value, value],
  stderr: [...series.stderr, stderr],
})

/** The mean over networks: of shares, or of the logarithms of positive numbers. */
function estimated(what: Measured, samples: Float32Array): Estimate {
  if (what !== 'accuracy') return estimateOf(Array.from(samples, Math.log10))
  const estimate = estimateOf(samples)
  return { ...estimate, stderr: Math.max(estimate.stderr, ofShare(estimate.value, NETWORKS * UNSEEN)) }
}

/**
 * The standard error of a share of `count` drawings, with one success and one failure added (Laplace). It is needed where all networks predict the
 * same class: their scatter is then 0, although the share is uncertain.
 */
function ofShare(share: number, count: number): number {
  const p = (share * count + 1) / (count + 2)
  return Math.sqrt((p * (1 - p)) / count)
}

/** Differences in accuracy between two kinds of skips, network by network: network n of both has the same drawings and the same initial branches. */
function leadsOf(taken: Taken) {
  const lead = (one: SkipName, other: SkipName) =>
    estimateOf(
      upTo(NETWORKS).map((n) => (taken[one]?.accuracy[n] ?? Number.NaN) - (taken[other]?.accuracy[n] ?? Number.NaN)),
    )
  return {
    stridedLead: lead('strided', 'none'),
    poolLead: lead('pool', 'none'),
    matrixLead: lead('matrix', 'none'),
    poolPlus: lead('pool', 'strided'),
    matrixPlus: lead('matrix', 'strided'),
  }
}

/** Multiplications and additions between two readings: three times a forward pass for every picture. */
export function costOf({ blocks }: Pick<TrainingSetting, 'blocks'>): number {
  const { blocks: layers, features, side } = networkFor('strided', blocks)
  const forward = layers.reduce(
    (sum, block) => sum + 2 * 9 * block.features * block.featuresAfter * block.sideAfter ** 2,
    2 * 9 * features * (side / 2) ** 2,
  )
  return SKIPS.length * NETWORKS * 3 * forward * (EVERY * BATCH + UNSEEN)
}

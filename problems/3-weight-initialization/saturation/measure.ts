import { type Estimate, estimateOf, type Lab } from '../../../src/experiment'
import { seriesOf } from '../../../src/numerics/statistics/estimates'
import { firstTwoMoments, histogramOf, rowsOf, varianceOf } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { batchesOf, ROUNDS } from '../../../src/numerics/statistics/rounds'
import { EDGES, SWEEP } from './setting'
import { saturatedUnits } from './unit'

/** One reading more than in other figures, and a small first one: large slopes are rare under a wide Gaussian, and need many samples. */
export const READINGS = ROUNDS + 1
/** Repetitions in a batch of draws, each with its own weights and inputs. */
const REPEATS = 16
/** Weight vectors, and input vectors, in a repetition: each weight vector is applied to each input. */
const VECTORS = 40
/** Inputs of a unit. */
export const INPUTS = 16
/** Outputs kept from each repetition for the histogram. */
const KEPT = 512

/** The measurements of one repetition: means of u, u^2 and f'(y)^2 at every deviation of the sweep and then at the chosen one, and some outputs. */
interface Repetition {
  readonly mean: Float32Array
  readonly square: Float32Array
  readonly slope: Float32Array
  readonly kept: Float32Array
}

/** Yields readings of more and more repetitions. */
export const measure = (lab: Lab, { sd }: { readonly sd: number }) =>
  refine(
    (batches) => repetitionsOf(lab, sd, batches),
    (repetitions) => {
      const column = (name: 'mean' | 'square' | 'slope', k: number) =>
        repetitions.map((repetition) => repetition[name][k] ?? Number.NaN)
      const varianceAt = (k: number): Estimate => varianceOf(column('mean', k), column('square', k))
      const slopeAt = (k: number): Estimate => estimateOf(column('slope', k))
      return {
        varianceOut: seriesOf(SWEEP, (_, k) => varianceAt(k)),
        slope: seriesOf(SWEEP, (_, k) => slopeAt(k)),
        varianceHere: varianceAt(SWEEP.length),
        slopeHere: slopeAt(SWEEP.length),
        outputs: histogramOf(
          repetitions.map(({ kept }) => kept),
          EDGES,
        ),
      }
    },
    READINGS,
  )

function repetitionsOf({ tf, draw }: Lab, sd: number, batches: readonly number[]): Repetition[] {
  const read = readBatches(tf, batches, (batch) => {
    const weights = draw('gaussian', `weights/${batch}`, [REPEATS, VECTORS, INPUTS])
    const inputs = draw('gaussian', `inputs/${batch}`, [REPEATS, VECTORS, INPUTS])
    const { u, slope } = saturatedUnits(tf, weights, inputs, [...SWEEP, sd])
    const { mean, square } = firstTwoMoments(tf, u)
    return {
      mean: tf.transpose(mean),
      square: tf.transpose(square),
      slope: tf.transpose(tf.mean(tf.square(slope), -1)),
      kept: tf.reshape(tf.slice(u, [SWEEP.length, 0, 0], [1, REPEATS, KEPT]), [REPEATS, KEPT]),
    }
  })
  const rows = (values: Float32Array) => rowsOf(values, REPEATS * batches.length)
  const [means, squares, slopes, kept] = [rows(read.mean), rows(read.square), rows(read.slope), rows(read.kept)]
  const none = new Float32Array()
  return means.map((mean, r) => ({
    mean,
    square: squares[r] ?? none,
    slope: slopes[r] ?? none,
    kept: kept[r] ?? none,
  }))
}

/** Floating-point operations of the largest reading. */
export const cost = (): number =>
  batchesOf(READINGS - 1).length * REPEATS * VECTORS ** 2 * (2 * INPUTS + 12 * (SWEEP.length + 1))

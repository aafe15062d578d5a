import { estimateOf, type Lab } from '../../../src/experiment'
import { ACTIVATIONS } from '../../../src/numerics/networks/activations'
import {
  firstTwoMoments,
  histogramOf,
  rowsOf,
  scaled,
  shifted,
  varianceOf,
} from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { LARGEST_ROUND } from '../../../src/numerics/statistics/rounds'
import { edgesOfOutput, edgesOfSum, type UnitSetting } from './setting'
import { unit } from './unit'

/** Repetitions in a batch of draws, each with its own weights and inputs. */
const REPEATS = 16
/** Weight vectors, and input vectors, in a group: each weight vector is applied to each input. */
const GROUP = 16
/** Sums kept from each repetition for the histograms. */
const KEPT = 512

/** The number of weight vectors in a batch: 2^18 / d, at most 8192, and at least one group for every repetition. */
const vectorsOf = (d: number): number => Math.min(8192, 2 ** 18 / d)

/** The measurements of one repetition: means of y, y^2, u - middle, (u - middle)^2, and some of the values themselves. */
interface Repetition {
  readonly y: number
  readonly ySquare: number
  readonly u: number
  readonly uSquare: number
  readonly ys: Float32Array
  readonly us: Float32Array
}

/** Yields readings of more and more repetitions, with weights of standard deviation g / sqrt(d). */
export const measure = (lab: Lab, p: UnitSetting) => {
  const { steepest } = ACTIVATIONS[p.activation]
  const middle = middleOf(p)
  return refine(
    (batches) => repetitionsOf(lab, p, middle, batches),
    (repetitions) => {
      const all = (name: 'y' | 'ySquare' | 'u' | 'uSquare') => repetitions.map((repetition) => repetition[name])
      const varianceIn = varianceOf(all('y'), all('ySquare'))
      return {
        preactivations: histogramOf(
          repetitions.map(({ ys }) => ys),
          edgesOfSum(p.g),
        ),
        outputs: histogramOf(
          repetitions.map(({ us }) => us),
          edgesOfOutput(p),
        ),
        meanIn: estimateOf(all('y')),
        meanOut: shifted(estimateOf(all('u')), middle),
        varianceIn,
        varianceOut: varianceOf(all('u'), all('uSquare')),
        bound: scaled(varianceIn, steepest ** 2),
      }
    },
  )
}

/** f(-B) in single precision. It is subtracted from u on the device, so that a small variance is not a difference of large numbers. */
function middleOf({ activation, bias }: UnitSetting): number {
  if (activation === 'relu') return Math.fround(Math.max(0, -bias))
  return Math.fround(activation === 'tanh' ? -Math.tanh(bias) : 1 / (1 + Math.exp(bias)))
}

function repetitionsOf({ tf, draw }: Lab, p: UnitSetting, middle: number, batches: readonly number[]): Repetition[] {
  const { y, ySquare, u, uSquare, ys, us } = readBatches(tf, batches, (batch) => {
    const shape = [vectorsOf(p.d) / GROUP, GROUP, p.d]
    const drawn = unit(tf, {
      ...p,
      sigma: p.g / Math.sqrt(p.d),
      weights: draw(p.weights, `weights/${batch}`, shape),
      inputs: draw(p.inputs, `inputs/${batch}`, shape),
    })
    const [sums, outputs] = [tf.reshape(drawn.y, [REPEATS, -1]), tf.reshape(drawn.u, [REPEATS, -1])]
    const ofSums = firstTwoMoments(tf, sums)
    const ofOutputs = firstTwoMoments(tf, tf.sub(outputs, middle))
    const kept = [REPEATS, Math.min(KEPT, drawn.y.size / REPEATS)]
    return {
      y: ofSums.mean,
      ySquare: ofSums.square,
      u: ofOutputs.mean,
      uSquare: ofOutputs.square,
      ys: tf.slice(sums, [0, 0], kept),
      us: tf.slice(outputs, [0, 0], kept),
    }
  })
  const [keptSums, keptOutputs] = [rowsOf(ys, y.length), rowsOf(us, y.length)]
  return Array.from(y, (mean, r) => ({
    y: mean,
    ySquare: ySquare[r] ?? Number.NaN,
    u: u[r] ?? Number.NaN,
    uSquare: uSquare[r] ?? Number.NaN,
    ys: keptSums[r] ?? new Float32Array(),
    us: keptOutputs[r] ?? new Float32Array(),
  }))
}

/** Floating-point operations of the largest reading. */
export const cost = ({ d }: UnitSetting): number => LARGEST_ROUND * vectorsOf(d) * GROUP * (2 * d + 20)

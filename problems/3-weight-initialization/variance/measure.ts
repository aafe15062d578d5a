import { estimateOf, type Lab, type Law, type Tensor } from '../../../src/experiment'
import { seriesOf } from '../../../src/numerics/statistics/estimates'
import { histogramOf, momentsOf, rootOf, rowsOf, scaled, varianceOf } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { LARGEST_ROUND } from '../../../src/numerics/statistics/rounds'
import { DIMENSIONS, edgesOf, ONE_VECTOR, ownSigmaOf, type SumSetting } from './setting'
import { GROUP, numbersOverBoth, samplesOverInputs, squaredLengths, sumsOverBoth, sumsOverInputs } from './sums'

/** Repetitions in a batch of draws, each with its own weights and inputs. */
const REPEATS = 16
/** Sums kept from each repetition for the histogram. */
const KEPT = 256

type Moments = ReturnType<typeof momentsOf>

/** The measurements of one repetition with weights of variance 1: the moments of y at every d, those of |Z|^2 - d, and some of the sums. */
interface Repetition {
  readonly sums: readonly Moments[]
  readonly lengths: Moments
  readonly kept: Float32Array
}

/** Yields readings of more and more repetitions. The sums are computed with weights of variance 1 and multiplied by sigma afterwards. */
export const measure = (lab: Lab, p: SumSetting) =>
  refine(
    (batches) => repetitionsOf(lab, p, batches),
    (repetitions) => {
      const sigma = sigmaAt(p, p.d)
      const here = DIMENSIONS.indexOf(p.d)
      const varianceAt = (d: number, k: number) =>
        scaled(varianceAcross(repetitions.map(({ sums }) => momentsAt(sums, k))), sigmaAt(p, d) ** 2)
      return {
        variance: seriesOf(DIMENSIONS, varianceAt),
        varianceHere: varianceAt(p.d, here),
        meanHere: scaled(estimateOf(repetitions.map(({ sums }) => momentsAt(sums, here).mean)), sigma),
        spread: scaled(rootOf(varianceAcross(repetitions.map(({ lengths }) => lengths))), sigma ** 2),
        outputs: histogramOf(
          repetitions.map(({ kept }) => kept.map((y) => sigma * y)),
          edgesOf(p),
        ),
      }
    },
  )

/** The standard deviation of a weight: the reader's sigma(d), or g / sqrt(d), or g. */
const sigmaAt = (p: SumSetting, d: number): number =>
  ownSigmaOf(p)?.(d) ?? (p.rule === 'scaled' ? p.g / Math.sqrt(d) : p.g)

const varianceAcross = (moments: readonly Moments[]) =>
  varianceOf(
    moments.map(({ mean }) => mean),
    moments.map(({ square }) => square),
  )

function momentsAt(sums: readonly Moments[], k: number): Moments {
  const moments = sums[k]
  if (!moments) throw new RangeError(`There are no sums at place ${k} of the sweep (it has ${sums.length})`)
  return moments
}

/** Computes the repetitions of some batches. The sums are read from the device and their moments computed here, which takes fewer kernels. */
function repetitionsOf({ tf, draw }: Lab, p: SumSetting, batches: readonly number[]): Repetition[] {
  const read = readBatches(tf, batches, (batch) => {
    const numbers = (law: Law, name: string) => (shape: readonly number[]) => draw(law, `${name}/${batch}`, shape)
    const w = numbers(p.weights, 'weights')
    const x = numbers(p.inputs, 'inputs')
    const sums =
      p.over === 'both'
        ? sumsOverBoth(tf, w, x, REPEATS)
        : sumsOverInputs(tf, draw(p.weights, ...ONE_VECTOR), x, REPEATS)
    const named: Record<string, Tensor> = { lengths: squaredLengths(tf, numbers(p.weights, 'lengths'), p.d, REPEATS) }
    for (const [k, y] of sums.entries()) named[`sum ${k}`] = y
    return named
  })
  const rows = (name: string) => {
    const values = read[name]
    if (!values) throw new Error(`"${name}" was not read (there is: ${Object.keys(read).join(', ')})`)
    return rowsOf(values, REPEATS * batches.length)
  }
  const sums = DIMENSIONS.map((_, k) => rows(`sum ${k}`))
  const here = sums[DIMENSIONS.indexOf(p.d)]
  return rows('lengths').map((lengths, r) => ({
    sums: sums.map((at) => momentsOf(at[r] ?? [])),
    lengths: momentsOf(lengths, p.d),
    kept: (here?.[r] ?? new Float32Array()).slice(0, KEPT),
  }))
}

/** Floating-point operations of the largest reading. */
export const cost = ({ over }: SumSetting): number =>
  LARGEST_ROUND *
  REPEATS *
  DIMENSIONS.reduce((sum, d) => sum + 2 * (over === 'both' ? GROUP * numbersOverBoth(d) : samplesOverInputs(d) * d), 0)

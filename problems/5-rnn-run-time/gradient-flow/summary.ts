import { type Estimate, estimateOf, type Matrix, type Series } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { matrixOf, seriesOf } from '../../../src/numerics/statistics/estimates'
import { placesOf } from './setting'

/** One model: log10 of |dLoss_t/dh[s]| / |dLoss_t/dh[t-1]| at `place(T, t, s)`; NaN if the gradient of the loss is 0. */
export type Left = readonly number[]

/** The index of loss t at state s in a row of `Left`: states in descending order, losses in ascending order. */
export const place = (length: number, t: number, s: number): number => (length - 1 - s) * length + t - 1

/** The error of single precision in log10 after `steps` matrix products. */
const rounding = (steps: number) => 2 ** -22 * Math.sqrt(steps + 1)

/** An estimate whose error includes the rounding of `steps` matrix products. */
const rounded = (estimate: Estimate, steps: number): Estimate => ({
  ...estimate,
  stderr: Math.hypot(estimate.stderr, rounding(steps)),
})

/** The mean over models of the gradient of every loss at every state, and by distance, averaged first over the losses of a model. */
export function summaryOf(models: readonly Left[], length: number): { flow: Matrix; byDistance: Series } {
  const { rows, columns } = placesOf(length)
  const over = (t: number, s: number) => meanOfKnown(models.map((model) => model[place(length, t, s)] ?? Number.NaN))
  const flow = matrixOf(rows, columns, (t, s) => {
    const estimate = s < t ? over(t, s) : undefined
    return estimate && rounded(estimate, t - 1 - s)
  })
  const byDistance = seriesOf(upTo(length), (steps) => {
    const estimate = meanOfKnown(models.map((model) => meanOver(model, length, steps)))
    return estimate ? rounded(estimate, steps) : { value: Number.NaN, stderr: 0 }
  })
  return {
    flow: { ...flow, repeats: models.length },
    byDistance: { ...byDistance, repeats: models.length },
  }
}

/** The mean over the losses of one model that are `steps` states away; NaN if all their gradients are 0. */
function meanOver(model: Left, length: number, steps: number): number {
  const known = upTo(length - steps)
    .map((s) => model[place(length, s + 1 + steps, s)] ?? Number.NaN)
    .filter((v) => !Number.isNaN(v))
  return known.length > 0 ? known.reduce((sum, v) => sum + v / known.length, 0) : Number.NaN
}

/** The mean of the values that are not NaN, if there are enough of them for a standard error. */
function meanOfKnown(values: readonly number[]): Estimate | undefined {
  const known = values.filter((v) => !Number.isNaN(v))
  return known.length > 1 ? estimateOf(known) : undefined
}

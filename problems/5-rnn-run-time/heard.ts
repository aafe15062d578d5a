import { type Estimate, estimateOf, type Matrix, type Series } from '../../src/experiment'

/** Where the entry of loss t and state s stands among those of a model: state by state from the last, loss by loss. */
export const place = (length: number, t: number, s: number): number => (length - 1 - s) * length + t - 1

/** The error that single precision makes in log10 over some products of matrices. */
const rounding = (steps: number) => 2 ** -22 * Math.sqrt(steps + 1)

/** The geometric mean over models of what is left of every loss at every state, stored as log10, with its error. */
export function matrixOf(models: readonly (readonly number[])[], length: number): Matrix {
  const estimates = triangle(length, (t, s) =>
    meanOfKnown(models.map((model) => model[place(length, t, s)] ?? Number.NaN)),
  )
  return {
    ...placesOf(length),
    value: estimates.map((row) => row.map((estimate) => estimate?.value ?? null)),
    stderr: estimates.map((row, i) =>
      row.map((estimate, s) => (estimate ? Math.hypot(estimate.stderr, rounding(i - s)) : 0)),
    ),
    repeats: models.length,
  }
}

/** The mean of those that are there, if they are enough to have an error. */
function meanOfKnown(values: readonly number[]): Estimate | undefined {
  const known = values.filter((v) => !Number.isNaN(v))
  return known.length > 1 ? estimateOf(known) : undefined
}

/** Loss t = 1 ... T in rows, state s = 0 ... T - 1 in columns. */
export const placesOf = (length: number) => ({
  rows: Array.from({ length }, (_, i) => i + 1),
  columns: Array.from({ length }, (_, s) => s),
})

/** What there is of loss t at state s; nothing above the triangle: a loss says nothing to the states after its own. */
export function triangle<T>(length: number, of: (t: number, s: number) => T): (T | null)[][] {
  const { rows, columns } = placesOf(length)
  return rows.map((t) => columns.map((s) => (s < t ? of(t, s) : null)))
}

/** The same by steps back: over all losses of a model, then over models. */
export function seriesOf(models: readonly (readonly number[])[], length: number): Series {
  const at = Array.from({ length }, (_, d) => d)
  const estimates = at.map((distance) => {
    const overLosses = (model: readonly number[]) => {
      const ts = Array.from({ length: length - distance }, (_, i) => distance + 1 + i)
      const known = ts
        .map((t) => model[place(length, t, t - 1 - distance)] ?? Number.NaN)
        .filter((v) => !Number.isNaN(v))
      return known.reduce((sum, v) => sum + v / known.length, known.length > 0 ? 0 : Number.NaN)
    }
    return meanOfKnown(models.map(overLosses))
  })
  return {
    at,
    value: estimates.map((estimate) => estimate?.value ?? Number.NaN),
    stderr: estimates.map((estimate, d) => Math.hypot(estimate?.stderr ?? 0, rounding(d))),
    repeats: models.length,
  }
}

import type { HistogramMeasure, MatrixMeasure, Measures, ScalarMeasure, SeriesMeasure, TextMeasure } from './measures'

/** A number with its standard error, and the number of independent repetitions that the error was estimated from (left out: the error is known, not estimated). */
export interface Entry {
  readonly value: number
  readonly stderr: number
  readonly repeats?: number
  /** Why no verdict can rest on it, in a sentence: timings of a busy machine. */
  readonly withheld?: string
}

/** What was measured of a scalar. */
export interface Estimate extends Entry {
  readonly kind: 'scalar'
}

/** value[i] +- stderr[i] at at[i]. */
export interface Series {
  readonly kind: 'series'
  readonly at: readonly number[]
  readonly value: readonly number[]
  readonly stderr: readonly number[]
  readonly repeats?: number
  /** The smallest value that the arithmetic can tell from rounding, stored like `value`. Entries below it carry no verdict. */
  readonly floor?: readonly number[]
  /** Why no verdict can rest on it, in a sentence: timings of a busy machine. */
  readonly withheld?: string
}

/** density[i] +- stderr[i] on [edges[i], edges[i + 1]]; the densities times the widths sum to the share inside the edges. */
export interface Histogram {
  readonly kind: 'histogram'
  readonly edges: readonly number[]
  readonly density: readonly number[]
  readonly stderr: readonly number[]
  readonly repeats?: number
}

/** value[r][c] +- stderr[r][c] at rows[r], columns[c]; null where there is no such entry, as above a lower triangle. */
export interface Matrix {
  readonly kind: 'matrix'
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly value: readonly (readonly (number | null)[])[]
  readonly stderr: readonly (readonly number[])[]
  readonly repeats?: number
}

/** Words that a run has written. */
export interface WrittenText {
  readonly kind: 'text'
  readonly text: string
}

/** What was measured of one measure, of whichever kind. */
export type Taken = Estimate | Series | Histogram | Matrix | WrittenText

type TakenOf<M> = M extends ScalarMeasure
  ? Estimate
  : M extends SeriesMeasure
    ? Series
    : M extends HistogramMeasure
      ? Histogram
      : M extends MatrixMeasure
        ? Matrix
        : M extends TextMeasure
          ? WrittenText
          : never

/** One value for every measure. Of a theory, some may be missing. */
export type Reading<M extends Measures> = { readonly [K in keyof M]: TakenOf<M[K]> }

/** A reading's value before it is tagged with its kind. */
type Untagged<T extends Taken> = Omit<T, 'kind'>

/** A reading of a scalar. */
export const scalarReading = (taken: Untagged<Estimate>): Estimate => ({ ...taken, kind: 'scalar' })
/** A reading of a series. */
export const seriesReading = (taken: Untagged<Series>): Series => ({ ...taken, kind: 'series' })
/** A reading of a histogram. */
export const histogramReading = (taken: Untagged<Histogram>): Histogram => ({ ...taken, kind: 'histogram' })
/** A reading of a matrix. */
export const matrixReading = (taken: Untagged<Matrix>): Matrix => ({ ...taken, kind: 'matrix' })
/** A reading of a text. */
export const textReading = (text: string): WrittenText => ({ kind: 'text', text })

/** mean +- standard error of the mean of independent samples. One sample has an unknown error: NaN. */
export function estimateOf(samples: ArrayLike<number>): Estimate {
  const n = samples.length
  if (n === 0) throw new RangeError('An estimate needs at least one sample')
  let value = 0
  for (let i = 0; i < n; i++) value += (samples[i] as number) / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += ((samples[i] as number) - value) ** 2
  return scalarReading({ value, stderr: Math.sqrt(squares / (n - 1) / n), repeats: n })
}

/** An exact number: theory, or a count. */
export const exactly = (value: number): Estimate => scalarReading({ value, stderr: 0 })

/** A number that is not known: NaN, with an unknown error. */
export const notKnown = (): Estimate => scalarReading({ value: Number.NaN, stderr: Number.NaN })

/** A series without error: theory. */
export const exactSeries = (at: readonly number[], value: readonly number[]): Series =>
  seriesReading({ at, value, stderr: value.map(() => 0) })

/** Why no verdict can rest on what was measured, in a sentence; nothing if one can. */
export const withheldOf = (taken: Taken): string | undefined =>
  taken.kind === 'scalar' || taken.kind === 'series' ? taken.withheld : undefined

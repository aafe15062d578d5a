import type { HistogramMeasure, MatrixMeasure, Measures, ScalarMeasure, SeriesMeasure, TextMeasure } from './measures'

/**
 * A number with its standard error, and the number of independent repetitions from which the error was estimated (absent if the error is known
 * exactly).
 */
export interface Entry {
  readonly value: number
  readonly stderr: number
  readonly repeats?: number
  /** Why the number carries no verdict, as a sentence: timings on a busy machine, for example. */
  readonly withheld?: string
}

/** The reading of a scalar. */
export interface Estimate extends Entry {
  readonly kind: 'scalar'
}

/** The reading of a series: value[i] +- stderr[i] at position at[i]. */
export interface Series {
  readonly kind: 'series'
  readonly at: readonly number[]
  readonly value: readonly number[]
  readonly stderr: readonly number[]
  readonly repeats?: number
  /** The smallest value that can be distinguished from rounding error, stored like `value`. Entries below it carry no verdict. */
  readonly floor?: readonly number[]
  /** Why the series carries no verdict, as a sentence: timings on a busy machine, for example. */
  readonly withheld?: string
}

/**
 * The reading of a histogram: density[i] +- stderr[i] on [edges[i], edges[i + 1]]. The sum of density times width is the share of samples inside the
 * edges.
 */
export interface Histogram {
  readonly kind: 'histogram'
  readonly edges: readonly number[]
  readonly density: readonly number[]
  readonly stderr: readonly number[]
  readonly repeats?: number
}

/** The reading of a matrix: value[r][c] +- stderr[r][c] at rows[r], columns[c]; null if there is no such entry, as above a lower triangle. */
export interface Matrix {
  readonly kind: 'matrix'
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly value: readonly (readonly (number | null)[])[]
  readonly stderr: readonly (readonly number[])[]
  readonly repeats?: number
}

/** The reading of a text. */
export interface WrittenText {
  readonly kind: 'text'
  readonly text: string
}

/** The reading of one measure of any kind. */
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

/** One reading for every measure. A theory may leave measures out. */
export type Reading<M extends Measures> = { readonly [K in keyof M]: TakenOf<M[K]> }

/** A reading's value before it is tagged with its kind. */
type Untagged<T extends Taken> = Omit<T, 'kind'>

/** Makes the reading of a scalar. */
export const scalarReading = (taken: Untagged<Estimate>): Estimate => ({ ...taken, kind: 'scalar' })
/** Makes the reading of a series. */
export const seriesReading = (taken: Untagged<Series>): Series => ({ ...taken, kind: 'series' })
/** Makes the reading of a histogram. */
export const histogramReading = (taken: Untagged<Histogram>): Histogram => ({ ...taken, kind: 'histogram' })
/** Makes the reading of a matrix. */
export const matrixReading = (taken: Untagged<Matrix>): Matrix => ({ ...taken, kind: 'matrix' })
/** Makes the reading of a text. */
export const textReading = (text: string): WrittenText => ({ kind: 'text', text })

/** Mean and standard error of the mean of independent samples. The error of one sample is unknown: NaN. Throws RangeError for no samples. */
export function estimateOf(samples: ArrayLike<number>): Estimate {
  const n = samples.length
  if (n === 0) throw new RangeError('An estimate needs at least one sample')
  let value = 0
  for (let i = 0; i < n; i++) value += (samples[i] as number) / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += ((samples[i] as number) - value) ** 2
  return scalarReading({ value, stderr: Math.sqrt(squares / (n - 1) / n), repeats: n })
}

/** A number without error: theory, or a count. */
export const exactly = (value: number): Estimate => scalarReading({ value, stderr: 0 })

/** An unknown number: NaN, with an unknown error. */
export const notKnown = (): Estimate => scalarReading({ value: Number.NaN, stderr: Number.NaN })

/** A series without error: theory. */
export const exactSeries = (at: readonly number[], value: readonly number[]): Series =>
  seriesReading({ at, value, stderr: value.map(() => 0) })

/** Why a reading carries no verdict, as a sentence; undefined if it carries one. */
export const withheldOf = (taken: Taken): string | undefined =>
  taken.kind === 'scalar' || taken.kind === 'series' ? taken.withheld : undefined

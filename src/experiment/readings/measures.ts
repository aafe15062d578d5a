import type { Tex } from '../tex'

interface Described {
  readonly label: string
  /** Two or three words that distinguish the measure from the others of its view, shown at the end of its line. Default: the symbol, or the label. */
  readonly short?: string
  readonly symbol?: Tex
  /** The name that links the measure to terms in formulas. Default: the measure's own name. */
  readonly term?: string
  readonly unit?: string
  /** Times of this machine in milliseconds, or numbers computed from them: the same seed gives a different number each time. */
  readonly timed?: true
  /** The relative error of single-precision rounding, if it is larger than that of a sum: for a quotient of differences, for example. */
  readonly rounding?: number
}

/** How the numbers of a measure are stored: plain, or as log10 (a mean of logarithms is then the logarithm of a geometric mean). */
type Stored = { readonly stored?: 'plain' | 'log10' }

/** One number. */
export interface ScalarMeasure extends Described, Stored {
  readonly kind: 'scalar'
}
/** One number for each point of an axis. */
export interface SeriesMeasure extends Described, Stored {
  readonly kind: 'series'
  /** The name of its axis, in the singular: "layer", "d". Error messages use it: "overflowed at layer 31". */
  readonly over: string
}
/** The density of a sample in each bin. */
export interface HistogramMeasure extends Described {
  readonly kind: 'histogram'
}
/** One number for each pair of a row and a column. */
export interface MatrixMeasure extends Described, Stored {
  readonly kind: 'matrix'
  readonly rows: string
  readonly columns: string
}
/** A text written by a run. */
export interface TextMeasure extends Described {
  readonly kind: 'text'
}
/** A measure of any kind. */
export type Measure = ScalarMeasure | SeriesMeasure | HistogramMeasure | MatrixMeasure | TextMeasure
/** The measures of an experiment, by name. */
export type Measures = Readonly<Record<string, Measure>>

/** Declares a measure of one number. */
export const scalar = (options: Omit<ScalarMeasure, 'kind'>): ScalarMeasure => ({ kind: 'scalar', ...options })
/** Declares a measure of one number for each point of an axis. */
export const series = (options: Omit<SeriesMeasure, 'kind'>): SeriesMeasure => ({ kind: 'series', ...options })
/** Declares a histogram. */
export const histogram = (options: Omit<HistogramMeasure, 'kind'>): HistogramMeasure => ({
  kind: 'histogram',
  ...options,
})
/** Declares a measure of one number for each row and column. */
export const matrix = (options: Omit<MatrixMeasure, 'kind'>): MatrixMeasure => ({ kind: 'matrix', ...options })
/** Declares a measure of text. */
export const text = (options: Omit<TextMeasure, 'kind'>): TextMeasure => ({ kind: 'text', ...options })

/** Whether the numbers of a measure are stored as log10. */
export const isLog = (measure: Measure): boolean => 'stored' in measure && measure.stored === 'log10'

/** The names of the measures of one kind. */
export type Named<M extends Measures, Kind extends Measure['kind']> = string extends keyof M
  ? string
  : { [K in keyof M]: M[K] extends { readonly kind: Kind } ? K : never }[keyof M] & string

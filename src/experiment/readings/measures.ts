import type { Tex } from '../tex'

interface Described {
  readonly label: string
  /** Two or three words that tell it from the others of its view: what stands at its line. Left out: the symbol, or the label. */
  readonly short?: string
  readonly symbol?: Tex
  /** The name that formulas light up by. Left out: the measure's own name. */
  readonly term?: string
  readonly unit?: string
  /** Milliseconds of this machine, or made of them: the same seed gives another number each time. */
  readonly timed?: true
  /** The part of the number that single precision may get wrong, where that is more than of a sum: of a quotient of differences, say. */
  readonly rounding?: number
}

/** How the numbers of a measure are stored: as they are, or as their log10 (a mean of logs is then a geometric mean). */
type Stored = { readonly stored?: 'plain' | 'log10' }

/** One number. */
export interface ScalarMeasure extends Described, Stored {
  readonly kind: 'scalar'
}
/** One number for each point of an axis. */
export interface SeriesMeasure extends Described, Stored {
  readonly kind: 'series'
  /** What it runs over, in the singular: "layer", "d". Errors are named by it: "overflowed at layer 31". */
  readonly over: string
}
/** How often the values of a sample fall into each bin, as a density. */
export interface HistogramMeasure extends Described {
  readonly kind: 'histogram'
}
/** One number for each pair of a row and a column. */
export interface MatrixMeasure extends Described, Stored {
  readonly kind: 'matrix'
  readonly rows: string
  readonly columns: string
}
/** Words that a run has written. */
export interface TextMeasure extends Described {
  readonly kind: 'text'
}
/** What is measured, by the kind of its numbers. */
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
/** Declares a measure of words. */
export const text = (options: Omit<TextMeasure, 'kind'>): TextMeasure => ({ kind: 'text', ...options })

/** Whether its numbers are stored as their log10. */
export const isLog = (measure: Measure): boolean => 'stored' in measure && measure.stored === 'log10'

/** The names of the measures of one kind. */
export type Named<M extends Measures, Kind extends Measure['kind']> = string extends keyof M
  ? string
  : { [K in keyof M]: M[K] extends { readonly kind: Kind } ? K : never }[keyof M] & string

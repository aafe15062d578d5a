import type { Histogram, HistogramMeasure, HistogramView, Measures, Reading, Taken, Tex } from '../../experiment'
import { extent, position, type ScaleName, type Span } from '../plot/axes/scale'
import type { Spread } from '../plot/marks/paths'

/** A bin in positions of the x axis, with its density. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly y: number
}

/** One measure of a histogram view in positions of the x axis and densities. */
export interface HistogramMark {
  readonly name: string
  readonly label: string
  readonly symbol: Tex | undefined
  readonly term: string
  readonly order: number
  readonly steps: readonly Bin[]
  readonly errors: readonly Spread[]
  /** The middles of bins whose density is not a finite number. */
  readonly broken: readonly number[]
  readonly theory: readonly Bin[]
}

/** The declared histograms of a view, with their names. */
export function histogramsOf(
  view: HistogramView<Measures>,
  measures: Measures,
): readonly (HistogramMeasure & { name: string })[] {
  return view.measures.flatMap((name) => {
    const measure = measures[name]
    return measure?.kind === 'histogram' ? [{ ...measure, name }] : []
  })
}

/** The measured histogram; undefined for a reading of another kind. */
export const asHistogram = (taken: Taken | undefined): Histogram | undefined =>
  taken?.kind === 'histogram' ? taken : undefined

/** The bins with a place on the axis, from left to right; the density of each as it was stored. */
function bins(histogram: Histogram | undefined, x: ScaleName): readonly (Bin & { readonly index: number })[] {
  if (!histogram) return []
  return histogram.density.flatMap((y, index) => {
    const from = position(x, 'plain', histogram.edges[index] ?? Number.NaN)
    const to = position(x, 'plain', histogram.edges[index + 1] ?? Number.NaN)
    return Number.isFinite(from) && Number.isFinite(to) ? [{ from, to, y, index }] : []
  })
}

/** All marks of a view. */
export function histogramMarks(
  view: HistogramView<Measures>,
  measures: Measures,
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
): readonly HistogramMark[] {
  const x = view.x.scale ?? 'linear'
  return histogramsOf(view, measures).map(({ name, label, symbol, term }, order) => {
    const measured = asHistogram(reading?.[name])
    const drawn = bins(measured, x)
    const finite = drawn.filter(({ y }) => Number.isFinite(y))
    return {
      name,
      label,
      symbol,
      term: term ?? name,
      order,
      steps: finite.map(({ from, to, y }) => ({ from, to, y })),
      errors: finite.flatMap(({ from, to, y, index }) => {
        const error = measured?.stderr[index] ?? 0
        return error > 0 && Number.isFinite(error)
          ? [{ x: (from + to) / 2, y, low: Math.max(0, y - error), high: y + error }]
          : []
      }),
      broken: drawn.filter(({ y }) => !Number.isFinite(y)).map(({ from, to }) => (from + to) / 2),
      theory: bins(asHistogram(theory[name]), x)
        .filter(({ y }) => Number.isFinite(y))
        .map(({ from, to, y }) => ({ from, to, y })),
    }
  })
}

/** The positions that a chart must show; densities from 0. */
export function histogramExtent(marks: readonly HistogramMark[]): {
  readonly x: Span | undefined
  readonly y: Span | undefined
} {
  const all = marks.flatMap((mark) => [...mark.steps, ...mark.theory])
  const highest = extent([0, ...all.map(({ y }) => y), ...marks.flatMap((mark) => mark.errors.map(({ high }) => high))])
  return { x: extent(all.flatMap(({ from, to }) => [from, to])), y: all.length > 0 ? highest : undefined }
}

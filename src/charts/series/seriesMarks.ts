import type { Measures, Params, Reading, Series, SeriesMeasure, SeriesView, Taken } from '../../experiment'
import { extent, position, type ScaleName, type Span, UNDERFLOW_LOG10 } from '../plot/axes/scale'
import type { Point, Spread } from '../plot/marks/paths'
import { storageOf } from '../wording/display'
import { type LineName, lineName } from '../wording/lineName'

/** One measure of a series view in positions of the axes, ready to be drawn. */
export interface SeriesMark extends LineName {
  /** Neighbouring points that can be trusted. */
  readonly solid: readonly (readonly Spread[])[]
  /** Runs of neighbouring points below the rounding of the arithmetic, each extended to the reliable points next to it. */
  readonly faint: readonly (readonly Point[])[]
  readonly faintPoints: readonly Point[]
  /** Upper bounds: rounding left no digit, so the quantity is below these points. */
  readonly limits: readonly Point[]
  /** The positions at which the quantity underflowed. */
  readonly underflowed: readonly number[]
  /** The positions at which it overflowed or is not a number. */
  readonly broken: readonly number[]
  readonly theory: readonly (readonly Point[])[]
}

/** Lines along an axis: what a series, a race and a fit have in common. */
export type LinesView = Omit<SeriesView<Params, Measures>, 'kind'>

/** A series with its name and its place in the view, which fixes colour and shape. */
export interface NamedSeries extends SeriesMeasure {
  readonly name: string
  readonly order: number
}

/**
 * The declared measures of a view, those of `shown` alone if it is given. A name without a declaration cannot pass the compiler, and is
 * left out here.
 */
export function seriesOf(
  view: Pick<LinesView, 'measures'>,
  measures: Measures,
  shown?: readonly string[] | null,
): readonly NamedSeries[] {
  return view.measures.flatMap((name, order) => {
    const measure = measures[name]
    return measure?.kind === 'series' && (shown?.includes(name) ?? true) ? [{ ...measure, name, order }] : []
  })
}

/** Everything that one measure draws. */
export function seriesMark(
  measure: SeriesMeasure & { readonly name: string },
  order: number,
  reading: Series | undefined,
  theory: Series | undefined,
  x: ScaleName,
  y: ScaleName,
): SeriesMark {
  const stored = storageOf(measure)
  const solid: Spread[][] = []
  const faint: Point[][] = []
  const faintPoints: Point[] = []
  const limits: Point[] = []
  const underflowed: number[] = []
  const broken: number[] = []
  let before: { point: Spread; kind: 'solid' | 'faint' } | undefined
  for (const entry of entries(reading)) {
    const px = position(x, 'plain', entry.at)
    if (!Number.isFinite(px)) continue
    const py = position(y, stored, entry.value)
    const floor = position(y, stored, entry.floor)
    if (!Number.isFinite(py)) {
      if (py === Number.NEGATIVE_INFINITY && Number.isFinite(floor)) limits.push({ x: px, y: floor })
      else if (py === Number.NEGATIVE_INFINITY) underflowed.push(px)
      else broken.push(px)
      before = undefined
      continue
    }
    const error = Number.isFinite(entry.stderr) ? entry.stderr : 0
    const point: Spread = {
      x: px,
      y: py,
      low: lowEnd(position(y, stored, entry.value - error)),
      high: position(y, stored, entry.value + error),
    }
    const kind = entry.value < entry.floor ? 'faint' : 'solid'
    if (kind === 'solid') {
      if (before?.kind === 'solid') solid.at(-1)?.push(point)
      else {
        if (before) faint.at(-1)?.push(point)
        solid.push([point])
      }
    } else {
      faintPoints.push(point)
      if (before?.kind === 'faint') faint.at(-1)?.push(point)
      else faint.push(before ? [before.point, point] : [point])
    }
    before = { point, kind }
  }
  return {
    ...lineName(measure, order),
    solid,
    faint,
    faintPoints,
    limits,
    underflowed,
    broken,
    theory: theoryRuns(theory, stored, x, y),
  }
}

/** An error larger than the value has no lower end on a logarithmic axis. */
const lowEnd = (low: number) => (Number.isNaN(low) ? Number.NEGATIVE_INFINITY : low)

function theoryRuns(theory: Series | undefined, stored: 'plain' | 'log10', x: ScaleName, y: ScaleName): Point[][] {
  const runs: Point[][] = []
  let open = false
  for (const entry of entries(theory)) {
    const point = { x: position(x, 'plain', entry.at), y: position(y, stored, entry.value) }
    const drawable = Number.isFinite(point.x) && Number.isFinite(point.y)
    if (drawable && open) runs.at(-1)?.push(point)
    else if (drawable) runs.push([point])
    open = drawable
  }
  return runs
}

interface Entry {
  readonly at: number
  readonly value: number
  readonly stderr: number
  readonly floor: number
}

/** The entries of a series from left to right. */
export function entries(series: Series | undefined): readonly Entry[] {
  if (!series) return []
  return series.at
    .map((at, i) => ({
      at,
      value: series.value[i] ?? Number.NaN,
      stderr: series.stderr[i] ?? Number.NaN,
      floor: series.floor?.[i] ?? Number.NEGATIVE_INFINITY,
    }))
    .sort((a, b) => a.at - b.at)
}

/** All marks of a view. */
export function seriesMarks(
  { x, y }: Pick<LinesView, 'x' | 'y'>,
  declared: readonly NamedSeries[],
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
): readonly SeriesMark[] {
  return declared.map((measure) =>
    seriesMark(
      measure,
      measure.order,
      asSeries(reading?.[measure.name]),
      asSeries(theory[measure.name]),
      x.scale ?? 'linear',
      y.scale ?? 'linear',
    ),
  )
}

/** The marks without the theory of a comparison that is withheld so far. The axes include that theory, so that they keep still when it is drawn. */
export const comparableMarks = (
  marks: readonly SeriesMark[],
  reading: Reading<Measures> | null,
): readonly SeriesMark[] =>
  marks.map((mark) => (asSeries(reading?.[mark.name])?.withheld === undefined ? mark : { ...mark, theory: [] }))

/** The measured series; undefined for a reading of another kind. */
export const asSeries = (taken: Taken | undefined): Series | undefined => (taken?.kind === 'series' ? taken : undefined)

/** The positions that a chart must show: x first, then y; `rules` are positions on y. */
export function seriesExtent(
  marks: readonly SeriesMark[],
  y: ScaleName,
  rules: readonly number[],
): { readonly x: Span | undefined; readonly y: Span | undefined; readonly lane: boolean } {
  const xs: number[] = []
  const ys: number[] = [...rules]
  for (const mark of marks) {
    for (const p of [...mark.theory, ...mark.faint, mark.limits].flat()) {
      xs.push(p.x)
      ys.push(p.y)
    }
    for (const { x, y: py, low, high } of mark.solid.flat()) {
      xs.push(x)
      ys.push(py)
      // One point of which hardly anything is known must not stretch a logarithmic axis.
      if (y === 'linear' || py - low < 2) ys.push(low)
      if (y === 'linear' || high - py < 2) ys.push(high)
    }
    xs.push(...mark.underflowed, ...mark.broken)
  }
  const smallest = y === 'log10' ? UNDERFLOW_LOG10 : UNDERFLOW_LOG10 * Math.log2(10)
  // Where theory goes below the smallest number the measurement will: the lane is there before the first reading.
  const expected = marks.some((mark) => mark.theory.flat().some((p) => p.y < smallest))
  const lane = y !== 'linear' && (expected || marks.some((mark) => mark.underflowed.length > 0))
  return { x: extent(xs), y: extent(ys), lane }
}

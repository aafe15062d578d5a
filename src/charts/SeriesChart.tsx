import { useCallback, useMemo } from 'react'
import type { Measures, Params, Reading, SeriesView, Value } from '../experiment'
import { describeSeries, place } from './describe'
import { pointText } from './display'
import type { Key } from './Legend'
import { Plot } from './Plot'
import type { EndLabel, Note } from './PlotWords'
import { rowsOf } from './rows'
import { extent, position, type Span } from './scale'
import { type SeriesMark, seriesExtent, seriesMarks, seriesOf } from './seriesMarks'
import { type Shelves, seriesStrokes } from './strokes'
import { type Probes, probeLine, probeOf } from './Tip'
import { useSame } from './useSame'
import { useSteadySpan } from './useSteadySpan'

/** What every picture is drawn from. */
export interface Drawn {
  readonly measures: Measures
  readonly values: Readonly<Record<string, Value>>
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
  /** The reading belongs to other parameters than the theory. */
  readonly stale: boolean
  /** Names what is being measured: a change starts new domains. */
  readonly run: string
}

/** Series as lines with a band or bars of one standard error, theory dashed. */
export function SeriesChart({
  view,
  measures,
  values,
  reading,
  theory,
  stale,
  run,
}: Drawn & { readonly view: SeriesView<Params, Measures> }) {
  const x = view.x.scale ?? 'linear'
  const y = view.y.scale ?? 'linear'
  const marks = useMemo(() => seriesMarks(view, measures, reading, theory), [view, measures, reading, theory])
  const rules = useSame((view.rules?.(values) ?? []).map(({ label, at }) => ({ label, at: position(y, 'plain', at) })))
  const needed = useMemo(() => {
    // Numbers of other parameters do not get to move the axes.
    const counted = stale ? seriesMarks(view, measures, null, theory) : marks
    const all = seriesExtent(
      counted,
      y,
      rules.map(({ at }) => at),
    )
    return all.y === undefined && stale ? seriesExtent(marks, y, []) : all
  }, [view, measures, theory, stale, marks, y, rules])
  const fixed = fixedSpan(view.y.domain, (end) => position(y, 'plain', end))
  const steadyY = useSteadySpan(y, fixed ?? needed.y, run)
  const ySpan = fixed ?? steadyY
  const ends = fixedSpan(view.x.domain, (end) => position(x, 'plain', end)) ?? needed.x ?? [0, 1]
  const [x0, x1] = ends[0] === ends[1] ? [ends[0] - 1, ends[1] + 1] : ends
  const [y0, y1] = ySpan
  const spans = useMemo(
    () => ({ x: [x0, x1] as const, y: [y0, y1] as const, lane: needed.lane }),
    [x0, x1, y0, y1, needed.lane],
  )
  const probes = useMemo((): Probes => {
    const declared = seriesOf(view, measures)
    const tables = declared.map((measure) => rowsOf(measure, reading?.[measure.name], theory[measure.name]))
    const ats = [...new Set(tables.flat().flatMap(({ at }) => (at === undefined ? [] : [at])))].sort((a, b) => a - b)
    return {
      xs: ats.map((at) => position(x, 'plain', at)),
      tell(index) {
        const at = ats[index] ?? Number.NaN
        const lines = declared.flatMap((measure, order) => {
          const found = tables[order]?.find((row) => row.at === at)
          return found ? [probeLine(measure, order, found)] : []
        })
        const heading = declared[0] ? place(declared[0], at) : pointText(at)
        return probeOf(position(x, 'plain', at), heading, lines)
      },
    }
  }, [view, measures, reading, theory, x])
  const strokes = useCallback((shelves: Shelves) => seriesStrokes(marks, shelves), [marks])
  const param = view.marks === undefined ? undefined : values[view.marks]
  const here = typeof param === 'number' ? position(x, 'plain', param) : undefined
  return (
    <Plot
      title={view.title}
      sentence={useMemo(
        () => describeSeries(view, measures, { reading: stale ? null : reading, theory }),
        [view, measures, stale, reading, theory],
      )}
      x={view.x}
      y={view.y}
      spans={spans}
      keys={useMemo(() => keysOf(view, measures, theory), [view, measures, theory])}
      ends={useMemo(() => endLabels(marks, spans.y), [marks, spans.y])}
      rules={rules}
      notes={useMemo(() => floorNote(marks), [marks])}
      laneFull={fullSide(marks, (x0 + x1) / 2)}
      here={here !== undefined && here >= x0 && here <= x1 ? here : undefined}
      probes={probes}
      stale={stale}
      strokes={strokes}
    />
  )
}

export function fixedSpan(
  domain: readonly [number, number] | undefined,
  toPosition: (end: number) => number,
): Span | undefined {
  return domain && extent(domain.map(toPosition))
}

function keysOf(
  view: SeriesView<Params, Measures>,
  measures: Measures,
  theory: Partial<Reading<Measures>>,
): readonly Key[] {
  const declared = seriesOf(view, measures)
  const predicted = declared.some(({ name }) => theory[name] !== undefined)
  const dashed: readonly Key[] = predicted ? [{ name: 'theory of all', label: 'theory', sample: 'theory' }] : []
  if (declared.length === 1)
    return [{ name: 'measured', label: 'measured ± 1 standard error', order: 0, sample: 'points' }, ...dashed]
  const each = declared.map(({ name, label, symbol, term }, order): Key => {
    return { name, label, symbol, term: term ?? name, order, sample: 'points' }
  })
  return [...each, ...dashed]
}

/** Names stand where their lines end: at the last measured point, or where theory ends. */
function endLabels(marks: readonly SeriesMark[], [low]: Span): readonly EndLabel[] {
  return marks.map(({ name, label, symbol, term, order, solid, faintPoints, limits, theory, underflowed }) => {
    const lines = [solid.at(-1)?.at(-1), faintPoints.at(-1), limits.at(-1), theory.at(-1)?.at(-1)]
    const last = lines.reduce((far, p) => (p && (!far || p.x > far.x) ? p : far), undefined)
    const fallen = underflowed.at(-1)
    const y = !last || (fallen !== undefined && fallen > last.x) ? low : last.y
    return { name, label, symbol, term, order, y }
  })
}

/** One note for all that lies below rounding, at the end of the first such stretch. */
function floorNote(marks: readonly SeriesMark[]): readonly Note[] {
  const found = marks.find(({ faintPoints, limits }) => faintPoints.length + limits.length > 0)
  const last = found?.faintPoints.at(-1) ?? found?.limits.at(-1)
  return last ? [{ text: 'below rounding', x: last.x, y: last.y }] : []
}

function fullSide(marks: readonly SeriesMark[], middle: number): 'left' | 'right' {
  const places = marks.flatMap(({ underflowed }) => underflowed)
  return places.filter((x) => x < middle).length * 2 > places.length ? 'left' : 'right'
}

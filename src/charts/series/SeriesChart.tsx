import { useCallback, useMemo } from 'react'
import type { Measures, Reading } from '../../experiment'
import { type AnswerMark, answerEnds, answerStrokes, spanWithAnswers, withAnswers } from '../answer/answerMarks'
import { useAnswerMarks } from '../answer/useAnswerMarks'
import type { Drawn } from '../drawn'
import { axisSpan, position, type ScaleName, type Span } from '../plot/axes/scale'
import { useSpans } from '../plot/axes/useSpans'
import { besideOf } from '../plot/beside'
import { type Key, keyOf } from '../plot/legend/Legend'
import type { Point } from '../plot/marks/paths'
import { linePath } from '../plot/marks/paths'
import { type EdgeRows, ghostStrokes, type Stroke, seriesStrokes } from '../plot/marks/strokes'
import { useMarks } from '../plot/marks/useMarks'
import { Plot } from '../plot/Plot'
import { type Probes, probeLine, probeOf } from '../plot/Tip'
import { ghostNotes } from '../plot/words/ghostNotes'
import type { EndLabel, Note } from '../plot/words/PlotWords'
import { useResiduals } from '../residuals/useResiduals'
import { useSame } from '../useSame'
import { describeSeries, place } from '../wording/describe'
import { pointText } from '../wording/display'
import { lineName } from '../wording/lineName'
import { rowsOf } from '../wording/rows'
import {
  asSeries,
  comparableMarks,
  type LinesView,
  type NamedSeries,
  type SeriesMark,
  seriesExtent,
  seriesMarks,
  seriesOf,
} from './seriesMarks'

interface SeriesChartProps extends Drawn {
  readonly view: LinesView
  /** The sentence of a race or a fit, instead of the agreement with theory. */
  readonly sentence?: string
  readonly outcome?: string
  /** A curve that the measured ones are to reach. */
  readonly target?: { readonly label: string; readonly line: readonly (readonly Point[])[] } | undefined
  readonly notes?: readonly Note[]
}

/** Series as points with whiskers, or as lines with a band, of one standard error, over theory as a broad pale line. */
export function SeriesChart({ view, target, outcome, sentence: said, notes: own, ...drawn }: SeriesChartProps) {
  const { measures, values, reading, theory, stale, run, ghosts } = drawn
  const [x, y] = [view.x.scale ?? 'linear', view.y.scale ?? 'linear']
  const shown = useSame(view.shows?.(values) ?? null)
  const declared = useMemo(() => seriesOf(view, measures, shown), [view, measures, shown])
  const rules = useSame((view.rules?.(values) ?? []).map(({ label, at }) => ({ label, at: position(y, 'plain', at) })))
  const marksOf = useCallback(
    (taken: Reading<Measures> | null, expected: Partial<Reading<Measures>>) =>
      seriesMarks(view, declared, taken, expected),
    [view, declared],
  )
  const extentOf = useCallback(
    (now: readonly SeriesMark[], kept: readonly (readonly SeriesMark[])[]) => {
      const beside = [...rules.map(({ at }) => at), ...(target?.line.flat().map((p) => p.y) ?? [])]
      return seriesExtent([...now, ...kept.flat()], y, beside)
    },
    [y, rules, target],
  )
  const { marks, behind, extent } = useMarks(drawn, marksOf, extentOf)
  const predicted = useAnswerMarks(drawn, declared, x, y)
  const along = axisSpan({ scale: x, domain: view.x.domain ?? view.along?.(values) }) ?? extent.x ?? [0, 1]
  const spans = useSpans(
    withWidth(along, x),
    view.y,
    { y: spanWithAnswers(extent.y, predicted, y), lane: extent.lane },
    run,
  )
  const counted = useMemo(() => isCounted(declared, [reading, theory]), [declared, reading, theory])
  const probes = useMemo(
    () => probesOf(x, declared, { reading, theory, ghosts, answers: predicted }),
    [x, declared, reading, theory, ghosts, predicted],
  )
  const strokes = useCallback(
    (edgeRows: EdgeRows) => [
      ...(target ? [targetStroke(target.line)] : []),
      ...ghostStrokes(behind),
      ...seriesStrokes(comparableMarks(marks, stale ? null : reading), edgeRows),
      ...answerStrokes(predicted),
    ],
    [marks, behind, target, reading, stale, predicted],
  )
  const ends = useMemo(() => endLabels(marks, spans.y), [marks, spans.y])
  const distances = useResiduals(drawn, {
    title: view.title,
    measures: declared,
    x,
    spanX: spans.x,
    ends,
    answers: predicted,
  })
  const param = view.marks === undefined ? undefined : values[view.marks]
  const here = typeof param === 'number' ? position(x, 'plain', param) : undefined
  return (
    <Plot
      title={view.title}
      sentence={useMemo(
        () =>
          withAnswers(
            said ?? describeSeries(view, measures, { reading: stale ? null : reading, theory }, shown),
            predicted,
          ),
        [view, measures, stale, reading, theory, shown, said, predicted],
      )}
      x={view.x}
      y={view.y}
      spans={spans}
      keys={useMemo(
        () => [...(view.measures.length === 1 ? [] : declared.map(keyOf)), ...targetKeys(target)],
        [view.measures.length, declared, target],
      )}
      ends={useMemo(() => [...ends, ...answerEnds(predicted, spans.y)], [ends, predicted, spans.y])}
      rules={rules}
      lines={useMemo(
        () => [...[...marks, ...behind.flat()].flatMap(linesOf), ...predicted.flatMap(({ runs }) => runs)],
        [marks, behind, predicted],
      )}
      counted={counted}
      notes={useMemo(
        () => [
          ...floorNote(marks),
          ...(own ?? []),
          ...ghostNotes(
            ghosts,
            behind.map((kept) => kept.flatMap(keptLines)),
            marks.flatMap(linesOf),
            spans,
          ),
        ],
        [marks, own, ghosts, behind, spans],
      )}
      laneFull={fullSide(marks, (spans.x[0] + spans.x[1]) / 2)}
      here={here !== undefined && here >= spans.x[0] && here <= spans.x[1] ? here : undefined}
      probes={probes}
      outcome={outcome}
      stale={stale}
      strokes={strokes}
      {...distances}
    />
  )
}

/** Widens a span of one point by 1 on both sides; from 0 on a linear axis only to the right, because such an axis counts from 0. */
function withWidth([low, high]: Span, scale: ScaleName): Span {
  if (low !== high) return [low, high]
  return scale === 'linear' && low === 0 ? [0, 1] : [low - 1, high + 1]
}

interface Asked extends Pick<Drawn, 'reading' | 'theory' | 'ghosts'> {
  readonly answers: readonly AnswerMark[]
}

/** The values of each series at the points of all series, with the pinned runs and the answers. The tables are computed on first use. */
export function probesOf(
  x: ScaleName,
  declared: readonly NamedSeries[],
  { reading, theory, ghosts, answers }: Asked,
): Probes {
  const known = declared.flatMap(({ name }) => [asSeries(reading?.[name]), asSeries(theory[name])])
  const ats = [...new Set(known.flatMap((series) => series?.at ?? []))].sort((a, b) => a - b)
  return {
    xs: ats.map((at) => position(x, 'plain', at)),
    tell(index) {
      const at = ats[index] ?? Number.NaN
      const lines = declared.flatMap((measure) => {
        const found = rowsOf(measure, reading?.[measure.name], theory[measure.name]).find((row) => row.at === at)
        return found ? [probeLine(measure, measure.order, found)] : []
      })
      const heading = declared[0] ? place(declared[0], at) : pointText(at)
      return probeOf(position(x, 'plain', at), heading, lines, besideOf(declared, ghosts, answers, at))
    },
  }
}

/** Whether every place is a whole number: of layers, of steps. */
export function isCounted(
  declared: readonly NamedSeries[],
  readings: readonly (Partial<Reading<Measures>> | null)[],
): boolean {
  const places = readings.flatMap((reading) => declared.flatMap(({ name }) => asSeries(reading?.[name])?.at ?? []))
  return places.every(Number.isInteger)
}

const targetStroke = (line: readonly (readonly Point[])[]): Stroke => ({
  key: 'target',
  className: 'mark mark-target',
  path: (sx, sy) => linePath(line, sx, sy),
})

const targetKeys = (target: SeriesChartProps['target']): readonly Key[] =>
  target ? [{ name: 'target of all', label: target.label, sample: 'target' }] : []

/** Names stand where their lines end: at the last measured point, or where theory ends. */
function endLabels(marks: readonly SeriesMark[], [low]: Span): readonly EndLabel[] {
  return marks.map((mark) => {
    const { solid, faintPoints, limits, theory, underflowed } = mark
    const lines = [solid.at(-1)?.at(-1), faintPoints.at(-1), limits.at(-1), theory.at(-1)?.at(-1)]
    const last = lines.reduce((far, p) => (p && (!far || p.x > far.x) ? p : far), undefined)
    const fallen = underflowed.at(-1)
    const y = !last || (fallen !== undefined && fallen > last.x) ? low : last.y
    return { ...lineName(mark, mark.order), y }
  })
}

/** One note for all that lies below rounding, near the first such stretch. */
function floorNote(marks: readonly SeriesMark[]): readonly Note[] {
  const found = marks.find(({ faintPoints, limits }) => faintPoints.length + limits.length > 0)
  const near = found ? [...found.faintPoints, ...found.limits] : []
  const last = near.at(-1)
  return last ? [{ text: 'below rounding', x: last.x, y: last.y, near }] : []
}

const linesOf = ({ solid, faint, limits, theory }: SeriesMark): readonly (readonly Point[])[] => [
  ...solid,
  ...faint,
  limits,
  ...theory,
]

/** A kept run keeps its lines whole for its name: a break is no other line. */
const keptLines = ({ solid, faint }: SeriesMark): readonly (readonly Point[])[] => [solid.flat(), ...faint]

function fullSide(marks: readonly SeriesMark[], middle: number): 'left' | 'right' {
  const places = marks.flatMap(({ underflowed }) => underflowed)
  return places.filter((x) => x < middle).length * 2 > places.length ? 'left' : 'right'
}

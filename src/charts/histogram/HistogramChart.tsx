import { useCallback, useMemo } from 'react'
import type { HistogramView, Measures, Reading } from '../../experiment'
import { answerClass } from '../answer/answerMarks'
import { scalarAnswers, scalarPosition } from '../answer/scalarAnswers'
import type { Drawn } from '../drawn'
import { axisSpan, position, type Scale } from '../plot/axes/scale'
import { useSpans } from '../plot/axes/useSpans'
import { besideOf } from '../plot/beside'
import type { Key } from '../plot/legend/Legend'
import { type EdgeRows, ghostOutlines, histogramStrokes } from '../plot/marks/strokes'
import { type Extent, useMarks } from '../plot/marks/useMarks'
import { Plot } from '../plot/Plot'
import { type Probes, probeLine, probeOf } from '../plot/Tip'
import { ghostNotes } from '../plot/words/ghostNotes'
import { useResiduals } from '../residuals/useResiduals'
import { describeHistograms } from '../wording/describe'
import { numeral } from '../wording/display'
import { rowsOf } from '../wording/rows'
import { type Bin, type HistogramMark, histogramExtent, histogramMarks, histogramsOf } from './histogramMarks'

const DENSITY = { label: 'density' }

const NONE: readonly never[] = []

/** Histograms as filled steps with thin whiskers of one standard error, theory as a broad pale line. */
export function HistogramChart({ view, ...drawn }: Drawn & { readonly view: HistogramView<Measures> }) {
  const { measures, values, reading, theory, stale, run, ghosts, answers } = drawn
  const x = view.x.scale ?? 'linear'
  const declared = useMemo(() => histogramsOf(view, measures), [view, measures])
  const marksOf = useCallback(
    (taken: Reading<Measures> | null, expected: Partial<Reading<Measures>>) =>
      histogramMarks(view, measures, taken, expected),
    [view, measures],
  )
  const { marks, behind, extent } = useMarks(drawn, marksOf, extentOf)
  const spans = useSpans(axisSpan(view.x) ?? extent.x ?? [0, 1], DENSITY, extent, run)
  const probes = useMemo((): Probes => {
    const tables = declared.map((measure) => rowsOf(measure, reading?.[measure.name], theory[measure.name]))
    const middle = (at = Number.NaN, and = Number.NaN) => (position(x, 'plain', at) + position(x, 'plain', and)) / 2
    const places = tables
      .flat()
      .map(({ at, and }) => ({ at, and, x: middle(at, and) }))
      .filter((p, i, all) => Number.isFinite(p.x) && all.findIndex((q) => q.x === p.x) === i)
      .sort((a, b) => a.x - b.x)
    return {
      xs: places.map((p) => p.x),
      tell(index) {
        const found = places[index]
        const lines = declared.flatMap((measure, order) => {
          const row = tables[order]?.find(({ at, and }) => middle(at, and) === found?.x)
          return row ? [probeLine(measure, order, row)] : []
        })
        const heading = `${numeral(found?.at ?? 0)} to ${numeral(found?.and ?? 0)}`
        const beside = besideOf(declared, ghosts, NONE, found?.at, found?.and)
        return probeOf(found?.x ?? Number.NaN, heading, lines, beside)
      },
    }
  }, [declared, reading, theory, ghosts, x])
  const predicted = useMemo(
    () =>
      declared.flatMap(({ name }) =>
        scalarAnswers(answers, name, values).flatMap((answer) => {
          const at = scalarPosition(x, answer)
          return at === undefined || at < spans.x[0] || at > spans.x[1] ? [] : [{ ...answer, at }]
        }),
      ),
    [answers, declared, values, x, spans],
  )
  const strokes = useCallback(
    (edgeRows: EdgeRows) => [
      ...ghostOutlines(behind),
      ...histogramStrokes(marks, edgeRows),
      ...predicted.map(({ question, label, first, at }) => ({
        key: `answer ${question}`,
        className: answerClass(first),
        says: label,
        path: (sx: Scale, sy: Scale) => `M${sx(at)},${sy(spans.y[0])}V${sy(spans.y[1])}`,
      })),
    ],
    [marks, behind, predicted, spans],
  )
  const compared = useMemo(() => declared.map((measure, order) => ({ ...measure, order })), [declared])
  const distances = useResiduals(drawn, {
    title: view.title,
    measures: compared,
    x,
    spanX: spans.x,
    answers: NONE,
  })
  const keys = useMemo(
    (): readonly Key[] =>
      declared.length === 1
        ? []
        : declared.map(({ name, label, symbol, term }, order) => ({
            name,
            label,
            symbol,
            term: term ?? name,
            order,
            sample: 'fill',
          })),
    [declared],
  )
  const notes = useMemo(
    () => [
      ...predicted.map(({ short, at }) => ({
        text: short,
        x: at,
        y: spans.y[1],
        side: at > (spans.x[0] + spans.x[1]) / 2 ? ('before' as const) : ('after' as const),
        hangs: 0.6,
        answer: true as const,
      })),
      ...ghostNotes(
        ghosts,
        behind.map((kept) => kept.map(({ steps }) => steps.map(middle))),
        marks.flatMap(({ steps, theory }) => [steps.map(middle), theory.map(middle)]),
        spans,
      ),
    ],
    [ghosts, behind, marks, spans, predicted],
  )
  const sentence = useMemo(
    () =>
      [
        describeHistograms(view.title, declared, { reading: stale ? null : reading, theory }),
        ...predicted.map(({ first, value }) => `Your ${first ? 'first ' : ''}answer: ${numeral(value)}.`),
      ].join(' '),
    [view.title, declared, stale, reading, theory, predicted],
  )
  return (
    <Plot
      title={view.title}
      sentence={sentence}
      x={view.x}
      y={DENSITY}
      spans={spans}
      keys={keys}
      notes={notes}
      probes={probes}
      stale={stale}
      strokes={strokes}
      {...distances}
    />
  )
}

const middle = ({ from, to, y }: Bin) => ({ x: (from + to) / 2, y })

/** Densities have no lane: they are drawn from 0. */
const extentOf = (now: readonly HistogramMark[], kept: readonly (readonly HistogramMark[])[]): Extent => ({
  ...histogramExtent([...now, ...kept.flat()]),
  lane: false,
})

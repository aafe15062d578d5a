import { useCallback, useMemo } from 'react'
import type { Measures, Reading, ScatterView } from '../../experiment'
import { answerEnds, answerStrokes, spanWithAnswers, withAnswers } from '../answer/answerMarks'
import { useAnswerMarks } from '../answer/useAnswerMarks'
import type { Drawn } from '../drawn'
import { axisSpan, type Span } from '../plot/axes/scale'
import { useSpans } from '../plot/axes/useSpans'
import { type Key, keyOf } from '../plot/legend/Legend'
import { linePath, shapesPath } from '../plot/marks/paths'
import { type EdgeRows, type Stroke, scatterStrokes } from '../plot/marks/strokes'
import { useMarks } from '../plot/marks/useMarks'
import { Plot } from '../plot/Plot'
import { ghostNotes } from '../plot/words/ghostNotes'
import { useResiduals } from '../residuals/useResiduals'
import { probesOf } from '../series/SeriesChart'
import { seriesExtent } from '../series/seriesMarks'
import { lineName } from '../wording/lineName'
import { asEstimate } from '../wording/rows'
import { type CloudMark, cloudMark, cloudsOf, describeScatter, slopeText, withheldOf } from './scatterMarks'

/** Clouds of points with error bars, through each its fitted line with the slope written at its end, over theory as a broad pale line. */
export function ScatterChart({ view, ...drawn }: Drawn & { readonly view: ScatterView<Measures> }) {
  const { measures, reading, theory, stale, run, ghosts } = drawn
  const [x, y] = [view.x.scale ?? 'linear', view.y.scale ?? 'linear']
  const clouds = useMemo(() => cloudsOf(view, measures), [view, measures])
  const declared = useMemo(() => clouds.map(({ points }) => points), [clouds])
  const marksOf = useCallback(
    (taken: Reading<Measures> | null, expected: Partial<Reading<Measures>>) =>
      clouds.map((cloud) => cloudMark(cloud, taken, expected, x, y)),
    [clouds, x, y],
  )
  const extentOf = useCallback(
    (now: readonly CloudMark[], kept: readonly (readonly CloudMark[])[]) =>
      seriesExtent(
        [...now, ...kept.flat()].map(({ mark }) => mark),
        y,
        lineEnds(now),
      ),
    [y],
  )
  const { marks, behind, extent } = useMarks(drawn, marksOf, extentOf)
  const predicted = useAnswerMarks(drawn, declared, x, y)
  const spans = useSpans(
    axisSpan(view.x) ?? airy(extent.x ?? [0, 1]),
    view.y,
    { y: spanWithAnswers(extent.y, predicted, y), lane: extent.lane },
    run,
  )
  const slopes = useMemo(
    () =>
      clouds.map((cloud) =>
        slopeText(cloud, asEstimate(reading?.[cloud.slope.name]), asEstimate(theory[cloud.slope.name])),
      ),
    [clouds, reading, theory],
  )
  const keys = useMemo(
    (): readonly Key[] => clouds.map(({ points }, i) => ({ ...keyOf(points), detail: slopes[i] ?? '' })),
    [clouds, slopes],
  )
  const ends = useMemo(
    () =>
      marks.map(({ mark, fitted }, i) => {
        const y = fitted.at(-1)?.y ?? mark.solid.flat().at(-1)?.y ?? spans.y[0]
        return { ...lineName(mark, mark.order), y, detail: slopes[i] ?? '' }
      }),
    [marks, slopes, spans.y],
  )
  const distances = useResiduals(drawn, {
    title: view.title,
    measures: declared,
    x,
    spanX: spans.x,
    ends,
    answers: predicted,
  })
  const probes = useMemo(
    () => probesOf(x, declared, { reading, theory, ghosts, answers: predicted }),
    [x, declared, reading, theory, ghosts, predicted],
  )
  const strokes = useCallback(
    (edgeRows: EdgeRows) => [...ghostClouds(behind), ...scatterStrokes(marks, edgeRows), ...answerStrokes(predicted)],
    [marks, behind, predicted],
  )
  const notes = useMemo(
    () =>
      ghostNotes(
        ghosts,
        behind.map((kept) => kept.map(({ mark, fitted }) => (fitted.length > 0 ? between(fitted) : mark.solid.flat()))),
        marks.flatMap(({ mark, fitted, theory }) => [mark.solid.flat(), fitted, ...theory]),
        spans,
      ),
    [ghosts, behind, marks, spans],
  )
  // Only timings are ever withheld: others need no room for the reason.
  const timed = clouds.some(({ points, slope }) => points.timed ?? slope.timed)
  return (
    <Plot
      title={view.title}
      sentence={useMemo(
        () => withAnswers(describeScatter(view, clouds, { reading: stale ? null : reading, theory }), predicted),
        [view, clouds, stale, reading, theory, predicted],
      )}
      x={view.x}
      y={view.y}
      spans={spans}
      keys={keys}
      ends={useMemo(() => [...ends, ...answerEnds(predicted, spans.y)], [ends, predicted, spans.y])}
      notes={notes}
      probes={probes}
      outcome={timed ? withheldOf(clouds, reading) : undefined}
      stale={stale}
      strokes={strokes}
      {...distances}
    />
  )
}

/** Widens the span of an axis by 6 % at both ends, so that no point is drawn on its frame. */
const airy = ([low, high]: Span): Span => {
  const air = 0.06 * (high - low || 1)
  return [low - air, high + air]
}

/** Points along a straight line at which a name can be placed. */
const between = ([first, last]: CloudMark['fitted']) =>
  first && last
    ? Array.from({ length: 9 }, (_, i) => ({
        x: first.x + ((last.x - first.x) * i) / 8,
        y: first.y + ((last.y - first.y) * i) / 8,
      }))
    : []

const lineEnds = (marks: readonly CloudMark[]) =>
  marks.flatMap(({ fitted, theory }) => [...fitted, ...theory.flat()].map((p) => p.y))

/** Pinned clouds: small hollow points, and the line through them. */
const ghostClouds = (behind: readonly (readonly CloudMark[])[]): readonly Stroke[] =>
  behind.flatMap((clouds, g) =>
    clouds.flatMap(({ mark: { name, order, solid }, fitted }): readonly Stroke[] => [
      {
        key: `ghost ${g} ${name}`,
        className: `mark mark-ghost series-${order} ghost-${g}`,
        path: (sx, sy) => linePath([fitted], sx, sy),
      },
      {
        key: `ghost ${g} ${name} points`,
        className: `mark mark-ghost is-points series-${order}`,
        path: (sx, sy, unit) => shapesPath(solid.flat(), 'circle', 2 * unit, sx, sy),
      },
    ]),
  )

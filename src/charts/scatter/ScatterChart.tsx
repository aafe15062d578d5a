import { useCallback, useMemo } from 'react'
import type { Measures, ScatterView } from '../../experiment'
import { answerEnds, answerMarks, answerReach, answerStrokes, withAnswers } from '../answer/answerMarks'
import type { Drawn } from '../drawn'
import { ghostNotes } from '../plot/ghostNotes'
import { type Key, keyOf } from '../plot/Legend'
import { Plot } from '../plot/Plot'
import { linePath, shapesPath } from '../plot/paths'
import { extent, fixedSpan, position, type Span } from '../plot/scale'
import { type EdgeRows, type Stroke, scatterStrokes } from '../plot/strokes'
import { useSteadySpan } from '../plot/useSteadySpan'
import { useResiduals } from '../residuals/useResiduals'
import { probesOf } from '../series/SeriesChart'
import { seriesExtent } from '../series/seriesMarks'
import { asEstimate } from '../wording/rows'
import { type CloudMark, cloudMark, cloudsOf, describeScatter, slopeText, withheldOf } from './scatterMarks'

/** Clouds of points with error bars, through each its fitted line with the slope written at its end, over theory as a broad pale line. */
export function ScatterChart({
  view,
  measures,
  values,
  reading,
  theory,
  stale,
  run,
  ghosts,
  answers,
  residuals = false,
}: Drawn & { readonly view: ScatterView<Measures> }) {
  const [x, y] = [view.x.scale ?? 'linear', view.y.scale ?? 'linear']
  const clouds = useMemo(() => cloudsOf(view, measures), [view, measures])
  const marks = useMemo(
    () => clouds.map((cloud) => cloudMark(cloud, reading, theory, x, y)),
    [clouds, reading, theory, x, y],
  )
  const behind = useMemo(
    () => ghosts.map((ghost) => clouds.map((cloud) => cloudMark(cloud, ghost.reading, {}, x, y))),
    [ghosts, clouds, x, y],
  )
  const predicted = useMemo(() => {
    const points = clouds.map((cloud) => cloud.points)
    return answerMarks(answers, points, { x, y, values, reading: stale ? null : reading, theory })
  }, [answers, clouds, x, y, values, stale, reading, theory])
  const needed = useMemo(() => {
    const counted = stale ? clouds.map((cloud) => cloudMark(cloud, null, theory, x, y)) : marks
    const shown = seriesExtent(
      [...counted, ...behind.flat()].map(({ mark }) => mark),
      y,
      lineEnds(counted),
    )
    const all =
      shown.y === undefined
        ? seriesExtent(
            marks.map(({ mark }) => mark),
            y,
            lineEnds(marks),
          )
        : shown
    return predicted.length === 0 ? all : { ...all, y: extent([...(all.y ?? []), ...answerReach(predicted, all.y, y)]) }
  }, [clouds, marks, behind, stale, theory, x, y, predicted])
  const yFixed = fixedSpan(view.y.domain, (end) => position(y, 'plain', end))
  const reach = airy(needed.x ?? [0, 1])
  const steadyY = useSteadySpan(y, yFixed ?? needed.y, run)
  const [x0, x1] = fixedSpan(view.x.domain, (end) => position(x, 'plain', end)) ?? reach
  const [y0, y1] = yFixed ?? steadyY
  const spans = useMemo(
    () => ({ x: [x0, x1] as const, y: [y0, y1] as const, lane: needed.lane }),
    [x0, x1, y0, y1, needed.lane],
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
      marks.map(({ mark: { name, label, short, symbol, term, order, solid }, fitted }, i) => {
        const y = fitted.at(-1)?.y ?? solid.flat().at(-1)?.y ?? y0
        return { name, label, short, symbol, term, order, y, detail: slopes[i] ?? '' }
      }),
    [marks, slopes, y0],
  )
  const compared = useMemo(() => clouds.map(({ points }) => points), [clouds])
  const distances = useResiduals(residuals, {
    title: view.title,
    measures: compared,
    reading,
    theory,
    stale,
    run,
    x,
    spanX: spans.x,
    ends,
  })
  const probes = useMemo(
    () =>
      probesOf(
        x,
        clouds.map(({ points }) => points),
        reading,
        theory,
      ),
    [x, clouds, reading, theory],
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
      ends={useMemo(
        () => (predicted.length === 0 ? ends : [...ends, ...answerEnds(predicted, spans.y)]),
        [ends, predicted, spans.y],
      )}
      notes={notes}
      probes={probes}
      outcome={timed ? withheldOf(clouds, reading) : undefined}
      stale={stale}
      strokes={strokes}
      {...distances}
    />
  )
}

/** The points of an axis that parameters choose, clear of its ends. */
const airy = ([low, high]: Span): Span => {
  const air = 0.06 * (high - low || 1)
  return [low - air, high + air]
}

/** Points along a straight line, where a name can stand. */
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

import type { Bin, HistogramMark } from '../../histogram/histogramMarks'
import type { CloudMark } from '../../scatter/scatterMarks'
import type { SeriesMark } from '../../series/seriesMarks'
import type { Scale } from '../axes/scale'
import { bandPath, barsPath, linePath, type Point, type Shape, type Spread, shapesPath, stepsPath } from './paths'

/** One `<path>` of a chart. The class says what it is and, by `series-<order>`, whose. */
export interface Stroke {
  readonly key: string
  readonly className: string
  /** In words, for a pointer at rest on it. */
  readonly says?: string
  /** `unit` is a pixel at the usual size of type, and more on a projector. */
  path(x: Scale, y: Scale, unit: number): string
}

/** The heights at which values that are not finite are drawn: the middle of the underflow lane, and just under the top. */
export interface EdgeRows {
  readonly below: number
  readonly above: number
}

/** The shape that tells a series from the others where colour cannot. */
export const SHAPES: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond']

/** The shape of the points of a measure, by its place in the view. */
export const shapeOf = (order: number): Shape => SHAPES[order % SHAPES.length] ?? 'circle'

/** Up to this many points carry error bars of their own; more share a band. */
const FEW = 24

/** The largest number of markers on a long line. */
const MARKERS = 12

/** Back to front: theory, bands, measured lines, points. Few points are not joined where theory reaches all of them: it is their line. */
export function seriesStrokes(marks: readonly SeriesMark[], edgeRows: EdgeRows): readonly Stroke[] {
  const layers: Stroke[][] = [[], [], [], []]
  for (const mark of marks) {
    const { name, order, solid } = mark
    const put = (layer: number, what: string, path: Stroke['path'], says?: string, key = what) =>
      layers[layer]?.push({
        key: `${name} ${key}`,
        className: `mark mark-${what} series-${order}`,
        path,
        ...(says === undefined ? {} : { says }),
      })
    const points = solid.flat()
    const few = points.length <= FEW
    if (points.length > 0) {
      if (few) put(2, 'bars', (x, y, unit) => barsPath(points, x, y, 2.5 * unit))
      else put(1, 'band', (x, y) => bandPath(solid, x, y))
      if (!few || !reaches(mark.theory, points)) put(2, 'line', (x, y) => linePath(solid, x, y))
      const marked = few ? points : marks.length > 1 ? thinned(points, order) : lone(solid)
      if (marked.length > 0)
        put(3, 'points', (x, y, unit) => shapesPath(marked, shapeOf(order), (few ? 3.5 : 3) * unit, x, y))
    }
    if (mark.faint.length > 0) {
      put(2, 'faint', (x, y) => linePath(mark.faint, x, y))
      const hollow = mark.faintPoints.length <= 2 * FEW ? mark.faintPoints : thinned(mark.faintPoints, order)
      put(3, 'hollow', (x, y, unit) => shapesPath(hollow, shapeOf(order), 3 * unit, x, y), 'below rounding')
    }
    if (mark.limits.length > 0)
      put(3, 'hollow', (x, y, unit) => shapesPath(mark.limits, 'down', 3 * unit, x, y), 'below rounding', 'limits')
    if (mark.underflowed.length > 0) {
      const lane = mark.underflowed.map((x) => ({ x, y: edgeRows.below }))
      put(3, 'underflow', (x, y, unit) => shapesPath(lane, 'down', 3.5 * unit, x, y), 'below 1e-38')
    }
    if (mark.broken.length > 0) {
      const top = mark.broken.map((x) => ({ x, y: edgeRows.above }))
      put(3, 'broken', (x, y, unit) => shapesPath(top, 'cross', 3.5 * unit, x, y), 'overflowed or not a number')
    }
    if (mark.theory.length > 0) put(0, 'theory', (x, y) => linePath(mark.theory, x, y))
  }
  return layers.flat()
}

/** Whether theory has a line under all the points. */
function reaches(theory: readonly (readonly Point[])[], points: readonly Point[]): boolean {
  const xs = theory.flat().map(({ x }) => x)
  const [first, last] = [Math.min(...xs), Math.max(...xs)]
  return points.every(({ x }) => x >= first && x <= last)
}

/** Clouds, back to front: theory, the fitted lines, error bars, points. Neighbouring points are not joined. */
export function scatterStrokes(clouds: readonly CloudMark[], edgeRows: EdgeRows): readonly Stroke[] {
  const points = seriesStrokes(
    clouds.map(({ mark }) => ({ ...mark, solid: mark.solid.flat().map((point) => [point]), theory: [] })),
    edgeRows,
  )
  const lines = (what: 'theory' | 'fitted', runsOf: (cloud: CloudMark) => readonly (readonly Point[])[]) =>
    clouds.flatMap((cloud): readonly Stroke[] => {
      const { name, order } = cloud.mark
      const runs = runsOf(cloud)
      return runs.flat().length === 0
        ? []
        : [
            {
              key: `${name} ${what}`,
              className: `mark mark-${what} series-${order}`,
              path: (x, y) => linePath(runs, x, y),
            },
          ]
    })
  return [...lines('theory', ({ theory }) => theory), ...lines('fitted', ({ fitted }) => [fitted]), ...points]
}

/** A pinned run: its lines alone, thin and with dashes of its own. A point without neighbours is a small circle. */
export function ghostStrokes(ghosts: readonly (readonly SeriesMark[])[]): readonly Stroke[] {
  return ghosts.flatMap((marks, g) =>
    marks.flatMap(({ name, order, solid, faint }): Stroke[] => {
      const className = `mark mark-ghost series-${order} ghost-${g % GHOSTS}`
      const alone = solid.flat().length === 1 ? solid.flat() : []
      return [
        { key: `ghost ${g} ${name}`, className, path: (x, y) => linePath([...solid, ...faint], x, y) },
        ...(alone.length > 0
          ? [
              {
                key: `ghost ${g} ${name} point`,
                className,
                path: (x: Scale, y: Scale, unit: number) => shapesPath(alone, 'circle', 3 * unit, x, y),
              },
            ]
          : []),
      ]
    }),
  )
}

/** The number of pinned runs with a dash pattern of their own. */
export const GHOSTS = 4

/** Pinned histograms: outlines alone, dashed. */
export const ghostOutlines = (ghosts: readonly (readonly HistogramMark[])[]): readonly Stroke[] =>
  ghosts.flatMap((marks, g) =>
    marks.flatMap(({ name, order, steps }): readonly Stroke[] =>
      steps.length === 0
        ? []
        : [
            {
              key: `ghost ${g} ${name}`,
              className: `mark mark-ghost series-${order} ghost-${g % GHOSTS}`,
              path: (x, y) => stepsPath(steps, x, y, false),
            },
          ],
    ),
  )

/** About a dozen of many points, by powers of two, so that the markers of a growing line move only when it has doubled. Each series has its own phase, so that markers do not cover one another. */
function thinned<P extends Point>(points: readonly P[], order: number): readonly P[] {
  const every = 2 ** Math.max(0, Math.round(Math.log2(points.length / MARKERS)))
  const phase = Math.round((order * every) / SHAPES.length + every / 2) % every
  return points.filter((_, i) => i % every === phase)
}

/** A point without neighbours is no line: it needs a marker to be seen. */
const lone = (runs: readonly (readonly Spread[])[]) => runs.filter((run) => run.length === 1).flat()

/** The number of bins from which they are drawn as a curve through their middles, not as steps. */
const MANY_BINS = 16

const middle = ({ from, to, y }: Bin): Point => ({ x: (from + to) / 2, y })

/** Back to front: filled steps, theory, outlines with whiskers. The first histogram of a chart stands behind the others. */
export function histogramStrokes(marks: readonly HistogramMark[], edgeRows: EdgeRows): readonly Stroke[] {
  const layers: Stroke[][] = [[], [], []]
  for (const { name, order, steps, errors, broken, theory } of marks) {
    const put = (layer: number, what: string, path: Stroke['path'], says?: string) =>
      layers[layer]?.push({
        key: `${name} ${what}`,
        className: `mark mark-${what} series-${order}`,
        path,
        ...(says === undefined ? {} : { says }),
      })
    if (steps.length > 0) {
      put(0, 'fill', (x, y) => stepsPath(steps, x, y, true))
      put(2, 'outline', (x, y) => stepsPath(steps, x, y, false))
    }
    if (errors.length > 0) put(2, 'whiskers', (x, y) => barsPath(errors, x, y, 0))
    if (broken.length > 0) {
      const top = broken.map((x) => ({ x, y: edgeRows.above }))
      put(2, 'broken', (x, y, unit) => shapesPath(top, 'cross', 3.5 * unit, x, y), 'overflowed or not a number')
    }
    if (theory.length > 0)
      put(1, 'theory', (x, y) =>
        theory.length > MANY_BINS ? linePath([theory.map(middle)], x, y) : stepsPath(theory, x, y, false),
      )
  }
  return layers.flat()
}

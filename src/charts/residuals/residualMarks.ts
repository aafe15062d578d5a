import { type Measure, type Measures, type Reading, Z_LIMIT } from '../../experiment'
import type { AnswerMark } from '../answer/answerMarks'
import { extent, position, type ScaleName, type Span } from '../plot/axes/scale'
import type { Point, Spread } from '../plot/marks/paths'
import { barsPath, shapesPath } from '../plot/marks/paths'
import { type EdgeRows, GHOSTS, type Stroke, shapeOf } from '../plot/marks/strokes'
import { asSeries } from '../series/seriesMarks'
import { sentence } from '../wording/describe'
import { storageOf } from '../wording/display'
import { rowsOf, zText } from '../wording/rows'

/** A measure of a chart with its name and its place in the view, which fixes colour and shape. */
export type Compared = Measure & { readonly name: string; readonly order: number }

/** z = (measured - theory) / standard error of one measure, in positions of the x axis. */
export interface ResidualMark {
  readonly name: string
  readonly label: string
  readonly order: number
  /** Each with a whisker of one standard error, which is 1. */
  readonly points: readonly Spread[]
  /** Positions at which measurement or theory is no number, or that differ without an error. */
  readonly broken: readonly number[]
}

/** The residuals of every measure. A row that a verdict leaves out, as below rounding, has none. */
export function residualMarks(
  x: ScaleName,
  measures: readonly Compared[],
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
): readonly ResidualMark[] {
  return measures.map((measure) => {
    const { name, label, order } = measure
    const rows = reading ? rowsOf(measure, reading[name], theory[name]) : []
    const placed = rows.flatMap(({ at = Number.NaN, and, measured, z }) => {
      // A bin that nothing fell into has no estimate of its error.
      if (measure.kind === 'histogram' && !(measured && measured.stderr > 0)) return []
      const from = position(x, 'plain', at)
      const middle = and === undefined ? from : (from + position(x, 'plain', and)) / 2
      return z === undefined || !Number.isFinite(middle) ? [] : [{ x: middle, z }]
    })
    const finite = placed.filter(({ z }) => Number.isFinite(z))
    return {
      name,
      label,
      order,
      points: finite.map((p) => ({ x: p.x, y: p.z, low: p.z - 1, high: p.z + 1 })),
      broken: placed.filter(({ z }) => !Number.isFinite(z)).map((p) => p.x),
    }
  })
}

/** The distance of the reader's answers from theory at the places that were measured, in standard errors of what was measured there. */
export function answerResiduals(
  x: ScaleName,
  measures: readonly Compared[],
  answers: readonly AnswerMark[],
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
): readonly AnswerMark[] {
  return answers.flatMap((answer): readonly AnswerMark[] => {
    const measure = measures.find(({ name }) => name === answer.measure)
    const measured = asSeries(reading?.[answer.measure])
    if (!measure || !measured) return []
    const stored = storageOf(measure) === 'log10' ? (at: number) => Math.log10(answer.at(at)) : answer.at
    const answered = { ...measured, value: measured.at.map(stored) }
    const [mark] = residualMarks(x, [measure], { [measure.name]: answered }, theory)
    return mark && mark.points.length > 0 ? [{ ...answer, runs: [mark.points] }] : []
  })
}

/** Whether some measure of a chart has a theory that can be compared point by point. */
export const hasResiduals = (measures: readonly string[], theory: Partial<Reading<Measures>>): boolean =>
  measures.some((name) => POINTS.includes(theory[name]?.kind ?? ''))

const POINTS: readonly string[] = ['series', 'histogram', 'matrix']

/** The band of agreement with a little air, or as far as the residuals reach: the same above theory as below. */
export function residualExtent(marks: readonly ResidualMark[]): Span {
  return residualSpan(extent(marks.flatMap(({ points }) => points.flatMap((p) => [p.low, p.high]))))
}

/** An axis of standard errors that reaches as far as needed. */
export function residualSpan(needed: Span | undefined): Span {
  const [low, high] = needed ?? [0, 0]
  const reach = Math.max(LEAST, -low, high)
  return [-reach, reach]
}

/** The points along an axis of residuals. */
export const DISTANCE = 'distance from theory, in standard errors'

const LEAST = Z_LIMIT + 1.5

/** Up to this many points carry a whisker. */
const FEW = 24

/** Back to front: the band |z| <= 4, theory at 0, the points of kept runs, whiskers, points. Residuals are not joined: each is a comparison of its own. */
export function residualStrokes(
  marks: readonly ResidualMark[],
  x: Span,
  edgeRows: EdgeRows,
  ghosts: readonly (readonly ResidualMark[])[] = [],
): readonly Stroke[] {
  const each = (what: string, of: (mark: ResidualMark) => Stroke['path'] | undefined, says?: string) =>
    marks.flatMap((mark): readonly Stroke[] => {
      const path = of(mark)
      return path
        ? [
            {
              key: `${mark.name} residual ${what}`,
              className: `mark mark-${what} series-${mark.order}`,
              path,
              ...(says === undefined ? {} : { says }),
            },
          ]
        : []
    })
  const [left, right] = x
  return [
    {
      key: 'agreement',
      className: 'mark mark-agreement',
      path: (sx, sy) => `M${sx(left)},${sy(Z_LIMIT)}H${sx(right)}V${sy(-Z_LIMIT)}H${sx(left)}Z`,
      says: `within ${Z_LIMIT} standard errors of theory`,
    },
    { key: 'zero', className: 'mark mark-theory', path: (sx, sy) => `M${sx(left)},${sy(0)}H${sx(right)}` },
    ...ghosts.flatMap((kept, g) =>
      kept.flatMap(({ name, order, points }): readonly Stroke[] =>
        points.length === 0
          ? []
          : [
              {
                key: `${name} residual ghost ${g}`,
                className: `mark mark-ghost is-points series-${order} ghost-${g % GHOSTS}`,
                path: (sx, sy, unit) => shapesPath(points, 'circle', (points.length > FEW ? 2.5 : 4) * unit, sx, sy),
              },
            ],
      ),
    ),
    ...each('bars', ({ points }) =>
      points.length > 0 && points.length <= FEW ? (sx, sy, unit) => barsPath(points, sx, sy, 2.5 * unit) : undefined,
    ),
    ...each('points', ({ points, order }) =>
      points.length > 0
        ? (sx, sy, unit) => shapesPath(points, shapeOf(order), (points.length > FEW ? 2.5 : 3.5) * unit, sx, sy)
        : undefined,
    ),
    ...each(
      'broken',
      ({ broken }) => {
        const top = broken.map((at): Point => ({ x: at, y: edgeRows.above }))
        return top.length > 0 ? (sx, sy, unit) => shapesPath(top, 'cross', 3.5 * unit, sx, sy) : undefined
      },
      'no number of standard errors',
    ),
  ]
}

/** The text alternative of a chart of residuals. */
export function describeResiduals(title: string, marks: readonly ResidualMark[]): string {
  const parts = marks.map(({ label, points, broken }) => {
    const far = points.reduce<Spread | undefined>((a, b) => (a && Math.abs(a.y) >= Math.abs(b.y) ? a : b), undefined)
    if (!far) return ''
    const within = points.filter(({ y }) => Math.abs(y) <= Z_LIMIT).length
    const lost = broken.length > 0 ? `; ${broken.length} without a number` : ''
    return `${label}: ${within} of ${points.length} within ${Z_LIMIT} standard errors of theory, the farthest at z = ${zText(far.y)}${lost}`
  })
  return sentence(`${title}, distance from theory in standard errors`, parts)
}

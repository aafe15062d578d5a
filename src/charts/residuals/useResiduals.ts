import { useMemo } from 'react'
import { Z_LIMIT } from '../../experiment'
import type { Drawn } from '../drawn'
import type { ScaleName, Span } from '../plot/axes/scale'
import { useSteadySpan } from '../plot/axes/useSteadySpan'
import type { EdgeRows } from '../plot/marks/strokes'
import type { PlotProps } from '../plot/Plot'
import type { EndLabel } from '../plot/words/PlotWords'
import {
  type Compared,
  DISTANCE,
  describeResiduals,
  hasResiduals,
  residualExtent,
  residualMarks,
  residualStrokes,
} from './residualMarks'

const AXIS = { label: DISTANCE }
const RULES = [Z_LIMIT, -Z_LIMIT].map((at) => ({ label: at > 0 ? `+${at}` : `−${-at}`, at }))
const NOTHING: readonly never[] = []

interface Charted {
  readonly title: string
  readonly measures: readonly Compared[]
  readonly x: ScaleName
  /** The x axis of the values, which the residuals share. */
  readonly spanX: Span
  readonly ends?: readonly EndLabel[]
}

/** What a plot shows in place of its values where residuals are asked for: the same x axis, names and tips, and z upwards. Undefined where there is no theory. */
export function useResiduals(
  { residuals = false, reading, theory, stale, run }: Drawn,
  { title, measures, x, spanX, ends }: Charted,
): Partial<PlotProps> | undefined {
  const wanted =
    residuals &&
    hasResiduals(
      measures.map(({ name }) => name),
      theory,
    )
  const marks = useMemo(
    // A stale reading belongs to another setting than the theory: their difference means nothing.
    () => (wanted ? residualMarks(x, measures, stale ? null : reading, theory) : NOTHING),
    [wanted, x, measures, reading, theory, stale],
  )
  const [low, high] = useSteadySpan('linear', wanted ? residualExtent(marks) : undefined, run)
  const [left, right] = spanX
  return useMemo(() => {
    if (!wanted) return undefined
    const heights = new Map(marks.map(({ name, points }) => [name, points.at(-1)?.y]))
    return {
      sentence: describeResiduals(title, marks),
      y: AXIS,
      spans: { x: [left, right], y: [low, high], lane: false },
      rules: RULES,
      notes: NOTHING,
      lines: marks.map(({ points }) => points),
      ends: ends?.map((end) => ({ ...end, y: heights.get(end.name) ?? 0 })) ?? NOTHING,
      strokes: (edgeRows: EdgeRows) => residualStrokes(marks, [left, right], edgeRows),
    } satisfies Partial<PlotProps>
  }, [wanted, marks, title, left, right, low, high, ends])
}

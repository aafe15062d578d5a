import { useMemo } from 'react'
import { Z_LIMIT } from '../../experiment'
import { type AnswerMark, answerEnds, answerStrokes, spanWithAnswers } from '../answer/answerMarks'
import type { Drawn } from '../drawn'
import type { ScaleName, Span } from '../plot/axes/scale'
import { useSteadySpan } from '../plot/axes/useSteadySpan'
import type { EdgeRows } from '../plot/marks/strokes'
import type { PlotProps } from '../plot/Plot'
import { ghostNotes } from '../plot/words/ghostNotes'
import type { EndLabel } from '../plot/words/PlotWords'
import {
  answerResiduals,
  type Compared,
  DISTANCE,
  describeResiduals,
  hasResiduals,
  residualExtent,
  residualMarks,
  residualSpan,
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
  /** The lines of the answers over the values. */
  readonly answers: readonly AnswerMark[]
}

/** The residuals that a plot shows instead of its values: with the same x axis, names and tips, and z on the y axis. Undefined if there is no theory. */
export function useResiduals(
  { residuals = false, reading, theory, stale, run, ghosts }: Drawn,
  { title, measures, x, spanX, ends, answers }: Charted,
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
  // A kept run is compared with the theory of its own setting.
  const behind = useMemo(
    () => (wanted ? ghosts.map((ghost) => residualMarks(x, measures, ghost.reading, ghost.theory())) : NOTHING),
    [wanted, x, measures, ghosts],
  )
  const predicted = useMemo(
    () => (wanted && !stale ? answerResiduals(x, measures, answers, reading, theory) : NOTHING),
    [wanted, x, measures, answers, reading, theory, stale],
  )
  const reach = useMemo(() => {
    const measured = residualExtent([...marks, ...behind.flat()])
    return residualSpan(spanWithAnswers(measured, predicted, 'linear'))
  }, [marks, behind, predicted])
  const [low, high] = useSteadySpan('linear', wanted ? reach : undefined, run)
  const [left, right] = spanX
  return useMemo(() => {
    if (!wanted) return undefined
    const heights = new Map(marks.map(({ name, points }) => [name, points.at(-1)?.y]))
    const spans = { x: [left, right], y: [low, high], lane: false } as const
    const lines = marks.map(({ points }) => points)
    return {
      sentence: describeResiduals(title, marks),
      y: AXIS,
      spans,
      rules: RULES,
      notes: ghostNotes(
        ghosts,
        behind.map((kept) => kept.map(({ points }) => points)),
        lines,
        spans,
      ),
      lines: [...lines, ...predicted.flatMap(({ runs }) => runs)],
      ends: [
        ...(ends?.map((end) => ({ ...end, y: heights.get(end.name) ?? 0 })) ?? NOTHING),
        ...answerEnds(predicted, spans.y),
      ],
      strokes: (edgeRows: EdgeRows) => [
        ...residualStrokes(marks, [left, right], edgeRows, behind),
        ...answerStrokes(predicted),
      ],
    } satisfies Partial<PlotProps>
  }, [wanted, marks, behind, predicted, ghosts, title, left, right, low, high, ends])
}

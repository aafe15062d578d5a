import { useMemo } from 'react'
import type { Drawn } from '../drawn'
import type { ScaleName } from '../plot/axes/scale'
import type { NamedSeries } from '../series/seriesMarks'
import { type AnswerMark, answerMarks } from './answerMarks'

/** The lines of the answers over series. An answer up to a factor is drawn through the data, which a stale reading is none of. */
export function useAnswerMarks(
  { answers, values, reading, theory, stale }: Drawn,
  declared: readonly NamedSeries[],
  x: ScaleName,
  y: ScaleName,
): readonly AnswerMark[] {
  const fresh = stale ? null : reading
  return useMemo(
    () => answerMarks(answers, declared, { x, y, values, reading: fresh, theory }),
    [answers, declared, x, y, values, fresh, theory],
  )
}

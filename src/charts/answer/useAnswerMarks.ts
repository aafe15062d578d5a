import { useMemo } from 'react'
import type { Drawn } from '../drawn'
import type { ScaleName } from '../plot/axes/scale'
import type { NamedSeries } from '../series/seriesMarks'
import { type AnswerMark, answerMarks } from './answerMarks'

/** The lines of the answers over series. An answer that is known up to a factor is fitted to the data; a stale reading is not used for that. */
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

import { useMemo, useState } from 'react'
import type { Placed } from '../../experiment'
import { randomOf } from '../../experiment/random'
import { Asked, type AskedProps } from './Asked'
import { type AnswerRecord, UNANSWERED } from './record/record'

interface QuestionPanelProps extends Omit<AskedProps, 'question' | 'more' | 'back' | 'variation'> {
  readonly question: Placed
}

/** A question with its answer, replies and hints; and, where there are variations, as many of them as the reader likes. */
export function QuestionPanel(props: QuestionPanelProps) {
  const { question, judging } = props
  const [seed, setSeed] = useState(0)
  const [record, setRecord] = useState<AnswerRecord>(UNANSWERED)
  const variation = useMemo(() => (seed > 0 ? question.another?.(randomOf(seed)) : undefined), [question, seed])
  // The key is the same before and after the judging is loaded, so that the field stays.
  if (!question.another || !judging) return <Asked key={0} {...props} />
  const more = () => {
    setSeed(seed + 1)
    setRecord(UNANSWERED)
  }
  if (!variation) return <Asked key={0} {...props} more={more} />
  return (
    <Asked
      key={seed}
      {...props}
      question={variation}
      record={record}
      change={setRecord}
      toFigure={undefined}
      variation={seed}
      more={more}
      back={() => setSeed(0)}
    />
  )
}

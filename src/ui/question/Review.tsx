import { ArrowRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Placed } from '../../experiment'
import type { SetFormula } from '../prose/Prose'
import type { SketchAxes } from './field/sketchAxes'
import { QuestionPanel } from './QuestionPanel'
import type { Judging } from './record/judging'
import { type AnswerRecord, UNANSWERED } from './record/record'

/** A question that is asked again. */
export interface Again {
  readonly id: string
  /** Its place in the book: "Problem 3, part a". */
  readonly title: string
  readonly href: string
  readonly question: Placed
  readonly axes: SketchAxes | undefined
  /** It was missed when it was asked last. */
  readonly missed: boolean
}

interface ReviewProps {
  /** In the order in which they are asked. */
  readonly items: readonly Again[]
  readonly formula: SetFormula
  readonly judging: Judging
  /** Called with the first answer to each question. */
  answered(id: string, right: boolean): void
}

/** Questions asked again, one at a time. What was answered before is not shown, and stays as it is. */
export function Review({ items, formula, judging, answered }: ReviewProps) {
  const [index, setIndex] = useState(0)
  const [records, setRecords] = useState<Readonly<Record<string, AnswerRecord>>>({})
  const head = useRef<HTMLParagraphElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader is taken to each question as it comes.
  useEffect(() => head.current?.focus({ preventScroll: true }), [index])
  const item = items[index]
  const right = Object.values(records).filter(({ state, missed }) => state === 'right' && !missed).length
  if (!item)
    return (
      <p className="again-end" ref={head} tabIndex={-1}>
        {`${right} of ${items.length} right at the first answer.`}{' '}
        <button type="button" onClick={() => setIndex(0)}>
          Once more
        </button>
      </p>
    )
  const record = records[item.id] ?? UNANSWERED
  const change = (next: AnswerRecord) => {
    const isFirst = record.tries === 0 && record.state !== 'revealed'
    if (isFirst && (next.tries > 0 || next.state === 'revealed')) answered(item.id, next.state === 'right')
    setRecords({ ...records, [item.id]: next })
  }
  return (
    <>
      <p className="again-head" ref={head} tabIndex={-1}>
        <span>{`${index + 1} of ${items.length}${item.missed ? ', missed last time' : ''}: `}</span>
        <a href={item.href}>{item.title}</a>
      </p>
      <QuestionPanel
        key={item.id}
        id={item.id}
        question={item.question}
        axes={item.axes}
        record={record}
        change={change}
        {...{ formula, judging }}
      />
      <p className="again-next">
        <button type="button" onClick={() => setIndex(index + 1)}>
          <span>{index + 1 < items.length ? 'Next question' : 'Finish'}</span>
          <ArrowRight aria-hidden="true" />
        </button>
      </p>
    </>
  )
}

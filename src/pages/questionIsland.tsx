import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Placed } from '../experiment'
import type { SetFormula } from '../ui/prose/Prose'
import type { ToFigure } from '../ui/question/Asked'
import type { SketchAxes } from '../ui/question/field/sketchAxes'
import { QuestionPanel } from '../ui/question/QuestionPanel'
import type { Judging } from '../ui/question/record/judging'
import { type AnswerRecord, UNANSWERED } from '../ui/question/record/record'

/** The prefix of all ids inside the island of a question, the same at build time and in the browser. */
export const questionPrefix = (name: string) => `question-${name}-`

/** The connections of a question to the page in the browser. */
export interface LiveQuestion {
  readonly judging: Judging
  subscribe(listener: () => void): () => void
  record(): AnswerRecord
  change(record: AnswerRecord): void
  /** Why answers do not outlast the page, as a sentence. */
  losing(): string | undefined
  readonly toFigure: ToFigure | undefined
  /** Called once the panel takes answers. */
  ready(): void
}

interface QuestionIslandProps {
  /** "3-weight-initialization/scale" */
  readonly id: string
  readonly question: Placed
  readonly formula: SetFormula
  /** The axes of a sketch; other questions have none. */
  readonly axes: SketchAxes | undefined
  readonly live?: LiveQuestion
}

const never = () => () => {}

/** The panel of a question. It hydrates unanswered, as its prerendered HTML is, and then shows what the reader has answered. */
export function QuestionIsland({ id, question, formula, axes, live }: QuestionIslandProps) {
  const [running, setRunning] = useState(false)
  const record = useSyncExternalStore(live?.subscribe ?? never, live?.record ?? unanswered, unanswered)
  useEffect(() => setRunning(live !== undefined), [live])
  useEffect(() => {
    if (running) live?.ready()
  }, [running, live])
  if (!running || !live) return <QuestionPanel {...{ id, question, formula, axes }} record={UNANSWERED} />
  const { judging, change, toFigure } = live
  return (
    <QuestionPanel {...{ id, question, formula, axes, record, judging, change, toFigure }} losing={live.losing()} />
  )
}

const unanswered = () => UNANSWERED

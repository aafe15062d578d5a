import { Eye, Lightbulb, PenLine, Shuffle, TrendingUp, Undo2 } from 'lucide-react'
import { type FormEvent, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Question } from '../../experiment'
import { Prose, type SetFormula } from '../prose/Prose'
import { AnswerField, fieldOf, fillIn, givenIn } from './field/AnswerField'
import { Fault } from './field/Fault'
import { HOW, LABELS } from './field/labels'
import { Points } from './field/Points'
import { Preview } from './field/Preview'
import type { SketchAxes } from './field/sketchAxes'
import { Letters } from './Letters'
import { answered, compared, hinted, judgementOf, revealed, stateOf } from './record/answering'
import type { Judging } from './record/judging'
import type { AnswerRecord } from './record/record'
import { Reply } from './reply/Reply'
import { useSolution } from './reply/useSolution'
import './ask.css'

/** The props of the panel of a question. */
export interface AskedProps {
  /** "3-weight-initialization/scale" */
  readonly id: string
  readonly question: Question
  readonly formula: SetFormula
  readonly record: AnswerRecord
  /** Judges and reads answers; undefined until it is loaded. */
  readonly judging?: Judging | undefined
  /** The axes of a sketch; other questions have none. */
  readonly axes?: SketchAxes | undefined
  /** Why the answers do not outlast the page, as a sentence. */
  readonly losing?: string | undefined
  change?(record: AnswerRecord): void
  /** Shows a readable answer in its figure, where there is one. */
  readonly toFigure?: ToFigure | undefined
  /** The seed of a variation. */
  readonly variation?: number
  /** Asks another like this. */
  more?(): void
  /** Returns from a variation to the question. */
  back?(): void
}

/** Takes the reader's answer to its figure. */
export interface ToFigure {
  /** The label of the button. */
  readonly title: string
  show(answer: string): void
}

/** One question: prompt, letters, field, reply, hints. */
export function Asked(props: AskedProps) {
  const { id, question, formula, record, judging, axes, losing, change, toFigure, variation, more, back } = props
  const root = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const reply = useRef<HTMLDivElement>(null)
  const ids = useId()
  const [text, setText] = useState('')
  const deferred = useDeferredValue(text)
  const judgement = useMemo(() => judgementOf(question, record, judging), [question, record, judging])
  const state = stateOf(question, record, judgement)
  const closed = state === 'right' || state === 'revealed'
  // A fault is that of the answer as it was given: what has been typed since may be read.
  const faulty = text === record.answer && state === 'unreadable'

  const { answer } = record
  const shown = useRef('')
  useEffect(() => {
    if (!form.current) return
    const now = givenIn(form.current)
    const isTyping = now !== '' && now !== shown.current && form.current.contains(document.activeElement)
    // An answer from the storage or from another tab does not replace the text that is being typed.
    if (answer !== shown.current && !isTyping) fillIn(form.current, answer)
    shown.current = answer
    setText(question.kind === 'sketch' ? answer : givenIn(form.current))
  }, [answer, question])

  // A draft is stored before it is judged.
  const draft = (given: string) => {
    setText(given)
    const isJudged = record.state !== 'open' && record.state !== 'unreadable'
    if (question.kind === 'words' || (question.kind === 'sketch' && !isJudged))
      change?.({ ...record, answer: given, state: record.state === 'unreadable' ? 'open' : record.state })
  }
  const keepDraft = () => {
    if (record.state === 'open' && text !== answer) change?.({ ...record, answer: text })
  }
  // Once judged, the record holds the answer that was judged.
  const draftRecord = record.state === 'open' ? { ...record, answer: text } : record

  const submit = useCallback(() => {
    if (!judging || !form.current) return
    const given = givenIn(form.current)
    const next = answered(question, record, given, judging)
    change?.(next)
    const said = judgementOf(question, next, judging)
    const field = fieldOf(form.current)
    if (said?.state !== 'unreadable' || !field) return
    field.focus()
    if (said.length > 0) field.setSelectionRange(said.at, said.at + said.length)
  }, [judging, question, record, change])
  // Opening the solution submits an explanation, so that the reader compares the two.
  const isAttempt = question.kind === 'words' && state === 'open' && judging?.judge(question, text).state === 'kept'
  useSolution(root, isAttempt ? submit : undefined)

  const reveal = () => {
    change?.(revealed(question, { ...record, answer: text }))
    // The button is removed: move the focus to the reply.
    reply.current?.focus({ preventScroll: true })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds a form; this is held by a page, and is no landmark of it.
    <div
      className="ask"
      ref={root}
      role="group"
      aria-labelledby={`${ids}title`}
      data-question={id}
      data-kind={question.kind}
      data-state={state}
      data-misconception={judgement?.state === 'wrong' && state === 'wrong' ? judgement.misconception : undefined}
      data-variation={variation}
    >
      <p className="question-head label" id={`${ids}title`}>
        <PenLine aria-hidden="true" />
        <span>{variation === undefined ? 'Your turn' : 'Another like it'}</span>
      </p>
      <div className="question-prompt" id={`${ids}prompt`}>
        <p>
          <Prose text={question.prompt} formula={formula} />
        </p>
        <Letters question={question} formula={formula} />
      </div>
      <form
        ref={form}
        className="question-form"
        noValidate
        onBlur={keepDraft}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          submit()
        }}
      >
        <AnswerField
          {...{ question, formula, text, axes }}
          label={LABELS[question.kind]}
          invalid={faulty}
          described={`${ids}prompt ${ids}how ${ids}fault`}
          revealed={closed}
          live={judging !== undefined}
          typed={draft}
        />
        <button type="submit">{question.kind === 'words' ? 'Compare' : 'Answer'}</button>
        <p className="question-how" id={`${ids}how`}>
          {HOW[question.kind]}
        </p>
        {isTyped(question) && judging && <Preview text={deferred} {...{ question, formula, judging }} />}
        <div className="question-fault" id={`${ids}fault`} role="alert">
          {faulty &&
            (judgement?.state === 'unreadable' ? (
              <Fault answer={isTyped(question) ? answer : ''} {...judgement} />
            ) : (
              <p>There is no answer yet.</p>
            ))}
        </div>
      </form>
      {/* For paper, where a field shows one line. */}
      {answer !== '' && (isTyped(question) || question.kind === 'words') && (
        <p className="question-given" aria-hidden="true">
          <span>Your answer: </span>
          <span>{answer}</span>
        </p>
      )}
      <div className="question-reply" ref={reply} role="status" tabIndex={-1}>
        <Reply {...{ question, state, judgement, formula }} hints={record.hints} found={record.points.length} />
      </div>
      {question.kind === 'words' && closed && (
        <Points
          points={question.points}
          formula={formula}
          found={record.points}
          tick={(points) => change?.(compared(question.points.length, { ...record, points }))}
        />
      )}
      <div className="question-hints" aria-live="polite">
        {record.hints > 0 && (
          <ol aria-label="Hints">
            {question.hints.slice(0, record.hints).map((hint) => (
              <li key={hint}>
                <Prose text={hint} formula={formula} />
              </li>
            ))}
          </ol>
        )}
      </div>
      <div className="question-more">
        {!closed && record.hints < question.hints.length && (
          <button type="button" onClick={() => change?.(hinted(question, draftRecord))}>
            <Lightbulb aria-hidden="true" />
            <span>{record.hints === 0 ? 'Hint' : 'Next hint'}</span>
          </button>
        )}
        {!closed && (
          <button type="button" onClick={reveal}>
            <Eye aria-hidden="true" />
            <span>Show the answer</span>
          </button>
        )}
        {toFigure && record.tries > 0 && (state === 'right' || state === 'wrong') && (
          <button type="button" onClick={() => toFigure.show(answer)}>
            <TrendingUp aria-hidden="true" />
            <span>{toFigure.title}</span>
          </button>
        )}
        {more && (
          <button type="button" onClick={more}>
            <Shuffle aria-hidden="true" />
            <span>Another like this</span>
          </button>
        )}
        {back && (
          <button type="button" onClick={back}>
            <Undo2 aria-hidden="true" />
            <span>Back to the question</span>
          </button>
        )}
      </div>
      {losing && (
        <p className="question-losing" role="status">
          {losing}
        </p>
      )}
    </div>
  )
}

/** Whether the answer is a line of mathematics. */
const isTyped = ({ kind }: Question) => kind !== 'choice' && kind !== 'words' && kind !== 'sketch'

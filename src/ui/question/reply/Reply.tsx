import { BookOpen, Check, TriangleAlert, X } from 'lucide-react'
import type { Question } from '../../../experiment'
import { Prose, type SetFormula } from '../../prose/Prose'
import type { Said } from '../record/answering'
import type { QuestionState } from '../record/record'
import './reply.css'

interface ReplyProps {
  readonly question: Question
  readonly state: QuestionState
  readonly judgement: Said | undefined
  /** The number of open hints. */
  readonly hints: number
  /** The number of key points of an explanation that the reader found. */
  readonly found: number
  readonly formula: SetFormula
}

/** The reply to an answer: a sign with a word, and a sentence. */
export function Reply({ question, state, judgement, hints, found, formula }: ReplyProps) {
  if (state === 'open' || state === 'unreadable') return null
  const { Icon, word } = SIGNS[state]
  const says = saysOf(question, state, judgement, hints)
  return (
    <>
      <p className="reply">
        <strong className="reply-sign">
          <Icon aria-hidden="true" />
          <span>{question.kind === 'words' && found > 0 ? `${found} of ${question.points.length} points.` : word}</span>
        </strong>{' '}
        {says !== '' && (
          <span>
            <Prose text={says} formula={formula} />
          </span>
        )}
      </p>
      {(state === 'revealed' || question.kind === 'words') && (
        <p className="question-reveals">
          <Prose text={question.reveals} formula={formula} />
        </p>
      )}
    </>
  )
}

const SIGNS = {
  right: { Icon: Check, word: 'Right.' },
  wrong: { Icon: X, word: 'Not yet.' },
  unreadable: { Icon: TriangleAlert, word: 'This could not be read.' },
  revealed: { Icon: BookOpen, word: 'The answer.' },
} as const

function saysOf(question: Question, state: QuestionState, judgement: Said | undefined, hints: number): string {
  if (question.kind === 'words') return question.right
  if (state === 'right') return judgement?.says ?? question.right
  if (state !== 'wrong') return ''
  if (judgement?.says !== undefined) return judgement.says
  const remark = judgement?.state === 'wrong' ? judgement.remark : undefined
  if (hints === question.hints.length && remark !== undefined) return remark
  if (hints > 0 && remark !== undefined) return `${remark} A hint is below.`
  return [remark, nextText(hints, question.hints.length)].filter((part) => part !== undefined).join(' ')
}

function nextText(hints: number, all: number): string {
  if (hints === 0) return 'Try again as often as you like, or have the answer shown.'
  return hints < all
    ? 'A hint is below. Try again as often as you like.'
    : 'That was the last hint. Try again as often as you like, or have the answer shown.'
}

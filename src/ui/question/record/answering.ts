import type { Judgement } from '../../../answer/judgement'
import type { Question } from '../../../experiment'
import type { Judging } from './judging'
import type { AnswerRecord, QuestionState } from './record'

/** The reply to an answer that can be judged. */
export type Said = Exclude<Judgement, { readonly state: 'kept' }>

/** The reply to an empty answer. */
const EMPTY: Said = { state: 'unreadable', says: 'There is no answer yet.', at: 0, length: 0 }

/** The judgement of an answer as it was given; undefined if there is nothing to judge: no answer, or an explanation in words. */
export function judgementOf(question: Question, record: AnswerRecord, judging?: Judging): Said | undefined {
  if (!judging || record.state === 'open') return undefined
  // An explanation has no judgement except that it is too short.
  if (question.kind === 'words' && record.state !== 'unreadable') return undefined
  if (record.answer.trim() === '') return record.state === 'revealed' ? undefined : EMPTY
  const said = judging.judge(question, record.answer)
  return said.state === 'kept' ? undefined : said
}

/** The state that the panel shows. An answer that is kept is judged again, so that nothing depends on what a storage says of it. */
export function stateOf(question: Question, record: AnswerRecord, judgement: Said | undefined): QuestionState {
  if (question.kind === 'words') return record.state === 'wrong' ? 'open' : record.state
  if (record.state === 'revealed' || record.state === 'open') return record.state
  return judgement?.state ?? 'open'
}

/** The record after an answer was given. A wrong answer without a reply of its own opens the next hint. */
export function answered(question: Question, record: AnswerRecord, answer: string, judging: Judging): AnswerRecord {
  const given: AnswerRecord = { ...record, answer, at: Date.now() }
  if (question.kind === 'words')
    return judging.judge(question, answer).state === 'kept'
      ? compared(question.points.length, given)
      : { ...given, state: 'unreadable' }
  const judgement = judgementOf(question, { ...given, state: 'wrong' }, judging)
  if (!judgement || judgement.state === 'unreadable') return { ...given, state: 'unreadable' }
  const right = judgement.state === 'right'
  const next: AnswerRecord = {
    ...given,
    state: judgement.state,
    tries: record.tries + 1,
    predicted: record.predicted ?? answer,
    missed: record.missed || !right,
  }
  return !right && judgement.says === undefined ? hinted(question, next) : next
}

/** The record after the reader asked for a hint. */
export const hinted = (question: Question, record: AnswerRecord): AnswerRecord => ({
  ...record,
  hints: Math.min(record.hints + 1, question.hints.length),
})

/** The record after the reader asked for the answer. */
export function revealed(question: Question, record: AnswerRecord): AnswerRecord {
  if (question.kind === 'words') return compared(question.points.length, record)
  return record.state === 'right' ? record : { ...record, state: 'revealed', missed: true }
}

/** The record after the reader compared an explanation with key points: right if it has half of them, since it need not have all. */
export function compared(count: number, record: AnswerRecord): AnswerRecord {
  const right = 2 * record.points.length >= count
  return { ...record, state: right ? 'right' : 'revealed', tries: Math.max(record.tries, 1), missed: !right }
}

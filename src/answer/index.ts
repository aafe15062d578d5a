import type { Question } from '../experiment'
import type { Given, Judgement, ReadAnswer } from './judgement'

export type { Fault, Given, Judgement, ReadAnswer, Sketched } from './judgement'

const NOTHING: ReadAnswer = { tex: undefined, canonical: undefined, fault: undefined }

/**
 * Reads an answer while it is being typed. Never throws, whatever the text. The module contains a maths parser: load it by `import()` when a question
 * is first focused.
 */
export function read(_question: Question, _text: string): ReadAnswer {
  return NOTHING
}

/** Judges a submitted answer. Never throws, whatever was given. */
export function judge(question: Question, given: Given): Judgement {
  if (question.kind === 'choice' && typeof given === 'string')
    return given === question.answer ? { state: 'right', says: question.right } : { state: 'wrong' }
  return { state: 'unreadable', says: 'This cannot be read yet.', at: 0, length: 0 }
}

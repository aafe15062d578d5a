import type { ChoiceQuestion, Question } from '../experiment'
import { judgeScalar, readScalarAnswer } from './formula/judge'
import type { Given, Judgement, ReadAnswer } from './judgement'
import { judgeSketch } from './sketch'
import { judgeTensor, readTensorAnswer } from './tensor/judge'

export { readConstant } from './formula/constant'
export type { Fault, Given, Judgement, ReadAnswer, Sketched } from './judgement'

const NOTHING: ReadAnswer = { tex: undefined, canonical: undefined, fault: undefined }

/**
 * Reads an answer while it is being typed. Never throws, whatever the text. The module contains a maths parser: load it by `import()` when a question
 * is first focused.
 */
export function read(question: Question, text: string): ReadAnswer {
  if (text.trim() === '') return NOTHING
  switch (question.kind) {
    case 'number':
    case 'formula':
    case 'order':
      return readScalarAnswer(question, text)
    case 'tensor':
      return readTensorAnswer(question, text)
    default:
      return NOTHING
  }
}

/** Judges a submitted answer. Never throws, whatever was given. */
export function judge(question: Question, given: Given): Judgement {
  if (question.kind === 'sketch') return judgeSketch(question, given)
  if (typeof given !== 'string') return unreadable('This is no answer to this question.')
  if (given.trim() === '') return unreadable('There is no answer yet.')
  switch (question.kind) {
    case 'number':
    case 'formula':
    case 'order':
      return judgeScalar(question, given)
    case 'tensor':
      return judgeTensor(question, given)
    case 'choice':
      return judgeChoice(question, given)
    case 'words':
      return { state: 'kept', says: question.right }
  }
}

const unreadable = (says: string): Judgement => ({ state: 'unreadable', says, at: 0, length: 0 })

function judgeChoice({ answer, options, right }: ChoiceQuestion, given: string): Judgement {
  if (!Object.hasOwn(options, given)) return unreadable(`Choose one of the ${Object.keys(options).length} statements.`)
  if (given === answer) return { state: 'right', says: right }
  const says = options[given]?.says
  return says === undefined ? { state: 'wrong' } : { state: 'wrong', misconception: given, says }
}

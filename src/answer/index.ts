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
      return isAttempt(given) ? { state: 'kept', says: question.right } : unreadable(TOO_SHORT)
  }
}

const TOO_SHORT =
  'Write a few words of your own first: the key points are worth more after an attempt. Or have the answer shown.'

/** The fewest different words of an explanation, and the fewest letters where a script has no spaces between words. */
const FEWEST = { words: 4, letters: 8 }

/** Whether a text can be an explanation. */
function isAttempt(text: string): boolean {
  const words = new Set(text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu))
  const letters = new Set(text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/gu))
  return words.size >= FEWEST.words || letters.size >= FEWEST.letters
}

const unreadable = (says: string): Judgement => ({ state: 'unreadable', says, at: 0, length: 0 })

function judgeChoice({ answer, options, right }: ChoiceQuestion, given: string): Judgement {
  if (!Object.hasOwn(options, given)) return unreadable(`Choose one of the ${Object.keys(options).length} statements.`)
  if (given === answer) return { state: 'right', says: right }
  const says = options[given]?.says
  return says === undefined ? { state: 'wrong' } : { state: 'wrong', misconception: given, says }
}

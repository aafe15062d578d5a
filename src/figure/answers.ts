import { type Params, parseValue, parseValues, type Value } from '../experiment'
import { initialBeside, type RunSetting } from './setting'
import type { FigureAnswer } from './state'

type Answers = readonly FigureAnswer[]

/** The answers with one more, which is shown, in place of an earlier one to the same question. */
export const withAnswer = (answers: Answers, answer: Omit<FigureAnswer, 'shown'>): Answers => [
  ...withoutAnswer(answers, answer.question),
  { ...answer, shown: true },
]

/** The answers without the one to a question. */
export const withoutAnswer = (answers: Answers, question: string): Answers =>
  answers.filter((answer) => answer.question !== question)

/** The answers with the one to a question shown or hidden. */
export const withShown = (answers: Answers, question: string, shown: boolean): Answers =>
  answers.map((answer) => (answer.question === question ? { ...answer, shown } : answer))

/**
 * The values at which an answer runs: the initial ones, with those of the answer in their place; undefined if one of them is not legal, because the
 * figure would then run something else. A number out of range is moved to the end of its slider, and `problems` says so.
 */
export function valuesOfAnswer(
  params: Params,
  given: RunSetting['values'],
  now: RunSetting['values'],
): { readonly values: RunSetting['values'] | undefined; readonly problems: readonly string[] } {
  const { value, problems } = parseValues(params, given, initialBeside(params, now))
  const isLegal = ([name, one]: [string, Value]) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined
    return param !== undefined && parseValue(name, param, one).value !== undefined
  }
  return { values: Object.entries(given).every(isLegal) ? value : undefined, problems }
}

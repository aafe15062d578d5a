import type { FormulaQuestion, NumberQuestion, OrderQuestion } from '../../experiment'
import type { Letters } from './reading/words'

/** The questions whose answer is a formula, with letters or without. */
export type ScalarQuestion = NumberQuestion | FormulaQuestion | OrderQuestion

/** The fields of a question that its answers are read with. */
export type ScalarForm =
  | Pick<NumberQuestion, 'kind' | 'unit' | 'names' | 'bounds' | 'ratio'>
  | Pick<FormulaQuestion, 'kind' | 'variables' | 'legal' | 'unit' | 'names' | 'bounds'>
  | Pick<OrderQuestion, 'kind' | 'variables' | 'grows' | 'names' | 'bounds'>

/** The letters of a question with their spellings. */
export const lettersOf = (question: ScalarForm): Letters =>
  question.kind === 'number'
    ? {}
    : Object.fromEntries(Object.entries(question.variables).map(([name, { spellings }]) => [name, spellings ?? []]))

/** A legal value for each variable: its second, because the first is often a special case such as 1. */
export const someOf = ({ variables }: Pick<FormulaQuestion, 'variables'>) =>
  Object.fromEntries(Object.entries(variables).map(([name, { values }]) => [name, values[1] ?? values[0] ?? 1]))

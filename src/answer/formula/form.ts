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

/** Some legal value for each variable: the second, where nothing is special. */
export const someOf = ({ variables }: Pick<FormulaQuestion, 'variables'>) =>
  Object.fromEntries(Object.entries(variables).map(([name, { values }]) => [name, values[1] ?? values[0] ?? 1]))

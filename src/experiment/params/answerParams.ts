import { evaluate, readPostfix } from './formula'
import { formulaText } from './formulaText'
import type { AnswerParam, FormulaFunction, FormulaParam } from './params'
import { readTensor } from './tensor'
import { tensorText } from './tensorText'

/** The value of a parameter of kind `formula` as a function; undefined if there is no formula. Throws RangeError if it is not in these letters. */
export function formulaOf(param: FormulaParam, value: string): FormulaFunction | undefined {
  if (value === '') return undefined
  const read = readPostfix(value, Object.keys(param.letters))
  if (!read) throw new RangeError(`"${value}" is no formula in ${Object.keys(param.letters).join(', ')}`)
  return (at) => evaluate(read, at)
}

/** An answer as people write it, "1/√d"; undefined if there is none. */
export function answerText(param: AnswerParam, value: string): string | undefined {
  if (param.kind === 'tensor') {
    const expression = value === '' ? undefined : readTensor(value, param.space)
    return expression && tensorText(expression)
  }
  const read = value === '' ? undefined : readPostfix(value, Object.keys(param.letters))
  return read && formulaText(read)
}

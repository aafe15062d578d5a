import { evaluate } from '../../experiment'
import { attempted, Unreadable } from '../fault'
import type { Fault } from '../judgement'
import { readScalar } from './scalar'

/** Reads a number that is typed as a formula: 1/sqrt(2), 2^10, 50 %; `unit` may stand after it. Never throws, whatever the text. */
export function readConstant(text: string, unit?: string): { readonly done: number } | { readonly fault: Fault } {
  return attempted(() => {
    const { formula } = readScalar(unit === undefined ? { kind: 'number' } : { kind: 'number', unit }, text)
    const value = evaluate(formula, {})
    if (!Number.isFinite(value)) throw new Unreadable('This has no finite value.', 0, text.length)
    return value
  })
}

import {
  type Formula,
  type FormulaQuestion,
  type NumberQuestion,
  type OrderQuestion,
  readPostfix,
} from '../../experiment'
import { quoted, Unreadable } from '../fault'
import { parseFormula } from './parse'
import type { Letters } from './tokens'
import { postfixOf, type Tree } from './tree'

/** The questions whose answer is a formula, with letters or without. */
export type ScalarQuestion = NumberQuestion | FormulaQuestion | OrderQuestion

/** An answer to such a question, as it was understood. */
export interface Scalar {
  readonly tree: Tree
  readonly formula: Formula
}

/** The letters of a question with their spellings. */
export const lettersOf = (question: ScalarQuestion): Letters =>
  question.kind === 'number'
    ? {}
    : Object.fromEntries(Object.entries(question.variables).map(([name, { spellings }]) => [name, spellings ?? []]))

/**
 * Reads an answer: a left side ("sigma ="), "O( )" around an order, and a unit or a percent sign after a number are understood and left out. Throws
 * `Unreadable`.
 */
export function readScalar(question: ScalarQuestion, answer: string): Scalar {
  let text = withoutLeft(answer, question.names ?? [])
  if (question.kind === 'order') text = withoutO(text)
  const percent = question.kind === 'number' ? /\\?[%％]\s*\.?\s*$/.exec(text) : null
  if (percent) text = blanked(text, percent.index, text.length)
  if (question.kind === 'number' && question.unit) text = withoutUnit(text, question.unit)
  const value = parseFormula(text, lettersOf(question))
  const tree: Tree = percent
    ? { kind: 'operator', operator: '/', left: value, right: { kind: 'number', text: '100' } }
    : value
  const formula = readPostfix(postfixOf(tree), Object.keys(lettersOf(question)))
  if (!formula) throw new Unreadable('This formula is too long.', 0, answer.length)
  return { tree, formula }
}

/** Spaces in the place of a part, so that what follows keeps its position. */
const blanked = (text: string, from: number, to: number) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to)

/** A name without what its spellings differ in: σ(d), \sigma and Sigma are `sigma`. */
const bare = (name: string) =>
  name
    .replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, '')
    .replaceAll(/[\s\\{}$.]|left|right|operatorname|mathrm|text/g, '')
    .toLowerCase()

/** Blanks out what stands before an equals sign, if it is one of the names. */
function withoutLeft(text: string, names: readonly string[]): string {
  const [sign] = /:?[=≈≃≅~＝]|\\approx(?![a-z])/.exec(text) ? [/:?[=≈≃≅~＝]|\\approx(?![a-z])/.exec(text)] : []
  if (!sign) return text
  const left = text.slice(0, sign.index)
  if (left.trim() !== '' && !names.some((name) => bare(name) === bare(left)))
    throw new Unreadable(
      names[0] === undefined
        ? 'Give the right side alone, without an equals sign.'
        : `${quoted(left.trim())} is not what is asked for. Write ${names[0]} = …, or the right side alone.`,
      0,
      sign.index + sign[0].length,
    )
  return blanked(text, 0, sign.index + sign[0].length)
}

/** Blanks out O( ) or Θ( ) around an order. */
function withoutO(text: string): string {
  const opening = /^\s*\$?\s*(\\mathcal\s*\{?\s*O\s*\}?|\\mathrm\{O\}|O|\\?Theta|Θ)\s*(\\left)?\s*\(/.exec(text)
  if (!opening) return text
  const end = text.search(/\)[\s$.]*$/)
  if (end < opening[0].length) throw new Unreadable('This parenthesis is not closed.', opening[0].length - 1, 1)
  return blanked(blanked(text, 0, opening[0].length), end, end + 1)
}

/** Blanks out the unit after a number: "weights", also "weight" and "Weights". */
function withoutUnit(text: string, unit: string): string {
  const after = /\p{L}[\p{L}\s]*[\s.]*$/u.exec(text)
  const stem = (word: string) =>
    word
      .trim()
      .toLowerCase()
      .replace(/[s.]+$/, '')
  return after && stem(after[0]) === stem(unit) ? blanked(text, after.index, text.length) : text
}

import {
  evaluate,
  type Formula,
  type FormulaQuestion,
  type NumberQuestion,
  type OrderQuestion,
  readPostfix,
} from '../../experiment'
import { checkLength, quoted, Unreadable } from '../fault'
import { LONGEST, parseFormula } from './parse'
import { narrowed } from './tokens'
import { postfixOf, type Tree } from './tree'
import type { Letters } from './words'

/** The questions whose answer is a formula, with letters or without. */
export type ScalarQuestion = NumberQuestion | FormulaQuestion | OrderQuestion

/** The fields of a question that its answers are read with. */
type ScalarForm =
  | Pick<NumberQuestion, 'kind' | 'unit' | 'names'>
  | Pick<FormulaQuestion, 'kind' | 'variables' | 'names'>
  | Pick<OrderQuestion, 'kind' | 'variables' | 'names'>
type NumberForm = Extract<ScalarForm, { kind: 'number' }>

/** An answer to such a question, as it was understood. */
export interface Scalar {
  readonly tree: Tree
  readonly formula: Formula
}

/** The letters of a question with their spellings. */
export const lettersOf = (question: ScalarForm): Letters =>
  question.kind === 'number'
    ? {}
    : Object.fromEntries(Object.entries(question.variables).map(([name, { spellings }]) => [name, spellings ?? []]))

/**
 * Reads an answer: a left side ("sigma ="), "O( )" around an order, and a unit or a percent sign after a number are understood and left out. Throws
 * `Unreadable`.
 */
export function readScalar(question: ScalarForm, answer: string): Scalar {
  checkLength(answer, LONGEST)
  const text = withoutLeft(narrowed(answer), question.names ?? [])
  if (question.kind !== 'number') return parsed(question, question.kind === 'order' ? withoutO(text) : text)
  // A number may be given twice, exactly and rounded: 1/√2 ≈ 0.707.
  const [first = { from: 0, to: text.length }, ...others] = sidesOf(text)
  const only = (side: Side) => blanked(blanked(text, 0, side.from), side.to, text.length)
  const number = readNumber(question, only(first))
  for (const side of others) {
    const [a, b] = [number, readNumber(question, only(side))].map(({ formula }) => evaluate(formula, {}))
    const apart = text[side.from - 1] === '=' ? ROUNDED.equal : ROUNDED.nearly
    if (a === undefined || b === undefined || !(Math.abs(a - b) <= apart * Math.abs(a)))
      throw new Unreadable('The two sides of this sign are not equal. Give one number.', side.from - 1, 1)
  }
  return number
}

/** The largest relative difference of the two sides of = and of ≈, which may be rounded to two digits. */
const ROUNDED = { equal: 0.005, nearly: 0.05 }

interface Side {
  readonly from: number
  readonly to: number
}

/** The parts of a text between signs of equality. */
function sidesOf(text: string): readonly Side[] {
  const signs = [...text.matchAll(/[=≈≃≅~]|\\approx(?![a-z])/g)].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
  }))
  return [...signs, { from: text.length, to: text.length }].map(({ from }, k) => ({
    from: signs[k - 1]?.to ?? 0,
    to: from,
  }))
}

function readNumber(question: NumberForm, answer: string): Scalar {
  const percent = /(?:\\?[%％]|\bper\s?cent)\s*\.?\s*$/i.exec(answer)
  const plain = percent ? blanked(answer, percent.index, answer.length) : answer
  const value = parsed(question, question.unit === undefined ? plain : withoutUnit(plain, question.unit))
  return percent ? scalarOf(question, { kind: 'operator', operator: '/', left: value.tree, right: HUNDRED }) : value
}

const HUNDRED: Tree = { kind: 'number', text: '100' }

const parsed = (question: ScalarForm, text: string): Scalar =>
  scalarOf(question, parseFormula(text, lettersOf(question)))

function scalarOf(question: ScalarForm, tree: Tree): Scalar {
  const formula = readPostfix(postfixOf(tree), Object.keys(lettersOf(question)))
  if (!formula) throw new Unreadable('This formula is too long.', 0, 0)
  return { tree, formula }
}

/** Spaces in the place of a part, so that what follows keeps its position. */
const blanked = (text: string, from: number, to: number) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to)

/** A name without what its spellings differ in: σ(d), \sigma and Sigma are `sigma`. */
const bare = (name: string) =>
  name
    .replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, '')
    .replaceAll(/[\s\\{}$.]|left|right|operatorname|mathrm|mathbb|text/g, '')
    .toLowerCase()

/** Blanks out what stands before an equals sign, if it is one of the names. A name may end with "<". */
function withoutLeft(text: string, names: readonly string[]): string {
  const sign = /:?[=≈≃≅~<≤]|\\(?:approx|leq?|lt)(?![a-z])/.exec(text)
  if (!sign) return text
  const left = text.slice(0, sign.index)
  const isBelow = /[<≤]|l/.test(sign[0])
  const named = bare(left) + (isBelow ? '<' : '')
  if (names.some((name) => bare(name) === named || (left.trim() === '' && isBelow && name.endsWith('<'))))
    return blanked(text, 0, sign.index + sign[0].length)
  if (isBelow)
    throw new Unreadable('Give the number or formula itself, without a comparison.', sign.index, sign[0].length)
  if (left.trim() === '') return blanked(text, 0, sign.index + sign[0].length)
  // A number may be given twice: 64 * 16 = 1024.
  if (!/\p{L}/u.test(left.replaceAll(/\\[a-z]+|sqrt/g, ''))) return text
  throw new Unreadable(
    names[0] === undefined
      ? 'Give the right side alone, without an equals sign.'
      : `${quoted(left.trim())} is not what is asked for. Write ${names[0]} = …, or the right side alone.`,
    0,
    sign.index + sign[0].length,
  )
}

/** Replaces O or Θ before a parenthesis by spaces, so that the parenthesis is read like any other. */
const withoutO = (text: string): string =>
  text.replaceAll(
    /(?:\\mathcal\s*\{?\s*O\s*\}?|\\mathrm\{O\}|O|\\?Theta|Θ)(?=[\s\u200b]*(?:\\left|\\big|\\Big)?\s*[([{])/g,
    (found) => ' '.repeat(found.length),
  )

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

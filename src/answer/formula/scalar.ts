import {
  evaluate,
  type Formula,
  type FormulaQuestion,
  type NumberQuestion,
  type OrderQuestion,
  readPostfix,
} from '../../experiment'
import { attempted, checkLength, quoted, Unreadable } from '../fault'
import { LONGEST, parseFormula } from './reading/parse'
import { withSeries } from './reading/series'
import { withOrders, withSigns } from './reading/spoken'
import { narrowed } from './reading/tokens'
import type { Letters } from './reading/words'
import { boundOf, lastStep, type Relation, type RelationSign, signsOf, solved, UNKNOWN, unknownsIn } from './relation'
import { postfixOf, type Tree } from './tree'

/** The questions whose answer is a formula, with letters or without. */
export type ScalarQuestion = NumberQuestion | FormulaQuestion | OrderQuestion

/** The fields of a question that its answers are read with. */
type ScalarForm =
  | Pick<NumberQuestion, 'kind' | 'unit' | 'names' | 'bounds' | 'ratio'>
  | Pick<FormulaQuestion, 'kind' | 'variables' | 'unit' | 'names' | 'bounds'>
  | Pick<OrderQuestion, 'kind' | 'variables' | 'grows' | 'names' | 'bounds'>

/** An answer to such a question, as it was understood. */
export interface Scalar {
  readonly tree: Tree
  readonly formula: Formula
  /** Whether the answer is an inequality that holds on the other side of its number: N_b > N/2. */
  readonly isTurned?: true
}

/** The letters of a question with their spellings. */
export const lettersOf = (question: ScalarForm): Letters =>
  question.kind === 'number'
    ? {}
    : Object.fromEntries(Object.entries(question.variables).map(([name, { spellings }]) => [name, spellings ?? []]))

/**
 * Reads an answer: words for signs, a left side ("sigma ="), an equation or inequality in what is asked for (σ² = 1/d), "O( )" around an order, and
 * a unit or a percent sign after a number are understood. Throws `Unreadable`.
 */
export function readScalar(question: ScalarForm, answer: string): Scalar {
  checkLength(answer, LONGEST)
  const plain = narrowed(answer)
  const order = question.kind === 'order' ? null : /^\s*[OΘ]\s*\(/.exec(plain)
  if (order)
    throw new Unreadable('An order leaves factors out. Here the number itself is asked for.', 0, order[0].length)
  const spoken = withSeries(withSigns(question.kind === 'order' ? withoutO(ordersIn(question, plain)) : plain))
  const ratio = question.kind === 'number' ? question.ratio : undefined
  const step = blanked(spoken, 0, lastStep(spoken))
  const text = ratio ? step.replaceAll(written(ratio.to), (found) => '(1)'.padEnd(found.length)) : step
  const { sides, bound } = sidesOf(question, text, answer)
  const [first, ...others] = sides.map((side) => readSide(question, text, side))
  if (!first) throw new Unreadable('There is no formula here.', 0, answer.length)
  const sign = (k: number) => sides[k]?.after
  for (const [k, other] of others.entries()) checkEqual(question, first, other, sign(k + 1))
  // Var u is below c Var y for every c above the smallest.
  const isOfRatio = ratio !== undefined && written(ratio.of).test(text)
  const isTurned = bound !== undefined && question.bounds !== undefined && (bound !== question.bounds) !== isOfRatio
  return { ...first, ...(isTurned ? { isTurned } : {}) }
}

/** A quantity as it is written: "Var u", "Var(u)", "\\operatorname{Var} u". */
function written(quantity: string): RegExp {
  const [law = '', of = ''] = quantity.split(' ')
  return new RegExp(
    `(?:\\\\operatorname\\{${law}\\}|(?:\\\\(?:mathrm|text)\\{)?${law}\\}?)\\s*[([{]?\\s*${of}\\s*[)\\]}]?`,
    'giu',
  )
}

type OrderForm = Extract<ScalarForm, { kind: 'order' }>
const ordersIn = ({ grows, variables }: OrderForm, text: string) =>
  withOrders(text, grows, variables[grows]?.meaning ?? grows, Object.keys(variables))

/** The largest relative difference of the two sides of = and of ≈, which may be rounded to two digits. */
const ROUNDED = { equal: 0.005, nearly: 0.05 }

/** Throws `Unreadable` if an answer that is given twice, exactly and rounded, is two answers: 1/√2 ≈ 0.707. */
function checkEqual(question: ScalarForm, a: Scalar, b: Scalar, sign: RelationSign | undefined): void {
  const apart = sign?.relation === '=' ? ROUNDED.equal : ROUNDED.nearly
  const at = question.kind === 'number' ? {} : someOf(question)
  const [x, y] = [a, b].map(({ formula }) => evaluate(formula, at))
  if (x === undefined || y === undefined || !(Math.abs(x - y) <= apart * Math.abs(x)))
    throw new Unreadable('The two sides of this sign are not equal. Give one answer.', sign?.at ?? 0, sign?.length ?? 1)
}

/** Some legal value for each variable: the second, where nothing is special. */
const someOf = ({ variables }: Pick<FormulaQuestion, 'variables'>) =>
  Object.fromEntries(Object.entries(variables).map(([name, { values }]) => [name, values[1] ?? values[0] ?? 1]))

/** A side of an answer, as a part of its text, or as it was solved for what is asked. `after`: the sign before it. */
type Side = { readonly after?: RelationSign } & (
  | { readonly from: number; readonly to: number }
  | { readonly solution: Tree }
)

/** The sides of an answer that are the answer, and whether they bound what is asked for from above ("<") or from below. */
function sidesOf(
  question: ScalarForm,
  text: string,
  answer: string,
): { readonly sides: readonly Side[]; readonly bound: '<' | '>' | undefined } {
  const signs = signsOf(text)
  const parts = [...signs, undefined].map((sign, k) => {
    const after = signs[k - 1]
    return { from: after ? after.at + after.length : 0, to: sign?.at ?? text.length, ...(after ? { after } : {}) }
  })
  const textOf = (part: { from: number; to: number } | undefined) => (part ? text.slice(part.from, part.to) : '')
  // 0 < N_b < N/2, and N/2 > N_b > 0: what is asked for is positive anyhow.
  if (parts.length === 3 && /^\s*[01]\s*$/.test(textOf(parts[0])) && signs[0]?.relation === '<') parts.shift()
  if (parts.length === 3 && /^\s*[01]\s*$/.test(textOf(parts[2])) && signs[1]?.relation === '>') parts.pop()
  const [left, ...rest] = parts
  const last = rest.at(-1)
  if (!left || !last) return { sides: parts, bound: undefined }
  const names = question.names ?? []
  const ratio = question.kind === 'number' ? question.ratio : undefined
  const isOf = (text: string) =>
    ratio !== undefined && text.trim() !== '' && text.replace(written(ratio.of), '').trim() === ''
  const isNamed = (part: Part) =>
    names.some((name) => bare(withSigns(name)) === bare(textOf(part))) || isOf(textOf(part))
  const [sign] = rest.flatMap(({ after }) => (after && isBound(after.relation) ? [after] : []))
  if (sign && question.bounds === undefined)
    throw new Unreadable('Give the number or formula itself, without a comparison.', sign.at, sign.length)
  const direction = sign?.relation as '<' | '>' | undefined
  if (textOf(left).trim() === '' || isNamed(left)) return { sides: rest, bound: direction }
  if (isNamed(last)) return { sides: parts.slice(0, -1), bound: direction && (direction === '<' ? '>' : '<') }
  const solution = rest.length === 1 ? solutionOf(question, text, left, last) : undefined
  if (solution) return solution
  // A number may be given twice: 64 * 16 = 1024.
  if (sign === undefined && !/\p{L}/u.test(textOf(left).replaceAll(/\\[a-z]+|sqrt/g, '')))
    return { sides: parts, bound: undefined }
  throw new Unreadable(
    names[0] === undefined
      ? 'Give the right side alone, without an equals sign.'
      : `${quoted(answer.slice(left.from, left.to).trim())} is not what is asked for. Write ${names[0]} = …, or the right side alone.`,
    0,
    last.after ? last.after.at + last.after.length : text.length,
  )
}

const isBound = (relation: Relation): relation is '<' | '>' => relation === '<' || relation === '>'

interface Part {
  readonly from: number
  readonly to: number
  readonly after?: RelationSign
}

/** An equation or inequality, solved for what is asked: σ² = 1/d, 2N_b < N. undefined if that does not stand in it. */
function solutionOf(
  question: ScalarForm,
  text: string,
  left: Part,
  right: Part,
): ReturnType<typeof sidesOf> | undefined {
  const spellings = (question.names ?? []).filter((name) => /^\p{L}+(_\p{L}+)?$/u.test(name))
  if (spellings.length === 0 || right.after === undefined) return undefined
  const letters = { ...lettersOf(question), [UNKNOWN]: spellings }
  const read = attempted(() => [left, right].map((part) => parseFormula(only(text, part), letters)))
  const [a, b] = 'done' in read ? read.done : []
  if (!a || !b) return undefined
  const count = unknownsIn(a) + unknownsIn(b)
  if (count === 0) return undefined
  if (count > 1)
    throw new Unreadable(
      `${spellings[0]} stands here more than once. Solve for it, and give the right side.`,
      left.from,
      right.to - left.from,
    )
  const solution = unknownsIn(a) > 0 ? solved(a, b) : solved(b, a)
  const { relation } = right.after
  const at = question.kind === 'number' ? {} : someOf(question)
  return { sides: [{ solution }], bound: isBound(relation) ? boundOf(a, relation, b, solution, at) : undefined }
}

/** A part of a text at its place, with spaces in the place of the rest. */
const only = (text: string, { from, to }: Part) => blanked(blanked(text, 0, from), to, text.length)

function readSide(question: ScalarForm, text: string, side: Side): Scalar {
  if ('solution' in side) return scalarOf(question, side.solution)
  const answer = only(text, side)
  const percent = question.kind === 'number' ? /(?:\\?[%％]|\bper\s?cent)\s*\.?\s*$/i.exec(answer) : null
  const plain = percent ? blanked(answer, percent.index, answer.length) : answer
  const unit = question.kind === 'order' ? undefined : question.unit
  const counted = unit === undefined ? plain : withoutUnit(plain, unit)
  const other = question.kind === 'number' && unit !== undefined ? OTHER_UNIT.exec(counted) : null
  if (other?.[1] !== undefined)
    throw new Unreadable(
      `This is counted in ${unit}: write the number alone.`,
      other.index + other[0].indexOf(other[1]),
      other[1].length,
    )
  const tree = parseFormula(counted, lettersOf(question))
  return scalarOf(question, percent ? { kind: 'operator', operator: '/', left: tree, right: HUNDRED } : tree)
}

/** A word after a number. */
const OTHER_UNIT = /(?<=^[\d\s.,]*\d)\s+(\p{L}{3,})[\s.]*$/u

const HUNDRED: Tree = { kind: 'number', text: '100' }

function scalarOf(question: ScalarForm, tree: Tree): Scalar {
  const formula = readPostfix(postfixOf(tree), Object.keys(lettersOf(question)))
  if (!formula) throw new Unreadable('This formula is too long.', 0, 0)
  return { tree, formula }
}

/** Spaces in the place of a part, so that what follows keeps its position. */
const blanked = (text: string, from: number, to: number) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to)

/** A name without what its spellings differ in: σ(d), \\sigma and Sigma are `sigma`. */
const bare = (name: string) =>
  name
    .replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, '')
    .replaceAll(/[\s\\{}$.]|left|right|operatorname|mathrm|mathbb|text/g, '')
    .toLowerCase()

/** Replaces O or Θ before a parenthesis by spaces, so that the parenthesis is read like any other. */
const withoutO = (text: string): string =>
  text.replaceAll(
    /(?:\\mathcal\s*\{?\s*O\s*\}?|\\mathrm\{O\}|O|\\?Theta|Θ)(?=[\s\u200b]*(?:\\left|\\big|\\Big)?\s*[([{])/g,
    (found) => ' '.repeat(found.length),
  )

/** Blanks out the unit after a number or formula: "weights", also "weight" and "Weights". */
function withoutUnit(text: string, unit: string): string {
  const stem = unit.replace(/s$/, '')
  const after = new RegExp(`(?<!\\p{L})${stem}s?[\\s.]*$`, 'iu').exec(text)
  return after ? blanked(text, after.index, text.length) : text
}

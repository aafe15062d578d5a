import { evaluate, type Formula, readPostfix } from '../../experiment'
import { attempted, checkLength, Unreadable } from '../fault'
import { pointsOf } from './agree'
import { lettersOf, type ScalarForm } from './form'
import { growAlike, growthOf } from './growth'
import { LONGEST, parseFormula } from './reading/parse'
import { withSeries } from './reading/series'
import { withOrders, withSigns } from './reading/spoken'
import { narrowed } from './reading/tokens'
import { lastStep, type RelationSign, signsOf } from './relation'
import { blanked, only, type Side, sidesOf, withoutUnit, written } from './sides'
import { postfixOf, type Tree } from './tree'

/** An answer to a number, formula or order question, as it was read. */
export interface Scalar {
  readonly tree: Tree
  readonly formula: Formula
  /** Whether the answer is an inequality that holds on the other side of its number: N_b > N/2. */
  readonly isTurned?: true
}

/**
 * Reads an answer: words for signs, a left side ("sigma ="), an equation or inequality in what is asked for (σ² = 1/d), "O( )" around an order, and
 * a unit or a percent sign after a number are understood. Throws `Unreadable`.
 */
export function readScalar(question: ScalarForm, answer: string): Scalar {
  checkLength(answer, LONGEST)
  const once = readTwice(question, answer)
  if (once) return once
  const whole = attempted(() => readWhole(question, answer))
  if ('done' in whole) return whole.done
  // The text after the answer may be a remark of the reader.
  for (const remark of REMARKS) {
    const at = answer.search(remark)
    const read = at > 0 ? attempted(() => readWhole(question, blanked(answer, at, answer.length))) : undefined
    if (!read || !('done' in read)) continue
    checkRemark(question, answer, at)
    return read.done
  }
  throw new Unreadable(whole.fault.says, whole.fault.at, whole.fault.length)
}

/** Throws `Unreadable` if the text after an answer belongs to it, or is another answer. */
function checkRemark(question: ScalarForm, answer: string, at: number): void {
  const remark = answer.slice(at)
  const place = [at, remark.length] as const
  if (/^[\s(,;]*(?:or|and|maybe|perhaps|possibly)\s/iu.test(remark)) throw new Unreadable('Give one answer.', ...place)
  const letters = Object.entries(lettersOf(question)).flat(2)
  const isPart = /\d/.test(remark) || (remark.match(/[\p{L}_]+/gu) ?? []).some((word) => letters.includes(word))
  // "for all d" adds nothing to the answer.
  if (isPart && !/\s(?:all|any|every)\s+\p{L}+[\s.)]*$/u.test(remark))
    throw new Unreadable('This could not be read as a part of the answer. Give the answer alone.', ...place)
}

/** An answer that is given twice: 1/2 (0.5), or O(L), linear. undefined if it is not, or if the two are not equal. */
function readTwice(question: ScalarForm, answer: string): Scalar | undefined {
  const named = question.kind === 'order' ? ORDER_TWICE.map((pattern) => pattern.exec(answer)?.slice(1)) : []
  for (const [first = '', second = ''] of [inParentheses(answer), ...named].flatMap((parts) =>
    parts ? [parts] : [],
  )) {
    // A repeated expression is a product: (1/4) (1/4).
    if (first.trim() === '' || bareText(first) === bareText(second)) continue
    const from = answer.lastIndexOf(second)
    const read = attempted(() => [
      readWhole(question, blanked(answer, first.length, answer.length)),
      readWhole(question, only(answer, { from, to: from + second.length })),
    ])
    const [a, b] = 'done' in read ? read.done : []
    if (a && b && areEqual(question, a, b, ROUNDED.nearly)) return a
  }
  return undefined
}

/** The text before the last group in parentheses, and the text inside it: 0.5 (1/2). */
function inParentheses(answer: string): readonly string[] | undefined {
  const text = answer.replace(/[\s.]+$/, '')
  if (!text.endsWith(')')) return undefined
  let [at, depth] = [text.length - 1, 1]
  while (depth > 0 && at > 0) {
    at -= 1
    depth += text[at] === ')' ? 1 : text[at] === '(' ? -1 : 0
  }
  const before = text.slice(0, at)
  return depth === 0 && /\s$/.test(before) ? [before, text.slice(at + 1, -1)] : undefined
}

/** Linear, O(L); O(L) linear; L linear. */
const ORDER_TWICE = [
  /^(\p{L}{4,}.*?)[,;:]?\s+([OΘ]\s*\(.*)$/su,
  /^([OΘ]\s*\([^()]*\))[,;:]?\s+(\p{L}{4,}.*)$/su,
  /^(\p{L})[,;:]?\s+(\p{L}{4,}.*)$/su,
]

const bareText = (text: string) => text.replaceAll(/[\s()]/g, '')

/** Whether two forms of an answer are equal within rounding, wherever its letters are legal; of orders, whether they grow alike. */
function areEqual(question: ScalarForm, a: Scalar, b: Scalar, apart: number): boolean {
  if (question.kind === 'order') return growAlike(growthOf(a, question), growthOf(b, question))
  return (question.kind === 'number' ? [{}] : pointsOf(question)).every((at) => {
    const [x, y] = [evaluate(a.formula, at), evaluate(b.formula, at)]
    return Math.abs(x - y) <= apart * Math.abs(x)
  })
}

/** Where a remark may begin: 1/2 (by symmetry); 1/2, by symmetry; 1/2 by symmetry. */
const REMARKS = [
  /\s*\([^()]*(?:\p{L}{2}|[%=≈])[^()]*\)\s*$/u,
  /[,;]\s*\p{L}{2}/u,
  /\s(?:by|with|per|for|where|at|as|on)\s/iu,
]

function readWhole(question: ScalarForm, answer: string): Scalar {
  const plain = narrowed(answer)
  const order = question.kind === 'order' ? null : /^\s*[OΘ]\s*\(/.exec(plain)
  if (order)
    throw new Unreadable('An order leaves factors out. Here the number itself is asked for.', 0, order[0].length)
  const unit = question.kind === 'order' ? undefined : question.unit
  const alone = unit === undefined ? plain : withoutUnit(plain, unit)
  const spoken = withSeries(withSigns(question.kind === 'order' ? withoutO(ordersIn(question, plain)) : alone))
  const ratio = question.kind === 'number' ? question.ratio : undefined
  const step = blanked(spoken, 0, lastStep(spoken))
  const text = ratio ? withRatio(step, ratio, question.names?.[0] ?? '') : step
  const { sides, bound } = sidesOf(question, text, answer)
  const [first, ...others] = sides.map((side) => readSide(question, text, side))
  if (!first) throw new Unreadable('There is no formula here.', 0, answer.length)
  const sign = (k: number) => sides[k]?.signBefore
  for (const [k, other] of others.entries()) checkEqual(question, first, other, sign(k + 1))
  // Var u is below c Var y for every c above the smallest.
  const isOfRatio = ratio !== undefined && written(ratio.of).test(step)
  const isTurned = bound !== undefined && question.bounds !== undefined && (bound !== question.bounds) !== isOfRatio
  return { ...first, ...(isTurned ? { isTurned } : {}) }
}

/** A ratio that is asked for by its name: 16 Var u ≤ Var y is 16 c ≤ 1. */
function withRatio(text: string, { of, to }: { readonly of: string; readonly to: string }, name: string): string {
  const inOne = text.replaceAll(written(to), (found) => '(1)'.padEnd(found.length))
  return signsOf(text).length > 0 ? inOne.replaceAll(written(of), (found) => name.padEnd(found.length)) : inOne
}

type OrderForm = Extract<ScalarForm, { kind: 'order' }>
const ordersIn = ({ grows, variables }: OrderForm, text: string) =>
  withOrders(text, grows, variables[grows]?.meaning ?? grows, Object.keys(variables))

/** The largest relative difference of the two sides of = and of ≈, which may be rounded to two digits. */
const ROUNDED = { equal: 0.005, nearly: 0.05 }

/** Throws `Unreadable` if an answer that is given twice, exactly and rounded, is two answers: 1/√2 ≈ 0.707. */
function checkEqual(question: ScalarForm, a: Scalar, b: Scalar, sign: RelationSign | undefined): void {
  const apart = sign?.relation === '=' ? ROUNDED.equal : ROUNDED.nearly
  if (!areEqual(question, a, b, apart))
    throw new Unreadable('The two sides of this sign are not equal. Give one answer.', sign?.at ?? 0, sign?.length ?? 1)
}

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

/** Replaces O or Θ before a parenthesis by spaces, so that the parenthesis is read like any other. */
const withoutO = (text: string): string =>
  text.replaceAll(
    /(?:\\mathcal\s*\{?\s*O\s*\}?|\\mathrm\{O\}|O|\\?Theta|Θ)(?=[\s\u200b]*(?:\\left|\\big|\\Big)?\s*[([{])/g,
    (found) => ' '.repeat(found.length),
  )

import { evaluate, type Formula, readPostfix } from '../../experiment'
import { attempted, checkLength, Unreadable } from '../fault'
import { lettersOf, type ScalarForm, someOf } from './form'
import { LONGEST, parseFormula } from './reading/parse'
import { withSeries } from './reading/series'
import { withOrders, withSigns } from './reading/spoken'
import { narrowed } from './reading/tokens'
import { lastStep, type RelationSign } from './relation'
import { blanked, only, type Side, sidesOf, withoutUnit, written } from './sides'
import { postfixOf, type Tree } from './tree'

/** An answer to such a question, as it was understood. */
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
  const whole = attempted(() => readWhole(question, answer))
  if ('done' in whole) return whole.done
  // What stands after the answer may be a remark of the reader.
  for (const remark of REMARKS) {
    const at = answer.search(remark)
    const read = at > 0 ? attempted(() => readWhole(question, blanked(answer, at, answer.length))) : undefined
    if (read && 'done' in read) return read.done
  }
  throw new Unreadable(whole.fault.says, whole.fault.at, whole.fault.length)
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

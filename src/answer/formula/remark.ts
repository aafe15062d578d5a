import { evaluate, type Formula, type FormulaQuestion, numberText, type OrderQuestion } from '../../experiment'
import { gridOf, type Point, pointsOf } from './agree'
import type { ScalarQuestion } from './form'
import { growthOf } from './growth'
import { readScalar, type Scalar } from './scalar'

/** A sentence that compares a wrong answer with the right one, without giving that: too large, the wrong growth, a letter that is missing. */
export function remarkOn(question: ScalarQuestion, given: Scalar): string {
  const right = readScalar(question, question.answer)
  switch (question.kind) {
    case 'number':
      return ofNumber(evaluate(given.formula, {}), evaluate(right.formula, {}))
    case 'formula':
      return ofFormula(question, given.formula, right.formula)
    case 'order':
      return ofOrder(question, given, right)
  }
}

function ofNumber(x: number, right: number): string {
  if (x < 0 && right >= 0) return 'Yours is negative. Can that be?'
  if (right !== 0 && Math.abs(x / right - 100) < 1e-9) return 'Yours is too large. If you mean per cent, write %.'
  const isLarge = x > right
  const ratio = x * right > 0 ? Math.max(x / right, right / x) : Number.NaN
  const by = ratio > 10 ? 'far ' : ratio < 1.2 ? 'a little ' : ''
  return `Yours is ${by}too ${isLarge ? 'large' : 'small'}.`
}

/** The two values of a letter, all other letters held fixed, and the values of both formulas there. */
interface Step {
  readonly given: number
  readonly right: number
  readonly ratio: number
}

function ofFormula(question: FormulaQuestion, given: Formula, right: Formula): string {
  const points = pointsOf(question)
  const compared = points.map((point): Compared => ({ point, x: evaluate(given, point), y: evaluate(right, point) }))
  if (compared.every(({ x, y }) => x < 0 && y > 0)) return 'Yours is negative. Can that be?'
  if (compared.every(({ x }) => x === 0)) return 'Yours is zero, whatever the letters are.'
  const ratios = compared.map(({ x, y }) => x / y)
  const tex = (name: string) => `$${question.variables[name]?.symbol.source ?? name}$`
  if (isConstant(ratios)) return `Yours has the right form, but a constant factor in it is not right.`
  if (isConstant(compared.map(({ x, y }) => 1 + x - y))) return 'Yours is off by the same number everywhere.'
  const names = Object.keys(question.variables)
  const steps = new Map(names.map((name) => [name, stepsOf(question, name, given, right)]))
  const missing = names.find((name) => stays(steps.get(name), 'given') && !stays(steps.get(name), 'right'))
  if (missing !== undefined) return `Yours does not depend on ${tex(missing)}. Should it?`
  const [wrong, ...others] = names.filter((name) => !stays(steps.get(name), 'ratio'))
  const known = names.filter((name) => stays(steps.get(name), 'ratio') && !stays(steps.get(name), 'right'))
  const also = known.length > 0 ? `Its dependence on ${joined(known.map(tex))} is right. ` : ''
  const says =
    wrong === undefined || others.length > 0
      ? undefined
      : (factorText(question, wrong, compared) ?? growthText(tex(wrong), steps.get(wrong) ?? []))
  if (says !== undefined) return `${also}${says}`
  if (also !== '') return `${also}Look at ${joined([wrong ?? '', ...others].map(tex))} again.`
  const onGrid = compared.slice(0, gridOf(question).length)
  return sizeText(onGrid.every(({ x, y }) => isConstant([y, x])) ? compared : onGrid, question)
}

const isConstant = (values: readonly number[]): boolean =>
  values.every(
    (value) => Number.isFinite(value) && Math.abs(value - (values[0] ?? 0)) <= 1e-9 * Math.abs(values[0] ?? 0),
  )

const joined = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** The steps of one letter from each of its values to the next larger one, at legal values of the others. */
function stepsOf(question: FormulaQuestion, name: string, given: Formula, right: Formula): readonly Step[] {
  const values = [...(question.variables[name]?.values ?? [])].sort((a, b) => a - b)
  const isLegal = (point: Point) => question.legal?.(point) ?? true
  return gridOf(question).flatMap((point) =>
    values.slice(1).flatMap((value, k): readonly Step[] => {
      const [from, to] = [values[k] ?? value, value].map((at) => ({ ...point, [name]: at }))
      if (!from || !to || !isLegal(from) || !isLegal(to)) return []
      const [given0, given1] = [evaluate(given, from), evaluate(given, to)]
      const [right0, right1] = [evaluate(right, from), evaluate(right, to)]
      const step = { given: given1 / given0, right: right1 / right0, ratio: given1 / right1 / (given0 / right0) }
      return Object.values(step).every(Number.isFinite) ? [step] : []
    }),
  )
}

/** Whether a value is the same after each step. */
const stays = (steps: readonly Step[] = [], of: keyof Step): boolean =>
  steps.every((step) => Math.abs(step[of] - 1) <= 1e-9)

/** The remark on an answer that contains a power of the letter too many or too few; undefined for another error. */
function factorText({ variables }: FormulaQuestion, name: string, compared: readonly Compared[]): string | undefined {
  const powers = compared.flatMap(({ point, x, y }) => {
    const value = point[name] ?? 1
    return value === 1 || value <= 0 ? [] : [Math.log(x / y) / Math.log(value)]
  })
  const [power = 0] = powers
  if (Math.abs(power - Math.round(power)) > 1e-6 || Math.round(power) === 0) return undefined
  if (powers.some((other) => !(Math.abs(other - power) <= 1e-6))) return undefined
  return `Yours has the factor $${variables[name]?.symbol.source ?? name}$ too ${power > 0 ? 'many' : 'few'} times.`
}

/** How an answer grows with a letter, compared with the right one; undefined if that is not the same at each step. */
function growthText(letter: string, steps: readonly Step[]): string | undefined {
  const all = (of: keyof Step, isUp: boolean) =>
    steps.every((step) => (isUp ? step[of] > 1 - 1e-9 : step[of] < 1 + 1e-9))
  const isUp = all('given', true)
  if (!isUp && !all('given', false)) return undefined
  if (isUp && all('right', false)) return `Yours grows with ${letter}. Should it?`
  if (!isUp && all('right', true)) return `Yours falls with ${letter}. Should it?`
  if (all('ratio', isUp)) return `Yours ${isUp ? 'grows' : 'falls'} too fast with ${letter}.`
  if (all('ratio', !isUp)) return `Yours ${isUp ? 'grows' : 'falls'} too slowly with ${letter}.`
  return undefined
}

/** The values of an answer, x, and of the right one, y, at a point. */
interface Compared {
  readonly point: Point
  readonly x: number
  readonly y: number
}

/** The points at which an answer is too large, and those at which it is too small. */
function sizeText(compared: readonly Compared[], { variables }: FormulaQuestion): string {
  const at = (point: Point) =>
    joined(
      Object.entries(point).map(
        ([name, value]) => `$${variables[name]?.symbol.source ?? name} = ${numberText(value)}$`,
      ),
    )
  const apart = compared.filter(({ x, y }) => Math.abs(x - y) > 1e-9 * Math.abs(y))
  const large = apart.findLast(({ x, y }) => x > y)
  const small = apart.findLast(({ x, y }) => x < y)
  const place = large ?? small
  if (!place) return 'Yours is right at some values only.'
  if (large && small) return `Yours is too large at ${at(large.point)}, and too small at ${at(small.point)}.`
  const size = large ? 'large' : 'small'
  if (apart.length < compared.length) return `Yours is right at some values, but too ${size} at ${at(place.point)}.`
  return `Yours is too ${size}: at ${at(place.point)} it gives ${numberText(Number(place.x.toPrecision(3)))}.`
}

function ofOrder(question: OrderQuestion, given: Scalar, right: Scalar): string {
  const [a, b] = [growthOf(given, question), growthOf(right, question)]
  const isFast =
    a.like && b.like
      ? a.like.power > b.like.power || (a.like.power === b.like.power && a.like.logs > b.like.logs)
      : (a.far.at(-1) ?? 0) / (b.far.at(-1) ?? 1) > (a.far[0] ?? 0) / (b.far[0] ?? 1) ||
        a.far.at(-1) === Number.POSITIVE_INFINITY
  return `Yours grows too ${isFast ? 'fast' : 'slowly'}.`
}

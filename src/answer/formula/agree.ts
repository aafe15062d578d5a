import { evaluate, type Formula, type FormulaQuestion, type NumberQuestion, type Variable } from '../../experiment'
import { randomOf, seedOf } from '../../experiment/random'

/** Values of the variables of a question. */
export type Point = Readonly<Record<string, number>>

/** The number of random points at which formulas are compared, beside the grid: more than the zeros of the difference of two formulas of legal length. */
const RANDOM_POINTS = 48

/** The legal combinations of the values of the variables of a question, and random legal points between them, the same for each answer. */
export function pointsOf(question: Pick<FormulaQuestion, 'variables' | 'legal'>): readonly Point[] {
  const random = randomOf(seedOf(Object.keys(question.variables).join(), RANDOM_POINTS))
  const isLegal = (point: Point) => question.legal?.(point) ?? true
  const between = Array.from({ length: 4 * RANDOM_POINTS }, () =>
    Object.fromEntries(
      Object.entries(question.variables).map(([name, variable]) => [name, someValue(variable, random)]),
    ),
  )
  return [...gridOf(question), ...between.filter(isLegal).slice(0, RANDOM_POINTS)]
}

/** A random value of a variable, between the ends of its values: a whole one if they are whole. Small and large ones are equally likely. */
function someValue({ values }: Variable, random: () => number): number {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  // Uniform in log(value + 1): `low` may be 0.
  const value = (low + 1) * ((high + 1) / (low + 1)) ** random() - 1
  return values.every(Number.isInteger) ? Math.round(value) : value
}

/** The legal combinations of the values of the variables of a question. */
export function gridOf({ variables, legal }: Pick<FormulaQuestion, 'variables' | 'legal'>): readonly Point[] {
  const all = Object.entries(variables).reduce<readonly Point[]>(
    (points, [name, { values }]) => points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  )
  return legal ? all.filter((point) => legal(point)) : all
}

/** The largest relative difference of two forms of one formula: the rounding of some dozen operations. */
const ROUNDING = 1e-9

/** Whether two formulas have the same value at all points. A value that is not finite equals none. */
export const agree = (a: Formula, b: Formula, points: readonly Point[]): boolean =>
  points.every((point) => {
    const [x, y] = [evaluate(a, point), evaluate(b, point)]
    return Number.isFinite(x) && Math.abs(x - y) <= ROUNDING * Math.abs(y)
  })

/** The first point at which a formula has no finite value. */
export const pole = (formula: Formula, points: readonly Point[]): Point | undefined =>
  points.find((point) => !Number.isFinite(evaluate(formula, point)))

/** Whether x is the number a: an integer exactly, another number when rounded to `digits` significant digits, or within the question's tolerance. */
export function isNumber(x: number, a: number, { tolerance }: NumberQuestion, digits = 3): boolean {
  const apart = Math.abs(x - a)
  if (apart <= ROUNDING * Math.abs(a)) return true
  if (tolerance !== undefined) return apart <= tolerance * Math.abs(a)
  if (Number.isInteger(a)) return false
  return apart <= 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(a))) + 1 - digits) * (1 + ROUNDING)
}

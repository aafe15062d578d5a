import { evaluate, type Formula, type OrderQuestion } from '../../experiment'
import type { Point } from './agree'
import type { Call, Tree } from './tree'

/** c n^a (log n)^b, with n the variable that grows. */
interface Term {
  readonly power: number
  readonly logs: number
  readonly factor: number
  /** The sum of the absolute values of all that was added up to `factor`: a factor much smaller than this is rounding error. */
  readonly size: number
}

/** A sum of terms of different powers. */
type Sum = readonly Term[]

interface Quotient {
  readonly over: Sum
  readonly under: Sum
}

/** Adds up the terms of equal powers. */
function collected(terms: readonly Term[]): Sum {
  const byPower = new Map<string, Term>()
  for (const term of terms) {
    const [power, logs] = [Number(term.power.toFixed(9)), Number(term.logs.toFixed(9))]
    const before = byPower.get(`${power} ${logs}`)
    const [factor, size] = [(before?.factor ?? 0) + term.factor, (before?.size ?? 0) + term.size]
    byPower.set(`${power} ${logs}`, { power, logs, factor, size })
  }
  return [...byPower.values()]
}

const product = (a: Sum, b: Sum): Sum =>
  collected(
    a.flatMap((x) =>
      b.map((y) => ({
        power: x.power + y.power,
        logs: x.logs + y.logs,
        factor: x.factor * y.factor,
        size: x.size * y.size,
      })),
    ),
  )

const negative = (sum: Sum): Sum => sum.map((term) => ({ ...term, factor: -term.factor }))
const monomial = (factor: number, power = 0, logs = 0): Sum => [{ power, logs, factor, size: Math.abs(factor) }]
const ONE = monomial(1)
const constant = (value: number): Quotient => ({ over: monomial(value), under: ONE })

/** The terms that are not zero within rounding, the fastest growing first. */
const ordered = (sum: Sum): Sum =>
  sum.filter(({ factor, size }) => Math.abs(factor) > 1e-12 * size).sort((a, b) => b.power - a.power || b.logs - a.logs)

/** The largest exponent to which a sum is multiplied out, and the largest number of its terms. */
const HIGHEST = 12
const LONGEST = 60

/** A formula as a quotient of sums of powers of n and log n, the other variables held fixed; undefined if it is not such a quotient. */
function quotientOf(tree: Tree, grows: string, fixed: Point): Quotient | undefined {
  const part = (inner: Tree) => quotientOf(inner, grows, fixed)
  switch (tree.kind) {
    case 'number':
      return constant(Number(tree.text))
    case 'letter':
      return tree.name === grows ? { over: monomial(1, 1), under: ONE } : constant(fixed[tree.name] ?? Number.NaN)
    case 'neg': {
      const of = part(tree.of)
      return of && { over: negative(of.over), under: of.under }
    }
    case 'call':
      return called(tree.name, part(tree.of))
    case 'operator': {
      const [left, right] = [part(tree.left), part(tree.right)]
      const combined = left && right && combine(tree.operator, left, right)
      const isShort = combined && Math.max(combined.over.length, combined.under.length) <= LONGEST
      return isShort ? combined : undefined
    }
  }
}

function combine(operator: string, left: Quotient, right: Quotient): Quotient | undefined {
  switch (operator) {
    case '*':
      return { over: product(left.over, right.over), under: product(left.under, right.under) }
    case '/':
      return { over: product(left.over, right.under), under: product(left.under, right.over) }
    case '^':
      return raised(left, constantOf(right))
    default: {
      const second = operator === '-' ? negative(right.over) : right.over
      return {
        over: collected([...product(left.over, right.under), ...product(second, left.under)]),
        under: product(left.under, right.under),
      }
    }
  }
}

/** The single term of a quotient that has no other; undefined if it has more, or is zero. */
function termOf({ over, under }: Quotient): Term | undefined {
  const [[x, ...others], [y, ...more]] = [ordered(over), ordered(under)]
  if (!x || !y || others.length + more.length > 0) return undefined
  const factor = x.factor / y.factor
  return { power: x.power - y.power, logs: x.logs - y.logs, factor, size: Math.abs(factor) }
}

/** The value of a quotient in which nothing grows. */
function constantOf(of: Quotient): number | undefined {
  if (ordered(of.over).length === 0 && ordered(of.under).length > 0) return 0
  const term = termOf(of)
  return term?.power === 0 && term.logs === 0 ? term.factor : undefined
}

function called(name: Call, of: Quotient | undefined): Quotient | undefined {
  if (!of) return undefined
  const value = constantOf(of)
  if (value !== undefined) return constant(Math[name](value))
  const term = termOf(of)
  if (name === 'sqrt') return raised(of, 1 / 2)
  if (name === 'abs') return term && { over: monomial(Math.abs(term.factor), term.power, term.logs), under: ONE }
  if (name === 'exp' || !term || term.logs !== 0 || term.factor <= 0) return undefined
  // log(c n^a) = a log n + log c
  return { over: collected([...monomial(term.power, 0, 1), ...monomial(Math.log(term.factor))]), under: ONE }
}

function raised(base: Quotient, exponent: number | undefined): Quotient | undefined {
  if (exponent === undefined) return undefined
  const term = termOf(base)
  if (term) return { over: monomial(term.factor ** exponent, term.power * exponent, term.logs * exponent), under: ONE }
  if (!Number.isInteger(exponent) || Math.abs(exponent) > HIGHEST) return undefined
  let [over, under] = [ONE, ONE]
  for (let k = 0; k < Math.abs(exponent); k += 1) {
    over = product(over, base.over)
    under = product(under, base.under)
  }
  return exponent < 0 ? { over: under, under: over } : { over, under }
}

/** The points at which the growth of other formulas is compared. */
const FAR = [1e40, 1e45, 1e50]

/** A formula as it is structured, and as it is evaluated. */
interface Grown {
  readonly tree: Tree
  readonly formula: Formula
}

/** The growth of a formula in its variable. */
export interface Growth {
  /** The term that it grows like, exactly; undefined if it is not a quotient of sums of powers of n and log n. */
  readonly like: { readonly power: number; readonly logs: number } | undefined
  /** Its values at `FAR`. */
  readonly far: readonly number[]
  /** Whether it is positive from some place on. */
  readonly isPositive: boolean
  /** Whether it tends to a constant. */
  readonly isBounded: boolean
}

/** The growth of a formula in the variable `grows`, the other variables at the first of their values. */
export function growthOf(
  { tree, formula }: Grown,
  { grows, variables }: Pick<OrderQuestion, 'grows' | 'variables'>,
): Growth {
  const fixed = Object.fromEntries(Object.entries(variables).map(([name, { values }]) => [name, values[0] ?? 1]))
  const far = FAR.map((value) => evaluate(formula, { ...fixed, [grows]: value }))
  const quotient = quotientOf(tree, grows, fixed)
  const [over, under] = [quotient && ordered(quotient.over)[0], quotient && ordered(quotient.under)[0]]
  if (!quotient || (over && !under)) {
    const isBounded = far.every((value) => Math.abs(value - (far[0] ?? 0)) <= 1e-6 * Math.abs(value))
    return { like: undefined, far, isPositive: far.every((value) => value > 0), isBounded }
  }
  if (!over || !under)
    return { like: { power: Number.NEGATIVE_INFINITY, logs: 0 }, far, isPositive: false, isBounded: true }
  const like = { power: over.power - under.power, logs: over.logs - under.logs }
  const isBounded = like.power < 0 || (like.power === 0 && like.logs <= 0)
  return { like, far, isPositive: over.factor * under.factor > 0, isBounded }
}

/** Whether the quotient of two positive growths tends to a positive constant. */
export function growAlike(a: Growth, b: Growth): boolean {
  if (!a.isPositive || !b.isPositive) return false
  if (a.like && b.like) return a.like.power === b.like.power && a.like.logs === b.like.logs
  const ratios = a.far.map((value, k) => value / (b.far[k] ?? Number.NaN))
  const last = ratios.at(-1) ?? Number.NaN
  return ratios.every((ratio) => ratio > 0 && Number.isFinite(ratio) && Math.abs(ratio - last) <= 1e-6 * last)
}

import { evaluate } from '../../experiment'
import type { Point } from './agree'
import type { Scalar } from './scalar'
import type { Tree } from './tree'

/** A quotient of two polynomials: their coefficients, from the constant up. */
interface Rational {
  readonly over: readonly number[]
  readonly under: readonly number[]
}

const constant = (value: number): Rational => ({ over: [value], under: [1] })

const sum = (a: readonly number[], b: readonly number[]) =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? 0) + (b[k] ?? 0))

function product(a: readonly number[], b: readonly number[]): readonly number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0)
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) out[i + j] = (out[i + j] ?? 0) + x * y
  return out
}

const quotient = (a: Rational, b: Rational): Rational => ({
  over: product(a.over, b.under),
  under: product(a.under, b.over),
})

/** The highest exponent that is multiplied out. */
const HIGHEST = 12

/** A formula as a rational function of the variable that grows, the others held fixed; undefined if it is none. */
function rationalOf(tree: Tree, grows: string, fixed: Point): Rational | undefined {
  const part = (inner: Tree) => rationalOf(inner, grows, fixed)
  if (tree.kind === 'number') return constant(Number(tree.text))
  if (tree.kind === 'letter')
    return tree.name === grows ? { over: [0, 1], under: [1] } : constant(fixed[tree.name] ?? Number.NaN)
  if (tree.kind === 'neg') {
    const of = part(tree.of)
    return of && { over: of.over.map((c) => -c), under: of.under }
  }
  if (tree.kind === 'call') {
    const value = constantOf(part(tree.of))
    return value === undefined ? undefined : constant(Math[tree.name](value))
  }
  const left = part(tree.left)
  const right = part(tree.right)
  if (!left || !right) return undefined
  switch (tree.operator) {
    case '+':
    case '-': {
      const sign = tree.operator === '+' ? 1 : -1
      const signed = right.over.map((c) => sign * c)
      return {
        over: sum(product(left.over, right.under), product(signed, left.under)),
        under: product(left.under, right.under),
      }
    }
    case '*':
      return { over: product(left.over, right.over), under: product(left.under, right.under) }
    case '/':
      return quotient(left, right)
    case '^':
      return power(left, constantOf(right))
  }
}

const constantOf = (of: Rational | undefined): number | undefined =>
  of && degree(of.over) <= 0 && degree(of.under) === 0 ? (of.over[0] ?? 0) / (of.under[0] ?? 1) : undefined

function power(base: Rational, exponent: number | undefined): Rational | undefined {
  if (exponent === undefined) return undefined
  const value = constantOf(base)
  if (value !== undefined) return constant(value ** exponent)
  if (!Number.isInteger(exponent) || Math.abs(exponent) > HIGHEST) return undefined
  let raised = constant(1)
  for (let k = 0; k < Math.abs(exponent); k += 1)
    raised = { over: product(raised.over, base.over), under: product(raised.under, base.under) }
  return exponent < 0 ? quotient(constant(1), raised) : raised
}

/** The highest exponent whose coefficient is not zero within rounding; -1 for the zero polynomial. */
function degree(polynomial: readonly number[]): number {
  const largest = Math.max(...polynomial.map(Math.abs))
  return polynomial.findLastIndex((c) => Math.abs(c) > 1e-12 * largest)
}

/** Where the growth of a formula that is no rational function is compared: logarithms still differ here, and no lower power is left. */
const FAR = [1e40, 1e45, 1e50]

/** What a formula does as its variable grows: its exact degree if it is a rational function, and values far out. */
export interface Growth {
  readonly degree: number | undefined
  readonly far: readonly number[]
  /** Whether it is positive from some place on. */
  readonly positive: boolean
  /** Whether it tends to a constant. */
  readonly bounded: boolean
}

/** The growth of a formula in the variable `grows`, the other variables at the values `fixed`. */
export function growthOf({ tree, formula }: Scalar, grows: string, fixed: Point): Growth {
  const far = FAR.map((value) => evaluate(formula, { ...fixed, [grows]: value }))
  const rational = rationalOf(tree, grows, fixed)
  if (!rational) {
    const bounded = far.every((value) => Math.abs(value - (far[0] ?? 0)) <= 1e-6 * Math.abs(value))
    return { degree: undefined, far, positive: far.every((value) => value > 0), bounded }
  }
  const [over, under] = [degree(rational.over), degree(rational.under)]
  const positive = over >= 0 && (rational.over[over] ?? 0) * (rational.under[under] ?? 0) > 0
  return { degree: over < 0 ? Number.NEGATIVE_INFINITY : over - under, far, positive, bounded: over <= under }
}

/** Whether the quotient of two positive growths tends to a positive constant. */
export function growAlike(a: Growth, b: Growth): boolean {
  if (!a.positive || !b.positive) return false
  if (a.degree !== undefined && b.degree !== undefined) return a.degree === b.degree
  const ratios = a.far.map((value, k) => value / (b.far[k] ?? Number.NaN))
  const last = ratios.at(-1) ?? Number.NaN
  return ratios.every((ratio) => ratio > 0 && Number.isFinite(ratio) && Math.abs(ratio - last) <= 1e-6 * last)
}

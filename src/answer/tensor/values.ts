import { evaluateTensor } from '../../experiment'
import type { Expression } from './expression'
import { randomInputs } from './random'

/** The seeds of the random tensors on which expressions are compared. */
export const SEEDS = [1, 2]
const ROUNDING = 1e-9

const found = new WeakMap<Expression, Map<number, Float64Array>>()

/** The values of an expression on random tensors, row by row. */
export function valuesOf(expression: Expression, seed: number): Float64Array {
  const bySeed = found.get(expression) ?? new Map<number, Float64Array>()
  found.set(expression, bySeed)
  const values =
    bySeed.get(seed) ?? evaluateTensor(expression.expression, expression.space, randomInputs(expression, seed))
  bySeed.set(seed, values)
  return values
}

/** Whether two numbers are the same within rounding. */
export const isSame = (x: number, y: number): boolean => Math.abs(x - y) <= ROUNDING * (1 + Math.abs(y))

/** Whether two expressions have the same free indices, and the same values on random tensors. */
export function haveSameValues(a: Expression, b: Expression): boolean {
  if (a.space.left.join() !== b.space.left.join()) return false
  return SEEDS.every((seed) => {
    const [x, y] = [valuesOf(a, seed), valuesOf(b, seed)]
    return x.every((value, k) => isSame(value, y[k] ?? Number.NaN))
  })
}

import type { TensorQuestion } from '../../experiment'
import { skipFactor } from './branch'
import { type Expression, readExpression } from './expression'
import { isSame, valuesOf } from './values'

const SEED = 1

/** A sentence that compares a wrong expression with the right one, without giving that: what it does not read, a factor, an index that has no effect. */
export function remarkOn(question: TensorQuestion, given: Expression, right: Expression): string {
  const { operands, ownBranch } = question
  const [alone] = given.alone.filter((index) => !right.alone.includes(index))
  if (alone !== undefined)
    return `$${alone}$ stands only once in its term, so it is summed by itself. Which factor should share it?`
  const factor = ownBranch && skipFactor(given, readExpression(question, ownBranch.skip), ownBranch)
  if (factor !== undefined && factor !== 0 && !isSame(factor, 1))
    return 'Your skip has a factor. What does it do to the gradient, once for every layer?'
  const reads = ({ expression }: Expression, name: string) =>
    new RegExp(`(?:^| )${name}(?:_[a-z_]+)?(?:\\[| |$)`).test(expression.text)
  // An operand that a variant of the right answer does not read need not be read.
  const variants = Object.values(question.variants ?? {}).flatMap(({ answers }) => answers)
  const rights = [right, ...variants.map((answer) => readExpression(question, answer))]
  const unread = Object.keys(operands).find((name) => rights.every((one) => reads(one, name)) && !reads(given, name))
  if (unread !== undefined) return `Yours does not read $${operands[unread]?.symbol?.source ?? unread}$. Should it?`
  const [x, y] = [valuesOf(given, SEED), valuesOf(right, SEED)]
  const [first = Number.NaN] = x.map((value, k) => value / (y[k] ?? Number.NaN))
  if (x.every((value, k) => isSame(value, first * (y[k] ?? Number.NaN))))
    return isSame(first, -1)
      ? 'Yours has the other sign.'
      : 'Yours has the right form, but a factor in it is not right.'
  const same = given.space.left.find((_, axis) => isSameAlong(given, x, axis) && !isSameAlong(right, y, axis))
  if (same !== undefined) return `Yours is the same for every $${same}$. Should it be?`
  return `Yours has an entry for each $${given.space.left.join(', ')}$, as it should, but their values are not right.`
}

/** Whether the values are the same along an axis of the left side. */
function isSameAlong({ space, sizes }: Expression, values: Float64Array, axis: number): boolean {
  const step = space.left.slice(axis + 1).reduce((count, index) => count * (sizes[index] ?? 1), 1)
  const size = sizes[space.left[axis] ?? ''] ?? 1
  return values.every((value, k) => Math.floor(k / step) % size === 0 || isSame(value, values[k - step] ?? Number.NaN))
}

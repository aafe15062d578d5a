import { evaluateTensor, type TensorInputs, type TensorQuestion } from '../../experiment'
import type { Expression } from './expression'
import { randomInputs } from './random'
import { isSame, SEEDS } from './values'

/**
 * Whether an expression is a skip with a branch of the reader's own: where every function and every bias is zero, the skip alone is left; each entry of
 * the branch depends on every entry of the layer below, and on a weight.
 */
export function hasOwnBranch(
  given: Expression,
  skip: Expression,
  { layer, biases }: NonNullable<TensorQuestion['ownBranch']>,
): boolean {
  if (given.space.left.join() !== skip.space.left.join()) return false
  return SEEDS.every((seed) => {
    const inputs = randomInputs(given, seed)
    const through = (one: Expression, at: TensorInputs) => evaluateTensor(one.expression, given.space, at)
    /** What is added to the skip. */
    const branch = (at: TensorInputs) => {
      const kept = through(skip, at)
      return through(given, at).map((value, k) => value - (kept[k] ?? Number.NaN))
    }
    const silent = withOperands(
      { ...inputs, functions: mapped(inputs.functions ?? {}, () => () => 0) },
      (name, entries) => (biases.includes(name) ? entries.map(() => 0) : entries),
    )
    if (!branch(silent).every((value) => isSame(value, 0))) return false
    const before = branch(inputs)
    const changes = (after: Float64Array) => after.every((value, k) => !isSame(value, before[k] ?? Number.NaN))
    const weights = withOperands(inputs, (name, entries) =>
      name === layer || biases.includes(name) ? entries : entries.map((entry) => entry + 0.5),
    )
    const count = inputs.operands[layer]?.length ?? 0
    return (
      changes(branch(weights)) &&
      Array.from({ length: count }, (_, place) =>
        withOperands(inputs, (name, entries) =>
          name === layer ? entries.map((entry, k) => (k === place ? entry + 0.5 : entry)) : entries,
        ),
      ).every((moved) => changes(branch(moved)))
    )
  })
}

const mapped = <T, U>(all: Readonly<Record<string, T>>, change: (one: T, name: string) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one, name)]))

const withOperands = (
  inputs: TensorInputs,
  change: (name: string, entries: readonly number[]) => readonly number[],
) => ({
  ...inputs,
  operands: mapped(inputs.operands, (entries, name) => change(name, Array.from(entries))),
})

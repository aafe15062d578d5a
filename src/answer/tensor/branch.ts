import { evaluateTensor, type TensorInputs, type TensorQuestion } from '../../experiment'
import type { Expression } from './expression'
import { randomInputs } from './random'
import { isSame, SEEDS } from './values'

type OwnBranch = NonNullable<TensorQuestion['ownBranch']>

/**
 * Whether an expression is a skip with a branch of the reader's own: where every function and every bias is zero, the skip alone is left; each entry of
 * the branch depends on every entry of the layer below, and on a weight; nothing is summed by itself, a bias least of all.
 */
export function hasOwnBranch(given: Expression, skip: Expression, own: OwnBranch): boolean {
  const { layer, biases } = own
  if (given.space.left.join() !== skip.space.left.join() || given.alone.length > 0) return false
  return SEEDS.every((seed) => {
    const inputs = randomInputs(given, seed)
    const through = (one: Expression, at: TensorInputs) => evaluateTensor(one.expression, given.space, at)
    /** The branch: the expression minus the skip. */
    const branch = (at: TensorInputs) => {
      const kept = through(skip, at)
      return through(given, at).map((value, k) => value - (kept[k] ?? Number.NaN))
    }
    if (!branch(silenced(inputs, own)).every((value) => isSame(value, 0))) return false
    const before = branch(inputs)
    const changes = (after: Float64Array) => after.every((value, k) => !isSame(value, before[k] ?? Number.NaN))
    const weights = withOperands(inputs, (name, entries) =>
      name === layer || biases.includes(name) ? entries : entries.map((entry) => entry + 0.5),
    )
    if (isAffine(branch, inputs, layer)) return false
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

/** The answers, and each of them with two of the weights exchanged: an own branch may call its weights otherwise. */
export function withExchanged({ operands }: TensorQuestion, own: OwnBranch, answers: readonly string[]) {
  const weights = Object.keys(operands).filter((name) => name !== own.layer && !own.biases.includes(name))
  const shapeOf = (name: string) => operands[name]?.indices.join()
  const pairs = weights.flatMap((one, k) =>
    weights.slice(k + 1).flatMap((other) => (shapeOf(one) === shapeOf(other) ? [[one, other] as const] : [])),
  )
  const exchanged = pairs.map(
    ([one, other]) =>
      (answer: string) =>
        answer.replaceAll(/\p{L}+(?=\[)/gu, (name) => (name === one ? other : name === other ? one : name)),
  )
  return [...answers, ...exchanged.flatMap((exchange) => answers.map(exchange))]
}

/** Whether the branch is affine along a line of layers. */
function isAffine(branch: (at: TensorInputs) => Float64Array, inputs: TensorInputs, layer: string): boolean {
  const at = (step: number) =>
    branch(withOperands(inputs, (name, entries) => (name === layer ? entries.map((entry) => entry * step) : entries)))
  const [first, second, third] = [at(1), at(2), at(3)]
  return first.every((value, k) => isSame(value + (third[k] ?? 0), 2 * (second[k] ?? 0)))
}

/** The factor of the skip: what is left of the layer below where every function and every bias is zero; undefined if that is not the skip. */
export function skipFactor(given: Expression, skip: Expression, own: OwnBranch): number | undefined {
  if (given.space.left.join() !== skip.space.left.join()) return undefined
  const inputs = silenced(randomInputs(given, 1), own)
  const [x, y] = [given, skip].map((one) => evaluateTensor(one.expression, given.space, inputs))
  const factor = (x?.[0] ?? Number.NaN) / (y?.[0] ?? Number.NaN)
  return x?.every((value, k) => isSame(value, factor * (y?.[k] ?? Number.NaN))) ? factor : undefined
}

/** The inputs with every function and every bias at zero. */
const silenced = (inputs: TensorInputs, { biases }: OwnBranch): TensorInputs =>
  withOperands({ ...inputs, functions: mapped(inputs.functions ?? {}, () => () => 0) }, (name, entries) =>
    biases.includes(name) ? entries.map(() => 0) : entries,
  )

const mapped = <T, U>(all: Readonly<Record<string, T>>, change: (one: T, name: string) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one, name)]))

const withOperands = (
  inputs: TensorInputs,
  change: (name: string, entries: readonly number[]) => readonly number[],
) => ({
  ...inputs,
  operands: mapped(inputs.operands, (entries, name) => change(name, Array.from(entries))),
})

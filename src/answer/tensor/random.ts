import type { TensorInputs } from '../../experiment'
import { randomOf, seedOf } from '../../experiment/random'
import type { Expression } from './expression'

/** Operands with entries in [-1, 1), the same in every expression, tables without repetition, and a function without symmetry. */
export function randomInputs({ space, sizes }: Expression, seed: number): TensorInputs {
  const sizeOf = (range: string) => sizes[range] ?? 1
  const entries = (name: string, ranges: readonly string[]) => {
    const random = randomOf(seedOf(name, seed))
    return Float64Array.from(
      { length: ranges.reduce((count, range) => count * sizeOf(range), 1) },
      () => 2 * random() - 1,
    )
  }
  const table = (name: string, of: string, to: string) => {
    const random = randomOf(seedOf(name, seed))
    const order = Array.from({ length: sizeOf(to) }, (_, k) => ({ k, key: random() })).sort((a, b) => a.key - b.key)
    return order.slice(0, sizeOf(of)).map(({ k }) => k)
  }
  const named = <T, U>(all: Readonly<Record<string, T>>, make: (name: string, of: T) => U) =>
    Object.fromEntries(Object.entries(all).map(([name, of]) => [name, make(name, of)]))
  return {
    sizes,
    operands: named(space.operands, entries),
    maps: named(space.maps ?? {}, (name, { of, to }) => table(name, of, to)),
    functions: Object.fromEntries(
      (space.functions ?? []).map((name) => [name, (x) => 1 / (1 + Math.exp(-x)) + (x * x) / 7]),
    ),
  }
}

import type { TensorInputs } from '../../experiment'
import type { Expression } from './expression'

/** Numbers in [0, 1) from a seed: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A seed from a name, so that an operand has the same entries in every expression: FNV-1a. */
function seedOf(name: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash
}

/** Operands with entries in [-1, 1), tables without repetition, and a function without symmetry, the same for the same seed. */
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

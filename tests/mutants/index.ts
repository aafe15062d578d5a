import type { Mutant } from './mutant'

const lists = import.meta.glob<{ default: readonly Mutant[] }>('../problems/*/mutants.ts', { eager: true })

/** Every mutant of every problem. */
export const mutants: readonly Mutant[] = Object.values(lists).flatMap((list) => list.default)

import type { Mutant } from './mutant'

const lists = import.meta.glob<{ default: readonly Mutant[] }>('./[0-9]*.ts', { eager: true })

/** Every mutant of every problem. */
export const mutants: readonly Mutant[] = Object.values(lists).flatMap((list) => list.default)

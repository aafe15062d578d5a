import type { Fault } from './judgement'

/** Thrown while an answer is read, and caught where the reading began. */
export class Unreadable extends Error {
  readonly fault: Fault
  constructor(says: string, at: number, length: number) {
    super(says)
    this.fault = { says, at, length }
  }
}

/** The result of `attempt`, or the fault that it threw. */
export function attempted<T>(attempt: () => T): { readonly done: T } | { readonly fault: Fault } {
  try {
    return { done: attempt() }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault }
    throw error
  }
}

/** A text in quotes, shortened. Marks that change the direction of writing are left out. */
export function quoted(text: string): string {
  const plain = text.replaceAll(/\p{C}/gu, '')
  return plain.length > 20 ? `“${[...plain].slice(0, 20).join('')}…”` : `“${plain}”`
}

/** Throws if an answer is longer than `most` characters: before any pattern is matched, since matching may take long on a long text. */
export function checkLength(answer: string, most: number): void {
  if (answer.length > most)
    throw new Unreadable(`An answer has at most ${most} characters.`, most, answer.length - most)
}

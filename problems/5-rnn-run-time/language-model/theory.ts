import { exactly } from '../../../src/experiment'
import { FEWEST_SENTENCES, heldOutFrom, MOST_CHARACTERS, textOf } from './setting'

/** What counting alone pays on the held-out part of a text, in nats a character. */
export interface Lines {
  /** ln V: all V characters alike. */
  readonly alike: number
  /** Single frequencies. */
  readonly single: number
  /** Frequencies of pairs. */
  readonly pair: number
}

/**
 * The losses of counting on the sentences that the models are tested on, on average over all sentences that they may be tested on. There is
 * no theory of what the models learn. Nothing where the text is too short for sentences of T: then nothing can be measured, either.
 */
export function theory({ text, length }: { readonly text: string; readonly length: number }) {
  const { single, pair } = linesFor(text, length)
  return Number.isFinite(single) ? { single: exactly(single), pair: exactly(pair) } : {}
}

/** Texts and lengths of sentences whose lines are kept. */
const KEPT = 12
const kept = new Map<string, Lines>()

/** `exactLines`; the last few asked for are kept: a slider asks at every move. */
export function linesFor(given: string, length: number): Lines {
  const key = `${length} ${given}`
  const lines = kept.get(key) ?? exactLines(ranksOf([...textOf(given)]), length)
  kept.delete(key)
  kept.set(key, lines)
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  return lines
}

/**
 * The mean loss over all sentences of T in the held-out part, each as likely as any other:
 *   single = -E ln p(w_t), p(w) = (n(w) + 1) / (N + V),
 *   pair = the same at t = 1, then -E ln p(w_t | w_(t-1)), p(w | v) = (n(vw) + p(w)) / (n(v) + 1),
 * with n the counts among the N characters that are trained on. The loss of a model whose frequencies are those of another part of the
 * text: a cross entropy, a little above the entropy of either part. NaN where the text is too short for sentences of T.
 */
export function exactLines(text: readonly number[], length: number): Lines {
  const from = heldOutFrom(text.length, length)
  const kinds = new Set(text).size
  if (from < FEWEST_SENTENCES * length) return { alike: Math.log(kinds), single: Number.NaN, pair: Number.NaN }
  const singles = new Map<number, number>()
  const pairs = new Map<number, number>()
  const firsts = new Map<number, number>()
  const add = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1)
  text.slice(0, from).forEach((w, i, trained) => {
    add(singles, w)
    const before = trained[i - 1]
    if (before === undefined) return
    add(firsts, before)
    add(pairs, before * kinds + w)
  })
  const p = (w: number) => (1 + (singles.get(w) ?? 0)) / (from + kinds)
  const costs = text.slice(from).map((w, i) => {
    const before = text[from + i - 1] ?? Number.NaN
    const given = ((pairs.get(before * kinds + w) ?? 0) + p(w)) / ((firsts.get(before) ?? 0) + 1)
    return { single: -Math.log(p(w)), pair: -Math.log(given) }
  })
  // Of the sentences that fit, those that hold place i, and those that begin there.
  const sentences = costs.length - length + 1
  const holding = (i: number) => Math.min(i, sentences - 1) - Math.max(0, i - length + 1) + 1
  const beginning = (i: number) => (i < sentences ? 1 : 0)
  let [single, pair] = [0, 0]
  for (const [i, cost] of costs.entries()) {
    single += holding(i) * cost.single
    pair += (holding(i) - beginning(i)) * cost.pair + beginning(i) * cost.single
  }
  const count = sentences * length
  return { alike: Math.log(kinds), single: single / count, pair: pair / count }
}

/** Each character as its rank by frequency, from 0, of equals the first met first; the rarest share the last rank. */
function ranksOf(text: readonly string[]): number[] {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  const ranked = [...counts].sort(([, a], [, b]) => b - a)
  const ranks = new Map(ranked.map(([character], rank) => [character, Math.min(rank, MOST_CHARACTERS - 1)]))
  return text.map((character) => ranks.get(character) ?? 0)
}

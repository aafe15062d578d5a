import { exactly } from '../../../src/experiment'
import { FEWEST_SENTENCES, heldOutFrom, MOST_CHARACTERS, textOf } from './setting'

/** The loss of predictions by counting on the held-out part of a text, in nats per character. */
export interface Lines {
  /** ln V: all V characters equally likely. */
  readonly alike: number
  /** By frequencies of single characters. */
  readonly single: number
  /** By frequencies of pairs. */
  readonly pair: number
}

/**
 * The losses of counting, averaged over all held-out sentences on which the models may be tested. There is no theory of what the models learn. Empty
 * if the text is too short for sentences of length T: then nothing can be measured either.
 */
export function theory({ text, length }: { readonly text: string; readonly length: number }) {
  const { single, pair } = linesFor(text, length)
  return Number.isFinite(single) ? { single: exactly(single), pair: exactly(pair) } : {}
}

/** The number of texts and sentence lengths whose losses are cached. */
const KEPT = 12
const kept = new Map<string, Lines>()

/** `exactLines` with a cache of the last few results, because a slider asks at every move. */
export function linesFor(given: string, length: number): Lines {
  const key = `${length} ${given}`
  const lines = kept.get(key) ?? exactLines(ranksOf([...textOf(given)]), length)
  kept.delete(key)
  kept.set(key, lines)
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  return lines
}

/**
 * The mean loss over all sentences of length T in the held-out part, all equally likely:
 *   single = -E ln p(w_t), p(w) = (n(w) + 1) / (N + V),
 *   pair = the same at t = 1, then -E ln p(w_t | w_(t-1)), p(w | v) = (n(vw) + p(w)) / (n(v) + 1),
 * with n the counts among the N training characters. Because the frequencies are those of another part of the text, this is a cross entropy, a little
 * above the entropy of either part. NaN if the text is too short for sentences of length T.
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
  // The number of sentences, the number that contain position i, and the number that start there.
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

/** The rank of each character by frequency, from 0; equally frequent ones in order of first occurrence. The rarest share the last rank. */
function ranksOf(text: readonly string[]): number[] {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  const ranked = [...counts].sort(([, a], [, b]) => b - a)
  const ranks = new Map(ranked.map(([character], rank) => [character, Math.min(rank, MOST_CHARACTERS - 1)]))
  return text.map((character) => ranks.get(character) ?? 0)
}

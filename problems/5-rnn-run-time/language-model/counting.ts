import type { Corpus } from './corpus'

/** What it costs to predict the characters of a sentence by counting alone, in nats a character. */
export interface Counted {
  /** By how often each character occurs in the training part, and nothing else. */
  readonly single: number
  /** By how often each follows the one before it. The first of a sentence has none before it: it costs what `single` says. */
  readonly pair: number
}

/**
 * P(w) = (n(w) + 1) / (N + V) with n(w) the times w occurs among the N characters before `until`, and P(w | v) = (n(vw) + P(w)) / (n(v) + 1)
 * with n(vw) the pairs there: what was never seen there keeps a probability.
 */
export function counter({ numbers, characters }: Corpus, until: number) {
  const V = characters.length
  const [times, pairs] = [new Float64Array(V), new Float64Array(V * V)]
  const followed = new Float64Array(V)
  const at = (list: ArrayLike<number>, i: number) => list[i] ?? 0
  for (let i = 0; i < until; i++) {
    const w = at(numbers, i)
    times[w] = at(times, w) + 1
    if (i === 0) continue
    const v = at(numbers, i - 1)
    pairs[v * V + w] = at(pairs, v * V + w) + 1
    followed[v] = at(followed, v) + 1
  }
  const alone = (w: number) => (at(times, w) + 1) / (until + V)
  const after = (v: number, w: number) => (at(pairs, v * V + w) + alone(w)) / (at(followed, v) + 1)
  /** The mean loss of sentences of T that begin at some places. */
  return (starts: readonly number[], length: number): Counted => {
    let [single, pair] = [0, 0]
    for (const start of starts)
      for (let t = 0; t < length; t++) {
        const w = at(numbers, start + t)
        single -= Math.log(alone(w))
        pair -= Math.log(t === 0 ? alone(w) : after(at(numbers, start + t - 1), w))
      }
    const count = starts.length * length
    return { single: single / count, pair: pair / count }
  }
}

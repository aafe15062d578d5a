import type { Corpus } from './corpus'

/** The loss of predicting the characters of a sentence by counting alone, in nats per character. */
export interface Counted {
  /** Predicted from the frequency of each character in the training part. */
  readonly single: number
  /**
   * Predicted from the frequency of each pair of successive characters. The first character of a sentence, which has none before it, is predicted as for
   * `single`.
   */
  readonly pair: number
}

/**
 * P(w) = (n(w) + 1) / (N + V), with n(w) the count of w among the N characters before `until`, and P(w | v) = (n(vw) + P(w)) / (n(v) + 1), with n(vw)
 * the count of the pair vw. Characters and pairs that never occur have a positive probability.
 */
export function counter(corpus: Corpus, until: number): Counter {
  const known = kept.get(corpus)
  if (known?.until === until) return known.count
  const count = counted(corpus, until)
  kept.set(corpus, { until, count })
  return count
}

/** Returns the mean loss of sentences of a given length at given starts. */
type Counter = (starts: readonly number[], length: number) => Counted

/** The last counter of each text, because every run asks for one. */
const kept = new WeakMap<Corpus, { readonly until: number; readonly count: Counter }>()

function counted({ numbers, characters }: Corpus, until: number): Counter {
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
  return (starts, length) => {
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

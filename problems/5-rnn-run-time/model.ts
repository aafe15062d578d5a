import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../src/numerics/networks/activations'
import { dense, gradientOfInputs } from '../../src/numerics/networks/dense'

/** The parameters of a language model, `seeds` of them side by side. */
export interface LanguageModel {
  /** e[w, i], the vectors of words: what goes in and, by inner product with the state, what comes out. [seeds, V, I]. */
  readonly words: Tensor
  /** How a vector enters the state: [seeds, I, I]. */
  readonly input: Tensor
  /** From one state to the next: [seeds, I, I]. */
  readonly recurrent: Tensor
  /** B: [seeds, 1, I]. */
  readonly bias: Tensor
  /** h[0], given from outside: [seeds, 1, I]. */
  readonly start: Tensor
}

/** Sentences of T words each, time first: 1 where the word is the one that came, else 0. [T, seeds, batch, V]. */
export type Sentences = Tensor

/** Sentences from the numbers of their words, int32 [T, seeds, batch]. Made real numbers once: each product with them would do it again. */
export const sentencesOf = (tf: Tf, numbers: Tensor, vocabulary: number): Sentences =>
  tf.reshape(tf.cast(tf.oneHot(tf.reshape(numbers, [-1]), vocabulary), 'float32'), [...numbers.shape, vocabulary])

/** What the forward pass keeps, T of each: memory of order T. */
export interface Forward {
  /** e[w_t] for t = 1 ... T: [T, seeds, batch, I]. */
  readonly embedded: Tensor
  /** h[0] ... h[T - 1], each [seeds, batch, I]: h[t - 1] predicts w_t. */
  readonly states: readonly Tensor[]
}

/** The same product at every time: [T, seeds, batch, m] x [seeds, m, n] -> [T, seeds, batch, n]. Of one model all times are one batch. */
export function atAllTimes(tf: Tf, x: Tensor, weights: Tensor, transposed = false): Tensor {
  const [length = 1, seeds = 1, batch = 1, m = 1] = x.shape
  if (seeds > 1) return tf.matMul(x, weights, false, transposed)
  const product = tf.matMul(tf.reshape(x, [1, length * batch, m]), weights, false, transposed)
  return tf.reshape(product, [length, 1, batch, -1])
}

/**
 * h[t] = f(h[t-1] R + e[w_t] U - B) for t = 1 ... T - 1: one after the other, each computed once and used by every later loss. What
 * enters from the words is one product for all t.
 */
export function forward(
  tf: Tf,
  { words, input, recurrent, bias, start }: LanguageModel,
  sentences: Sentences,
  activation: ActivationName,
): Forward {
  const [length = 1, , batch = 1] = sentences.shape
  const embedded = atAllTimes(tf, sentences, words)
  const entering = tf.unstack(tf.sub(atAllTimes(tf, embedded, input), bias))
  const states: Tensor[] = [tf.mul(start, tf.ones([1, batch, 1]))]
  for (let t = 1; t < length; t++) {
    const [before, enters] = [states[t - 1], entering[t - 1]]
    if (!before || !enters) break
    states.push(ACTIVATIONS[activation].forward(tf, tf.add(dense(tf, before, recurrent), enters)))
  }
  return { embedded, states }
}

/** Logits e[w, I] h[t-1, I] of every word for t = 1 ... T, in one product after the loop: [T, seeds, batch, V]. */
export function logitsOf(tf: Tf, { words }: LanguageModel, states: readonly Tensor[]): Tensor {
  return atAllTimes(tf, tf.stack([...states]), words, true)
}

/** Counts the states whose gradient is computed: T in one sweep, T (T + 1) / 2 in a sweep for each of the losses at t = 1 ... T. */
export interface Visits {
  count: number
}

/**
 * One sweep back. `atLosses[t - 1]` is dLoss_t/dh[t-1], [seeds, batch, I], for t = 1 ... T, missing where a loss does not count.
 * h[t].grad gathers from above (its own loss) and from the right (h[t + 1]); each is visited once, the last that has any first.
 * Gives dLoss/d(pre-activation of h[t]) for t = 1 ... and dLoss/dh[0].
 */
export function sweep(
  tf: Tf,
  { recurrent }: LanguageModel,
  { states }: Forward,
  atLosses: readonly (Tensor | undefined)[],
  activation: ActivationName,
  visits: Visits = { count: 0 },
): { readonly atSums: readonly Tensor[]; readonly atStart: Tensor | undefined } {
  const atSums: Tensor[] = []
  let fromRight: Tensor | undefined
  for (let t = states.length - 1; t >= 0; t--) {
    const [state, fromAbove] = [states[t], atLosses[t]]
    const gradient = fromAbove && fromRight ? tf.add(fromAbove, fromRight) : (fromAbove ?? fromRight)
    if (!state || !gradient) continue
    visits.count++
    if (t === 0) return { atSums, atStart: gradient }
    const atSum = ACTIVATIONS[activation].backward(tf, state, gradient)
    atSums.unshift(atSum)
    fromRight = gradientOfInputs(tf, atSum, recurrent)
  }
  return { atSums, atStart: undefined }
}

import type { Tensor, Tf } from '../../src/experiment'
import { dense } from '../../src/numerics/networks/dense'
import { type ActivationName, deltaBelow, layer, type Part, throughActivation } from '../../src/numerics/networks/fused'
import { pick } from '../../src/numerics/networks/lookup'
import { entryOf } from '../../src/numerics/positions'

/** The parameters of `seeds` recurrent language models side by side. */
export interface LanguageModel {
  /** e[w, i], the word vectors. They are the input of the network and, by inner product with the state, give the logits. [seeds, V, I]. */
  readonly words: Tensor
  /** U, from a word vector to the state: [seeds, I, I]. */
  readonly input: Tensor
  /** R, from one state to the next: [seeds, I, I]. */
  readonly recurrent: Tensor
  /** B: [seeds, 1, I]. */
  readonly bias: Tensor
  /** h[0], the initial state: [seeds, 1, I]. */
  readonly start: Tensor
}

/** Sentences of T words each, time first, one-hot: 1 for the word at that position, else 0. [T, seeds, batch, V]. */
export type Sentences = Tensor

/** One-hot sentences from word indices, int32 [T, seeds, batch]. Converted to float once, because every product would convert them again. */
export const sentencesOf = (tf: Tf, numbers: Tensor, vocabulary: number): Sentences =>
  tf.reshape(tf.cast(tf.oneHot(tf.reshape(numbers, [-1]), vocabulary), 'float32'), [...numbers.shape, vocabulary])

/** Sentences of independent, equally likely words, from draws of the uniform law of variance 1, [T, seeds, batch]. */
export function randomSentences(tf: Tf, draws: Tensor, vocabulary: number): Sentences {
  // Converts [-sqrt 3, sqrt 3] to [0, V]; rounding may give V itself.
  const scaled = tf.floor(tf.mul(tf.add(tf.div(draws, Math.sqrt(12)), 0.5), vocabulary))
  return sentencesOf(tf, tf.cast(tf.minimum(scaled, vocabulary - 1), 'int32'), vocabulary)
}

/** h[0] ... h[T - 1], each [seeds, batch, I], kept for the backward pass: h[t - 1] predicts w_t. */
export type States = readonly Tensor[]

/** The same product at every time: [T, seeds, batch, m] x [seeds, m, n] -> [T, seeds, batch, n]. With one model all times form one batch. */
export function atAllTimes(tf: Tf, x: Tensor, weights: Tensor, transposed = false): Tensor {
  const [length = 1, seeds = 1, batch = 1, m = 1] = x.shape
  if (seeds > 1) return tf.matMul(x, weights, false, transposed)
  const product = tf.matMul(tf.reshape(x, [1, length * batch, m]), weights, false, transposed)
  return tf.reshape(product, [length, 1, batch, -1])
}

/**
 * h[t] = f(h[t-1] R + e[w_t] U - B) for t = 1 ... T - 1: one after the other, each computed once and used by every later loss. The
 * term e U does not depend on the states: it is computed once for each word of the vocabulary, and gathered for all t in one kernel.
 */
export function forward(
  tf: Tf,
  { words, input, recurrent, bias, start }: LanguageModel,
  sentences: Sentences,
  activation: ActivationName,
): States {
  const [length = 1, , batch = 1] = sentences.shape
  const entering = pick(tf, sentences, tf.sub(dense(tf, words, input), bias))
  const states: Tensor[] = [tf.mul(start, tf.ones([1, batch, 1]))]
  for (let t = 1; t < length; t++) {
    const word = { stack: entering, at: t - 1 }
    states.push(layer(tf, { inputs: entryOf(states, t - 1, 'state'), weights: recurrent, bias: word, activation }))
  }
  return states
}

/** Logits e[w, I] h[t-1, I] of every word for t = 1 ... T, in one product after the loop: [T, seeds, batch, V]. */
export function logitsOf(tf: Tf, { words }: LanguageModel, states: States): Tensor {
  return atAllTimes(tf, tf.stack([...states]), words, true)
}

/** Counts the states whose gradient is computed: T in one sweep, T (T + 1) / 2 in a sweep for each of the losses at t = 1 ... T. */
export interface Visits {
  count: number
}

/**
 * One backward sweep. `atLosses[t - 1]` is dLoss_t/dh[t-1], [seeds, batch, I], for t = 1 ... T, or undefined for a loss that is left out. The
 * gradient at h[t] is the sum of that of its own loss and that from h[t + 1]. The sweep starts at the last state that has a loss, and visits each
 * earlier state once. Returns dLoss/d(pre-activation of h[t]) for t = 1 ... and dLoss/dh[0]. Throws RangeError unless there is one entry for each
 * state.
 */
export function sweep(
  tf: Tf,
  { recurrent }: LanguageModel,
  states: States,
  atLosses: readonly (Part | undefined)[],
  activation: ActivationName,
  visits: Visits = { count: 0 },
): { readonly atSums: readonly Tensor[]; readonly atStart: Tensor | undefined } {
  if (atLosses.length !== states.length)
    throw new RangeError(`${atLosses.length} losses do not fit ${states.length} states`)
  const atSums: Tensor[] = []
  for (let t = states.length - 1; t >= 0; t--) {
    const [fromAbove, right] = [atLosses[t], atSums[0]]
    // h[0] is a parameter: no activation lies below it.
    const through = t === 0 ? ({ activation: 'linear' } as const) : { u: entryOf(states, t, 'state'), activation }
    let atSum: Tensor
    if (right) atSum = deltaBelow(tf, { delta: right, weights: recurrent, beside: fromAbove }, through)
    else if (fromAbove) atSum = throughActivation(tf, fromAbove, through)
    else continue
    visits.count++
    if (t === 0) return { atSums, atStart: atSum }
    atSums.unshift(atSum)
  }
  return { atSums, atStart: undefined }
}

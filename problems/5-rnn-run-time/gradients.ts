import type { Tensor, Tf } from '../../src/experiment'
import type { ActivationName } from '../../src/numerics/networks/activations'
import { gradientOfInputs, gradientOfWeights } from '../../src/numerics/networks/dense'
import {
  atAllTimes,
  type Forward,
  forward,
  type LanguageModel,
  logitsOf,
  type Sentences,
  sweep,
  type Visits,
} from './model'

/** What all losses of a forward pass say: -ln P(w_t | w_1 ... w_(t-1)) and its gradient by the logits, P - [w = w_t]. */
export interface Losses {
  /** In nats: [T, seeds, batch]. */
  readonly losses: Tensor
  /** dLoss_t/dlogits, not averaged: [T, seeds, batch, V]. */
  readonly atLogits: Tensor
}

/** -ln softmax at the word that came, for t = 1 ... T. */
export function lossesOf(tf: Tf, model: LanguageModel, states: readonly Tensor[], sentences: Sentences): Losses {
  const logs = tf.logSoftmax(logitsOf(tf, model, states))
  return { losses: tf.neg(tf.sum(tf.mul(sentences, logs), -1)), atLogits: tf.sub(tf.exp(logs), sentences) }
}

/** dLoss_t/dh[t-1] = sum_w dLoss_t/dlogits[w] e[w, I] for t = 1 ... T, in one product; each [seeds, batch, I]. */
export const atStates = (tf: Tf, { words }: LanguageModel, atLogits: Tensor): Tensor[] =>
  tf.unstack(atAllTimes(tf, atLogits, words))

/**
 * dLoss/dParameters from one sweep, Loss the mean over sentences of `weight` times the sum of their T losses. Gradients of parameters
 * accumulate over time: each is one product over all steps after the loop.
 */
export function gradientsOf(
  tf: Tf,
  model: LanguageModel,
  sentences: Sentences,
  activation: ActivationName,
  { weight, visits }: { readonly weight: number; readonly visits?: Visits },
): { readonly losses: Tensor; readonly gradients: LanguageModel } {
  const [, , batch = 1] = sentences.shape
  const passed = forward(tf, model, sentences, activation)
  const { losses, atLogits } = lossesOf(tf, model, passed.states, sentences)
  const scaled = tf.mul(atLogits, weight / batch)
  const swept = sweep(tf, model, passed, atStates(tf, model, scaled), activation, visits)
  return { losses, gradients: accumulate(tf, model, sentences, { passed, atLogits: scaled, ...swept }) }
}

interface Swept {
  readonly passed: Forward
  readonly atLogits: Tensor
  readonly atSums: readonly Tensor[]
  readonly atStart: Tensor | undefined
}

/** The gradients of all parameters from those at the states and logits. A sentence of one word has no step: it moves e and h[0] alone. */
export function accumulate(
  tf: Tf,
  model: LanguageModel,
  sentences: Sentences,
  { passed, atLogits, atSums, atStart }: Swept,
): LanguageModel {
  const [length = 1, seeds = 1, batch = 1] = sentences.shape
  // [time, seeds, batch, n] -> [seeds, time * batch, n]
  const overTime = (t: Tensor) => {
    const [time = 1, , , n = 1] = t.shape
    return tf.reshape(seeds === 1 ? t : tf.transpose(t, [1, 0, 2, 3]), [seeds, time * batch, n])
  }
  const earlier = (t: Tensor) => overTime(tf.slice(t, [0, 0, 0, 0], [length - 1, seeds, batch, -1]))
  const states = tf.stack([...passed.states])
  const fromOutputs = gradientOfWeights(tf, overTime(atLogits), overTime(states))
  const start = atStart ? tf.sum(atStart, 1, true) : tf.zerosLike(model.start)
  if (length === 1)
    return {
      words: fromOutputs,
      input: tf.zerosLike(model.input),
      recurrent: tf.zerosLike(model.recurrent),
      bias: tf.zerosLike(model.bias),
      start,
    }
  const atSum = overTime(tf.stack([...atSums]))
  const fromInputs = gradientOfWeights(tf, earlier(sentences), gradientOfInputs(tf, atSum, model.input))
  return {
    words: tf.add(fromOutputs, fromInputs),
    input: gradientOfWeights(tf, earlier(passed.embedded), atSum),
    recurrent: gradientOfWeights(tf, earlier(states), atSum),
    bias: tf.neg(tf.sum(atSum, 1, true)),
    start,
  }
}

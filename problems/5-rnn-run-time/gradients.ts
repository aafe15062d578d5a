import type { Tensor, Tf } from '../../src/experiment'
import { crossEntropy, crossEntropyGradient } from '../../src/numerics/networks/crossEntropy'
import { gradientOfInputs, gradientOfWeights } from '../../src/numerics/networks/dense'
import { type ActivationName, entriesOf } from '../../src/numerics/networks/fused'
import { gather } from '../../src/numerics/networks/lookup'
import {
  atAllTimes,
  forward,
  type LanguageModel,
  logitsOf,
  type Sentences,
  type States,
  sweep,
  type Visits,
} from './rnn'

/** Loss_t = -ln P(w_t | w_1 ... w_(t-1)) for t = 1 ... T, in nats, the mean over sentences: [T, seeds]. */
export const lossesOf = (tf: Tf, model: LanguageModel, states: States, sentences: Sentences): Tensor =>
  crossEntropy(tf, logitsOf(tf, model, states), sentences)

/** `weight` times dLoss_t/dlogits for t = 1 ... T: [T, seeds, batch, V]. */
export const atLogitsOf = (tf: Tf, model: LanguageModel, states: States, sentences: Sentences, weight = 1): Tensor =>
  crossEntropyGradient(tf, logitsOf(tf, model, states), sentences, weight)

/** dLoss_t/dh[t-1] = sum_w dLoss_t/dlogits[w] e[w, I] for t = 1 ... T, in one product: [T, seeds, batch, I]. */
export const atStates = (tf: Tf, { words }: LanguageModel, atLogits: Tensor): Tensor => atAllTimes(tf, atLogits, words)

/**
 * dLoss/dParameters from one backward sweep, with Loss = `weight` times the sum of the T losses. The gradients of parameters are sums over time, each
 * computed as one product after the loop.
 */
export function gradientsOf(
  tf: Tf,
  model: LanguageModel,
  sentences: Sentences,
  activation: ActivationName,
  { weight, visits }: { readonly weight: number; readonly visits?: Visits },
): LanguageModel {
  const states = forward(tf, model, sentences, activation)
  const atLogits = atLogitsOf(tf, model, states, sentences, weight)
  const swept = sweep(tf, model, states, entriesOf(atStates(tf, model, atLogits)), activation, visits)
  return accumulated(tf, model, sentences, { states, atLogits, ...swept })
}

interface Swept {
  readonly states: States
  readonly atLogits: Tensor
  readonly atSums: readonly Tensor[]
  readonly atStart: Tensor | undefined
}

/**
 * The gradients of all parameters from those at the states and logits. With G[w, i] the sum of dLoss/d(pre-activation of h[t])[i] over the steps with
 * input word w, dLoss/dU = e^T G, and the part of dLoss/de through the inputs is G U^T. A sentence of one word has no step, so only e and h[0] have
 * gradients.
 */
function accumulated(
  tf: Tf,
  model: LanguageModel,
  sentences: Sentences,
  { states, atLogits, atSums, atStart }: Swept,
): LanguageModel {
  const [length = 1, seeds = 1, batch = 1] = sentences.shape
  // [time, seeds, batch, n] -> [seeds, time * batch, n]
  const overTime = (t: Tensor) => {
    const [time = 1, , , n = 1] = t.shape
    return tf.reshape(seeds === 1 ? t : tf.transpose(t, [1, 0, 2, 3]), [seeds, time * batch, n])
  }
  const earlier = (t: Tensor) => overTime(tf.slice(t, [0, 0, 0, 0], [length - 1, seeds, batch, -1]))
  const all = tf.stack([...states])
  const fromOutputs = gradientOfWeights(tf, overTime(atLogits), overTime(all))
  const start = atStart ? tf.sum(atStart, 1, true) : tf.zerosLike(model.start)
  if (length === 1)
    return {
      words: fromOutputs,
      input: tf.zerosLike(model.input),
      recurrent: tf.zerosLike(model.recurrent),
      bias: tf.zerosLike(model.bias),
      start,
    }
  const perStep = tf.stack([...atSums])
  const atSum = overTime(perStep)
  const byWord = gather(tf, sentences, perStep)
  return {
    words: tf.add(fromOutputs, gradientOfInputs(tf, byWord, model.input)),
    input: gradientOfWeights(tf, model.words, byWord),
    recurrent: gradientOfWeights(tf, earlier(all), atSum),
    bias: tf.neg(tf.sum(atSum, 1, true)),
    start,
  }
}

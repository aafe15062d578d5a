import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../../src/numerics/networks/activations'
import { gradientOfInputs } from '../../../src/numerics/networks/dense'
import { atStates, lossesOf } from '../gradients'
import { forward, type LanguageModel, type Sentences, stepOf } from '../rnn'

/**
 * The gradient of every loss at every state, kept apart: dLoss_t/dh[s] for s = T - 1, ..., 0. One walk back, on which the losses are a
 * dimension, [seeds, T, I] at every state: losses that have not been met yet are zeros there. One shape for all: on WebGL a new shape
 * is a new program. For one sentence a model. Stacked: [T, seeds, T, I], the last state first.
 */
export function gradientsOfEveryLoss(
  tf: Tf,
  model: LanguageModel,
  sentences: Sentences,
  activation: ActivationName,
): Tensor {
  const states = forward(tf, model, sentences, activation)
  const own = atStates(tf, model, lossesOf(tf, model, states, sentences).atLogits)
  const rows = tf.unstack(tf.reshape(tf.eye(states.length), [states.length, 1, states.length, 1]))
  const all: Tensor[] = []
  let carried: Tensor | undefined
  for (let s = states.length - 1; s >= 0; s--) {
    const placed = tf.mul(stepOf(own, s, 'loss'), stepOf(rows, s, 'row'))
    const here = carried ? tf.add(carried, placed) : placed
    all.push(here)
    const atSum = ACTIVATIONS[activation].backward(tf, stepOf(states, s, 'state'), here)
    carried = gradientOfInputs(tf, atSum, model.recurrent)
  }
  return tf.stack(all)
}

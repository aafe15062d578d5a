import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../../src/numerics/networks/activations'
import { gradientOfInputs } from '../../../src/numerics/networks/dense'
import { entryOf } from '../../../src/numerics/positions'
import { atLogitsOf, atStates } from '../gradients'
import { forward, type LanguageModel, type Sentences } from '../rnn'

/**
 * The gradient of every loss at every state, separately: dLoss_t/dh[s] for s = T - 1, ..., 0. One backward sweep, with a dimension for the losses:
 * [seeds, T, I] at every state, with zeros for losses of earlier words. All shapes are equal, because WebGL compiles a new program for each new
 * shape. One sentence for each model. Returns [T, seeds, T, I], the last state first.
 */
export function gradientsOfEveryLoss(
  tf: Tf,
  model: LanguageModel,
  sentences: Sentences,
  activation: ActivationName,
): Tensor {
  const states = forward(tf, model, sentences, activation)
  const own = tf.unstack(atStates(tf, model, atLogitsOf(tf, model, states, sentences)))
  const rows = tf.unstack(tf.reshape(tf.eye(states.length), [states.length, 1, states.length, 1]))
  const all: Tensor[] = []
  let carried: Tensor | undefined
  for (let s = states.length - 1; s >= 0; s--) {
    const placed = tf.mul(entryOf(own, s, 'loss'), entryOf(rows, s, 'row'))
    const here = carried ? tf.add(carried, placed) : placed
    all.push(here)
    const atSum = ACTIVATIONS[activation].backward(tf, entryOf(states, s, 'state'), here)
    carried = gradientOfInputs(tf, atSum, model.recurrent)
  }
  return tf.stack(all)
}

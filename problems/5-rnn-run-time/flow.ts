import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../src/numerics/networks/activations'
import { gradientOfInputs } from '../../src/numerics/networks/dense'
import { atStates, lossesOf } from './gradients'
import { forward, type LanguageModel, type Sentences, sentencesOf } from './model'

/** Sentences of words that are all equally likely, from draws of the uniform law of variance 1, [T, seeds, batch]. */
export function randomSentences(tf: Tf, draws: Tensor, vocabulary: number): Sentences {
  // From -sqrt 3 ... sqrt 3 to 0 ... V; rounding may reach V itself.
  const scaled = tf.floor(tf.mul(tf.add(tf.div(draws, Math.sqrt(12)), 0.5), vocabulary))
  return sentencesOf(tf, tf.cast(tf.minimum(scaled, vocabulary - 1), 'int32'), vocabulary)
}

/**
 * The gradient of every loss at every state, kept apart: dLoss_t/dh[s] for s = T - 1, ..., 0. One walk back, on which the losses are a
 * dimension, [seeds, T, I] at every state: losses that have not been met yet are zeros there. One shape for all: on WebGL a new shape
 * is a new program. Stacked: [T, seeds, T, I], the last state first.
 */
export function gradientsOfEveryLoss(
  tf: Tf,
  model: LanguageModel,
  sentences: Sentences,
  activation: ActivationName,
): Tensor {
  const { states } = forward(tf, model, sentences, activation)
  const own = atStates(tf, model, lossesOf(tf, model, states, sentences).atLogits)
  const rows = tf.unstack(tf.reshape(tf.eye(states.length), [states.length, 1, states.length, 1]))
  const all: Tensor[] = []
  let carried: Tensor | undefined
  for (let s = states.length - 1; s >= 0; s--) {
    const [state, entering, row] = [states[s], own[s], rows[s]]
    if (!state || !entering || !row) break
    const placed = tf.mul(entering, row)
    const here = carried ? tf.add(carried, placed) : placed
    all.push(here)
    carried = gradientOfInputs(tf, ACTIVATIONS[activation].backward(tf, state, here), model.recurrent)
  }
  return tf.stack(all)
}

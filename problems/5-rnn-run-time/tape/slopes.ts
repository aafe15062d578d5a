import type { Tensor, Tf } from '../../../src/experiment'
import { gradientsOf, lossesOf } from '../gradients'
import { forward, type LanguageModel, type Sentences } from '../rnn'

/** The distance by which a set of weights is moved along its gradient. */
const STEP = 0.1

/** The sets of parameters with a gradient for a sentence of T words: with one word there is no step from state to state. */
const setsOf = (length: number): readonly (keyof LanguageModel)[] =>
  length === 1 ? ['words', 'start'] : ['words', 'input', 'recurrent', 'bias', 'start']

/**
 * max over sets of parameters p of | slope(p) / |dLoss/dp| - 1 |: the error of the gradient of backpropagation, compared with the slope of the loss
 * along it, which needs no backward pass. With L(x) the loss after moving p by x along the gradient,
 *   slope = (8 (L(x) - L(-x)) - (L(2x) - L(-2x))) / (12 x) + O(x^4).
 * NaN if the gradient of a set is 0. A scalar on the device. Call it inside `tf.tidy`.
 */
export function gradientError(tf: Tf, model: LanguageModel, sentences: Sentences): Tensor {
  const gradients = gradientsOf(tf, model, sentences, 'tanh', { weight: 1 })
  const lossOf = (moved: LanguageModel) => tf.sum(lossesOf(tf, moved, forward(tf, moved, sentences, 'tanh'), sentences))
  const errors = setsOf(sentences.shape[0] ?? 1).map((set) => {
    const size = tf.norm(gradients[set])
    const direction = tf.div(gradients[set], size)
    const lossAt = (x: number) => lossOf({ ...model, [set]: tf.add(model[set], tf.mul(direction, x)) })
    const difference = (x: number) => tf.sub(lossAt(x), lossAt(-x))
    const slope = tf.div(tf.sub(tf.mul(difference(STEP), 8), difference(2 * STEP)), 12 * STEP)
    return tf.abs(tf.sub(tf.div(slope, size), 1))
  })
  return tf.max(tf.stack(errors))
}

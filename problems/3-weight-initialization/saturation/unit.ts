import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS } from '../../../src/numerics/networks/activations'

/**
 * Sigmoid units with |W| = s for every s of `deviations`: given W, y is N(0, s^2) for Gaussian x. The slope du/dy is computed by backpropagation of a
 * gradient of 1 at u.
 * weights, inputs [repeats, vectors, in]; u, slope [deviations, repeats, vectors^2]: every weight vector is applied to every input.
 */
export function saturatedUnits(
  tf: Tf,
  weights: Tensor,
  inputs: Tensor,
  deviations: readonly number[],
): { readonly u: Tensor; readonly slope: Tensor } {
  const [repeats = 1] = weights.shape
  const unitVectors = tf.div(weights, tf.sqrt(tf.sum(tf.square(weights), -1, true)))
  const direction = tf.reshape(tf.matMul(unitVectors, inputs, false, true), [1, -1])
  const y = tf.matMul(tf.tensor([...deviations], [deviations.length, 1]), direction)
  const u = ACTIVATIONS.sigmoid.forward(tf, tf.reshape(y, [deviations.length, repeats, -1]))
  return { u, slope: ACTIVATIONS.sigmoid.backward(tf, u, tf.onesLike(u)) }
}

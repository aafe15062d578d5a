import type { Tensor, Tf } from '../../experiment'

/** y = x W, one network a seed: [seeds, batch, in] x [seeds, in, out] -> [seeds, batch, out]. */
export function dense(tf: Tf, inputs: Tensor, weights: Tensor): Tensor {
  return tf.matMul(inputs, weights)
}

/** dLoss/dx = dLoss/dy W^T: [seeds, batch, out] x [seeds, in, out] -> [seeds, batch, in]. */
export function gradientOfInputs(tf: Tf, gradient: Tensor, weights: Tensor): Tensor {
  return tf.matMul(gradient, weights, false, true)
}

/** dLoss/dW = x^T dLoss/dy, summed over the batch: [seeds, batch, in], [seeds, batch, out] -> [seeds, in, out]. */
export function gradientOfWeights(tf: Tf, inputs: Tensor, gradient: Tensor): Tensor {
  return tf.matMul(inputs, gradient, true, false)
}

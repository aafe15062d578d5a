import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../../src/numerics/networks/activations'
import { dense, gradientOfInputs } from '../../../src/numerics/networks/dense'
import { INACTIVE_BELOW } from './setting'

/** The inputs of every network: two independent ones, and one correlated with the first. */
export const INPUTS = 3

/** The correlation of the third input with the first. */
export const LIKENESS = 0.99

/** The results of the forward and backward pass. */
export interface StackRun {
  /** h_l, [layers, seeds, INPUTS, width]. */
  readonly outputs: Tensor
  /** dLoss/dh_l for Loss = v . h_L, of the same shape. */
  readonly gradients: Tensor
}

/**
 * y_l = sigma h_(l-1) Z_l, h_l = f(y_l), h_0 = x, followed by backpropagation of a loss that is linear in h_L. There are no biases.
 * `weights`: Z_l of variance 1, [seeds, width, width] for each layer. `inputs`, `direction`: [seeds, INPUTS, width].
 * Throws RangeError without weights.
 */
export function runStack(
  tf: Tf,
  {
    weights,
    inputs,
    direction,
    sigma,
    activation,
  }: {
    readonly weights: readonly Tensor[]
    readonly inputs: Tensor
    readonly direction: Tensor
    readonly sigma: number
    readonly activation: ActivationName
  },
): StackRun {
  const { forward, backward } = ACTIVATIONS[activation]
  // Uploaded once for all layers: a plain number would be uploaded at each.
  const scale = tf.scalar(sigma)
  const outputs: Tensor[] = []
  let h = inputs
  for (const z of weights) {
    h = forward(tf, tf.mul(dense(tf, h, z), scale))
    outputs.push(h)
  }
  const gradients: Tensor[] = [direction]
  let gradient = direction
  for (let l = weights.length - 1; l > 0; l--) {
    const [u, z] = [outputs[l], weights[l]]
    if (!u || !z) throw new RangeError(`There is no layer ${l + 1} (there are ${weights.length})`)
    gradient = tf.mul(gradientOfInputs(tf, backward(tf, u, gradient), z), scale)
    gradients.unshift(gradient)
  }
  return { outputs: tf.stack(outputs), gradients: tf.stack(gradients) }
}

/** Inputs of length sqrt(width) from independent Gaussians of the same shape: x, x' and 0.99 x + sqrt(1 - 0.99^2) x''. [seeds, INPUTS, width]. */
export function inputsOf(tf: Tf, drawn: Tensor): Tensor {
  const [first, second, third] = inputsApart(tf, drawn)
  const like = tf.add(tf.mul(first, LIKENESS), tf.mul(third, Math.sqrt(1 - LIKENESS ** 2)))
  const inputs = tf.stack([first, second, like], -2)
  return tf.div(inputs, tf.sqrt(tf.mean(tf.square(inputs), -1, true)))
}

/** The deviations over units, at each input: [layers, seeds, INPUTS, width]. */
export const aboutTheMean = (tf: Tf, outputs: Tensor): Tensor => tf.sub(outputs, tf.mean(outputs, -1, true))

/**
 * (h(x) - h(x')) / sqrt 2 for the independent inputs: its mean square is the variance over inputs. [layers, seeds, INPUTS, width] -> [layers, seeds,
 * width].
 */
export function betweenInputs(tf: Tf, outputs: Tensor): Tensor {
  const [first, second] = inputsApart(tf, outputs)
  return tf.mul(tf.sub(first, second), Math.SQRT1_2)
}

/**
 * The correlation over units between the first input and the one correlated with it; 0 if all deviations are 0. Deviations over units [layers, seeds,
 * INPUTS, width] -> [layers, seeds].
 */
export function likenessOf(tf: Tf, deviations: Tensor): Tensor {
  const [first, , like] = inputsApart(tf, unitLength(tf, deviations))
  return tf.sum(tf.mul(first, like), -1)
}

/** The smallest normal number in single precision. */
const SMALLEST = 1.1754944e-38

/** v / |v| over the last axis; 0 for v = 0. It divides by the largest entry first, so that no square underflows. */
function unitLength(tf: Tf, v: Tensor): Tensor {
  const scaled = tf.div(v, tf.maximum(tf.max(tf.abs(v), -1, true), SMALLEST))
  return tf.div(scaled, tf.sqrt(tf.maximum(tf.sum(tf.square(scaled), -1, true), SMALLEST)))
}

/** The share of units whose slope is below INACTIVE_BELOW times the greatest: [layers, seeds, INPUTS, width] -> [layers, seeds, INPUTS]. */
export function inactiveShare(tf: Tf, outputs: Tensor, activation: ActivationName): Tensor {
  const { backward, steepest } = ACTIVATIONS[activation]
  const slope = backward(tf, outputs, tf.onesLike(outputs))
  return tf.mean(tf.cast(tf.less(slope, INACTIVE_BELOW * steepest), 'float32'), -1)
}

/** Splits a tensor by inputs: [..., INPUTS, width] -> INPUTS times [..., width]. Throws RangeError for another number of inputs. */
function inputsApart(tf: Tf, all: Tensor): readonly [Tensor, Tensor, Tensor] {
  const [first, second, third, ...rest] = tf.unstack(all, -2)
  if (!first || !second || !third || rest.length > 0)
    throw new RangeError(`A network is shown ${INPUTS} inputs (the shape is [${all.shape.join(', ')}])`)
  return [first, second, third]
}

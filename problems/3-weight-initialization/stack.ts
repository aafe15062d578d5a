import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../src/numerics/networks/activations'
import { dense, gradientOfInputs } from '../../src/numerics/networks/dense'
import { ASLEEP } from '../../src/numerics/theory/unitMoments'

/** Inputs that every network is shown: half their mean squared difference is an unbiased estimate of the variance over inputs. */
export const INPUTS = 2

export interface StackRun {
  /** h_l, [layers, seeds, INPUTS, width]. */
  readonly outputs: Tensor
  /** dLoss/dh_l for Loss = v . h_L, of the same shape. */
  readonly gradients: Tensor
}

/**
 * y_l = sigma h_(l-1) Z_l, h_l = f(y_l), h_0 = x scaled to length sqrt(width); then backpropagation of a loss that is linear in h_L.
 * `weights`: unit normals, [seeds, width, width] a layer. `inputs`, `direction`: [seeds, INPUTS, width].
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
  // One upload for all layers: a plain number would be uploaded at each.
  const scale = tf.scalar(sigma)
  const meanSquare = tf.mean(tf.square(inputs), -1, true)
  const outputs: Tensor[] = []
  let h = tf.div(inputs, tf.sqrt(meanSquare))
  for (const z of weights) {
    h = forward(tf, tf.mul(dense(tf, h, z), scale))
    outputs.push(h)
  }
  const gradients: Tensor[] = [direction]
  let gradient = direction
  for (let l = weights.length - 1; l > 0; l--) {
    const [u, z] = [outputs[l], weights[l]]
    if (!u || !z) break
    gradient = tf.mul(gradientOfInputs(tf, backward(tf, u, gradient), z), scale)
    gradients.unshift(gradient)
  }
  return { outputs: tf.stack(outputs), gradients: tf.stack(gradients) }
}

/** The deviations over units, at each input: [layers, seeds, INPUTS, width]. */
export const aboutTheMean = (tf: Tf, outputs: Tensor): Tensor => tf.sub(outputs, tf.mean(outputs, -1, true))

/** (h(x) - h(x')) / sqrt 2: its mean square is the variance over inputs. [layers, seeds, INPUTS, width] -> [layers, seeds, width]. */
export function betweenInputs(tf: Tf, outputs: Tensor): Tensor {
  const [one, other] = tf.unstack(outputs, 2)
  if (!one || !other) throw new RangeError('A network is shown two inputs')
  return tf.mul(tf.sub(one, other), Math.SQRT1_2)
}

/** The share of units whose slope is under ASLEEP of the greatest: [layers, seeds, INPUTS, width] -> [layers, seeds, INPUTS]. */
export function asleep(tf: Tf, outputs: Tensor, activation: ActivationName): Tensor {
  const { backward, steepest } = ACTIVATIONS[activation]
  const slope = backward(tf, outputs, tf.onesLike(outputs))
  return tf.mean(tf.cast(tf.less(slope, ASLEEP * steepest), 'float32'), -1)
}

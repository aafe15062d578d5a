import type { Tensor, Tf } from '../../experiment'
import { type ActivationName, throughActivation } from './fused'

export type { ActivationName } from './fused'

/** u = f(y) on the device, any shape. Theory has functions of its own (`theory/activationFunctions`). */
export interface Activation {
  /** f(y). */
  forward(tf: Tf, y: Tensor): Tensor
  /** dLoss/dy from u = f(y) and dLoss/du, of one shape or of copies of the batch (`fused`). The slope is taken from u: it is what the forward pass has kept. */
  backward(tf: Tf, u: Tensor, gradient: Tensor): Tensor
  /** f(0): the output of a unit whose sum is 0. */
  readonly atZero: number
  /** max |f'|. */
  readonly steepest: number
}

/** sigma(y) = 1 / (1 + exp(-y)), tanh y, max(0, y), y. */
export const ACTIVATIONS: Readonly<Record<ActivationName, Activation>> = {
  /** f(y) = 1 / (1 + exp(-y)), f' = u (1 - u). */
  sigmoid: {
    forward: (tf, y) => tf.sigmoid(y),
    backward: (tf, u, gradient) => throughActivation(tf, gradient, { u, activation: 'sigmoid' }),
    atZero: 1 / 2,
    steepest: 1 / 4,
  },
  /** f' = 1 - u^2. */
  tanh: {
    forward: (tf, y) => tf.tanh(y),
    backward: (tf, u, gradient) => throughActivation(tf, gradient, { u, activation: 'tanh' }),
    atZero: 0,
    steepest: 1,
  },
  /** f(y) = max(0, y); f' = 1 where u > 0, else 0. */
  relu: {
    forward: (tf, y) => tf.relu(y),
    backward: (tf, u, gradient) => throughActivation(tf, gradient, { u, activation: 'relu' }),
    atZero: 0,
    steepest: 1,
  },
  /** f(y) = y. */
  linear: { forward: (_, y) => y, backward: (_, __, gradient) => gradient, atZero: 0, steepest: 1 },
}

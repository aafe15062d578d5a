import type { Tensor, Tf } from '../../experiment'

/** The activations that the networks of the book use. */
export type ActivationName = 'sigmoid' | 'tanh' | 'relu' | 'linear'

/** u = f(y) on the device, any shape. Theory has functions of its own (`theory/activationFunctions`). */
export interface Activation {
  /** f(y). */
  forward(tf: Tf, y: Tensor): Tensor
  /** dLoss/dy from u = f(y) and dLoss/du, of one shape. The slope is taken from u: it is what the forward pass has kept. */
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
    backward: (tf, u, gradient) => tf.mul(gradient, tf.mul(u, tf.sub(1, u))),
    atZero: 1 / 2,
    steepest: 1 / 4,
  },
  /** f' = 1 - u^2. */
  tanh: {
    forward: (tf, y) => tf.tanh(y),
    backward: (tf, u, gradient) => tf.sub(gradient, tf.mul(gradient, tf.square(u))),
    atZero: 0,
    steepest: 1,
  },
  /** f(y) = max(0, y); f' = 1 where u > 0, else 0. */
  relu: {
    forward: (tf, y) => tf.relu(y),
    backward: (tf, u, gradient) => tf.mul(gradient, tf.step(u)),
    atZero: 0,
    steepest: 1,
  },
  /** f(y) = y. */
  linear: { forward: (_, y) => y, backward: (_, __, gradient) => gradient, atZero: 0, steepest: 1 },
}

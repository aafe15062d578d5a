import type { Tensor, Tf } from '../experiment'

export type ActivationName = 'sigmoid' | 'tanh' | 'relu' | 'linear'

/** u = f(y), in double precision for theory and on the device for networks. */
export interface Activation {
  of(y: number): number
  /** f'(y). */
  slope(y: number): number
  /** The y with f(y) = u, for u inside the range of f. */
  inverse(u: number): number
  /** max |f'|: f is Lipschitz with this constant. */
  readonly steepest: number
  /** Any shape. */
  forward(tf: Tf, y: Tensor): Tensor
  /** dLoss/dy from u = f(y) and dLoss/du, of one shape. The slope is taken from u: it is what the forward pass has kept. */
  backward(tf: Tf, u: Tensor, gradient: Tensor): Tensor
}

export const ACTIVATIONS: Readonly<Record<ActivationName, Activation>> = {
  /** f(y) = 1 / (1 + exp(-y)), f' = u (1 - u). */
  sigmoid: {
    of: (y) => 1 / (1 + Math.exp(-y)),
    slope: (y) => {
      const small = Math.exp(-Math.abs(y))
      return small / (1 + small) ** 2
    },
    inverse: (u) => Math.log(u / (1 - u)),
    steepest: 1 / 4,
    forward: (tf, y) => tf.sigmoid(y),
    backward: (tf, u, gradient) => tf.mul(gradient, tf.mul(u, tf.sub(1, u))),
  },
  /** f' = 1 - u^2. */
  tanh: {
    of: Math.tanh,
    slope: (y) => {
      const small = Math.exp(-2 * Math.abs(y))
      return (4 * small) / (1 + small) ** 2
    },
    inverse: Math.atanh,
    steepest: 1,
    forward: (tf, y) => tf.tanh(y),
    backward: (tf, u, gradient) => tf.sub(gradient, tf.mul(gradient, tf.square(u))),
  },
  /** f(y) = max(0, y); f' = 1 where u > 0, else 0. */
  relu: {
    of: (y) => Math.max(0, y),
    slope: (y) => (y > 0 ? 1 : 0),
    inverse: (u) => u,
    steepest: 1,
    forward: (tf, y) => tf.relu(y),
    backward: (tf, u, gradient) => tf.mul(gradient, tf.step(u)),
  },
  linear: {
    of: (y) => y,
    slope: () => 1,
    inverse: (u) => u,
    steepest: 1,
    forward: (_, y) => y,
    backward: (_, __, gradient) => gradient,
  },
}

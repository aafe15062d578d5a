import type { ActivationName } from '../networks/activations'

/** An activation u = f(y) in double precision, for theory. The networks on the device use separate code. */
export interface ActivationFunction {
  of(y: number): number
  /** f'(y). */
  slope(y: number): number
  /** The y with f(y) = u, for u inside the range of f. */
  inverse(u: number): number
  /** max |f'|, the Lipschitz constant of f. */
  readonly steepest: number
}

/** sigma(y) = 1 / (1 + exp(-y)), tanh y, max(0, y), y, in double precision. */
export const ACTIVATION_FUNCTIONS: Readonly<Record<ActivationName, ActivationFunction>> = {
  /** f(y) = 1 / (1 + exp(-y)), f' = f (1 - f). */
  sigmoid: {
    of: (y) => 1 / (1 + Math.exp(-y)),
    slope: (y) => {
      const small = Math.exp(-Math.abs(y))
      return small / (1 + small) ** 2
    },
    inverse: (u) => Math.log(u / (1 - u)),
    steepest: 1 / 4,
  },
  /** f' = 1 - f^2. */
  tanh: {
    of: Math.tanh,
    slope: (y) => {
      const small = Math.exp(-2 * Math.abs(y))
      return (4 * small) / (1 + small) ** 2
    },
    inverse: Math.atanh,
    steepest: 1,
  },
  /** f(y) = max(0, y); f' = 1 where y > 0, else 0. */
  relu: { of: (y) => Math.max(0, y), slope: (y) => (y > 0 ? 1 : 0), inverse: (u) => u, steepest: 1 },
  /** f(y) = y. */
  linear: { of: (y) => y, slope: () => 1, inverse: (u) => u, steepest: 1 },
}

import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../../src/numerics/networks/activations'

/** u = f(y - B) and y = sigma W x, for every weight vector with every input of its group: [groups, m, d] twice -> [groups, m, m]. */
export function unit(
  tf: Tf,
  {
    weights,
    inputs,
    sigma,
    bias,
    activation,
  }: {
    readonly weights: Tensor
    readonly inputs: Tensor
    readonly sigma: number
    readonly bias: number
    readonly activation: ActivationName
  },
): { readonly y: Tensor; readonly u: Tensor } {
  const y = tf.mul(tf.matMul(weights, inputs, false, true), sigma)
  const shifted = bias === 0 ? y : tf.sub(y, bias)
  return { y, u: ACTIVATIONS[activation].forward(tf, shifted) }
}

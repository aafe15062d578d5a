import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../../src/numerics/networks/activations'

/** y = sigma W x and u = f(y - B), for every weight vector and every input of its group: two of [groups, m, d] -> [groups, m, m]. */
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

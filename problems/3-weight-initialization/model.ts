import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../src/numerics/networks/activations'

/** The inputs of the widest unit in the sweep over d. */
export const WIDEST = 1024
/** 1, 2, 4, ..., 1024. */
export const DIMENSIONS: readonly number[] = Array.from({ length: 11 }, (_, k) => 2 ** k)
/** Weight vectors that meet as many input vectors, each each, and the least d at which they do. */
export const GROUP = 16

/** Independent numbers of unit variance. A shape of its own for every use: what has been drawn in another shape would be copied. */
export type Numbers = (shape: readonly number[]) => Tensor

/** How many numbers of weights, and of inputs, a repetition takes for vectors of d: at least 16 vectors. */
export const numbersOverBoth = (d: number): number => Math.max(2048, GROUP * d)

/**
 * y = sum of d products w_i x_i at unit scale, for d = 1, 2, 4, ..., 1024, each [repeats, samples]. For d < 16 a weight vector meets one
 * input, and neighbouring sums add up to the next d; from 16 on the 16 weight vectors of a group meet the 16 inputs of theirs, in one
 * product of matrices.
 */
export function sumsOverBoth(tf: Tf, weights: Numbers, inputs: Numbers, repeats: number): Tensor[] {
  let pairs = tf.mul(weights([repeats, numbersOverBoth(1)]), inputs([repeats, numbersOverBoth(1)]))
  return DIMENSIONS.map((d) => {
    if (d >= GROUP) {
      const shape = [(repeats * numbersOverBoth(d)) / d / GROUP, GROUP, d]
      return tf.reshape(tf.matMul(weights(shape), inputs(shape), false, true), [repeats, -1])
    }
    if (d > 1) pairs = tf.sum(tf.reshape(pairs, [repeats, -1, 2]), -1)
    return pairs
  })
}

/** Numbers of a repetition for the lengths of weight vectors. */
const NUMBERS_FOR_LENGTHS = 2 ** 14

/** |Z|^2 of vectors of d: [repeats, samples]. */
export function squaredLengths(tf: Tf, weights: Numbers, d: number, repeats: number): Tensor {
  return tf.sum(tf.square(weights([repeats, NUMBERS_FOR_LENGTHS / d, d])), -1)
}

/** How many input vectors of d a repetition shows to one weight vector. */
export const samplesOverInputs = (d: number): number => Math.max(64, 2048 / d)

/** y = sum of the first d of one weight vector's products, at unit scale, for d = 1, 2, 4, ..., 1024, each [repeats, samples]. */
export function sumsOverInputs(tf: Tf, weights: Tensor, inputs: Numbers, repeats: number): Tensor[] {
  return DIMENSIONS.map((d) => {
    const w = tf.reshape(tf.slice(weights, [0], [d]), [d, 1])
    return tf.reshape(tf.matMul(inputs([repeats * samplesOverInputs(d), d]), w), [repeats, -1])
  })
}

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

/**
 * Sigmoid units with |W| = s for every s of `deviations`, so that y given W is N(0, s^2) for Gaussian x, whichever W was drawn;
 * and the slope du/dy that backpropagation of a gradient of 1 on u brings to y.
 * weights, inputs [repeats, vectors, in]; u, slope [deviations, repeats, vectors^2]: every weight vector meets every input.
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

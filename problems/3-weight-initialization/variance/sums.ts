import type { Tensor, Tf } from '../../../src/experiment'
import { DIMENSIONS } from './setting'

/** Weight vectors, and input vectors, in a group: each weight vector is applied to each input. Groups are used from this d on. */
export const GROUP = 16

/** Returns independent numbers of variance 1 in a given shape. Each shape has its own draws, so no two uses share a shape. */
export type Numbers = (shape: readonly number[]) => Tensor

/** The number of weights that a repetition draws for vectors of length d, and of inputs: at least 16 vectors. */
export const numbersOverBoth = (d: number): number => Math.max(2048, GROUP * d)

/**
 * y = the sum of d products w_i x_i with weights of variance 1, for every d of the sweep, each [repeats, samples]. For d < 16 each weight vector is
 * applied to one input, and neighbouring sums are added to get the next d. From 16 on, the 16 weight vectors of a group are applied to its 16 inputs
 * in one matrix product.
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

/** The number of weights that a repetition draws for the lengths of weight vectors. */
const NUMBERS_FOR_LENGTHS = 2 ** 14

/** |Z|^2 of vectors of length d: [repeats, samples]. */
export function squaredLengths(tf: Tf, weights: Numbers, d: number, repeats: number): Tensor {
  return tf.sum(tf.square(weights([repeats, NUMBERS_FOR_LENGTHS / d, d])), -1)
}

/** The number of input vectors of length d that a repetition applies one weight vector to. */
export const samplesOverInputs = (d: number): number => Math.max(64, 2048 / d)

/** y = the sum of the first d products of one weight vector [1024] with variance 1, for every d of the sweep, each [repeats, samples]. */
export function sumsOverInputs(tf: Tf, weights: Tensor, inputs: Numbers, repeats: number): Tensor[] {
  return DIMENSIONS.map((d) => {
    const w = tf.reshape(tf.slice(weights, [0], [d]), [d, 1])
    return tf.reshape(tf.matMul(inputs([repeats * samplesOverInputs(d), d]), w), [repeats, -1])
  })
}

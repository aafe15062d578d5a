import type { Tensor, Tf } from '../../../src/experiment'
import { DIMENSIONS } from './setting'

/** Weight vectors of a group, and input vectors: each weight vector meets each input. The least d at which they do. */
export const GROUP = 16

/** Independent numbers of variance 1 in a given shape. Each use asks for a shape of its own, which has draws of its own. */
export type Numbers = (shape: readonly number[]) => Tensor

/** How many weights a repetition draws for vectors of d, and as many inputs: at least 16 vectors. */
export const numbersOverBoth = (d: number): number => Math.max(2048, GROUP * d)

/**
 * y = sum of d products w_i x_i with weights of variance 1, for every d of the sweep, each [repeats, samples]. For d < 16 a weight vector
 * meets one input, and neighbouring sums add up to the next d; from 16 on the 16 weight vectors of a group meet its 16 inputs, in one
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

/** Weights that a repetition draws for the lengths of weight vectors. */
const NUMBERS_FOR_LENGTHS = 2 ** 14

/** |Z|^2 of vectors of d: [repeats, samples]. */
export function squaredLengths(tf: Tf, weights: Numbers, d: number, repeats: number): Tensor {
  return tf.sum(tf.square(weights([repeats, NUMBERS_FOR_LENGTHS / d, d])), -1)
}

/** How many input vectors of d a repetition shows to one weight vector. */
export const samplesOverInputs = (d: number): number => Math.max(64, 2048 / d)

/** y = sum of the first d products of one weight vector [1024] with variance 1, for every d of the sweep, each [repeats, samples]. */
export function sumsOverInputs(tf: Tf, weights: Tensor, inputs: Numbers, repeats: number): Tensor[] {
  return DIMENSIONS.map((d) => {
    const w = tf.reshape(tf.slice(weights, [0], [d]), [d, 1])
    return tf.reshape(tf.matMul(inputs([repeats * samplesOverInputs(d), d]), w), [repeats, -1])
  })
}

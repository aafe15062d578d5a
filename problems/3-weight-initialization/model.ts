import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../src/numerics/activations'

/** The inputs of the widest unit in the sweep over d. */
export const WIDEST = 1024
/** 1, 2, 4, ..., 1024. */
export const DIMENSIONS: readonly number[] = Array.from({ length: 11 }, (_, k) => 2 ** k)
/** Weight vectors that meet as many input vectors, each each, and the least d at which they do. */
export const GROUP = 16

/** Independent numbers of unit variance, so many to a repetition: [repeats, numbers]. */
export type Numbers = (count: number) => Tensor

/** How many numbers a repetition takes for vectors of d: enough for 16 vectors of 1024, fewer where d is small. */
export const numbersOverBoth = (d: number): number => (d > 128 ? 16 * WIDEST : 4096)

/**
 * y = sum of d products w_i x_i at unit scale, for d = 1, 2, 4, ..., 1024, each [repeats, samples]. The numbers of a repetition
 * are cut into vectors of d. For d < 16 vector k meets input k alone, and neighbours add up to the next d; from 16 on the 16 weight
 * vectors of a group meet the 16 inputs of theirs, in one product of matrices.
 */
export function sumsOverBoth(tf: Tf, weights: Numbers, inputs: Numbers): Tensor[] {
  let pairs = tf.mul(weights(numbersOverBoth(1)), inputs(numbersOverBoth(1)))
  const [repeats = 1] = pairs.shape
  return DIMENSIONS.map((d) => {
    if (d >= GROUP) {
      const [w, x] = [weights, inputs].map((of) => tf.reshape(of(numbersOverBoth(d)), [-1, GROUP, d])) as [
        Tensor,
        Tensor,
      ]
      return tf.reshape(tf.matMul(w, x, false, true), [repeats, -1])
    }
    if (d > 1) pairs = tf.sum(tf.reshape(pairs, [repeats, -1, 2]), -1)
    return pairs
  })
}

/** |Z|^2 of vectors of d: [repeats, numbers] -> [repeats, numbers / d]. */
export function squaredLengths(tf: Tf, weights: Tensor, d: number): Tensor {
  const [repeats = 1] = weights.shape
  return tf.sum(tf.reshape(tf.square(weights), [repeats, -1, d]), -1)
}

/** How many input numbers a repetition takes for vectors of d where one weight vector meets them all: 64 vectors of 1024. */
export const numbersOverInputs = (d: number): number => (d > 128 ? 64 * WIDEST : d > 32 ? 16 * WIDEST : 4096)

/**
 * y = sum of the first d of one weight vector's products, at unit scale, for d = 1, 2, 4, ..., 1024, each [repeats, samples].
 * weights [1024]; the inputs of a repetition are cut into vectors of d.
 */
export function sumsOverInputs(tf: Tf, weights: Tensor, inputs: Numbers): Tensor[] {
  return DIMENSIONS.map((d) => {
    const x = inputs(numbersOverInputs(d))
    const w = tf.reshape(tf.slice(weights, [0], [d]), [d, 1])
    return tf.reshape(tf.matMul(tf.reshape(x, [-1, d]), w), [x.shape[0] ?? 1, -1])
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

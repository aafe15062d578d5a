import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../src/numerics/activations'

/** The inputs of the widest unit in the sweep over d. */
export const WIDEST = 1024
/** 1, 2, 4, ..., 1024. */
export const DIMENSIONS: readonly number[] = Array.from({ length: 11 }, (_, k) => 2 ** k)
/** Sums of this many products and more let every weight vector of a repetition meet every input. */
const BLOCK = 32
/** Weight vectors, and input vectors, in a repetition. */
const VECTORS = 16

/** The shape of a batch of weights or of inputs for `sumsOverBoth`: [repeats, blocks of coordinates, vectors, coordinates in a block]. */
export const blockShape = (repeats: number): readonly number[] => [repeats, WIDEST / BLOCK, VECTORS, BLOCK]

/**
 * y = sum of d products w_i x_i at unit scale, for d = 1, 2, 4, ..., 1024, each [repeats, samples]: y at 2d is y at d plus the next
 * block, so that the whole sweep costs one product of 1024. `weights`, `inputs`: `blockShape`.
 * Below d = 32 vector s meets input s alone; the sums of different blocks are independent samples.
 */
export function sumsOverBoth(tf: Tf, weights: Tensor, inputs: Tensor): Tensor[] {
  const [repeats = 1] = weights.shape
  const sums = [tf.reshape(tf.mul(weights, inputs), [repeats, -1])]
  for (let d = 2; d < BLOCK; d *= 2) sums.push(addPairs(tf, sums.at(-1), 1))
  // [repeats, blocks, vectors, vectors]: every weight vector's share of the sum, with every input.
  let blocks = WIDEST / BLOCK
  sums.push(tf.reshape(tf.matMul(weights, inputs, false, true), [repeats, -1]))
  for (; blocks > 1; blocks /= 2) sums.push(addPairs(tf, sums.at(-1), VECTORS * VECTORS))
  return sums
}

/** [repeats, 2m runs of `run` numbers] -> [repeats, m runs]: neighbouring runs added. */
function addPairs(tf: Tf, sums: Tensor | undefined, run: number): Tensor {
  if (!sums) throw new RangeError('There is nothing to add')
  const [repeats = 1, n = 0] = sums.shape
  return tf.reshape(tf.sum(tf.reshape(sums, [repeats, n / run / 2, 2, run]), 2), [repeats, n / 2])
}

/** |Z|^2 - d over d coordinates of every weight vector: `blockShape` -> [repeats, vectors]. */
export function squaredLengths(tf: Tf, weights: Tensor, d: number): Tensor {
  const [repeats = 1] = weights.shape
  const squares = tf.square(weights)
  const sums =
    d < BLOCK
      ? tf.sum(tf.reshape(squares, [repeats, -1, d]), 2)
      : tf.sum(tf.sum(tf.reshape(squares, [repeats, WIDEST / d, d / BLOCK, VECTORS, BLOCK]), 4), 2)
  return tf.sub(tf.reshape(sums, [repeats, -1]), d)
}

/** Numbers of a repetition that are enough for a small d, and what counts as small. */
const FEW_NUMBERS = 8192
const SMALL = 8

/**
 * y = sum of the first d of one weight vector's products, at unit scale, for d = 1, 2, 4, ..., 1024, each [repeats, samples].
 * weights [1024], inputs [repeats, numbers]: cut into as many input vectors as there are numbers for.
 */
export function sumsOverInputs(tf: Tf, weights: Tensor, inputs: Tensor): Tensor[] {
  const [repeats = 1] = inputs.shape
  const few = tf.slice(inputs, [0, 0], [repeats, FEW_NUMBERS])
  return DIMENSIONS.map((d) => {
    const x = tf.reshape(d <= SMALL ? few : inputs, [-1, d])
    return tf.reshape(tf.matMul(x, tf.reshape(tf.slice(weights, [0], [d]), [d, 1])), [repeats, -1])
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

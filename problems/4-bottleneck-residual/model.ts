import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS } from '../../src/numerics/networks/activations'
import { dense, gradientOfInputs } from '../../src/numerics/networks/dense'

/** Fixed numbers of every block: L' = skip L + branch Lhat. Part b's gamma is skip = branch = gamma. */
export interface Block {
  readonly skip: number
  readonly branch: number
  /** Whether Lhat = ReLU(...), as printed, or the sum itself. */
  readonly secondRelu: boolean
}

/** The weights of one block, W1 [seeds, width, bottleneck] and W2 [seeds, bottleneck, width], and its biases, [seeds, 1, ...]. */
export interface Weights {
  readonly first: Tensor
  readonly second: Tensor
  readonly firstBias?: Tensor
  readonly secondBias?: Tensor
}

/** What one block has kept for its way back: L and L~, and Lhat where it is a ReLU. */
export interface Kept {
  readonly input: Tensor
  readonly inner: Tensor
  readonly outer: Tensor | undefined
}

/**
 * L~ = ReLU(L W1 - B1), Lhat = ReLU(L~ W2 - B2) or the sum itself, L' = skip L + branch Lhat; L and L' [seeds, batch, width].
 * `factors` are skip and branch as tensors: a plain number would be uploaded at every block.
 */
export function forwardBlock(
  tf: Tf,
  input: Tensor,
  weights: Weights,
  block: Block,
  factors: Factors,
): { readonly output: Tensor; readonly kept: Kept } {
  const { first, second, firstBias, secondBias } = weights
  const less = (y: Tensor, bias: Tensor | undefined) => (bias ? tf.sub(y, bias) : y)
  const inner = tf.relu(less(dense(tf, input, first), firstBias))
  const sum = less(dense(tf, inner, second), secondBias)
  const branch = block.secondRelu ? tf.relu(sum) : sum
  const output = tf.add(times(tf, input, block.skip, factors.skip), times(tf, branch, block.branch, factors.branch))
  return { output, kept: { input, inner, outer: block.secondRelu ? branch : undefined } }
}

export interface Factors {
  readonly skip: Tensor
  readonly branch: Tensor
}

/** The fixed numbers of a block on the device. Call it inside `tf.tidy`. */
export const factorsOf = (tf: Tf, { skip, branch }: Block): Factors => ({
  skip: tf.scalar(skip),
  branch: tf.scalar(branch),
})

const times = (tf: Tf, v: Tensor, factor: number, onDevice: Tensor): Tensor => (factor === 1 ? v : tf.mul(v, onDevice))

/**
 * What the branch sends back: dLoss/dL through it alone, from dLoss/dL' = `gradient` [seeds, rows, width]. `rows` is the batch, or a
 * multiple of it: then every copy of the batch goes back through the same activations.
 * Also the two gradients that the weights' gradients are made of, at the sums of L~ and of Lhat.
 */
export function backThroughBranch(
  tf: Tf,
  gradient: Tensor,
  { first, second }: Weights,
  kept: Kept,
  block: Block,
  factors: Factors,
): { readonly input: Tensor; readonly atInner: Tensor; readonly atOuter: Tensor } {
  const relu = (u: Tensor, upstream: Tensor) => throughRelu(tf, u, upstream)
  const branch = times(tf, gradient, block.branch, factors.branch)
  const atOuter = kept.outer ? relu(kept.outer, branch) : branch
  const atInner = relu(kept.inner, gradientOfInputs(tf, atOuter, second))
  return { input: gradientOfInputs(tf, atInner, first), atInner, atOuter }
}

/** ReLU's way back, for copies of the batch if there are any: u [seeds, batch, n], upstream [seeds, copies * batch, n]. */
function throughRelu(tf: Tf, u: Tensor, upstream: Tensor): Tensor {
  const [seeds = 1, batch = 1, n = 1] = u.shape
  const [, rows = batch] = upstream.shape
  if (rows === batch) return ACTIVATIONS.relu.backward(tf, u, upstream)
  const slope = tf.reshape(tf.step(u), [seeds, 1, batch, n])
  return tf.reshape(tf.mul(tf.reshape(upstream, [seeds, rows / batch, batch, n]), slope), upstream.shape)
}

/** L_1 to L_L, [seeds, batch, width] each, and what every block has kept. */
export function forward(
  tf: Tf,
  inputs: Tensor,
  weights: readonly Weights[],
  block: Block,
): { readonly layers: readonly Tensor[]; readonly kept: readonly Kept[] } {
  const factors = factorsOf(tf, block)
  const layers = [inputs]
  const kept: Kept[] = []
  let layer = inputs
  for (const w of weights) {
    const passed = forwardBlock(tf, layer, w, block, factors)
    layer = passed.output
    layers.push(layer)
    kept.push(passed.kept)
  }
  return { layers, kept }
}

/**
 * The gradient at every layer by the number of branches its paths take: G_k' = skip G_k + B^T G_(k-1), G_0 = `direction` at the top and
 * the others 0. [seeds, lengths, batch, width] each, from L_1 to L_L, with lengths = blocks + 1; their sum over k is dLoss/dL.
 */
export function gradientsByLength(
  tf: Tf,
  direction: Tensor,
  weights: readonly Weights[],
  kept: readonly Kept[],
  block: Block,
): readonly Tensor[] {
  const [seeds = 1, batch = 1, width = 1] = direction.shape
  const lengths = weights.length + 1
  const factors = factorsOf(tf, block)
  const nothing = tf.zeros([seeds, batch, width])
  let paths = tf.concat([direction, tf.zeros([seeds, (lengths - 1) * batch, width])], 1)
  const layers = [paths]
  for (let l = weights.length - 1; l >= 0; l--) {
    const [w, k] = [weights[l], kept[l]]
    if (!w || !k) break
    const { input } = backThroughBranch(tf, paths, w, k, block, factors)
    // One branch more: every length moves up by one. The longest is still 0, it has no block left to grow by.
    const longer = tf.concat([nothing, tf.slice(input, [0, 0, 0], [seeds, (lengths - 1) * batch, width])], 1)
    paths = tf.add(times(tf, paths, block.skip, factors.skip), longer)
    layers.unshift(paths)
  }
  return layers.map((paths) => tf.reshape(paths, [seeds, lengths, batch, width]))
}

import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS } from '../../src/numerics/networks/activations'
import { dense, gradientOfInputs } from '../../src/numerics/networks/dense'

/** The parameters that all blocks share: L' = skip L + branch Lhat. With gamma of part b, skip = branch = gamma. */
export interface Block {
  readonly skip: number
  readonly branch: number
  /** Whether Lhat = ReLU(...), as printed, or the sum without ReLU. */
  readonly secondRelu: boolean
}

/** The weights of one block, W1 [seeds, width, bottleneck] and W2 [seeds, bottleneck, width], and its biases, [seeds, 1, ...]. */
export interface Weights {
  readonly first: Tensor
  readonly second: Tensor
  readonly firstBias?: Tensor
  readonly secondBias?: Tensor
}

/** The results of one block that the backward pass uses: L and L~, and Lhat if it is the output of a ReLU. */
export interface Kept {
  readonly input: Tensor
  readonly inner: Tensor
  readonly outer: Tensor | undefined
}

/**
 * L~ = ReLU(L W1 - B1), Lhat = ReLU(L~ W2 - B2) or the sum without ReLU, L' = skip L + branch Lhat; L and L' [seeds, batch, width]. `factors` are
 * skip and branch as tensors: plain numbers would be uploaded at every block.
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

/** The two factors of a block as scalars on the device. */
export interface Factors {
  readonly skip: Tensor
  readonly branch: Tensor
}

/** Uploads the two factors of a block. Call it inside `tf.tidy`. */
export const factorsOf = (tf: Tf, { skip, branch }: Block): Factors => ({
  skip: tf.scalar(skip),
  branch: tf.scalar(branch),
})

const times = (tf: Tf, v: Tensor, factor: number, onDevice: Tensor): Tensor => (factor === 1 ? v : tf.mul(v, onDevice))

/**
 * The backward pass through the branch alone: from `gradient` = dLoss/dL' [seeds, rows, width] to dLoss/dL, and to the gradients at the
 * pre-activations of L~ (`atInner`) and of Lhat (`atOuter`), from which the gradients of the weights follow. `rows` is the batch or a multiple of it;
 * each copy of the batch then uses the same activations.
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

/** The backward pass of ReLU: u [seeds, batch, n], upstream [seeds, copies * batch, n] with the copies in succession. */
function throughRelu(tf: Tf, u: Tensor, upstream: Tensor): Tensor {
  const [seeds = 1, batch = 1, n = 1] = u.shape
  const [, rows = batch] = upstream.shape
  if (rows === batch) return ACTIVATIONS.relu.backward(tf, u, upstream)
  const slope = tf.reshape(tf.step(u), [seeds, 1, batch, n])
  return tf.reshape(tf.mul(tf.reshape(upstream, [seeds, rows / batch, batch, n]), slope), upstream.shape)
}

/** The layers L_1 to L_L, [seeds, batch, width] each, and the results of every block that the backward pass uses. */
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
 * The gradient at every layer, split by the number k of branches on the path. The backward pass of a block replaces G_k by skip G_k + B^T G_(k-1),
 * with B^T the backward pass of the branch. At the top G_0 = `direction` [seeds, batch, width] and the others are 0.
 * Returns [seeds, blocks + 1, batch, width] for each layer from L_1 to L_L; the sum over k is dLoss/dL. Throws RangeError if `kept` and `weights`
 * differ in the number of blocks.
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
    if (!w || !k) throw new RangeError(`Block ${l} of ${weights.length} has ${w ? 'kept nothing' : 'no weights'}`)
    const { input } = backThroughBranch(tf, paths, w, k, block, factors)
    // A branch raises k by one. The last part is dropped, because it is still 0: k branches need k blocks.
    const longer = tf.concat([nothing, tf.slice(input, [0, 0, 0], [seeds, (lengths - 1) * batch, width])], 1)
    paths = tf.add(times(tf, paths, block.skip, factors.skip), longer)
    layers.unshift(paths)
  }
  return layers.map((paths) => tf.reshape(paths, [seeds, lengths, batch, width]))
}

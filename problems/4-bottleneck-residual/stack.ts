import type { Tensor, Tf } from '../../src/experiment'
import {
  addedLayer,
  deltaBelow,
  layer,
  layerBack,
  type Part,
  residualLayer,
  throughActivation,
} from '../../src/numerics/networks/fused'

/** The parameters that all blocks share: L' = skip L + branch Lhat. With gamma of part b, skip = branch = gamma. */
export interface Block {
  readonly skip: number
  readonly branch: number
  /** Whether Lhat = ReLU(...), as printed, or the sum without ReLU. */
  readonly secondRelu: boolean
}

/** The weights of one block, W1 [seeds, width, bottleneck] and W2 [seeds, bottleneck, width], and its biases, [seeds, 1, ...]. */
export interface Weights {
  readonly first: Part
  readonly second: Part
  readonly firstBias?: Part
  readonly secondBias?: Part
}

/** The results of one block that the backward pass uses: L and L~, and Lhat if it is the output of a ReLU. */
export interface Kept {
  readonly input: Tensor
  readonly inner: Tensor
  readonly outer: Tensor | undefined
}

/** L~ = ReLU(L W1 - B1), Lhat = ReLU(L~ W2 - B2) or the sum itself, L' = skip L + branch Lhat; L and L' [seeds, batch, width]. */
export function forwardBlock(
  tf: Tf,
  input: Tensor,
  { first, second, firstBias, secondBias }: Weights,
  { skip, branch, secondRelu }: Block,
): { readonly output: Tensor; readonly kept: Kept } {
  const inner = layer(tf, { inputs: input, weights: first, bias: firstBias, biasFactor: -1, activation: 'relu' })
  const outer = { inputs: inner, weights: second, bias: secondBias, biasFactor: -1 }
  const added = { beside: input, skip, branch }
  if (!secondRelu) {
    const output = addedLayer(tf, { ...outer, activation: 'linear' }, added)
    return { output, kept: { input, inner, outer: undefined } }
  }
  const passed = residualLayer(tf, { ...outer, activation: 'relu' }, added)
  return { output: passed.output, kept: { input, inner, outer: passed.branch } }
}

/** dLoss/dL of a block, and the gradients at the pre-activations of L~ and of Lhat, which the gradients of the weights need. */
export interface BlockGradients {
  readonly input: Tensor
  readonly atInner: Tensor
  readonly atOuter: Tensor
}

/**
 * The backward pass through the branch alone, from `gradient` = dLoss/dL' [seeds, rows, width]: `rows` is the batch or a multiple of it;
 * each copy of the batch then uses the same activations.
 */
export function backThroughBranch(
  tf: Tf,
  gradient: Tensor,
  weights: Weights,
  kept: Kept,
  block: Block,
): BlockGradients {
  const { atInner, atOuter } = insideBranch(tf, gradient, weights, kept, block)
  return { input: layerBack(tf, { delta: atInner, weights: weights.first }), atInner, atOuter }
}

/** The same through branch and skip: dLoss/dL = skip dLoss/dL' + what came through the branch. */
export function backThroughBlock(tf: Tf, gradient: Tensor, weights: Weights, kept: Kept, block: Block): BlockGradients {
  const { atInner, atOuter } = insideBranch(tf, gradient, weights, kept, block)
  const { skip } = block
  return { input: layerBack(tf, { delta: atInner, weights: weights.first, beside: gradient, skip }), atInner, atOuter }
}

function insideBranch(tf: Tf, gradient: Tensor, { second }: Weights, { inner, outer }: Kept, { branch }: Block) {
  const through = outer ? ({ u: outer, activation: 'relu' } as const) : ({ activation: 'linear' } as const)
  const atOuter = branch === 1 && !outer ? gradient : throughActivation(tf, gradient, { ...through, branch })
  const atInner = deltaBelow(tf, { delta: atOuter, weights: second }, { u: inner, activation: 'relu' })
  return { atInner, atOuter }
}

/** The layers L_1 to L_L, [seeds, batch, width] each, and the results of every block that the backward pass uses. */
export function forward(
  tf: Tf,
  inputs: Tensor,
  weights: readonly Weights[],
  block: Block,
): { readonly layers: readonly Tensor[]; readonly kept: readonly Kept[] } {
  const layers = [inputs]
  const kept: Kept[] = []
  let top = inputs
  for (const w of weights) {
    const passed = forwardBlock(tf, top, w, block)
    top = passed.output
    layers.push(top)
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
  const skip = tf.scalar(block.skip)
  const nothing = tf.zeros([seeds, batch, width])
  let paths = tf.concat([direction, tf.zeros([seeds, (lengths - 1) * batch, width])], 1)
  const layers = [paths]
  for (let l = weights.length - 1; l >= 0; l--) {
    const [w, k] = [weights[l], kept[l]]
    if (!w || !k) throw new RangeError(`Block ${l} of ${weights.length} has ${w ? 'kept nothing' : 'no weights'}`)
    const { input } = backThroughBranch(tf, paths, w, k, block)
    // One branch more: k becomes k + 1. The last part is dropped: with k branches taken in `blocks` blocks, it is still 0.
    const longer = tf.concat([nothing, tf.slice(input, [0, 0, 0], [seeds, (lengths - 1) * batch, width])], 1)
    paths = tf.add(block.skip === 1 ? paths : tf.mul(paths, skip), longer)
    layers.unshift(paths)
  }
  return layers.map((paths) => tf.reshape(paths, [seeds, lengths, batch, width]))
}

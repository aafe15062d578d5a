import type { Tensor, Tf } from '../../../src/experiment'
import { throughActivation } from '../../../src/numerics/networks/fused'
import { takeRows } from '../../../src/numerics/networks/lookup'
import { type Layout, layoutOf } from '../../../src/numerics/training/optimiser'
import {
  averagePool,
  averagePoolBack,
  type Convolved,
  convolve,
  gradientOfFilters,
  gradientOfMaps,
  reduced,
  subsample,
  subsampleBack,
  withFeatures,
} from '../maps'

/** The stride of the filters that compute L_0 from a picture. */
const STEM = 2

/**
 * The operation on a skip where the shape changes: an adapter of part d, an average over windows, a trained matrix on every skip, or no skip at all.
 */
export type SkipName = 'strided' | 'pool' | 'matrix' | 'none'

/** One layer L_n = A_n(L_(n-1)) + f_n(L_(n-1)), with its input and output shapes. */
export interface Block {
  readonly stride: number
  readonly features: number
  readonly featuresAfter: number
  readonly side: number
  readonly sideAfter: number
}

/**
 * A small residual network for pictures of side x side pixels. L_0 has half of the side. The first block and the middle one halve it again and double
 * the features.
 */
export interface Network {
  readonly skip: SkipName
  readonly networks: number
  readonly classes: number
  readonly side: number
  /** The number of features of L_0. */
  readonly features: number
  readonly blocks: readonly Block[]
  /** The layout of the weights: filters of L_0; for each block its filters and, for `matrix`, the skip's matrix; the head. */
  readonly layout: Layout
  readonly shapes: readonly (readonly [number, number, number])[]
}

/**
 * Makes the network of the given sizes: its blocks, and the shapes [networks, fan-in, out] of its weights. An odd side is reduced to ceil(side / 2).
 */
export function networkOf(p: {
  readonly skip: SkipName
  readonly networks: number
  readonly classes: number
  readonly side: number
  readonly features: number
  readonly blocks: number
}): Network {
  const blocks: Block[] = []
  let [side, features] = [reduced(p.side, STEM), p.features]
  for (let n = 0; n < p.blocks; n++) {
    const stride = n === 0 || n === p.blocks / 2 ? 2 : 1
    const block = { stride, features, featuresAfter: features * stride, side, sideAfter: reduced(side, stride) }
    blocks.push(block)
    ;[side, features] = [block.sideAfter, block.featuresAfter]
  }
  const shapes: (readonly [number, number, number])[] = [
    [p.networks, 9, p.features],
    ...blocks.flatMap(({ features, featuresAfter }): (readonly [number, number, number])[] => [
      [p.networks, 9 * features, featuresAfter],
      ...(p.skip === 'matrix' ? [[p.networks, features, featuresAfter] as const] : []),
    ]),
    [p.networks, features, p.classes],
  ]
  return { ...p, blocks, shapes, layout: layoutOf(shapes) }
}

/** The weights of one block. */
interface Weights {
  readonly filters: Tensor
  /** The matrix of the skip, [networks, in, out]. */
  readonly matrix: Tensor | undefined
}

/** The parameters, or their gradients, by position in the network. */
interface Parts {
  readonly stem: Tensor
  readonly blocks: readonly Weights[]
  readonly head: Tensor
}

function partsOf(tf: Tf, { layout, blocks, skip }: Network, flat: Tensor): Parts {
  const [stem, ...rest] = layout.unpack(tf, flat)
  const head = rest.pop()
  if (!stem || !head) throw new RangeError('A network has a stem and a head')
  const each = skip === 'matrix' ? 2 : 1
  return {
    stem,
    head,
    blocks: blocks.map((_, n) => {
      const filters = rest[each * n]
      if (!filters) throw new RangeError(`Block ${n} has no filters`)
      return { filters, matrix: each === 2 ? rest[2 * n + 1] : undefined }
    }),
  }
}

/** W[j, I] L[b, x, y, I] with one matrix for each network: [networks b, h, w, in] x [networks, in, out] -> [networks b, h, w, out]. */
function mix(tf: Tf, maps: Tensor, matrix: Tensor): Tensor {
  const [b = 0, h = 0, w = 0] = maps.shape
  return tf.reshape(tf.matMul(byNetwork(tf, maps, matrix), matrix), [b, h, w, -1])
}

/** [networks b, h, w, j] -> [networks, b h w, j] */
function byNetwork(tf: Tf, maps: Tensor, matrix: Tensor): Tensor {
  return tf.reshape(maps, [matrix.shape[0] ?? 1, -1, maps.shape[3] ?? 1])
}

/** A_n(L); undefined if there is no skip. */
function skipped(tf: Tf, skip: SkipName, maps: Tensor, { stride, featuresAfter }: Block, matrix: Tensor | undefined) {
  if (skip === 'none') return undefined
  if (skip === 'pool') return withFeatures(tf, averagePool(tf, maps, stride), featuresAfter)
  const read = subsample(tf, maps, stride)
  return matrix ? mix(tf, read, matrix) : withFeatures(tf, read, featuresAfter)
}

/** dLoss/dL through A_n, from dLoss/dA_n(L). */
function skippedBack(
  tf: Tf,
  skip: SkipName,
  gradient: Tensor,
  { stride, features, side }: Block,
  matrix: Tensor | undefined,
) {
  if (skip === 'none') return undefined
  if (skip === 'pool') return averagePoolBack(tf, withFeatures(tf, gradient, features), stride, side, side)
  if (!matrix) return subsampleBack(tf, withFeatures(tf, gradient, features), stride, side, side)
  const [b = 0, h = 0, w = 0] = gradient.shape
  const mixed = tf.matMul(byNetwork(tf, gradient, matrix), matrix, false, true)
  return subsampleBack(tf, tf.reshape(mixed, [b, h, w, features]), stride, side, side)
}

/** The results of a forward pass that the backward pass uses. */
interface Run {
  readonly parts: Parts
  readonly stem: Convolved
  /** L_0, L_1, ..., L_N, each [networks b, h, w, j]. */
  readonly layers: readonly Tensor[]
  readonly branches: readonly Convolved[]
  /** The mean of L_N over positions, [networks, b, features]. */
  readonly mean: Tensor
  /** [networks, b, classes] */
  readonly logits: Tensor
}

/** The forward pass with f_n(L) = conv(ReLU(L)) and logits = head . mean over positions of L_N. pictures: [networks b, side, side, 1]. */
export function run(tf: Tf, network: Network, flat: Tensor, pictures: Tensor): Run {
  const parts = partsOf(tf, network, flat)
  const stem = convolve(tf, pictures, parts.stem, STEM)
  const layers = [stem.output]
  const branches: Convolved[] = []
  let layer = stem.output
  for (const [n, block] of network.blocks.entries()) {
    const { filters, matrix } = parts.blocks[n] ?? missing(n)
    const branch = convolve(tf, tf.relu(layer), filters, block.stride)
    const skip = skipped(tf, network.skip, layer, block, matrix)
    branches.push(branch)
    layer = skip ? tf.add(skip, branch.output) : branch.output
    layers.push(layer)
  }
  const mean = tf.reshape(tf.mean(layer, [1, 2]), [network.networks, -1, layer.shape[3] ?? 1])
  return { parts, stem, layers, branches, mean, logits: tf.matMul(mean, parts.head) }
}

/** The share of pictures whose label has the largest logit, [networks]. logits: [networks, b, classes]; labels: [b, classes], one-hot. */
export function accuracyOf(tf: Tf, logits: Tensor, labels: Tensor): Tensor {
  const right = tf.equal(tf.argMax(logits, 2), tf.argMax(labels, 1))
  return tf.mean(tf.cast(right, 'float32'), 1)
}

/** dLoss/dL_0, [networks b, side, side, features], and dLoss/dparameters in the order of the layout, from dLoss/dlogits, [networks, b, classes]. */
export function gradients(
  tf: Tf,
  network: Network,
  { parts, stem, layers, branches, mean }: Run,
  ofLogits: Tensor,
): { readonly first: Tensor; parameters(): Tensor } {
  const top = layers.at(-1)
  const [b = 0, h = 0, w = 0, features = 0] = top?.shape ?? []
  const ofMean = tf.reshape(tf.matMul(ofLogits, parts.head, false, true), [b, 1, features])
  // The mean gives the same gradient to every position.
  let gradient: Tensor = takeRows(tf, tf.div(ofMean, h * w), new Int32Array(h * w), [b, h, w, features])
  const found: (() => Tensor)[] = [() => tf.matMul(mean, ofLogits, true, false)]
  for (let n = network.blocks.length - 1; n >= 0; n--) {
    const [block, layer, branch] = [network.blocks[n], layers[n], branches[n]]
    const { filters, matrix } = parts.blocks[n] ?? missing(n)
    if (!block || !layer || !branch) return missing(n)
    const above = gradient
    if (matrix)
      found.unshift(() => {
        const read = byNetwork(tf, subsample(tf, layer, block.stride), matrix)
        return tf.matMul(read, byNetwork(tf, above, matrix), true, false)
      })
    found.unshift(() => gradientOfFilters(tf, branch, above))
    const inside = gradientOfMaps(tf, above, filters, block.stride, block.side, block.side)
    const throughBranch = throughActivation(tf, inside, { u: layer, activation: 'relu' })
    const throughSkip = skippedBack(tf, network.skip, above, block, matrix)
    gradient = throughSkip ? tf.add(throughSkip, throughBranch) : throughBranch
  }
  const first = gradient
  found.unshift(() => gradientOfFilters(tf, stem, first))
  const parameters = () =>
    network.layout.pack(
      tf,
      found.map((compute) => compute()),
    )
  return { first, parameters }
}

const missing = (n: number): never => {
  throw new RangeError(`The network has no block ${n}`)
}

import type { Tensor, Tf } from '../../src/experiment'
import {
  type ActivationName,
  deltaBelow,
  type Entry,
  entriesOf,
  layer,
  layerGradients,
  type Part,
  residualBack,
  residualLayer,
  throughActivation,
} from '../../src/numerics/networks/fused'
import { entryOf } from '../../src/numerics/positions'
import { type Layout, layoutOf } from '../../src/numerics/training/optimiser'

/** The three networks of the problem: one head on the last layer, a head on every layer, and residual connections with one head. */
export type Kind = 'single' | 'heads' | 'residual'

/** The shape of networks trained side by side: `seeds` of them, each with `layers` layers of `width` units. */
export interface Shape {
  readonly kind: Kind
  readonly seeds: number
  readonly layers: number
  readonly width: number
  readonly activation: ActivationName
  /** The factor of the branches of a residual network. Default: 1. */
  readonly branchScale?: number
}

/** The number of heads of a network. */
export const headsOf = ({ kind, layers }: Pick<Shape, 'kind' | 'layers'>): number => (kind === 'heads' ? layers : 1)

/** Parameters, or their gradients, stacked over layers or heads. Biases are subtracted. */
export interface Parameters {
  /** W^{h,h}, [layers, seeds, width, width], applied from the right: h W. */
  readonly weights: Tensor
  /** B^{h,h}, [layers, seeds, 1, width]. */
  readonly biases: Tensor
  /** W^{h,p}, [heads, seeds, width, 1]. */
  readonly headWeights: Tensor
  /** B^{h,y}, [heads, seeds, 1, 1]. */
  readonly headBiases: Tensor
}

/** The layout of the parameters in one flat tensor: weights, biases, head weights, head biases. */
function layoutFor(shape: Shape): Layout {
  const { seeds, layers, width } = shape
  const heads = headsOf(shape)
  return layoutOf([
    [layers, seeds, width, width],
    [layers, seeds, 1, width],
    [heads, seeds, width, 1],
    [heads, seeds, 1, 1],
  ])
}

/** [n] -> parameters. */
export function unpacked(tf: Tf, shape: Shape, flat: Tensor): Parameters {
  const [weights, biases, headWeights, headBiases] = layoutFor(shape).unpack(tf, flat)
  if (!weights || !biases || !headWeights || !headBiases) throw new Error('A network has four kinds of parameters')
  return { weights, biases, headWeights, headBiases }
}

/** Parameters -> [n]. */
export const packed = (tf: Tf, shape: Shape, { weights, biases, headWeights, headBiases }: Parameters): Tensor =>
  layoutFor(shape).pack(tf, [weights, biases, headWeights, headBiases])

/** The results of a forward pass that the backward pass uses. All [seeds, batch, width]. */
export interface Forward {
  /** h_0 = x to h_L. */
  readonly hidden: readonly Tensor[]
  /** sigma(h_(l-1) W_l - B_l) for l = 1 to L: scaled and added to h_(l-1) in a residual network, equal to h_l in the others. */
  readonly branches: readonly Tensor[]
}

/**
 * h_l = sigma(h_(l-1) W_l - B_l), or h_(l-1) + s sigma(h_(l-1) W_l - B_l) in a residual network of branch scale s. For each layer `weights`, [seeds,
 * width, width], and optionally `biases`, [seeds, 1, width]; inputs: [seeds, batch, width].
 */
export function forward(
  tf: Tf,
  { kind, activation, branchScale = 1 }: Pick<Shape, 'kind' | 'activation' | 'branchScale'>,
  weights: readonly Part[],
  inputs: Tensor,
  biases: readonly Part[] = [],
): Forward {
  const hidden = [inputs]
  const branches: Tensor[] = []
  let h = inputs
  weights.forEach((w, l) => {
    const spec = { inputs: h, weights: w, bias: biases[l], biasFactor: -1, activation }
    if (kind === 'residual') {
      const { output, branch } = residualLayer(tf, spec, { beside: h, branch: branchScale })
      h = output
      branches.push(branch)
    } else {
      h = layer(tf, spec)
      branches.push(h)
    }
    hidden.push(h)
  })
  return { hidden, branches }
}

/** A forward pass with its predictions: the layers under the heads, [heads, seeds, batch, width], and yhat_k of every head, [heads, seeds, batch, 1]. */
export interface Prediction extends Forward {
  readonly under: Tensor
  readonly predicted: Tensor
}

/** The forward pass, and yhat_k = h_k W^{h,p} - B^{h,y} of every head. inputs: [seeds, batch, width]. */
export function predict(
  tf: Tf,
  shape: Shape,
  { weights, biases, headWeights, headBiases }: Parameters,
  inputs: Tensor,
): Prediction {
  const passed = forward(tf, shape, entriesOf(weights), inputs, entriesOf(biases))
  const under = tf.stack(passed.hidden.slice(-headsOf(shape)))
  return { ...passed, under, predicted: tf.sub(tf.matMul(under, headWeights), headBiases) }
}

/**
 * The gradients of Loss = sum over heads of the mean over the batch of (y - yhat)^2, in one backward sweep: at every layer the head's own gradient is
 * added to the gradient from above. inputs: [seeds, batch, width], targets: [seeds, batch, 1].
 */
export function lossGradients(
  tf: Tf,
  shape: Shape,
  parameters: Parameters,
  inputs: Tensor,
  targets: Tensor,
): Parameters {
  const { layers } = shape
  const { hidden, branches, under, predicted } = predict(tf, shape, parameters, inputs)
  const errors = tf.mul(tf.sub(predicted, targets), 2 / (inputs.shape[1] ?? 1))
  // The part of dLoss/dh_k from head k itself, [heads, seeds, batch, width].
  const own = tf.matMul(errors, parameters.headWeights, false, true)
  const deltas = deltasOf(tf, shape, entriesOf(parameters.weights), branches, entriesOf(own))
  const { weights, biases } = layerGradients(tf, hidden.slice(0, layers), deltas, -1)
  return {
    weights,
    biases,
    headWeights: tf.matMul(under, errors, true, false),
    headBiases: tf.neg(tf.sum(errors, 2, true)),
  }
}

/** dLoss/d(pre-activation) of layers 1 to L, from the top down. `own`: dLoss/dh of the layers that have a head, the last of them layer L. */
function deltasOf(
  tf: Tf,
  { kind, layers, activation, branchScale = 1 }: Shape,
  weights: readonly Part[],
  branches: readonly Tensor[],
  own: readonly Entry[],
): readonly Tensor[] {
  const branch = kind === 'residual' ? branchScale : 1
  const slopeAt = (l: number) => ({ u: entryOf(branches, l, 'layer'), activation, branch })
  let gradient: Part = entryOf(own, own.length - 1, 'layer')
  let delta = throughActivation(tf, gradient, slopeAt(layers - 1))
  const deltas = [delta]
  for (let l = layers - 1; l > 0; l--) {
    // The gradient from the other path: through the skip, or from the head below.
    const beside = kind === 'residual' ? gradient : kind === 'heads' ? own[l - 1] : undefined
    const back = { delta, weights: entryOf(weights, l, 'layer'), beside }
    if (kind === 'residual') ({ delta, gradient } = residualBack(tf, back, slopeAt(l - 1)))
    else delta = deltaBelow(tf, back, slopeAt(l - 1))
    deltas.unshift(delta)
  }
  return deltas
}

import type { Tensor, Tf } from '../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../src/numerics/networks/activations'
import { dense } from '../../src/numerics/networks/dense'
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
  weights: readonly Tensor[],
  inputs: Tensor,
  biases: readonly Tensor[] = [],
): Forward {
  const hidden = [inputs]
  const branches: Tensor[] = []
  let h = inputs
  weights.forEach((w, l) => {
    const [y, bias] = [dense(tf, h, w), biases[l]]
    const branch = ACTIVATIONS[activation].forward(tf, bias ? tf.sub(y, bias) : y)
    h = kind === 'residual' ? tf.add(h, scaledBy(tf, branch, branchScale)) : branch
    branches.push(branch)
    hidden.push(h)
  })
  return { hidden, branches }
}

/** s v, without a kernel for s = 1. */
const scaledBy = (tf: Tf, v: Tensor, s: number): Tensor => (s === 1 ? v : tf.mul(v, s))

/** The forward pass, and yhat_k = h_k W^{h,p} - B^{h,y} of every head, [heads, seeds, batch, 1]. inputs: [seeds, batch, width]. */
export function predict(
  tf: Tf,
  shape: Shape,
  { weights, biases, headWeights, headBiases }: Parameters,
  inputs: Tensor,
): Forward & { readonly predicted: Tensor } {
  const passed = forward(tf, shape, tf.unstack(weights), inputs, tf.unstack(biases))
  const under = tf.stack(passed.hidden.slice(-headsOf(shape)))
  return { ...passed, predicted: tf.sub(tf.matMul(under, headWeights), headBiases) }
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
  const { kind, layers, activation, branchScale = 1 } = shape
  const { hidden, branches, predicted } = predict(tf, shape, parameters, inputs)
  const errors = tf.mul(tf.sub(predicted, targets), 2 / (inputs.shape[1] ?? 1))
  // The part of dLoss/dh_k from head k itself, [seeds, batch, width].
  const headErrors = tf.unstack(errors)
  const headWeights = tf.unstack(tf.transpose(parameters.headWeights, [0, 1, 3, 2]))
  const own = headErrors.map((error, k) => {
    const v = headWeights[k]
    if (!v) throw new RangeError(`There is no head ${k} (there are ${headWeights.length}, counted from 0)`)
    return tf.mul(error, v)
  })
  const weights = tf.unstack(parameters.weights)
  const deltas: Tensor[] = []
  let gradient = own.at(-1)
  for (let l = layers - 1; l >= 0; l--) {
    const [branch, w] = [branches[l], weights[l]]
    if (!gradient || !branch || !w)
      throw new RangeError(`There is no layer ${l} (there are ${branches.length}, counted from 0)`)
    const ofBranch = kind === 'residual' ? scaledBy(tf, gradient, branchScale) : gradient
    const delta = ACTIVATIONS[activation].backward(tf, branch, ofBranch)
    deltas.unshift(delta)
    if (l === 0) break
    const beside = kind === 'residual' ? gradient : kind === 'heads' ? own[l - 1] : undefined
    const below = tf.matMul(delta, w, false, true)
    gradient = beside ? tf.add(below, beside) : below
  }
  const stacked = tf.stack(deltas)
  return {
    weights: tf.matMul(tf.stack(hidden.slice(0, layers)), stacked, true, false),
    biases: tf.neg(tf.sum(stacked, 2, true)),
    headWeights: tf.matMul(tf.stack(hidden.slice(-headsOf(shape))), errors, true, false),
    headBiases: tf.neg(tf.sum(errors, 2, true)),
  }
}

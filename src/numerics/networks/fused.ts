import type { Tensor, Tf } from '../../experiment'

/** The activations that the networks of the book use. */
export type ActivationName = 'sigmoid' | 'tanh' | 'relu' | 'linear'

/** The engine's own kernels, by the names under which it registers them with tf.js for every backend. */
export const FUSED = {
  layer: 'BookLayer',
  layerBack: 'BookLayerBack',
  slope: 'BookSlope',
  weightGradients: 'BookWeightGradients',
  pick: 'BookPick',
  gather: 'BookGather',
  rows: 'BookRows',
  join: 'BookJoin',
  split: 'BookSplit',
  crossEntropy: 'BookCrossEntropy',
  crossEntropyGradient: 'BookCrossEntropyGradient',
  descend: 'BookDescend',
  adam: 'BookAdam',
} as const

/** Entry `at` of tensors stacked along a first dimension. The kernels read it in place, where `tf.unstack` would copy. */
export interface Entry {
  readonly stack: Tensor
  readonly at: number
}

/** A tensor, or one of a stack. */
export type Part = Tensor | Entry

/** Every entry of a stack. */
export const entriesOf = (stack: Tensor): Entry[] =>
  Array.from({ length: stack.shape[0] ?? 0 }, (_, at) => ({ stack, at }))

/** The tensor that holds a part, and where in it: -1 for all of it. */
const placed = (part: Part): readonly [Tensor, number] => ('stack' in part ? [part.stack, part.at] : [part, -1])

/** A layer: inputs [seeds, rows, in], weights [seeds, in, out], bias [seeds or 1, rows or 1, out], and the activation f. */
export interface LayerSpec {
  readonly inputs: Tensor
  readonly weights: Part
  readonly bias?: Part | undefined
  /** The factor of the bias. Default: 1; -1 subtracts the bias. */
  readonly biasFactor?: number
  /** The factor of x W. Default: 1. */
  readonly scale?: number
  readonly activation: ActivationName
}

/** The other term of a residual layer, skip a + branch u: `beside` is a, [seeds, rows, out]. The factors default to 1. */
export interface SkipSpec {
  readonly beside: Part
  readonly skip?: number
  readonly branch?: number
}

/** u = f(scale x W + factor b), [seeds, rows, out]. One kernel. */
export function layer(tf: Tf, spec: LayerSpec): Tensor {
  const [u] = runLayer(tf, spec, undefined, false)
  return found(u)
}

/** skip a + branch u with u = f(scale x W + factor b), [seeds, rows, out], and u itself. One kernel. */
export function residualLayer(
  tf: Tf,
  spec: LayerSpec,
  skip: SkipSpec,
): { readonly output: Tensor; readonly branch: Tensor } {
  const [output, branch] = runLayer(tf, spec, skip, true)
  return { output: found(output), branch: found(branch) }
}

/** skip a + branch u of `residualLayer`, without u. One kernel. */
export function addedLayer(tf: Tf, spec: LayerSpec, skip: SkipSpec): Tensor {
  const [output] = runLayer(tf, spec, skip, false)
  return found(output)
}

function runLayer(tf: Tf, spec: LayerSpec, added: SkipSpec | undefined, both: boolean): Tensor[] {
  const { inputs, bias, biasFactor = 1, scale = 1, activation } = spec
  const [weights, weightsAt] = placed(spec.weights)
  const [b, biasAt] = bias ? placed(bias) : [undefined, -1]
  const [beside, besideAt] = added ? placed(added.beside) : [undefined, -1]
  return tf.engine().runKernel(
    FUSED.layer,
    { inputs, weights, ...(b ? { bias: b } : {}), ...(beside ? { beside } : {}) },
    {
      activation,
      weightsAt,
      biasAt,
      besideAt,
      biasFactor,
      scale,
      skip: added?.skip ?? 1,
      branch: added?.branch ?? 1,
      both,
    },
  )
}

/** The backward pass of x W: `delta` = dLoss/dy [seeds, rows, out], and the weights [seeds, in, out]. */
export interface BackSpec {
  readonly delta: Tensor
  readonly weights: Part
  /** The factor of delta W^T. Default: 1. */
  readonly scale?: number
  /** The gradient dLoss/dx from another path, [seeds, rows, in], and its factor. Default: 1. */
  readonly beside?: Part | undefined
  readonly skip?: number
}

/** The backward pass of an activation: u = f(y), [seeds, rows, in], or [seeds, batch, in] if the rows are copies of a batch; `branch` is the factor of u in the forward pass. */
export interface SlopeSpec {
  readonly u?: Tensor | undefined
  readonly activation: ActivationName
  readonly branch?: number
}

/** g = dLoss/dx = scale delta W^T + skip beside, [seeds, rows, in]. One kernel. */
export function layerBack(tf: Tf, spec: BackSpec): Tensor {
  const [g] = runBack(tf, spec, { activation: 'linear' }, false)
  return found(g)
}

/** dLoss/dy = branch f'(u) g of the layer below, with g the result of `layerBack`, [seeds, rows, in]. One kernel. */
export function deltaBelow(tf: Tf, spec: BackSpec, slope: SlopeSpec): Tensor {
  const [delta] = runBack(tf, spec, slope, false)
  return found(delta)
}

/** The results of `deltaBelow` and of `layerBack`. One kernel. */
export function residualBack(
  tf: Tf,
  spec: BackSpec,
  slope: SlopeSpec,
): { readonly delta: Tensor; readonly gradient: Tensor } {
  const [delta, gradient] = runBack(tf, spec, slope, true)
  return { delta: found(delta), gradient: found(gradient) }
}

function runBack(tf: Tf, spec: BackSpec, { u, activation, branch = 1 }: SlopeSpec, both: boolean): Tensor[] {
  const { delta, scale = 1, skip = 1 } = spec
  const [weights, weightsAt] = placed(spec.weights)
  const [beside, besideAt] = spec.beside ? placed(spec.beside) : [undefined, -1]
  return tf
    .engine()
    .runKernel(
      FUSED.layerBack,
      { delta, weights, ...(beside ? { beside } : {}), ...(u ? { u } : {}) },
      { activation, weightsAt, besideAt, scale, skip, branch, both },
    )
}

/** dLoss/dy = branch f'(u) dLoss/du: u [seeds, batch, n], the gradient [seeds, rows, n] or [seeds, ..., batch, n]; the rows are the batch, or copies of it in succession. One kernel. */
export function throughActivation(tf: Tf, gradient: Part, { u, activation, branch = 1 }: SlopeSpec): Tensor {
  const [g, gradientAt] = placed(gradient)
  return only(
    tf
      .engine()
      .runKernel<Tensor[]>(FUSED.slope, { gradient: g, ...(u ? { u } : {}) }, { activation, gradientAt, branch }),
  )
}

/** dLoss/dW = x^T dLoss/dy of several layers of one shape, [layers, seeds, in, out]; and factor times dLoss/dy summed over the batch, [layers, seeds, 1, out]. */
export function layerGradients(
  tf: Tf,
  inputs: readonly Tensor[],
  deltas: readonly Tensor[],
  biasFactor = 1,
): { readonly weights: Tensor; readonly biases: Tensor } {
  const [weights, biases] = runGradients(tf, inputs, deltas, biasFactor)
  return { weights: found(weights), biases: found(biases) }
}

/** The weight gradients of `layerGradients`, without the bias gradients. */
export function weightGradients(tf: Tf, inputs: readonly Tensor[], deltas: readonly Tensor[]): Tensor {
  const [weights] = runGradients(tf, inputs, deltas, 0)
  return found(weights)
}

function runGradients(tf: Tf, inputs: readonly Tensor[], deltas: readonly Tensor[], biasFactor: number): Tensor[] {
  if (inputs.length !== deltas.length)
    throw new RangeError(`${inputs.length} layers have inputs, and ${deltas.length} have gradients`)
  const named: Record<string, Tensor> = {}
  inputs.forEach((tensor, l) => {
    named[`inputs${l}`] = tensor
  })
  deltas.forEach((tensor, l) => {
    named[`delta${l}`] = tensor
  })
  return tf.engine().runKernel(FUSED.weightGradients, named, { layers: inputs.length, biasFactor })
}

/** Tensors of any shapes, end to end: [n]. One kernel. */
export function joined(tf: Tf, tensors: readonly Tensor[]): Tensor {
  const named = Object.fromEntries(tensors.map((tensor, i) => [`part${i}`, tensor]))
  return only(tf.engine().runKernel<Tensor[]>(FUSED.join, named, { parts: tensors.length }))
}

/** The tensors of these shapes that lie end to end in a flat one. One kernel. Throws RangeError if they are not as long as it. */
export function splitAt(tf: Tf, flat: Tensor, shapes: readonly (readonly number[])[]): Tensor[] {
  return tf.engine().runKernel<Tensor[]>(FUSED.split, { flat }, { shapes: shapes.map((shape) => [...shape]) })
}

/** w - rate g, any shape. One kernel. */
export function descend(tf: Tf, parameters: Tensor, gradient: Tensor, rate: number): Tensor {
  return only(tf.engine().runKernel<Tensor[]>(FUSED.descend, { parameters, gradient }, { rate }))
}

/** The numbers of a step of Adam. */
export interface AdamStep {
  readonly decay: number
  readonly squareDecay: number
  readonly rate: number
  readonly epsilon: number
}

/** s' = decay s + g, q' = squareDecay q + g^2, w' = w - rate s' / (sqrt q' + epsilon), any shape: w', s', q'. One kernel. */
export function adamStep(
  tf: Tf,
  tensors: { readonly parameters: Tensor; readonly sum: Tensor; readonly squares: Tensor; readonly gradient: Tensor },
  { decay, squareDecay, rate, epsilon }: AdamStep,
): { readonly parameters: Tensor; readonly sum: Tensor; readonly squares: Tensor } {
  const [parameters, sum, squares] = tf
    .engine()
    .runKernel<Tensor[]>(FUSED.adam, { ...tensors }, { decay, squareDecay, rate, epsilon })
  return { parameters: found(parameters), sum: found(sum), squares: found(squares) }
}

function found(tensor: Tensor | undefined): Tensor {
  if (!tensor) throw new Error('A kernel returned too few tensors')
  return tensor
}

/** The tensor of a kernel that returns one. Throws if it returned none. */
export const only = ([tensor]: readonly Tensor[]): Tensor => found(tensor)

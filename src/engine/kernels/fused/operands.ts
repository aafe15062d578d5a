import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../numerics/networks/activations'
import { FUSED } from '../../../numerics/networks/fused'
import { broadcast, expect, type Inputs, type Part3, part, repeats, sizeOf, threeDimensions } from './shapes'

// The operands of the kernels, read and checked in one place for all backends. Each function throws RangeError where shapes do not fit.

/** The operands of `layer`: x [count or 1, rows, inner], w [count or 1, inner, columns], bias [count or 1, rows or 1, columns], beside [count, rows, columns]. */
export function layerOperands(inputs: Inputs, attributes: NamedAttrMap) {
  const x = threeDimensions(inputs, 'inputs', -1)
  const w = threeDimensions(inputs, 'weights', Number(attributes.weightsAt))
  const [, rows, inner] = x.shape
  const columns = w.shape[2]
  expect(w.shape[1] === inner, FUSED.layer, inputs)
  const count = broadcast(x.shape[0], w.shape[0], FUSED.layer, inputs)
  const bias = inputs.bias && threeDimensions(inputs, 'bias', Number(attributes.biasAt))
  if (bias) {
    const [matrices, ownRows, ownColumns] = bias.shape
    expect(repeats(matrices, count) && repeats(ownRows, rows) && ownColumns === columns, FUSED.layer, inputs)
  }
  const sizes = { count, rows, inner, columns }
  return { x, w, bias, beside: besideOf(inputs, attributes, FUSED.layer, sizes), sizes, ...numbersOf(attributes) }
}

/** The operands of `layerBack`: delta [count or 1, rows, inner], w [count or 1, columns, inner], beside [count, rows, columns], u [count, batch, columns]. */
export function backOperands(inputs: Inputs, attributes: NamedAttrMap) {
  const delta = threeDimensions(inputs, 'delta', -1)
  const w = threeDimensions(inputs, 'weights', Number(attributes.weightsAt))
  const [, rows, inner] = delta.shape
  const columns = w.shape[1]
  expect(w.shape[2] === inner, FUSED.layerBack, inputs)
  const count = broadcast(delta.shape[0], w.shape[0], FUSED.layerBack, inputs)
  const u = inputs.u && threeDimensions(inputs, 'u', -1)
  if (u) expect(u.shape[0] === count && rows % u.shape[1] === 0 && u.shape[2] === columns, FUSED.layerBack, inputs)
  const sizes = { count, rows, inner, columns }
  return { delta, w, u, beside: besideOf(inputs, attributes, FUSED.layerBack, sizes), sizes, ...numbersOf(attributes) }
}

/**
 * The operands of `slope`: a gradient [seeds, ..., n], and u of the same shape, or [seeds, batch, n] where the rows of a seed are copies of the batch in
 * succession: [seeds, rows, n] or [seeds, ..., batch, n]. Throws RangeError for any other pair, also for one that tf.js would broadcast: the rows of
 * [seeds, batch, copies, n] are in another order.
 */
export function slopeOperands(inputs: Inputs, attributes: NamedAttrMap) {
  const gradient = part(inputs, 'gradient', Number(attributes.gradientAt))
  const { shape } = gradient
  const u = inputs.u && part(inputs, 'u', -1)
  const isCopied = u !== undefined && String(u.shape) !== String(shape)
  if (isCopied) {
    const [seeds, batch = 0, columns] = u.shape
    const alike = u.shape.length === 3 && shape.length > 2 && seeds === shape[0] && columns === shape.at(-1)
    const rows = shape.at(-2) ?? 0
    expect(alike && (shape.length === 3 ? rows % batch === 0 : rows === batch), FUSED.slope, inputs)
  }
  return { gradient, u, isCopied, ...numbersOf(attributes) }
}

/** The operands of `descend`. */
export function descendOperands(inputs: Inputs, attributes: NamedAttrMap) {
  const [w, g] = sameShape(inputs, FUSED.descend, ['parameters', 'gradient'])
  return { w, g, rate: Number(attributes.rate) }
}

/** The operands of `adam`. */
export function adamOperands(inputs: Inputs, attributes: NamedAttrMap) {
  const [w, sum, squares, g] = sameShape(inputs, FUSED.adam, ['parameters', 'sum', 'squares', 'gradient'])
  const step = {
    decay: Number(attributes.decay),
    squareDecay: Number(attributes.squareDecay),
    rate: Number(attributes.rate),
    epsilon: Number(attributes.epsilon),
  }
  return { w, sum, squares, g, step }
}

/** The parts of `join`, with the number that each begins with in the flat tensor, and the length of that. */
export function joinOperands(inputs: Inputs, attributes: NamedAttrMap) {
  const parts = Array.from({ length: Number(attributes.parts) }, (_, i) => part(inputs, `part${i}`, -1).tensor)
  return { parts, ...startsOf(parts.map(({ shape }) => sizeOf(shape))) }
}

/** The flat tensor of `split`, and the shapes of its parts with the number that each begins with. */
export function splitOperands(inputs: Inputs, attributes: NamedAttrMap) {
  const { tensor: flat, shape: length } = part(inputs, 'flat', -1)
  const shapes = attributes.shapes as unknown as readonly (readonly number[])[]
  const { starts, size } = startsOf(shapes.map(sizeOf))
  expect(sizeOf(length) === size, FUSED.split, inputs)
  return { flat, parts: shapes.map((shape, i) => ({ shape, start: starts[i] ?? 0 })) }
}

/** Where each of several sizes begins, and their sum. */
export function startsOf(sizes: readonly number[]): { readonly starts: readonly number[]; readonly size: number } {
  let size = 0
  const starts = sizes.map((each) => {
    size += each
    return size - each
  })
  return { starts, size }
}

/** The sizes of `weightGradients`: x_l [count, inner, rows] and d_l [count, inner, columns] for every layer. */
export function gradientSizes(inputs: Inputs, layers: number) {
  const [x, delta] = [threeDimensions(inputs, 'inputs0', -1), threeDimensions(inputs, 'delta0', -1)]
  const [count, inner, rows] = x.shape
  const columns = delta.shape[2]
  expect(delta.shape[0] === count && delta.shape[1] === inner, FUSED.weightGradients, inputs)
  for (let l = 1; l < layers; l++) {
    const [left, right] = [threeDimensions(inputs, `inputs${l}`, -1), threeDimensions(inputs, `delta${l}`, -1)]
    const fit = String(left.shape) === String(x.shape) && String(right.shape) === String(delta.shape)
    expect(fit, FUSED.weightGradients, inputs)
  }
  return { count, rows, inner, columns }
}

/** The sizes of `pick`: x [times, count, rows, inner], weights [count, inner, columns]. */
export function pickSizes(inputs: Inputs) {
  const [x, w] = [part(inputs, 'x', -1), threeDimensions(inputs, 'weights', -1)]
  const [times = 0, count = 0, rows = 0, inner = 0] = x.shape
  expect(x.shape.length === 4 && w.shape[0] === count && w.shape[1] === inner, FUSED.pick, inputs)
  return { times, count, rows, inner, columns: w.shape[2] }
}

/** The sizes of `gather`: x [all, count, rows, inner], delta [times, count, rows, columns] with times <= all. */
export function gatherSizes(inputs: Inputs) {
  const [x, d] = [part(inputs, 'x', -1), part(inputs, 'delta', -1)]
  const [all = 0, count = 0, rows = 0, inner = 0] = x.shape
  const [times = 0, , , columns = 0] = d.shape
  const fits = d.shape.length === 4 && x.shape.length === 4 && d.shape[1] === count && d.shape[2] === rows
  expect(fits && times <= all, FUSED.gather, inputs)
  return { times, count, rows, inner, columns }
}

/** The operands of `crossEntropy` and of its gradient: logits [..., rows, columns], and labels of that shape or of its last dimensions, at least two. */
export function crossEntropyOperands(inputs: Inputs, kernel: string) {
  const [{ tensor: x, shape }, { tensor: t, shape: ofLabels }] = [
    part(inputs, 'logits', -1),
    part(inputs, 'labels', -1),
  ]
  const leading = shape.slice(0, -2)
  const [rows = 0, columns = 0] = shape.slice(-2)
  const isLast = String(shape.slice(-ofLabels.length)) === String(ofLabels)
  expect(shape.length > 1 && ofLabels.length > 1 && isLast, kernel, inputs)
  const sizes = { count: sizeOf(leading), labelled: sizeOf(ofLabels.slice(0, -2)), rows, columns }
  return { x, t, leading, sizes }
}

interface Sizes {
  readonly count: number
  readonly rows: number
  readonly columns: number
}

/** The other term of a residual layer, of the shape of the result. */
function besideOf(inputs: Inputs, attributes: NamedAttrMap, kernel: string, sizes: Sizes): Part3 | undefined {
  const beside = inputs.beside && threeDimensions(inputs, 'beside', Number(attributes.besideAt))
  if (beside) expect(String(beside.shape) === String([sizes.count, sizes.rows, sizes.columns]), kernel, inputs)
  return beside
}

/** The numbers of a layer. */
const numbersOf = (attributes: NamedAttrMap) => ({
  scale: Number(attributes.scale),
  biasFactor: Number(attributes.biasFactor),
  skip: Number(attributes.skip),
  branch: Number(attributes.branch),
  activation: attributes.activation as ActivationName,
  /** Whether both tensors that the kernel can return are wanted. */
  both: attributes.both === true,
})

/** Tensors of one shape. */
function sameShape<const Names extends readonly string[]>(
  inputs: Inputs,
  kernel: string,
  names: Names,
): { readonly [K in keyof Names]: TensorInfo } {
  const tensors = names.map((name) => part(inputs, name, -1).tensor)
  for (const { shape } of tensors) expect(String(shape) === String(tensors[0]?.shape), kernel, inputs)
  return tensors as { readonly [K in keyof Names]: TensorInfo }
}

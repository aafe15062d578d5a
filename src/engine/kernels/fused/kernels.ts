import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import { FUSED } from '../../../numerics/networks/fused'
import type { Arithmetic, Matrices } from './arithmetic'
import {
  adamOperands,
  backOperands,
  crossEntropyOperands,
  descendOperands,
  gatherSizes,
  gradientSizes,
  joinOperands,
  layerOperands,
  pickSizes,
  slopeOperands,
  splitOperands,
} from './operands'
import { expect, type Inputs, type Part3, part, sizeOf, threeDimensions } from './shapes'

/** The kernels of `numerics/networks/fused` on a backend that computes in memory. Formulas and shapes are there; each throws RangeError where shapes do not fit. */
export const KERNELS: Readonly<
  Record<keyof typeof FUSED, <At>(on: Arithmetic<At>, inputs: Inputs, attributes: NamedAttrMap) => TensorInfo[]>
> = {
  layer(on, inputs, attributes) {
    const { x, w, bias, beside, sizes, scale, biasFactor, skip, branch, activation, both } = layerOperands(
      inputs,
      attributes,
    )
    const { count, rows, columns } = sizes
    const u = on.output([count, rows, columns])
    const at = on.at(u)
    on.product(sizes, matrices(on, x), matrices(on, w), at)
    if (bias || scale !== 1 || activation !== 'linear')
      on.activate(
        at,
        sizes,
        bias && {
          at: on.at(bias.tensor, bias.start),
          next: bias.shape[0] === 1 ? 0 : bias.shape[1] * columns,
          rowStep: bias.shape[1] === 1 ? 0 : columns,
          factor: biasFactor,
        },
        scale,
        activation,
      )
    if (!beside) return [u]
    // Where u is not asked for, the sum takes its place.
    const sum = both ? on.output(u.shape) : u
    on.combine(on.at(sum), on.at(beside.tensor, beside.start), at, count * rows * columns, skip, branch)
    return sum === u ? [sum] : [sum, u]
  },

  layerBack(on, inputs, attributes) {
    const { delta, w, u, beside, sizes, scale, skip, branch, activation, both } = backOperands(inputs, attributes)
    const { count, rows, columns } = sizes
    const d = on.output([count, rows, columns])
    const g = both ? on.output([count, rows, columns]) : d
    on.product(sizes, matrices(on, delta), transposed(matrices(on, w)), on.at(g))
    const copies = u ? rows / u.shape[1] : 1
    if (beside || u || g !== d || scale !== 1 || branch !== 1)
      on.back(
        {
          g: on.at(g),
          a: beside && on.at(beside.tensor, beside.start),
          u: u && on.at(u.tensor),
          d: on.at(d),
        },
        { count, copies, size: (rows / copies) * columns },
        { scale, skip, branch },
        activation,
      )
    return g === d ? [d] : [d, g]
  },

  slope(on, inputs, attributes) {
    const { gradient, u, isCopied, branch, activation } = slopeOperands(inputs, attributes)
    const { tensor, start, shape } = gradient
    const size = sizeOf(shape)
    const [seeds = 1] = shape
    const own = u ? sizeOf(u.shape) : size
    const d = on.output(shape)
    on.back(
      { g: on.at(tensor, start), a: undefined, u: u && on.at(u.tensor), d: on.at(d) },
      isCopied ? { count: seeds, copies: size / own, size: own / seeds } : { count: 1, copies: 1, size },
      { scale: 1, skip: 1, branch },
      activation,
    )
    return [d]
  },

  weightGradients(on, inputs, attributes) {
    const layers = Number(attributes.layers)
    const sizes = gradientSizes(inputs, layers)
    const { count, rows, inner, columns } = sizes
    const factor = Number(attributes.biasFactor)
    const weights = on.output([layers, count, rows, columns])
    const biases = factor === 0 ? undefined : on.output([layers, count, 1, columns])
    for (let l = 0; l < layers; l++) {
      const [left, right] = [threeDimensions(inputs, `inputs${l}`, -1), threeDimensions(inputs, `delta${l}`, -1)]
      const to = on.at(weights, l * count * rows * columns)
      on.product(sizes, transposed(matrices(on, left)), matrices(on, right), to)
      if (biases)
        on.sumRows(on.at(biases, l * count * columns), on.at(right.tensor), { count, rows: inner, columns }, factor)
    }
    return biases ? [weights, biases] : [weights]
  },

  pick(on, inputs) {
    const sizes = pickSizes(inputs)
    const [x, w] = [part(inputs, 'x', -1), part(inputs, 'weights', -1)]
    const found = on.output([sizes.times, sizes.count, sizes.rows, sizes.columns])
    on.pick(on.at(found), on.at(x.tensor), on.at(w.tensor), sizes)
    return [found]
  },

  gather(on, inputs) {
    const sizes = gatherSizes(inputs)
    const [x, d] = [part(inputs, 'x', -1), part(inputs, 'delta', -1)]
    const found = on.output([sizes.count, sizes.inner, sizes.columns])
    on.gather(on.at(found), on.at(x.tensor), on.at(d.tensor), sizes)
    return [found]
  },

  rows(on, inputs, attributes) {
    const { tensor: x } = part(inputs, 'x', -1)
    const { positions } = inputs
    if (positions?.dtype !== 'int32') throw new RangeError(`Positions are int32, not ${positions?.dtype}`)
    expect(x.shape.length > 1, FUSED.rows, inputs)
    const [count = 0, ...middle] = x.shape
    const columns = middle.pop() ?? 0
    const rows = sizeOf(middle)
    const [taken = 0] = positions.shape
    const found = on.output(attributes.shape as number[])
    on.rows(on.at(found), on.at(x), positions, { count, rows, taken, columns })
    return [found]
  },

  join(on, inputs, attributes) {
    const { parts, starts, size } = joinOperands(inputs, attributes)
    const flat = on.output([size])
    for (const [i, tensor] of parts.entries()) on.copy(on.at(flat, starts[i]), on.at(tensor), sizeOf(tensor.shape))
    return [flat]
  },

  split(on, inputs, attributes) {
    const { flat, parts } = splitOperands(inputs, attributes)
    return parts.map(({ shape, start }) => {
      const found = on.output(shape)
      on.copy(on.at(found), on.at(flat, start), sizeOf(shape))
      return found
    })
  },

  crossEntropy(on, inputs) {
    const { x, t, leading, sizes } = crossEntropyOperands(inputs, FUSED.crossEntropy)
    const loss = on.output(leading)
    on.crossEntropy(on.at(loss), on.at(x), on.at(t), sizes)
    return [loss]
  },

  crossEntropyGradient(on, inputs, attributes) {
    const { x, t, sizes } = crossEntropyOperands(inputs, FUSED.crossEntropyGradient)
    const gradient = on.output(x.shape)
    on.crossEntropyGradient(on.at(gradient), on.at(x), on.at(t), sizes, Number(attributes.factor) / sizes.rows)
    return [gradient]
  },

  descend(on, inputs, attributes) {
    const { w, g, rate } = descendOperands(inputs, attributes)
    const moved = on.output(w.shape)
    on.combine(on.at(moved), on.at(w), on.at(g), sizeOf(w.shape), 1, -rate)
    return [moved]
  },

  adam(on, inputs, attributes) {
    const { w, sum, squares, g, step } = adamOperands(inputs, attributes)
    const [newW, newSum, newSquares] = [on.output(w.shape), on.output(w.shape), on.output(w.shape)]
    on.adam(
      { w: on.at(newW), sum: on.at(newSum), squares: on.at(newSquares) },
      { w: on.at(w), sum: on.at(sum), squares: on.at(squares), g: on.at(g) },
      sizeOf(w.shape),
      step,
    )
    return [newW, newSum, newSquares]
  },
}

const matrices = <At>(on: Arithmetic<At>, { tensor, start, shape }: Part3): Matrices<At> => ({
  at: on.at(tensor, start),
  count: shape[0],
  next: shape[1] * shape[2],
  rowStep: shape[2],
  columnStep: 1,
})

const transposed = <At>(of: Matrices<At>): Matrices<At> => ({
  ...of,
  rowStep: of.columnStep,
  columnStep: of.rowStep,
})

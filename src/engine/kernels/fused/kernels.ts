import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../numerics/networks/activations'
import { FUSED } from '../../../numerics/networks/fused'
import type { Arithmetic, Matrices } from './arithmetic'
import {
  broadcast,
  expect,
  gatherSizes,
  gradientSizes,
  type Inputs,
  type Part3,
  part,
  pickSizes,
  repeats,
  sizeOf,
  threeDimensions,
} from './shapes'

/** The kernels of `numerics/networks/fused` on a backend that computes in memory. Formulas and shapes are there; each throws RangeError where shapes do not fit. */
export const KERNELS: Readonly<
  Record<keyof typeof FUSED, <At>(on: Arithmetic<At>, inputs: Inputs, attributes: NamedAttrMap) => TensorInfo[]>
> = {
  layer(on, inputs, attributes) {
    const x = threeDimensions(inputs, 'inputs', -1)
    const w = threeDimensions(inputs, 'weights', Number(attributes.weightsAt))
    const [, rows] = x.shape
    const [, inner, columns] = w.shape
    expect(x.shape[2] === inner, FUSED.layer, inputs)
    const count = broadcast(x.shape[0], w.shape[0], FUSED.layer, inputs)
    const u = on.output([count, rows, columns])
    const at = on.at(u)
    on.product({ count, rows, inner, columns }, matrices(on, x), matrices(on, w), at)
    const bias = inputs.bias && threeDimensions(inputs, 'bias', Number(attributes.biasAt))
    if (bias)
      expect(
        repeats(bias.shape[0], count) && repeats(bias.shape[1], rows) && bias.shape[2] === columns,
        FUSED.layer,
        inputs,
      )
    const scale = Number(attributes.scale)
    const activation = attributes.activation as ActivationName
    if (bias || scale !== 1 || activation !== 'linear')
      on.activate(
        at,
        { count, rows, columns },
        bias && {
          at: on.at(bias.tensor, bias.start),
          next: bias.shape[0] === 1 ? 0 : bias.shape[1] * columns,
          rowStep: bias.shape[1] === 1 ? 0 : columns,
          factor: Number(attributes.biasFactor),
        },
        scale,
        activation,
      )
    if (!inputs.beside) return [u]
    const beside = threeDimensions(inputs, 'beside', Number(attributes.besideAt))
    expect(String(beside.shape) === String(u.shape), FUSED.layer, inputs)
    const [skip, branch] = [Number(attributes.skip), Number(attributes.branch)]
    const size = count * rows * columns
    // Where u is not asked for, the sum takes its place.
    const sum = attributes.both === true ? on.output(u.shape) : u
    on.combine(on.at(sum), on.at(beside.tensor, beside.start), at, size, skip, branch)
    return sum === u ? [sum] : [sum, u]
  },

  layerBack(on, inputs, attributes) {
    const delta = threeDimensions(inputs, 'delta', -1)
    const w = threeDimensions(inputs, 'weights', Number(attributes.weightsAt))
    const [, rows, inner] = delta.shape
    const columns = w.shape[1]
    expect(w.shape[2] === inner, FUSED.layerBack, inputs)
    const count = broadcast(delta.shape[0], w.shape[0], FUSED.layerBack, inputs)
    const shape = [count, rows, columns]
    const d = on.output(shape)
    const g = attributes.both === true ? on.output(shape) : d
    on.product({ count, rows, inner, columns }, matrices(on, delta), transposed(matrices(on, w)), on.at(g))
    const beside = inputs.beside && threeDimensions(inputs, 'beside', Number(attributes.besideAt))
    const u = inputs.u && threeDimensions(inputs, 'u', -1)
    if (beside) expect(String(beside.shape) === String(shape), FUSED.layerBack, inputs)
    if (u) expect(u.shape[0] === count && rows % u.shape[1] === 0 && u.shape[2] === columns, FUSED.layerBack, inputs)
    const copies = u ? rows / u.shape[1] : 1
    const factors = {
      scale: Number(attributes.scale),
      skip: Number(attributes.skip),
      branch: Number(attributes.branch),
    }
    if (beside || u || g !== d || factors.scale !== 1 || factors.branch !== 1)
      on.back(
        {
          g: on.at(g),
          a: beside && on.at(beside.tensor, beside.start),
          u: u && on.at(u.tensor),
          d: on.at(d),
        },
        { count, copies, size: (rows / copies) * columns },
        factors,
        attributes.activation as ActivationName,
      )
    return g === d ? [d] : [d, g]
  },

  slope(on, inputs, attributes) {
    const at = Number(attributes.gradientAt)
    const { tensor, start, shape } = part(inputs, 'gradient', at)
    const { u } = inputs
    const size = sizeOf(shape)
    const [seeds = 1] = shape
    const own = u ? sizeOf(u.shape) : size
    const same = String(u?.shape ?? shape) === String(shape)
    expect(same || (u?.shape[0] === seeds && size % own === 0), FUSED.slope, inputs)
    const d = on.output([...shape])
    on.back(
      { g: on.at(tensor, start), a: undefined, u: u && on.at(u), d: on.at(d) },
      same ? { count: 1, copies: 1, size } : { count: seeds, copies: size / own, size: own / seeds },
      { scale: 1, skip: 1, branch: Number(attributes.branch) },
      attributes.activation as ActivationName,
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
    const parts = Array.from({ length: Number(attributes.parts) }, (_, i) => part(inputs, `part${i}`, -1))
    const sizes = parts.map(({ shape }) => sizeOf(shape))
    const flat = on.output([sizes.reduce((sum, size) => sum + size, 0)])
    let start = 0
    for (const [i, { tensor }] of parts.entries()) {
      on.copy(on.at(flat, start), on.at(tensor), sizes[i] ?? 0)
      start += sizes[i] ?? 0
    }
    return [flat]
  },

  split(on, inputs, attributes) {
    const { tensor: flat, shape: length } = part(inputs, 'flat', -1)
    const shapes = attributes.shapes as unknown as readonly (readonly number[])[]
    expect(sizeOf(length) === shapes.reduce((sum, shape) => sum + sizeOf(shape), 0), FUSED.split, inputs)
    let start = 0
    return shapes.map((shape) => {
      const found = on.output(shape)
      on.copy(on.at(found), on.at(flat, start), sizeOf(shape))
      start += sizeOf(shape)
      return found
    })
  },

  descend(on, inputs, attributes) {
    const { tensor: w, shape } = part(inputs, 'parameters', -1)
    const { tensor: g } = part(inputs, 'gradient', -1)
    expect(String(g.shape) === String(shape), FUSED.descend, inputs)
    const moved = on.output([...shape])
    const size = sizeOf(shape)
    on.combine(on.at(moved), on.at(w), on.at(g), size, 1, -Number(attributes.rate))
    return [moved]
  },

  adam(on, inputs, attributes) {
    const { tensor: w, shape } = part(inputs, 'parameters', -1)
    const [sum, squares, g] = ['sum', 'squares', 'gradient'].map((name) => part(inputs, name, -1).tensor)
    if (!sum || !squares || !g) throw new RangeError('Adam takes four tensors')
    for (const other of [sum, squares, g]) expect(String(other.shape) === String(shape), FUSED.adam, inputs)
    const [newW, newSum, newSquares] = [on.output([...shape]), on.output([...shape]), on.output([...shape])]
    on.adam(
      { w: on.at(newW), sum: on.at(newSum), squares: on.at(newSquares) },
      { w: on.at(w), sum: on.at(sum), squares: on.at(squares), g: on.at(g) },
      sizeOf(shape),
      {
        decay: Number(attributes.decay),
        squareDecay: Number(attributes.squareDecay),
        rate: Number(attributes.rate),
        epsilon: Number(attributes.epsilon),
      },
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

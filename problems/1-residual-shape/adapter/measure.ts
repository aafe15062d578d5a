import {
  exactly,
  type Kernel,
  type Lab,
  type Matrix,
  scalarReading,
  type Tensor,
  type TensorExpression,
  type Tf,
} from '../../../src/experiment'
import { multiplicationsOf } from '../../../src/numerics/networks/multiplications'
import { upTo } from '../../../src/numerics/positions'
import { matrixOf } from '../../../src/numerics/statistics/estimates'
import { readTogether } from '../../../src/numerics/statistics/readback'
import { averagePool, convolve, mixFeatures, selectFeatures, subsample, withFeatures } from '../maps'
import { type DeviceInputs, evaluateOnDevice } from './evaluate'
import { type AdapterSetting, expressionOf, FEATURES, pictureFor, SIZE, sizesOf } from './setting'

/**
 * The rounding error of a sum, as a fraction of the sum of the sizes of its terms: half a unit in the last place for each of the six products and
 * their sums.
 */
const ULPS = 2 ** -22

/**
 * The 3 x 3 filters, row by row, that compute the features of a picture: the picture itself, blurred, its horizontal and vertical differences, its
 * outline, its diagonal difference. Pixel values are level/16 and all coefficients multiples of 1/16, so that single precision computes the features
 * without rounding.
 */
const FILTERS: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 16, 0, 0, 0, 0],
  [1, 2, 1, 2, 4, 2, 1, 2, 1],
  [0, 0, 0, -8, 0, 8, 0, 0, 0],
  [0, -8, 0, 0, 0, 0, 0, 8, 0],
  [0, -4, 0, -4, 16, -4, 0, -4, 0],
  [-8, 0, 0, 0, 0, 0, 0, 0, 8],
]

/** Yields one reading: the layer before and after the adapter, and the adapter's cost, counted from the kernels that ran. Nothing is repeated. */
export function* measure(lab: Lab, p: AdapterSetting) {
  const { tf } = lab
  const expression = expressionOf(p)
  const read = tf.tidy(() => {
    const before = featuresOf(tf, pictureFor(p).flat())
    const weights = p.adapter === 'matrix' ? weightsOf(lab, p) : undefined
    const chosen = adapterOf(tf, p, weights)
    const written = expression && evaluated(tf, p, expression, weights ?? weightsOf(lab, { ...p, rows: 'onehot' }))
    const run = written?.run ?? chosen
    const after = run(before)
    const kernels = lab.kernels(() => run(before))
    // The second input of the matrix product is the weights.
    const product = kernels.find(({ name }) => name === 'BatchMatMul')?.inputs[1]
    return {
      shape: after.shape,
      multiplications: kernels.reduce((sum, kernel) => sum + multiplicationsOf(kernel), 0),
      parameters: written ? weightsRead(kernels, written.weights) : (product?.reduce((all, n) => all * n, 1) ?? 0),
      ...readTogether(tf, {
        before,
        after,
        sizes: written?.sizes(before) ?? (weights ? mixFeatures(tf, tf.abs(before), tf.abs(weights)) : after),
        apart: tf.max(tf.abs(tf.sub(after, written ? chosen(before) : copied(tf, p, before)))),
      }),
    }
  })
  const [, height = 0, width = 0, features = 0] = read.shape
  // The rounding error of a sum depends on its terms, not on its value. Copies are not rounded.
  const rounding = Array.from(read.sizes, (size) => (p.adapter === 'matrix' || expression ? ULPS * size : 0))
  yield {
    before: asMatrix(read.before, FEATURES, SIZE * SIZE),
    after: asMatrix(read.after, features, height * width, rounding),
    parameters: exactly(read.parameters),
    multiplications: exactly(read.multiplications),
    apart: scalarReading({ value: read.apart[0] ?? Number.NaN, stderr: Math.max(...rounding) }),
  }
}

/** Computes the features of a picture: levels -> [1, size, size, features]. */
function featuresOf(tf: Tf, levels: readonly number[]): Tensor {
  const image = tf.div(tf.tensor([...levels], [1, SIZE, SIZE, 1]), 16)
  const filters = tf.div(tf.transpose(tf.tensor2d(FILTERS.flat(), [FEATURES, 9])), 16)
  return convolve(tf, image, tf.reshape(filters, [1, 9, FEATURES])).output
}

/** The features that a selection takes: in order from the first, or in reverse order from the last. */
const selected = (order: AdapterSetting['order'], kept: number): readonly number[] => {
  const all = upTo(FEATURES)
  return (order === 'first' ? all : all.reverse()).slice(0, kept)
}

/** W_n, [kept, features]: one-hot rows, or Gaussian entries of variance 1/fan-in. */
function weightsOf({ tf, draw }: Lab, { rows, order, kept }: AdapterSetting): Tensor {
  return rows === 'onehot'
    ? tf.gather(tf.eye(FEATURES), [...selected(order, kept)])
    : tf.div(draw('gaussian', 'weights', [kept, FEATURES]), Math.sqrt(FEATURES))
}

/** The adapter as a function of the layer. Its weights are made beforehand, so that only the operation on the layer is counted. */
function adapterOf(tf: Tf, p: AdapterSetting, weights: Tensor | undefined): (before: Tensor) => Tensor {
  if (weights) return (before) => mixFeatures(tf, before, weights)
  switch (p.adapter) {
    case 'strided':
      return (before) => withFeatures(tf, subsample(tf, before, p.stride), p.grown)
    case 'pool':
      return (before) => withFeatures(tf, averagePool(tf, before, p.stride), p.grown)
    default:
      return (before) => selectFeatures(tf, before, selected(p.order, p.kept))
  }
}

/** The number of weights, if a gather read them; where some places are beyond their end, a NaN stands behind them. */
function weightsRead(kernels: readonly Kernel[], count: number): number {
  const read = kernels.flatMap(({ name, inputs }) => (name === 'GatherV2' ? (inputs[0]?.[0] ?? []) : []))
  return read.includes(count) || read.includes(count + 1) ? count : 0
}

/** The reader's expression as a function of the layer, the number of weights, and the sizes of the terms that it adds. */
function evaluated(tf: Tf, p: AdapterSetting, expression: TensorExpression, weights: Tensor) {
  const from = [...selected(p.order, p.kept)]
  const { i = 0, j = 0 } = sizesOf(p)
  const inputs = (before: Tensor): DeviceInputs => ({
    // Layers are stored as [images, height, width, features]; there is one image.
    axes: [
      ['y', SIZE],
      ['x', SIZE],
      ['j', j],
    ],
    sizes: sizesOf(p),
    operands: {
      W: { entries: tf.reshape(weights, [-1]), sizes: [j, i], strides: [i, 1] },
      L: { entries: tf.reshape(before, [-1]), sizes: [1, SIZE, SIZE, i], strides: [0, i, SIZE * i, 1] },
      S: { entries: tf.tensor1d(from), sizes: [j], strides: [1] },
    },
    maps: { S: from },
  })
  const shape = [1, SIZE, SIZE, j]
  return {
    run: (before: Tensor) => tf.reshape(evaluateOnDevice(tf, expression, inputs(before)), shape),
    sizes: (before: Tensor) => evaluateOnDevice(tf, expression, { ...inputs(before), withoutSigns: true }),
    weights: weights.size,
  }
}

/** The closest copying operation, for comparison: a copy of features, or of positions. */
function copied(tf: Tf, p: AdapterSetting, before: Tensor): Tensor {
  if (p.adapter === 'strided' || p.adapter === 'pool') return withFeatures(tf, subsample(tf, before, p.stride), p.grown)
  const anyOrder = p.adapter === 'select' || p.rows === 'onehot'
  return selectFeatures(tf, before, selected(anyOrder ? p.order : 'first', p.kept))
}

/** Converts [1, h, w, features], as read from the device, to a matrix of features by positions. */
function asMatrix(flat: Float32Array, features: number, positions: number, stderr?: readonly number[]): Matrix {
  return matrixOf(upTo(features), upTo(positions), (j, k) => {
    const i = k * features + j
    return { value: flat[i] ?? Number.NaN, stderr: stderr ? (stderr[i] ?? Number.NaN) : 0 }
  })
}

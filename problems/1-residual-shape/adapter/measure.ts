import { exactly, type Lab, type Matrix, scalarReading, type Tensor, type Tf } from '../../../src/experiment'
import { multiplicationsOf } from '../../../src/numerics/networks/multiplications'
import { upTo } from '../../../src/numerics/positions'
import { matrixOf } from '../../../src/numerics/statistics/estimates'
import { readTogether } from '../../../src/numerics/statistics/readback'
import { averagePool, convolve, mixFeatures, selectFeatures, subsample, withFeatures } from '../maps'
import { type AdapterSetting, FEATURES, pictureFor, SIZE } from './setting'

/** Half a unit in the last place for each of the six products and the sums of them, of the sum of their sizes. */
const ULPS = 2 ** -22

/**
 * The filters that make the features out of the picture, 3 x 3, row after row: the picture, blurred, its changes to the right and
 * downwards, its outline, its change along the diagonal. The picture's values are level/16 and all coefficients multiples of 1/16, so
 * single precision holds the features without rounding.
 */
const FILTERS: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 16, 0, 0, 0, 0],
  [1, 2, 1, 2, 4, 2, 1, 2, 1],
  [0, 0, 0, -8, 0, 8, 0, 0, 0],
  [0, -8, 0, 0, 0, 0, 0, 8, 0],
  [0, -4, 0, -4, 16, -4, 0, -4, 0],
  [-8, 0, 0, 0, 0, 0, 0, 0, 8],
]

/** The layer before and after the adapter, and what it costs, counted in the kernels that ran. One reading: nothing is repeated. */
export function* measure(lab: Lab, p: AdapterSetting) {
  const { tf } = lab
  const read = tf.tidy(() => {
    const before = featuresOf(tf, pictureFor(p).flat())
    const weights = p.adapter === 'matrix' ? weightsOf(lab, p) : undefined
    const run = adapterOf(tf, p, weights)
    const after = run(before)
    const kernels = lab.kernels(() => run(before))
    // What a product of matrices takes in besides the layer is its weights.
    const product = kernels.find(({ name }) => name === 'BatchMatMul')?.inputs[1]
    return {
      shape: after.shape,
      multiplications: kernels.reduce((sum, kernel) => sum + multiplicationsOf(kernel), 0),
      parameters: product?.reduce((all, n) => all * n, 1) ?? 0,
      ...readTogether(tf, {
        before,
        after,
        sizes: weights ? mixFeatures(tf, tf.abs(before), tf.abs(weights)) : after,
        apart: tf.max(tf.abs(tf.sub(after, copied(tf, p, before)))),
      }),
    }
  })
  const [, height = 0, width = 0, features = 0] = read.shape
  // The rounding of a sum is that of its terms, however small the sum. What is copied is not rounded at all.
  const rounding = Array.from(read.sizes, (size) => (p.adapter === 'matrix' ? ULPS * size : 0))
  yield {
    before: asMatrix(read.before, FEATURES, SIZE * SIZE),
    after: asMatrix(read.after, features, height * width, rounding),
    parameters: exactly(read.parameters),
    multiplications: exactly(read.multiplications),
    apart: scalarReading({ value: read.apart[0] ?? Number.NaN, stderr: Math.max(...rounding) }),
  }
}

/** Levels of a picture -> its features, [1, size, size, features]. */
function featuresOf(tf: Tf, levels: readonly number[]): Tensor {
  const image = tf.div(tf.tensor([...levels], [1, SIZE, SIZE, 1]), 16)
  const filters = tf.div(tf.transpose(tf.tensor2d(FILTERS.flat(), [FEATURES, 9])), 16)
  return convolve(tf, image, tf.reshape(filters, [1, 9, FEATURES])).output
}

/** Features that a selection takes: the first, or from the last downwards. */
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

/** The adapter as kernels. Its weights are made beforehand: only what it does to the layer counts. */
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

/** The copy next to what the adapter does: of features, or of positions. */
function copied(tf: Tf, p: AdapterSetting, before: Tensor): Tensor {
  if (p.adapter === 'strided' || p.adapter === 'pool') return withFeatures(tf, subsample(tf, before, p.stride), p.grown)
  const anyOrder = p.adapter === 'select' || p.rows === 'onehot'
  return selectFeatures(tf, before, selected(anyOrder ? p.order : 'first', p.kept))
}

/** [1, h, w, features] as it was read -> a matrix of features by positions. */
function asMatrix(flat: Float32Array, features: number, positions: number, stderr?: readonly number[]): Matrix {
  return matrixOf(upTo(features), upTo(positions), (j, k) => {
    const i = k * features + j
    return { value: flat[i] ?? Number.NaN, stderr: stderr ? (stderr[i] ?? Number.NaN) : 0 }
  })
}

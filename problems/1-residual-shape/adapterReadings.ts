import { type Draw, exactly, type Lab, type Matrix, type Tensor, type Tf } from '../../src/experiment'
import { multiplicationsOf } from '../../src/numerics/networks/multiplications'
import { readTogether } from '../../src/numerics/statistics/readback'
import { type Adapter, adapted, type MapShape, shapeAfter } from './adapters'
import { type Drawing, FEATURES, FILTERS, featuresOf, pictureFor, SIZE, type Stack } from './featureMaps'
import { averagePool, convolve, mixFeatures, selectFeatures, subsample, upTo, withFeatures } from './model'

export const BEFORE: MapShape = { features: FEATURES, height: SIZE, width: SIZE }

/** Units in the last place that a sum of six products may be off by, of the sum of their sizes. */
const ULPS = 2 ** -22

export interface AdapterSetting {
  readonly adapter: Adapter['kind']
  readonly rows: 'gaussian' | 'onehot'
  readonly order: 'first' | 'last'
  readonly kept: number
  readonly grown: number
  readonly stride: number
  readonly image: Drawing
  readonly own: string
}

/** The layer before and after the adapter, and what it costs, counted in the kernels that ran. */
export function readingOf(lab: Lab, p: AdapterSetting) {
  const { tf } = lab
  const levels = pictureFor(p).flat()
  const drawn = (): Tensor => lab.draw('gaussian', 'weights', [p.kept, FEATURES])
  const read = tf.tidy(() => {
    const before = featuresOnDevice(tf, levels)
    const run = onDevice(tf, p, drawn)
    const after = run(before)
    const kernels = lab.kernels(() => run(before))
    const counts = kernels.reduce((sum, kernel) => sum + multiplicationsOf(kernel), 0)
    // What a product of matrices takes in besides the layer is its weights.
    const weights = kernels.find(({ name }) => name === 'BatchMatMul')?.inputs[1]
    const difference = tf.max(tf.abs(tf.sub(after, picked(tf, p, before))))
    const sizes = p.adapter === 'matrix' ? mixFeatures(tf, tf.abs(before), tf.abs(weightsOf(tf, p, drawn))) : after
    return {
      counts,
      parameters: weights?.reduce((product, n) => product * n, 1) ?? 0,
      ...readTogether(tf, { before, after, sizes, difference }),
    }
  })
  const { height, width, features } = shapeAfter(withoutWeights(p), BEFORE)
  // Rounding of a sum is that of its terms, however small the sum.
  const rounding = Array.from(read.sizes, (size) => (p.adapter === 'matrix' ? ULPS * size : 0))
  return {
    before: stackMatrix(read.before, FEATURES, SIZE * SIZE),
    after: stackMatrix(read.after, features, height * width, rounding),
    parameters: exactly(read.parameters),
    multiplications: exactly(read.counts),
    apart: { value: read.difference[0] ?? Number.NaN, stderr: Math.max(...rounding) },
  }
}

/** The same from the definition, in plain arithmetic. */
export function predicted(p: AdapterSetting, draw: Draw) {
  const before = featuresOf(pictureFor(p))
  const drawn = p.adapter === 'matrix' && p.rows === 'gaussian' ? draw('gaussian', 'weights', [p.kept, FEATURES]) : []
  const after = adapted(
    definition(p, (j, i) => (drawn[j * FEATURES + i] ?? 0) / Math.sqrt(FEATURES)),
    before,
  )
  const pick = adapted(picking(p), before).flat(2)
  const { height, width } = shapeAfter(withoutWeights(p), BEFORE)
  const matrixEntries = p.adapter === 'matrix' ? p.kept * FEATURES : 0
  return {
    before: exactStack(before),
    after: exactStack(after),
    parameters: exactly(matrixEntries),
    multiplications: exactly(
      p.adapter === 'matrix' ? matrixEntries * SIZE ** 2 : p.adapter === 'pool' ? FEATURES * height * width : 0,
    ),
    apart: exactly(Math.max(...after.flat(2).map((v, k) => Math.abs(v - (pick[k] ?? Number.NaN))))),
  }
}

/** S_n, as a list. */
const selection = ({ order, kept }: AdapterSetting): readonly number[] =>
  Array.from({ length: kept }, (_, j) => (order === 'first' ? j : FEATURES - 1 - j))

const oneHot = (p: AdapterSetting) =>
  selection(p).map((i) => Array.from({ length: FEATURES }, (_, k) => (k === i ? 1 : 0)))

/** The adapter that is set, with the numbers of its matrix. */
function definition(p: AdapterSetting, weight: (j: number, i: number) => number): Adapter {
  if (p.adapter === 'select') return { kind: 'select', from: selection(p) }
  if (p.adapter !== 'matrix') return { kind: p.adapter, stride: p.stride, features: p.grown }
  if (p.rows === 'onehot') return { kind: 'matrix', weights: oneHot(p) }
  const row = (j: number) => Array.from({ length: FEATURES }, (_, i) => weight(j, i))
  return { kind: 'matrix', weights: Array.from({ length: p.kept }, (_, j) => row(j)) }
}

/** The adapter with a matrix full of ones: which cells it reads does not depend on the draw. */
export const withoutWeights = (p: AdapterSetting): Adapter => definition(p, () => 1)

/** The picking that the adapter is compared with: of features, or of positions. */
function picking(p: AdapterSetting): Adapter {
  if (p.adapter === 'matrix' || p.adapter === 'select') {
    const order = p.adapter === 'matrix' && p.rows === 'gaussian' ? 'first' : p.order
    return { kind: 'select', from: selection({ ...p, order }) }
  }
  return { kind: 'strided', stride: p.stride, features: p.grown }
}

function featuresOnDevice(tf: Tf, levels: readonly number[]): Tensor {
  const image = tf.tensor(
    levels.map((level) => level / 16),
    [1, SIZE, SIZE, 1],
  )
  const filters = Array.from({ length: 9 }, (_, k) => FILTERS.map(({ weights }) => weights[k] ?? 0)).flat()
  return convolve(tf, image, tf.tensor(filters, [1, 9, FEATURES])).output
}

function weightsOf(tf: Tf, p: AdapterSetting, drawn: () => Tensor): Tensor {
  return p.rows === 'onehot'
    ? tf.tensor(oneHot(p).flat(), [p.kept, FEATURES])
    : tf.mul(drawn(), 1 / Math.sqrt(FEATURES))
}

/** The adapter as kernels. Its weights are made beforehand: only what it does to the layer counts. */
function onDevice(tf: Tf, p: AdapterSetting, drawn: () => Tensor): (before: Tensor) => Tensor {
  switch (p.adapter) {
    case 'matrix': {
      const weights = weightsOf(tf, p, drawn)
      return (before) => mixFeatures(tf, before, weights)
    }
    case 'select':
      return (before) => selectFeatures(tf, before, selection(p))
    case 'strided':
      return (before) => withFeatures(tf, subsample(tf, before, p.stride), p.grown)
    case 'pool':
      return (before) => withFeatures(tf, averagePool(tf, before, p.stride), p.grown)
  }
}

function picked(tf: Tf, p: AdapterSetting, before: Tensor): Tensor {
  const pick = picking(p)
  return pick.kind === 'select'
    ? selectFeatures(tf, before, pick.from)
    : withFeatures(tf, subsample(tf, before, p.stride), p.grown)
}

/** [1, h, w, features] as it was read -> a matrix of features by positions. */
function stackMatrix(flat: Float32Array, features: number, positions: number, stderr?: readonly number[]): Matrix {
  const of = (values: ArrayLike<number> | undefined) =>
    Array.from({ length: features }, (_, j) =>
      Array.from({ length: positions }, (_, k) => (values ? (values[k * features + j] ?? Number.NaN) : 0)),
    )
  return { rows: upTo(features), columns: upTo(positions), value: of(flat), stderr: of(stderr) }
}

function exactStack(maps: Stack): Matrix {
  const value = maps.map((map) => map.flat())
  return {
    rows: upTo(value.length),
    columns: upTo(value[0]?.length ?? 0),
    value,
    stderr: value.map((row) => row.map(() => 0)),
  }
}

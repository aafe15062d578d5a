import {
  agrees,
  choice,
  type Estimate,
  exactly,
  experiment,
  type MapCell,
  type Matrix,
  matrix,
  number,
  picture,
  scalar,
  type Tensor,
  type Tf,
  tex,
} from '../../src/experiment'
import { multiplicationsOf } from '../../src/numerics/multiplications'
import { readTogether } from '../../src/numerics/readback'
import { type Adapter, adapted, shapeAfter, termsOf } from './adapters'
import { FEATURES, FILTERS, featuresOf, pictureFor, SIZE, type Stack } from './featureMaps'
import { averagePool, convolve, mixFeatures, selectFeatures, subsample, withFeatures } from './model'

/** Parts a, b and d: what an adapter does to feature maps, cell by cell. */
export const adapter = experiment({
  title: 'What an adapter reads',
  summary:
    'Point at a cell after the adapter, or move to it with the arrow keys: the cells that it is made from light up.',
  params: {
    adapter: choice({
      label: 'adapter',
      symbol: tex`A_n`,
      term: 'adapter',
      initial: 'matrix',
      options: { matrix: 'matrix', select: 'selection', strided: 'strided, zero-padded', pool: 'average pool' },
      says: 'What stands in for the identity where the shape changes.',
    }),
    rows: choice({
      label: 'rows of the matrix',
      symbol: tex`W[j, I]`,
      term: 'W',
      initial: 'gaussian',
      options: { gaussian: 'Gaussian', onehot: 'one-hot' },
      says: 'Gaussian numbers of variance 1/fan-in, or a single 1 in every row.',
    }),
    order: choice({
      label: 'features selected',
      symbol: tex`S_n`,
      term: 'selection',
      initial: 'first',
      options: { first: 'the first', last: 'the last' },
      says: 'S(j) = j, or counted from the other end: any rule will do that names no feature twice.',
    }),
    kept: number({
      label: 'features after',
      symbol: tex`N_n`,
      term: 'features',
      initial: 3,
      min: 1,
      max: FEATURES,
      integer: true,
      says: 'How many features the matrix or the selection leaves of six.',
    }),
    grown: number({
      label: 'features after, where space shrinks',
      symbol: tex`N_n`,
      term: 'features',
      initial: 8,
      min: FEATURES,
      max: 12,
      integer: true,
      says: 'Those beyond the first six are padded with zeros.',
    }),
    stride: number({
      label: 'stride',
      symbol: tex`s`,
      term: 'stride',
      initial: 2,
      min: 2,
      max: 5,
      integer: true,
      says: 'By how much rows and columns shrink. Sixteen is divided by 2 and 4, not by 3 and 5.',
    }),
    image: choice({
      label: 'picture',
      initial: 'glyph',
      options: { glyph: 'glyph', stripes: 'stripes', gradient: 'gradient' },
      says: 'Six features are made of it by fixed filters.',
    }),
    own: picture({
      label: 'a picture of your own',
      size: SIZE,
      says: 'A file, or a picture pasted or dropped here. It is made small in your browser and stays there. Copy link alone takes it along, in a part of the link that no server is sent.',
    }),
  },
  measures: {
    before: matrix({
      label: 'layer before the adapter',
      symbol: tex`L_{n-1}`,
      term: 'before',
      rows: 'feature',
      columns: 'position',
    }),
    after: matrix({
      label: 'layer after the adapter',
      symbol: tex`A_n(L_{n-1})`,
      term: 'after',
      rows: 'feature',
      columns: 'position',
    }),
    parameters: scalar({ label: 'parameters', symbol: tex`N_n N_{n-1}`, term: 'parameters' }),
    multiplications: scalar({ label: 'multiplications for one image', term: 'multiplications' }),
    apart: scalar({ label: 'largest difference from picking', term: 'apart' }),
  },
  presets: {
    matrix: { says: 'A 1 x 1 convolution: every feature after is a mixture of all six, position by position.', at: {} },
    'one-hot': {
      says: 'The same matrix with a single 1 in each row: it picks features, and its output is that of the selection, number for number.',
      at: { rows: 'onehot' },
    },
    selection: {
      says: 'Selection: the features are copied. Nothing is multiplied, nothing is learned.',
      at: { adapter: 'select' },
    },
    strided: {
      says: 'Every second row and column is read, the others by nobody; new features are zero.',
      at: { adapter: 'strided' },
    },
    pooled: {
      says: 'Means over windows: every cell is read, each with a quarter of the weight.',
      at: { adapter: 'pool' },
    },
    'does-not-divide': {
      says: 'A stride of 3 on 16 columns: six windows, the last of them one column wide.',
      at: { adapter: 'pool', stride: 3 },
    },
  },
  views: [
    {
      kind: 'maps',
      title: 'Feature maps before and after the adapter',
      before: { label: 'before', symbol: tex`L_{n-1}`, measure: 'before', width: () => SIZE },
      after: {
        label: 'after',
        symbol: tex`A_n(L_{n-1})`,
        measure: 'after',
        width: (p) => shapeAfter(withoutWeights(p), BEFORE).width,
      },
      reads: (p, cell: MapCell) =>
        termsOf(withoutWeights(p), cell, BEFORE).map(({ feature, x, y }) => ({ feature, x, y })),
      formula: (p) => ({ tex: FORMULAS[formulaFor(p)], says: shapesOf(p) }),
    },
    { kind: 'scalars', title: 'What it costs', measures: ['parameters', 'multiplications', 'apart'] },
  ],
  claims: {
    'matrix-count': {
      says: 'The matrix from six features to three has 18 parameters, and 18 multiplications at each of 256 positions: 4608.',
      check: (measured, theory) => [
        agrees('parameters', measured.parameters, theory.parameters),
        agrees('multiplications', measured.multiplications, theory.multiplications),
        agrees('the layer after it', measured.after, theory.after),
        same('multiplications', measured.multiplications, 4608),
      ],
    },
    'one-hot': {
      says: 'A matrix with one-hot rows is a selection: not one number differs.',
      at: { rows: 'onehot' },
      check: (measured, theory) => [
        same('largest difference from picking', measured.apart, 0),
        agrees('the layer after it', measured.after, theory.after),
      ],
    },
    'selection-is-free': {
      says: 'A selection has no parameter and multiplies nothing.',
      at: { adapter: 'select' },
      check: (measured) => [
        same('parameters', measured.parameters, 0),
        same('multiplications', measured.multiplications, 0),
      ],
    },
    strided: {
      says: 'The strided, zero-padded adapter copies the positions that it keeps, and has no parameter and no multiplication either.',
      at: { adapter: 'strided' },
      check: (measured, theory) => [
        agrees('the layer after it', measured.after, theory.after),
        same('parameters', measured.parameters, 0),
        same('multiplications', measured.multiplications, 0),
      ],
    },
  },
  *measure(lab, p) {
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
    yield {
      before: stackMatrix(read.before, FEATURES, SIZE * SIZE),
      after: stackMatrix(read.after, features, height * width, rounding),
      parameters: exactly(read.parameters),
      multiplications: exactly(read.counts),
      apart: { value: read.difference[0] ?? Number.NaN, stderr: Math.max(...rounding) },
    }
  },
  readings: () => 1,
  theory(p, draw) {
    const before = featuresOf(pictureFor(p))
    const drawn = p.adapter === 'matrix' && p.rows === 'gaussian' ? draw('gaussian', 'weights', [p.kept, FEATURES]) : []
    const after = adapted(
      definition(p, (j, i) => (drawn[j * FEATURES + i] ?? 0) / Math.sqrt(FEATURES)),
      before,
    )
    const pick = adapted(picking(p), before).flat(2)
    const { features, height, width } = shapeAfter(withoutWeights(p), BEFORE)
    const matrixEntries = p.adapter === 'matrix' ? p.kept * FEATURES : 0
    return {
      before: exactStack(before),
      after: exactStack(after),
      parameters: exactly(matrixEntries),
      multiplications: exactly(
        p.adapter === 'matrix' ? matrixEntries * SIZE ** 2 : p.adapter === 'pool' ? FEATURES * height * width : 0,
      ),
      apart: exactly(
        Math.max(...after.flat(2).map((v, k) => Math.abs(v - (pick[k] ?? 0))), features > 0 ? 0 : Number.NaN),
      ),
    }
  },
  cost: ({ kept }) => 2 * SIZE ** 2 * FEATURES * (9 + 3 * kept),
  unused: ({ adapter, rows, own }) => [
    ...(adapter === 'matrix' ? [] : (['rows'] as const)),
    ...(adapter === 'select' || (adapter === 'matrix' && rows === 'onehot') ? [] : (['order'] as const)),
    ...(adapter === 'matrix' || adapter === 'select' ? (['grown', 'stride'] as const) : (['kept'] as const)),
    ...(own === '' ? [] : (['image'] as const)),
  ],
})

const BEFORE = { features: FEATURES, height: SIZE, width: SIZE }

/** Units in the last place that a sum of six products may be off by, of the sum of their sizes. */
const ULPS = 2 ** -22

interface Setting {
  readonly adapter: Adapter['kind']
  readonly rows: 'gaussian' | 'onehot'
  readonly order: 'first' | 'last'
  readonly kept: number
  readonly grown: number
  readonly stride: number
}

/** S_n, as a list. */
const selection = ({ order, kept }: Setting): readonly number[] =>
  Array.from({ length: kept }, (_, j) => (order === 'first' ? j : FEATURES - 1 - j))

const oneHot = (p: Setting) => selection(p).map((i) => Array.from({ length: FEATURES }, (_, k) => (k === i ? 1 : 0)))

/** The adapter that is set, with the numbers of its matrix. */
function definition(p: Setting, weight: (j: number, i: number) => number): Adapter {
  if (p.adapter === 'select') return { kind: 'select', from: selection(p) }
  if (p.adapter !== 'matrix') return { kind: p.adapter, stride: p.stride, features: p.grown }
  if (p.rows === 'onehot') return { kind: 'matrix', weights: oneHot(p) }
  const row = (j: number) => Array.from({ length: FEATURES }, (_, i) => weight(j, i))
  return { kind: 'matrix', weights: Array.from({ length: p.kept }, (_, j) => row(j)) }
}

/** The adapter with a matrix full of ones: which cells it reads does not depend on the draw. */
const withoutWeights = (p: Setting): Adapter => definition(p, () => 1)

/** The picking that the adapter is compared with: of features, or of positions. */
function picking(p: Setting): Adapter {
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

function weightsOf(tf: Tf, p: Setting, drawn: () => Tensor): Tensor {
  return p.rows === 'onehot'
    ? tf.tensor(oneHot(p).flat(), [p.kept, FEATURES])
    : tf.mul(drawn(), 1 / Math.sqrt(FEATURES))
}

/** The adapter as kernels. Its weights are made beforehand: only what it does to the layer counts. */
function onDevice(tf: Tf, p: Setting, drawn: () => Tensor): (before: Tensor) => Tensor {
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

function picked(tf: Tf, p: Setting, before: Tensor): Tensor {
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

const upTo = (n: number) => Array.from({ length: n }, (_, k) => k)

const same = (says: string, measured: Estimate, wanted: number) => ({
  says: `${says}: ${measured.value}, wanted ${wanted}`,
  holds: measured.value === wanted,
})

const FORMULAS = {
  matrix: tex`A_n(L)[b,x,y,j] = W_n[j,I]\,L[b,x,y,I]`,
  first: tex`A_n(L)[b,x,y,j] = L[b,x,y,S_n(j)],\qquad S_n(j) = j`,
  last: tex`A_n(L)[b,x,y,j] = L[b,x,y,S_n(j)],\qquad S_n(j) = N_{n-1} - 1 - j`,
  strided: tex`A_n(L)[b,x,y,j] = \begin{cases} L[b,\,s\,x,\,s\,y,\,j] & j < N_{n-1} \\ 0 & \text{otherwise} \end{cases}`,
  pool: tex`A_n(L)[b,x,y,j] = \begin{cases} \tfrac{1}{s^2} \sum_{u,v<s} L[b,\,s\,x+u,\,s\,y+v,\,j] & j < N_{n-1} \\ 0 & \text{otherwise} \end{cases}`,
}

const formulaFor = ({ adapter, order }: Setting): keyof typeof FORMULAS => (adapter === 'select' ? order : adapter)

/** The live shapes: "L has 6 features of 16 × 16, A(L) 3 of 16 × 16; W is 3 × 6". */
function shapesOf(p: Setting): string {
  const { features, height, width } = shapeAfter(withoutWeights(p), BEFORE)
  const shapes = `one image: before, ${FEATURES} features of ${SIZE} × ${SIZE}; after, ${features} of ${height} × ${width}`
  return p.adapter === 'matrix' ? `${shapes}; the matrix is ${features} × ${FEATURES}` : shapes
}

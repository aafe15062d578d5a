import { choice, equals, experiment, type MapCell, matrix, number, picture, scalar, tex } from '../../../src/experiment'
import { adapterParam, strideParam } from '../params'
import { claims } from './claims'
import { operandShapes, pixelsRead, written } from './expression'
import { formulaOf, shapesOf } from './formulas'
import { measure } from './measure'
import { expressionOf, expressionParam, FEATURES, SIZE } from './setting'
import { BEFORE, predicted, shapeAfter, termsOf, withoutWeights } from './theory'

/** Parts a, b and d: what an adapter does to feature maps, pixel by pixel. */
export default experiment({
  title: 'What an adapter reads',
  summary:
    'Point at a cell after the adapter, or move to it with the arrow keys: the cells that it is made from light up.',
  about: {
    computes:
      'A picture of 16 by 16 grey levels goes through six fixed filters of 3 by 3 pixels, and the six features through one adapter. A Gaussian matrix has entries of variance one over the fan-in, 1/6.',
    repeated: 'adapters',
    errors:
      'Nothing is repeated: each run has one adapter, whose matrix is drawn anew with the seed, and theory is given the same matrix. The only error is the rounding of single precision.',
    fixes:
      'The filters are chosen by hand, not learned, and nothing but a Gaussian matrix is drawn. Parameters and multiplications are counted in the operations that really ran.',
    limits:
      'It has no branch, no loss and no gradient: it shows what an adapter reads and what that costs, not what it does to training.',
  },
  params: {
    adapter: adapterParam(
      'matrix',
      { matrix: 'matrix', select: 'selection', strided: 'strided, zero-padded', pool: 'average pool' },
      'What stands in for the identity where the shape changes.',
    ),
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
      says: 'S(j) = j, or counted from the other end: any rule that names no feature twice will do.',
    }),
    expression: expressionParam,
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
    stride: strideParam(5, 'By how much rows and columns shrink. 3 and 5 do not divide 16.'),
    image: choice({
      label: 'picture',
      initial: 'glyph',
      options: { glyph: 'glyph', stripes: 'stripes', gradient: 'gradient' },
      says: 'Fixed filters make six features of it.',
    }),
    own: picture({
      label: 'a picture of your own',
      size: SIZE,
      says: 'A file, or a picture pasted or dropped here. It stays in your browser.',
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
    parameters: scalar({ label: 'parameters', term: 'parameters' }),
    multiplications: scalar({ label: 'multiplications for one image', term: 'multiplications' }),
    apart: scalar({
      label: 'largest difference from the selection, or of your answer from the adapter',
      term: 'apart',
    }),
  },
  presets: {
    matrix: { title: 'A matrix', says: 'Which cells before the adapter make one cell after it?', at: {} },
    'one-hot': {
      title: 'One-hot rows',
      says: 'The matrix with a single 1 in each row. Compare its output with that of the selection.',
      at: { rows: 'onehot' },
    },
    selection: {
      title: 'Selection',
      says: 'How many cells light up now, and how many multiplications does one cell take?',
      at: { adapter: 'select' },
    },
    strided: {
      title: 'Stride and zeros',
      says: 'A stride of 2, and zeros for the new features. Which cells before the adapter does nothing read?',
      at: { adapter: 'strided' },
    },
    pooled: {
      title: 'Average pool',
      says: 'Means over windows of 2 by 2. Which cells before the adapter does nothing read now?',
      at: { adapter: 'pool' },
    },
    'does-not-divide': {
      title: 'A stride of 3',
      says: 'A stride of 3 on 16 columns: which columns are read?',
      at: { adapter: 'strided', stride: 3 },
    },
    'pooled-at-the-edge': {
      title: 'Windows of 3',
      says: 'Windows of three on 16 columns: how wide is the last one?',
      at: { adapter: 'pool', stride: 3 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The adapter in its network',
      layers: (p) => {
        const after = shapeAfter(withoutWeights(p), BEFORE)
        return [
          { label: 'picture', units: 1, size: sizeOf({ ...BEFORE, features: 1 }) },
          { label: 'before', symbol: tex`L_{n-1}`, units: BEFORE.features, size: sizeOf(BEFORE), term: 'before' },
          {
            label: 'after',
            symbol: tex`A_n(L_{n-1})`,
            units: after.features,
            size: sizeOf(after),
            term: 'after',
            skip: { adapter: NAMES[p.adapter] },
            branch: false,
          },
        ]
      },
    },
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
      reads: (p, cell: MapCell) => {
        const expression = expressionOf(p)
        if (expression) return pixelsRead(expression, p, cell)
        return termsOf(withoutWeights(p), cell, BEFORE).map(({ feature, x, y }) => ({ feature, x, y }))
      },
      formula: (p) => {
        const expression = expressionOf(p)
        return expression
          ? { written: written(expression), says: `${operandShapes(expression, p)}; ${shapesOf(p)}` }
          : { tex: formulaOf(p), says: shapesOf(p) }
      },
    },
    { kind: 'scalars', title: 'What it costs', measures: ['parameters', 'multiplications', 'apart'] },
  ],
  claims,
  ownClaims: {
    expression: {
      name: 'your expression',
      says: 'it computes what the chosen adapter does',
      checks: [equals('apart', 0)],
    },
  },
  measure,
  readings: () => 1,
  theory: predicted,
  cost: ({ kept }) => 2 * SIZE ** 2 * FEATURES * (9 + 3 * kept),
  unused: ({ adapter, rows, own, expression }) => [
    ...(adapter === 'matrix' ? [] : (['rows'] as const)),
    // An expression may contain S in place of any adapter.
    ...(adapter === 'select' || (adapter === 'matrix' && (rows === 'onehot' || expression !== ''))
      ? []
      : (['order'] as const)),
    ...(adapter === 'matrix' || adapter === 'select'
      ? (['grown', 'stride'] as const)
      : (['kept', 'expression'] as const)),
    ...(own === '' ? [] : (['image'] as const)),
  ],
})

const NAMES = { matrix: 'matrix', select: 'selection', strided: 'strided', pool: 'average pool' } as const

/** The shape of a layer in words. */
const sizeOf = ({ features, width, height }: { features: number; width: number; height: number }) =>
  `${features} ${features === 1 ? 'feature' : 'features'} of ${width} by ${height}`

import { agrees, choice, experiment, type MapCell, matrix, number, picture, scalar, tex } from '../../src/experiment'
import { BEFORE, predicted, readingOf, withoutWeights } from './adapterReadings'
import { shapeAfter, termsOf } from './adapters'
import { exact } from './checks'
import { FEATURES, SIZE } from './featureMaps'
import { formulaOf, shapesOf } from './formulas'

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
    parameters: scalar({ label: 'parameters', term: 'parameters' }),
    multiplications: scalar({ label: 'multiplications for one image', term: 'multiplications' }),
    apart: scalar({ label: 'largest difference from the selection', term: 'apart' }),
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
      says: 'Means over windows of 2 by 2: every cell is read, each with a quarter of the weight.',
      at: { adapter: 'pool' },
    },
    'does-not-divide': {
      says: 'A stride of 3 on 16 columns: six of them are read, the last one among them.',
      at: { adapter: 'strided', stride: 3 },
    },
    'pooled-at-the-edge': {
      says: 'Windows of three on 16 columns: six windows, the last of them one column wide.',
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
      formula: (p) => ({ tex: formulaOf(p), says: shapesOf(p) }),
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
        exact('multiplications', measured.multiplications.value, 4608),
      ],
    },
    'one-hot': {
      says: 'A matrix with one-hot rows is a selection: not one number differs.',
      at: { rows: 'onehot' },
      check: (measured, theory) => [
        exact('largest difference from the selection', measured.apart.value, 0),
        agrees('the layer after it', measured.after, theory.after),
      ],
    },
    'selection-is-free': {
      says: 'A selection has no parameter and multiplies nothing.',
      at: { adapter: 'select' },
      check: (measured) => [
        exact('parameters', measured.parameters.value, 0),
        exact('multiplications', measured.multiplications.value, 0),
      ],
    },
    'does-not-divide': {
      says: 'With a stride of 3 on 16 columns and rows, 6 of each are read: 36 positions are left, more than a ninth of 256.',
      at: { adapter: 'strided', stride: 3 },
      check: (measured, theory) => [
        agrees('the layer after it', measured.after, theory.after),
        exact('positions', measured.after.columns.length, 36),
      ],
    },
    strided: {
      says: 'The strided, zero-padded adapter copies the positions that it keeps, and has no parameter and no multiplication either.',
      at: { adapter: 'strided' },
      check: (measured, theory) => [
        agrees('the layer after it', measured.after, theory.after),
        exact('parameters', measured.parameters.value, 0),
        exact('multiplications', measured.multiplications.value, 0),
      ],
    },
  },
  *measure(lab, p) {
    yield readingOf(lab, p)
  },
  readings: () => 1,
  theory: (p, draw) => predicted(p, draw),
  cost: ({ kept }) => 2 * SIZE ** 2 * FEATURES * (9 + 3 * kept),
  unused: ({ adapter, rows, own }) => [
    ...(adapter === 'matrix' ? [] : (['rows'] as const)),
    ...(adapter === 'select' || (adapter === 'matrix' && rows === 'onehot') ? [] : (['order'] as const)),
    ...(adapter === 'matrix' || adapter === 'select' ? (['grown', 'stride'] as const) : (['kept'] as const)),
    ...(own === '' ? [] : (['image'] as const)),
  ],
})

import { above, agrees, choice, exactly, experiment, matrix, number, scalar, states, tex } from '../../src/experiment'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { exact } from './checks'
import { costOfNetwork, NETWORKS, type Network, readingOf, runNetworks, sizeFor } from './latticeReadings'
import { upTo } from './model'

/** Part d: which pixels the loss can reach, through the skips alone and in full. */
export const lattice = experiment({
  title: 'Which pixels the loss reaches',
  summary:
    'The gradient at every pixel of the image: through the skips alone first, then in full. What is sent down is plus or minus one half in every feature of the last layer.',
  params: {
    adapter: choice({
      label: 'adapter',
      symbol: tex`A_n`,
      term: 'adapter',
      initial: 'strided',
      options: { strided: 'strided, zero-padded', pool: 'average pool' },
      says: 'How space is made smaller on the skip. Features are doubled, the new ones zero.',
    }),
    stride: number({
      label: 'stride',
      symbol: tex`s`,
      term: 'stride',
      initial: 2,
      min: 2,
      max: 3,
      integer: true,
      says: 'By how much each reduction shrinks rows and columns.',
    }),
    reductions: number({
      label: 'reductions',
      symbol: tex`k`,
      term: 'reductions',
      initial: 1,
      min: 1,
      max: 3,
      integer: true,
      says: 'How many adapters that shrink space lie between the loss and the image.',
    }),
  },
  measures: {
    skips: matrix({
      label: 'gradient through the skips alone',
      symbol: tex`\left|\partial\mathrm{Loss}/\partial L_0[x,y,J]\right|`,
      term: 'norm',
      rows: 'y',
      columns: 'x',
    }),
    full: matrix({
      label: 'gradient in full',
      symbol: tex`\left|\partial\mathrm{Loss}/\partial L_0[x,y,J]\right|`,
      term: 'gradient',
      rows: 'y',
      columns: 'x',
    }),
    lit: scalar({ label: 'pixels reached by the skips alone', term: 'lit', unit: '%' }),
    litInFull: scalar({ label: 'pixels reached in full', term: 'lit-in-full', unit: '%' }),
    brightness: scalar({ label: 'gradient where the skips reach', term: 'brightness' }),
  },
  presets: {
    quarter: { says: 'One reduction by 2: a quarter of the pixels has a direct path.', at: {} },
    sixteenth: { says: 'Two reductions: one pixel in sixteen.', at: { reductions: 2 } },
    'sixty-fourth': {
      says: 'Three reductions: a lattice of single lit pixels, one in sixty-four.',
      at: { reductions: 3 },
    },
    pooled: {
      says: 'Average pooling lights all pixels, each with one sixty-fourth of the brightness.',
      at: { adapter: 'pool', reductions: 3 },
    },
  },
  views: [
    {
      kind: 'heatmap',
      title: 'Through the skips alone',
      measure: 'skips',
      x: { label: 'x' },
      y: { label: 'y', downwards: true },
      // Fixed, so that pictures of different settings can be compared: a pixel on the path has 1.
      colour: { label: 'length of the gradient', domain: [0, 1] },
    },
    {
      kind: 'heatmap',
      title: 'In full',
      measure: 'full',
      x: { label: 'x' },
      y: { label: 'y', downwards: true },
      colour: { label: 'length of the gradient', domain: [0, 1.25] },
    },
    { kind: 'scalars', title: 'How many pixels are reached', measures: ['lit', 'litInFull', 'brightness'] },
  ],
  claims: {
    quarter: {
      says: 'After one strided reduction by 2 a direct path leads to 25 % of the pixels.',
      check: (measured, theory) => [
        agrees('gradient through the skips', measured.skips, theory.skips),
        exact('share of pixels', measured.lit.value, 25),
      ],
    },
    sixteenth: {
      says: 'After two, to 6.25 %.',
      at: { reductions: 2 },
      check: (measured, theory) => [
        agrees('gradient through the skips', measured.skips, theory.skips),
        exact('share of pixels', measured.lit.value, 6.25),
        states('share of pixels', '6.25', theory.lit),
      ],
    },
    'sixty-fourth': {
      says: 'After three, to 1.5625 %; and every pixel that is reached gets the gradient in full length.',
      at: { reductions: 3 },
      check: (measured, theory) => [
        agrees('gradient through the skips', measured.skips, theory.skips),
        exact('share of pixels', measured.lit.value, 1.5625),
        states('share of pixels', '1.5625', theory.lit),
        exact('length', measured.brightness.value, 1),
      ],
    },
    'branches-fill': {
      says: 'The branches fill the gaps: in full, the gradient reaches every pixel.',
      at: { reductions: 3 },
      check: (measured) => [
        exact('share of pixels', measured.litInFull.value, 100),
        above('share of pixels, against the skips', measured.litInFull, measured.lit),
      ],
    },
    pooled: {
      says: 'Average pooling reaches every pixel, with 0.0156 of the length after three reductions.',
      at: { adapter: 'pool', reductions: 3 },
      check: (measured, theory) => [
        agrees('gradient through the skips', measured.skips, theory.skips),
        exact('share of pixels', measured.lit.value, 100),
        agrees('length', measured.brightness, theory.brightness),
        states('length', '0.0156', theory.brightness),
      ],
    },
  },
  *measure(lab, p) {
    const networks: Network[] = []
    for (let round = 0; round < ROUNDS; round++) {
      networks.push(...runNetworks(lab, p, batchesOf(round)))
      yield readingOf(networks, p)
    }
  },
  readings: () => ROUNDS,
  theory({ adapter, stride, reductions }) {
    const size = sizeFor(stride)
    const step = stride ** reductions
    const places = upTo(size)
    const at = (y: number, x: number) => (adapter === 'pool' ? 1 / step ** 2 : x % step === 0 && y % step === 0 ? 1 : 0)
    return {
      skips: {
        rows: places,
        columns: places,
        value: places.map((y) => places.map((x) => at(y, x))),
        stderr: places.map(() => places.map(() => 0)),
      },
      lit: exactly(adapter === 'pool' ? 100 : 100 / step ** 2),
      brightness: exactly(adapter === 'pool' ? 1 / step ** 2 : 1),
    }
  },
  cost: (p) => LARGEST_ROUND * NETWORKS * costOfNetwork(p),
})

import {
  above,
  agrees,
  choice,
  type Estimate,
  entry,
  exactly,
  exactSeries,
  experiment,
  matrix,
  number,
  scalar,
  series,
  states,
  tex,
  toggle,
} from '../../src/experiment'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { EXAMPLES, type Network, networksAtOnce, readingOf, runNetworks } from './gradientReadings'
import { gradientTheory, type Heads } from './gradientTheory'

/** Part a: how much of the loss each layer hears, with one head and with a head on every layer. */
export const gradients = experiment({
  title: 'What each layer hears of the loss',
  summary:
    'With one loss on top the gradient fades layer by layer on its way down; with a head on every layer no layer is far from a loss.',
  params: {
    layers: number({
      label: 'layers',
      symbol: tex`L`,
      term: 'L',
      initial: 12,
      min: 2,
      max: 50,
      integer: true,
      says: 'How many hidden layers, and how many heads where every layer has one.',
    }),
    width: number({
      label: 'width',
      symbol: tex`d`,
      term: 'd',
      initial: 32,
      min: 16,
      max: 64,
      scale: 'log2',
      integer: true,
      says: 'Units in every layer, and inputs to the first.',
    }),
    activation: choice({
      label: 'activation',
      symbol: tex`\sigma`,
      term: 'activation',
      initial: 'sigmoid',
      options: { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU', linear: 'none (linear)' },
    }),
    gain: number({
      label: 'gain of the weights',
      symbol: tex`g`,
      term: 'gain',
      initial: 1,
      min: 0.25,
      max: 4,
      step: 0.05,
      says: 'The weights of the layers have variance g²/d, those of the heads 1/d.',
    }),
    headWeight: number({
      label: 'weight of the inner heads',
      symbol: tex`\lambda`,
      term: 'head-weight',
      initial: 1,
      min: 0,
      max: 2,
      step: 0.05,
      says: 'What the heads below the last count for in the loss: 1 as in the problem, 0 for the last head alone.',
    }),
    heads: toggle({
      label: 'heads on every layer',
      initial: true,
      display: true,
      says: 'Off: the chart shows the single loss alone.',
    }),
  },
  measures: {
    single: series({
      label: 'gradient of the weights, one head (geometric mean over networks)',
      symbol: tex`|\partial(y - \hat y_L)^2/\partial W_\ell|`,
      term: 'single',
      over: 'layer',
      stored: 'log10',
    }),
    allHeads: series({
      label: 'gradient of the weights, a head on every layer (geometric mean over networks)',
      symbol: tex`|\partial\text{Loss}/\partial W_\ell|`,
      term: 'all-heads',
      over: 'layer',
      stored: 'log10',
    }),
    byHead: matrix({
      label: "gradient of one head's loss at a layer (geometric mean over networks)",
      symbol: tex`|\partial(y - \hat y_k)^2/\partial h_\ell|`,
      term: 'by-head',
      rows: 'head',
      columns: 'layer',
      stored: 'log10',
    }),
    factor: scalar({
      label: 'factor per layer on the way down',
      symbol: tex`a`,
      term: 'a',
    }),
    share: scalar({
      label: 'share of the squared gradient of the first weights that is head 1’s',
      symbol: tex`|\partial(y - \hat y_1)^2/\partial W_1|^2 / |\partial\text{Loss}/\partial W_1|^2`,
      term: 'share',
    }),
  },
  presets: {
    starved: {
      says: 'Twenty layers of 64 sigmoids: the first layer hears 5e-13 of a loss on top, and 0.48 with a head of its own.',
      at: { layers: 20, width: 64 },
    },
    'weak-heads': {
      says: 'Heads that count for a twentieth: a small voice nearby is still louder than a great one far away.',
      at: { headWeight: 0.05 },
    },
    tanh: {
      says: 'tanh at gain 1: the gradient hardly fades, and the heads have little to cure.',
      at: { activation: 'tanh', layers: 20 },
    },
    exploding: {
      says: 'tanh at gain 2.5: the gradient explodes on its way down. Heads do not cure that: the far ones are now the loudest.',
      at: { activation: 'tanh', gain: 2.5, layers: 20 },
    },
  },
  views: [
    {
      kind: 'series',
      title: 'The gradient of the weights',
      measures: ['single', 'allHeads'],
      x: { label: 'layer', symbol: tex`\ell` },
      y: { label: 'length of the gradient', scale: 'log10' },
      shows: ({ heads }) => (heads ? ['single', 'allHeads'] : ['single']),
    },
    {
      kind: 'heatmap',
      title: 'Head by layer',
      measure: 'byHead',
      x: { label: 'layer', symbol: tex`\ell` },
      y: { label: 'head', symbol: tex`k` },
      colour: { label: 'length of the gradient', scale: 'log10' },
    },
    { kind: 'scalars', title: 'Layer by layer, and at the first', measures: ['factor', 'share'] },
  ],
  claims: {
    starved: {
      says: String.raw`With sigmoids, $L = 20$ and $d = 64$ the gradient at $W_1$ is $5 \times 10^{-13}$ long with one loss on top, and 0.48 with a head on every layer.`,
      at: { layers: 20, width: 64 },
      check: (measured, theory) => [
        agrees('one head', measured.single, theory.single),
        agrees('all heads', measured.allHeads, theory.allHeads),
        states('gradient at layer 1, one head', '5e-13', fromLog10(entry(theory.single, 1))),
        states('gradient at layer 1, all heads', '0.48', fromLog10(entry(theory.allHeads, 1))),
      ],
    },
    factor: {
      says: String.raw`Through a layer of sigmoids the gradient keeps a factor $a = 0.23$ of its length: $L - \ell$ layers leave $a^{L-\ell}$.`,
      at: { layers: 20, width: 64 },
      check: (measured, theory) => [
        agrees('factor', measured.factor, theory.factor),
        states('factor', '0.23', theory.factor),
      ],
    },
    'own-head': {
      says: 'Nearly all that $W_1$ hears is head 1: its share of the squared gradient is 0.94.',
      at: { layers: 20, width: 64 },
      check: (measured, theory) => [
        agrees('share', measured.share, theory.share),
        states('share', '0.94', theory.share),
      ],
    },
    triangle: {
      says: String.raw`Head $k$'s gradient at layer $\ell$ falls as $a^{k-\ell}$: on the diagonal it is the same for every head.`,
      check: (measured, theory) => [
        agrees('every head at every layer', measured.byHead, theory.byHead),
        agrees('factor', measured.factor, theory.factor),
      ],
    },
    'no-cure': {
      says: 'Where the gradient explodes, heads cure nothing: with tanh at $g = 2.5$ the first layer hears the farthest head loudest.',
      at: { activation: 'tanh', gain: 2.5, layers: 20 },
      check: (measured, theory) => [
        agrees('factor', measured.factor, theory.factor),
        above('factor', measured.factor, 1),
      ],
    },
  },
  *measure(lab, p) {
    const heads = settingOf(p)
    const networks: Network[] = []
    for (let round = 0; round < ROUNDS; round++) {
      networks.push(...runNetworks(lab, heads, batchesOf(round)))
      yield readingOf(networks, heads)
    }
  },
  readings: () => ROUNDS,
  theory(p) {
    const { ofWeights, byHead, through } = gradientTheory(settingOf(p))
    const at = byHead.map((_, l) => l + 1)
    const log10OfRoot = (lnOfSquare: number) => lnOfSquare / 2 / Math.LN10
    return {
      ...(ofWeights && {
        single: exactSeries(at, ofWeights.single.map(log10OfRoot)),
        allHeads: exactSeries(at, ofWeights.allHeads.map(log10OfRoot)),
        share: exactly(ofWeights.share),
      }),
      byHead: {
        rows: at,
        columns: at,
        value: byHead.map((row) => row.map((cell) => (cell === null ? null : log10OfRoot(cell)))),
        stderr: byHead.map((row) => row.map(() => 0)),
      },
      factor: exactly(Math.exp(through / 2 / (p.layers - 1))),
    }
  },
  // Forwards; backwards for one head and for all, and the weights' gradients of both; and every head at a few examples.
  cost: ({ layers, width }) =>
    LARGEST_ROUND * networksAtOnce(width) * 2 * layers * (5 * EXAMPLES + layers) * width ** 2,
})

/** What the networks depend on: the parameters but for those of the picture. */
const settingOf = ({ layers, width, activation, gain, headWeight }: Omit<Heads, 'examples'>): Heads => ({
  layers,
  width,
  activation,
  gain,
  headWeight,
  examples: EXAMPLES,
})

/** The number whose log10 is stored. */
const fromLog10 = ({ value }: Estimate): Estimate => exactly(10 ** value)

import {
  above,
  agrees,
  at,
  between,
  cell,
  experiment,
  matrix,
  number,
  numberText,
  scalar,
  series,
  states,
  tex,
  times,
  toggle,
} from '../../../src/experiment'
import { ROUNDS } from '../../../src/numerics/statistics/rounds'
import { drawnLayers } from '../drawnLayers'
import { activationParam, layersParam, widthParam } from '../params'
import { cost, measure } from './measure'
import { LEAST_WIDTH_OF_TANH } from './setting'
import { theory } from './theory'

const STARVED = { layers: 20, width: 64 } as const
const WEAK = { headWeight: 0.05 } as const
const TANH = { activation: 'tanh', layers: 20 } as const
const EXPLODING = { activation: 'tanh', gain: 2.5, layers: 20 } as const

/** Part a: the gradient of the loss at each layer, with one head and with a head on every layer. */
export default experiment({
  title: 'The gradient at each layer',
  summary:
    'How long is the gradient at every layer, with one loss on top and with a head on every layer? And which head did it come from?',
  about: {
    computes:
      'Stacks of dense layers of one width without biases, with a linear head on every layer. The weights of a layer are Gaussian of variance g² / d, those of a head of variance 1 / d. A batch has 64 Gaussian inputs, and targets of variance 1 that have nothing to do with them; the loss is a mean over the batch. The chart shows the gradient of the loss of the batch; the map shows the length of the gradient at a single input, a geometric mean over two inputs of the batch. The theory lines come from the mean-field recursion with its first correction for a finite width.',
    repeated: 'networks',
    errors:
      'Every standard error is taken over networks, each with weights, heads, inputs and targets of its own: 32 of them at width 64, 128 at width 32, 256 at width 16. Lengths and the factor are geometric means over networks, the share is a plain mean.',
    fixes:
      'Every input is scaled so that its mean square over components is exactly 1, as normalized data would be. The weights of all heads have the same law. The network with one head is the same network with the inner heads left out of the loss, so the two curves share all their draws.',
    limits: `Networks at initialization alone: after one step of training, weights and inputs are no longer independent. The targets are noise, so the figure says how much of the loss arrives, and not whether what arrives is useful. The gradient of the weights has a theory line for sigmoids up to gain 2, where the heads of other layers hardly count. With tanh above gain 1, the map and the factor have a theory from width ${LEAST_WIDTH_OF_TANH} on: in narrower layers the next order in 1 / d can be seen.`,
  },
  params: {
    layers: layersParam({
      initial: 12,
      max: 50,
      says: 'How many hidden layers, and how many heads where every layer has one.',
    }),
    width: widthParam({ says: 'Units in every layer, and inputs to the first.' }),
    activation: activationParam({ sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU', linear: 'none (linear)' }),
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
      says: 'The factor on every loss head below the last: 1 as in the problem, 0 for the last head alone.',
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
      short: 'one head',
      symbol: tex`|\partial(y - \hat y_L)^2/\partial W_\ell|`,
      term: 'single',
      over: 'layer',
      stored: 'log10',
    }),
    allHeads: series({
      label: 'gradient of the weights, a head on every layer (geometric mean over networks)',
      short: 'many heads',
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
    ownHead: scalar({
      label: 'gradient of a head at its own layer, divided by 2 |y − ŷ| (geometric mean over heads and networks)',
      symbol: tex`|W^{h,p}_k|`,
      stored: 'log10',
    }),
    factor: scalar({
      label: 'factor per layer on the way down (geometric mean over networks)',
      symbol: tex`a`,
      term: 'a',
    }),
    share: scalar({
      label: 'share of head 1 in the squared gradient of the first weights (mean over networks)',
      symbol: tex`|\partial(y - \hat y_1)^2/\partial W_1|^2 / |\partial\text{Loss}/\partial W_1|^2`,
      term: 'share',
    }),
  },
  presets: {
    starved: {
      title: 'Twenty layers of sigmoids',
      says: 'Twenty layers of 64 sigmoids: what arrives at the first layer, with and without a head of its own?',
      at: STARVED,
    },
    'weak-heads': {
      title: 'Weak inner heads',
      says: 'Twelve layers, and inner heads that count for a twentieth: how much of the gradient is left at the first layer?',
      at: WEAK,
    },
    tanh: {
      title: 'tanh',
      says: 'Twenty layers of tanh at gain 1: is there much to cure?',
      at: TANH,
    },
    exploding: {
      title: 'tanh, larger weights',
      says: 'tanh at gain 2.5: which head brings the longest gradient to the first layer now?',
      at: EXPLODING,
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The network',
      layers: (p) =>
        drawnLayers(p, (l) => ({
          ...(l === p.layers ? { head: {} } : {}),
          ...(p.heads && l < p.layers ? { head: { factor: `× ${numberText(p.headWeight)}` } } : {}),
        })),
      backward: { label: 'gradient of the weights', measure: ({ heads }) => (heads ? 'allHeads' : 'single') },
    },
    {
      kind: 'series',
      title: 'The gradient of the weights',
      measures: ['single', 'allHeads'],
      along: ({ layers }) => [1, layers],
      x: { symbol: tex`\ell`, layers: true },
      y: { label: 'length of the gradient' },
      shows: ({ heads }) => (heads ? ['single', 'allHeads'] : ['single']),
    },
    {
      kind: 'heatmap',
      title: 'Head by layer',
      measure: 'byHead',
      x: { symbol: tex`\ell`, layers: true },
      y: { symbol: tex`k`, layers: true },
      // Fixed, so that pictures of different settings can be compared. Smaller gradients get the colour of the lower end.
      colour: { label: 'length of the gradient', domain: [1e-8, 100] },
    },
    { kind: 'scalars', title: 'Layer by layer, and at the first', measures: ['factor', 'ownHead', 'share'] },
  ],
  claims: {
    starved: {
      says: String.raw`With sigmoids, $L = 20$ and $d = 64$ the gradient at $W_1$ is $5 \times 10^{-13}$ long with one loss on top, and 0.48 with a head on every layer (geometric means over networks).`,
      at: STARVED,
      checks: [
        agrees('single'),
        agrees('allHeads'),
        states('5e-13', at('single', 1)),
        between(at('single', 1), 3e-13, 7e-13),
        states('0.48', at('allHeads', 1)),
        between(at('allHeads', 1), 0.4, 0.57),
      ],
    },
    factor: {
      says: String.raw`Through a layer of sigmoids the gradient keeps a factor $a = 0.23$ of its length (a geometric mean over networks), so $L - \ell$ layers leave $a^{L-\ell}$.`,
      at: STARVED,
      checks: [agrees('factor'), states('0.23', 'factor'), between('factor', 0.225, 0.245)],
    },
    'own-head': {
      says: 'Nearly all of the gradient of $W_1$ comes from head 1: its share of the squared gradient is 0.94 on average over networks.',
      at: STARVED,
      checks: [agrees('share'), states('0.94', 'share'), between('share', 0.88, 0.99)],
    },
    triangle: {
      says: String.raw`Head $k$'s gradient at layer $\ell$ falls as $a^{k-\ell}$, and on the diagonal it is about equally long for all heads (geometric means over networks).`,
      checks: [
        agrees('byHead'),
        agrees('factor'),
        between('factor', 0.22, 0.245),
        between(cell('byHead', 1, 1), 0.8, 1.7),
        between(cell('byHead', 12, 12), 0.8, 1.7),
      ],
    },
    diagonal: {
      says: String.raw`On the diagonal, a head's gradient is $2\,|y - \hat y_k|$ times as long as the weights of the head, and with $d = 32$ these are 0.98 long (a geometric mean over heads and networks).`,
      checks: [agrees('ownHead'), states('0.98', 'ownHead'), between('ownHead', 0.96, 1.01)],
    },
    'weak-heads': {
      says: String.raw`With $L = 12$, $d = 32$ and $\lambda = 0.05$ the gradient at $W_1$ is still 0.017 long, about a twentieth of what it is with $\lambda = 1$. The loss on top alone would give it a length of $3 \times 10^{-8}$ (geometric means over networks).`,
      at: WEAK,
      checks: [
        agrees('factor'),
        agrees('allHeads'),
        states('0.017', at('allHeads', 1)),
        between(at('allHeads', 1), 0.014, 0.02),
        states('3e-8', at('single', 1)),
        between(at('single', 1), 2.4e-8, 4.3e-8),
      ],
    },
    tanh: {
      says: 'Through a layer of tanh at $g = 1$ the gradient keeps a factor $a = 0.92$ of its length, as a geometric mean over networks.',
      at: TANH,
      checks: [agrees('factor'), states('0.92', 'factor'), between('factor', 0.9, 0.93)],
    },
    'no-cure': {
      says: 'Where the gradient explodes, heads cure nothing: with tanh at $g = 2.5$ a layer makes it 1.19 times as long, and at the first layer the gradient of the last head is more than ten times as long as that of its own head (geometric means over networks).',
      at: EXPLODING,
      checks: [
        agrees('factor'),
        states('1.19', 'factor'),
        between('factor', 1.14, 1.24),
        above(cell('byHead', 20, 1), times(cell('byHead', 1, 1), 10)),
      ],
    },
  },
  measure,
  readings: () => ROUNDS,
  theory,
  cost,
})

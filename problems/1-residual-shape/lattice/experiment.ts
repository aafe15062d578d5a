import {
  above,
  agrees,
  between,
  equals,
  exact,
  experiment,
  matrix,
  number,
  scalar,
  states,
  tex,
} from '../../../src/experiment'
import { ROUNDS } from '../../../src/numerics/statistics/rounds'
import { adapterParam, strideParam } from '../params'
import { costOf, measure } from './measure'
import { predicted } from './theory'

/** Part d: the pixels that receive a gradient from the loss, through the skips alone and in full. */
export default experiment({
  title: 'Which pixels the loss reaches',
  summary:
    'Which pixels does a gradient reach through the skips alone, and which in full? Every feature of the last layer sends down plus or minus one half.',
  about: {
    computes:
      'An image of 32 by 32 pixels (27 by 27 at a stride of 3) with four Gaussian features goes through one to three layers. Each adds an adapter and a branch, the tanh of a 3 by 3 convolution with Gaussian filters of variance one over the fan-in. The loss adds up the last layer, each number times plus or minus one half.',
    repeated: 'networks',
    errors: 'Every standard error is over networks that differ in filters, image and loss; a full run has 32 of them.',
    fixes:
      'Through the skips alone nothing is random: the first picture is the same for every network. The network has no weights on its skips, and its filters have not been trained.',
    limits:
      'It shows where a gradient arrives before training, not what a network learns from it. The mean square of the gradient in full has a theory for one reduction only.',
  },
  params: {
    adapter: adapterParam(
      'strided',
      { strided: 'strided, zero-padded', pool: 'average pool' },
      'How the skip makes the image smaller. The number of features is doubled, and the new ones are zero.',
    ),
    stride: strideParam(3, 'By how much each reduction shrinks rows and columns.'),
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
    brightness: scalar({ label: 'gradient through the skips, where they reach', term: 'brightness' }),
    square: scalar({ label: 'mean square of the gradient in full', term: 'square' }),
    slope: scalar({ label: 'change of the loss, over what the gradient in full predicts', term: 'slope' }),
  },
  presets: {
    quarter: {
      title: 'One reduction',
      says: 'One reduction by 2: how many of the pixels are lit, and how brightly?',
      at: {},
    },
    sixteenth: {
      title: 'Two reductions',
      says: 'Two reductions by 2: how many are lit now, and how brightly?',
      at: { reductions: 2 },
    },
    'sixty-fourth': {
      title: 'Three reductions',
      says: 'Three reductions by 2: how many are lit now, and how brightly?',
      at: { reductions: 3 },
    },
    pooled: {
      title: 'Average pool',
      says: 'Three average pools. Which pixels are lit now, and how brightly?',
      at: { adapter: 'pool', reductions: 3 },
    },
  },
  views: [
    {
      kind: 'heatmap',
      title: 'Through the skips alone',
      measure: 'skips',
      downwards: true,
      // Fixed, so that pictures of different settings can be compared: a pixel with a path through the skips alone has 1 with strides.
      colour: { label: 'length of the gradient', domain: [0, 1] },
    },
    {
      kind: 'heatmap',
      title: 'In full',
      measure: 'full',
      downwards: true,
      colour: { label: 'length of the gradient', domain: [0, 1.25] },
    },
    {
      kind: 'scalars',
      title: 'How many pixels are reached',
      measures: ['lit', 'litInFull', 'brightness', 'square', 'slope'],
    },
  ],
  claims: {
    quarter: {
      says: 'After one strided reduction by 2 a direct path leads to 25 % of the pixels.',
      checks: [exact('lit', 25), exact('brightness', 1), agrees('skips')],
    },
    sixteenth: {
      says: 'After two strided reductions by 2 a direct path leads to 6.25 % of the pixels.',
      at: { reductions: 2 },
      checks: [exact('lit', 6.25), agrees('skips')],
    },
    'sixty-fourth': {
      says: 'After three strided reductions by 2 a direct path leads to 1.5625 % of the pixels, but every pixel that is reached still gets a gradient of length 1.',
      at: { reductions: 3 },
      checks: [exact('lit', 1.5625), exact('brightness', 1), agrees('skips')],
    },
    'branches-fill': {
      says: 'The branches fill the gaps: in full, the gradient reaches every pixel.',
      at: { reductions: 3 },
      checks: [exact('litInFull', 100), above('litInFull', 'lit')],
    },
    'is-gradient': {
      says: 'Move the image a little along the gradient in full, forwards and backwards: the loss changes as the gradient predicts, to two parts in a thousand.',
      at: { reductions: 3 },
      checks: [between('slope', 0.998, 1.002)],
    },
    pooled: {
      says: 'Average pooling reaches every pixel, but after three reductions each gets only 0.0156 of the length.',
      at: { adapter: 'pool', reductions: 3 },
      checks: [exact('lit', 100), equals('brightness', 1 / 64), states('0.0156', 'brightness'), agrees('skips')],
    },
  },
  measure,
  readings: () => ROUNDS,
  theory: predicted,
  cost: costOf,
})

import {
  above,
  at,
  below,
  between,
  choice,
  end,
  experiment,
  number,
  type SeriesMeasure,
  scalar,
  series,
  tex,
  times,
} from '../../../src/experiment'
import { standingsOf } from '../../../src/numerics/training/race'
import { costOf, measure, networkFor } from './measure'
import type { SkipName } from './network'
import { type CurveName, curveName, EVERY, GROUPS, type Measured, SKIPS, slopeName } from './setting'

const KINDS: Readonly<Record<SkipName, string>> = {
  strided: 'strided, zero-padded',
  pool: 'average pool',
  matrix: 'matrix',
  none: 'no skip',
}

const SHORT: Readonly<Record<SkipName, string>> = { ...KINDS, strided: 'strided', pool: 'average' }

const WITH_SKIP = ['strided', 'pool', 'matrix'] as const

/** Declares one curve for each kind of skip. Losses and gradients are stored as log10, shares are not. */
const curves = <What extends Measured>(what: What, says: string) =>
  Object.fromEntries(
    SKIPS.map((skip) => [
      curveName(what, skip),
      series({
        label: `${KINDS[skip]}${says}`,
        short: SHORT[skip],
        term: skip,
        over: 'step',
        ...(what === 'accuracy' ? {} : { stored: 'log10' as const }),
      }),
    ]),
  ) as Record<CurveName<What>, SeriesMeasure>

/** Declares the difference in accuracy between two kinds of skips, network by network. */
const lead = (one: SkipName, other: SkipName) =>
  scalar({ label: `share named rightly: ${KINDS[one]}, minus ${KINDS[other]}`, term: one })

/** Declares the slope of the loss along the gradient of one group of weights, divided by the prediction of the gradient. */
const slope = (weights: string) =>
  scalar({
    label: `before the first step, ${weights}: change of the loss, over what the gradient predicts`,
    term: 'slope',
    rounding: 1e-2,
  })

/** Before the first step, the gradient without a skip is less than a tenth of the gradient with each kind of skip. */
const tenthOfEach = WITH_SKIP.map((skip) =>
  below(at('gradientNone', 0), times(at(curveName('gradient', skip), 0), 1 / 10)),
)

const namesOf = <What extends Measured>(what: What) => SKIPS.map((skip) => curveName(what, skip))

/** Part c, in training: one network with four kinds of adapters, on glyphs drawn by the page. */
export default experiment({
  title: 'Adapters in training',
  summary:
    'The same drawings, the same first weights, the same optimiser: four kinds of small networks that differ in their skips alone.',
  about: {
    computes:
      'Convolutional networks of two to twelve blocks, each a skip plus a 3 by 3 convolution of a ReLU, learn to name eight kinds of glyphs of 12 by 12 pixels. Weights are Gaussian; Adam takes eight drawings a step out of 512, and a network is judged on 64 that it never learns from.',
    repeated: 'networks',
    errors:
      'Every standard error is over the ten networks of a kind, which differ in first weights, in the drawings that they learn from and in those that they are judged on.',
    fixes:
      'Network number one of every kind has the same drawings, the same first weights of its branches and the same order of drawings, and so has number two: kinds are compared network by network. Every kind of glyph is shown equally often.',
    limits:
      'The networks are small and the drawings easy; all four kinds have the same learning rate, and it is not tuned for any of them. There is no theory of what a network learns. Loss and gradient are averaged as logarithms.',
  },
  params: {
    blocks: number({
      label: 'blocks',
      symbol: tex`N`,
      term: 'depth',
      initial: 8,
      min: 2,
      max: 12,
      step: 2,
      integer: true,
      says: 'Each block is one layer, A_n(L) + f_n(L) of the layer L below it. The first and the middle one halve the maps and double the features.',
    }),
    weights: choice({
      label: 'weights of the branches',
      symbol: tex`\operatorname{Var} K`,
      initial: 'fan-in',
      options: { 'fan-in': '1/fan-in', he: '2/fan-in' },
      says: 'Their variance before the first step. A ReLU lets half of the mean square through; 2/fan-in, after He et al., makes up for it.',
    }),
    rate: number({
      label: 'learning rate',
      initial: 0.01,
      min: 0.001,
      max: 0.1,
      scale: 'log10',
      step: 0.25,
      says: 'The learning rate of Adam.',
    }),
    noise: number({
      label: 'noise',
      initial: 0.3,
      min: 0,
      max: 1,
      step: 0.05,
      says: 'The standard deviation of what is added to every pixel; ink is 1.',
    }),
    steps: number({ label: 'steps', initial: 120, min: 20, max: 800, step: 20, integer: true }),
  },
  measures: {
    ...curves('accuracy', ''),
    ...curves('loss', ': typical loss'),
    ...curves('gradient', ': typical gradient at the first layer'),
    stridedLead: lead('strided', 'none'),
    poolLead: lead('pool', 'none'),
    matrixLead: lead('matrix', 'none'),
    poolPlus: lead('pool', 'strided'),
    matrixPlus: lead('matrix', 'strided'),
    slopeStem: slope('first convolution'),
    slopeFilters: slope('branches'),
    slopeSkip: slope('matrices of the skips'),
    slopeHead: slope('head'),
  },
  presets: {
    race: {
      title: 'Eight blocks',
      says: 'Which of the four has the shortest gradient at its first layer, and which learns last?',
      at: {},
    },
    he: {
      title: 'Rule of He',
      says: 'Eight blocks with weights of variance 2/fan-in: how much gradient reaches the first layer without a skip now?',
      at: { weights: 'he' },
    },
    deep: {
      title: 'Twelve blocks',
      says: 'How much gradient reaches the first layer without a skip before the first step?',
      at: { blocks: 12 },
    },
    shallow: { title: 'Two blocks', says: 'Does a network as short as this need a skip?', at: { blocks: 2 } },
  },
  views: [
    {
      kind: 'network',
      title: 'The network',
      says: () => 'Drawn: strided, zero-padded skips.',
      layers: ({ blocks }) => {
        const network = networkFor('strided', blocks)
        const size = (features: number, side: number) => `${features} features of ${side} by ${side}`
        return [
          { label: 'picture', short: 'x', units: 1, size: `${network.side} by ${network.side} pixels` },
          {
            label: 'layer 0',
            short: '0',
            units: network.features,
            size: size(network.features, network.blocks[0]?.side ?? network.side),
            backward: 'gradientStrided',
          },
          ...network.blocks.map(({ stride, featuresAfter, sideAfter }, n) => ({
            label: `layer ${n + 1}`,
            short: `${n + 1}`,
            units: featuresAfter,
            size: size(featuresAfter, sideAfter),
            skip: stride > 1 ? { adapter: 'adapter' } : {},
            ...(n + 1 === blocks ? { head: {} } : {}),
          })),
        ]
      },
      backward: { label: 'gradient at the first layer' },
    },
    {
      kind: 'race',
      title: 'Drawings never seen, named rightly',
      measures: namesOf('accuracy'),
      y: { label: 'share named rightly', domain: [0, 1] },
      better: 'higher',
      rules: () => [{ label: 'guessing', at: 1 / 8 }],
    },
    {
      kind: 'series',
      title: 'Loss on them',
      measures: namesOf('loss'),
      y: { label: 'typical loss (geometric mean), nats an image' },
      rules: () => [{ label: 'guessing', at: Math.log(8) }],
    },
    {
      kind: 'series',
      title: 'The gradient that reaches the first layer',
      measures: namesOf('gradient'),
      y: { label: 'typical length (geometric mean)' },
    },
    {
      kind: 'scalars',
      title: 'Network by network',
      measures: ['stridedLead', 'poolLead', 'matrixLead', 'poolPlus', 'matrixPlus'],
    },
    {
      kind: 'scalars',
      title: 'Is it the gradient?',
      measures: ['slopeStem', 'slopeFilters', 'slopeSkip', 'slopeHead'],
    },
  ],
  claims: {
    'gradient-arrives': {
      says: 'Before the first step, the typical gradient that reaches the first layer without a skip is less than a tenth of that with any of the three: it is between 0.0015 and 0.005 long.',
      at: { steps: 20 },
      checks: [...tenthOfEach, between(at('gradientNone', 0), 0.0015, 0.005)],
    },
    'is-gradient': {
      says: 'Before the first step, move the weights a little along the gradient, forwards and backwards: first those of the first convolution alone, then those of the branches, of the matrices on the skips, and of the head. Each time the loss changes as the gradient predicts, to one part in a hundred.',
      at: { steps: 20 },
      checks: GROUPS.map((group) => between(slopeName(group), 0.99, 1.01)),
    },
    'skips-learn': {
      says: 'After 60 steps, with every kind of skip, the networks name unseen drawings better than by guessing. With the strided, zero-padded one, which has no parameter, they name more than twice as many as guessing would.',
      at: { steps: 60 },
      checks: [
        ...WITH_SKIP.map((skip) => above(end(curveName('accuracy', skip)), 1 / 8)),
        above(end('accuracyStrided'), 2 / 8),
      ],
    },
    'no-skip-is-late': {
      says: 'After 60 steps the same networks without a skip are behind each of the three, by more than five drawings in a hundred on average.',
      at: { steps: 60 },
      checks: [above('stridedLead', 0.05), above('poolLead', 0.05), above('matrixLead', 0.05)],
    },
    'longest-is-not-best': {
      says: 'Before the first step the matrix has the longest typical gradient of the four, and yet it is not well ahead: after 60 steps it does not name five drawings in a hundred more than the strided skip, which has no parameter.',
      at: { steps: 60 },
      checks: [
        above(at('gradientMatrix', 0), at('gradientStrided', 0)),
        above(at('gradientMatrix', 0), at('gradientPool', 0)),
        above(at('gradientMatrix', 0), at('gradientNone', 0)),
        below('matrixPlus', 0.05),
      ],
      // With 40 pairs of networks the standard error of the difference is 0.018, and a difference of 0.05 is less than three of these; with 120 pairs
      // it is 0.010.
      runs: 12,
    },
    'he-is-not-all': {
      says: 'With weights of variance 2/fan-in the typical gradient without a skip is between 0.02 and 0.1 long before the first step. That too is less than a tenth of that with any of the three, and after 60 steps these networks are behind each of the three.',
      at: { weights: 'he', steps: 60 },
      checks: [
        ...tenthOfEach,
        between(at('gradientNone', 0), 0.02, 0.1),
        above('stridedLead', 0),
        above('poolLead', 0),
        above('matrixLead', 0),
      ],
    },
    deep: {
      says: 'With twelve blocks, before the first step, the typical gradient that reaches the first layer without a skip is less than a hundredth of that with any of the three.',
      at: { blocks: 12, steps: 20 },
      checks: WITH_SKIP.map((skip) => below(at('gradientNone', 0), times(at(curveName('gradient', skip), 0), 1 / 100))),
    },
    shallow: {
      says: 'Two blocks learn without a skip: after 60 steps they name more than twice as many unseen drawings as guessing would. They differ from two blocks with the strided skip by less than twelve drawings in a hundred.',
      at: { blocks: 2, steps: 60 },
      checks: [above(end('accuracyNone'), 2 / 8), between('stridedLead', -0.12, 0.12)],
    },
  },
  measure,
  readings: ({ steps }) => standingsOf(steps, EVERY),
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  waits: true,
  theory: () => ({}),
  cost: costOf,
})

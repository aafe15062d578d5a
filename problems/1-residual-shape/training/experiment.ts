import { choice, experiment, number, type SeriesMeasure, scalar, series, tex } from '../../../src/experiment'
import { raceRun } from '../../../src/numerics/training/race'
import { claims } from './claims'
import { costOf, measure, networkFor } from './measure'
import type { SkipName } from './network'
import { type CurveName, curveName, EVERY, type Measured, SKIPS } from './setting'

const KINDS: Readonly<Record<SkipName, string>> = {
  strided: 'strided, zero-padded',
  pool: 'average pool',
  matrix: 'matrix',
  none: 'no skip',
}

const SHORT: Readonly<Record<SkipName, string>> = { ...KINDS, strided: 'strided', pool: 'average' }

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
  claims,
  measure,
  ...raceRun(EVERY),
  theory: () => ({}),
  cost: costOf,
})

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
import { costOf, measure } from './measure'
import type { SkipName } from './network'
import { type CurveName, curveName, EVERY, type Measured, SKIPS } from './setting'

const KINDS: Readonly<Record<SkipName, string>> = {
  strided: 'strided, zero-padded',
  pool: 'average pool',
  matrix: 'matrix',
  none: 'no skip',
}

const WITH_SKIP = ['strided', 'pool', 'matrix'] as const

/** One curve for each kind of skip. What is no share is stored as its logarithm. */
const curves = <What extends Measured>(what: What, says: string) =>
  Object.fromEntries(
    SKIPS.map((skip) => [
      curveName(what, skip),
      series({
        label: `${KINDS[skip]}${says}`,
        term: skip,
        over: 'step',
        ...(what === 'accuracy' ? {} : { stored: 'log10' as const }),
      }),
    ]),
  ) as Record<CurveName<What>, SeriesMeasure>

/** How much larger the share named rightly is with one kind than with another, network by network. */
const lead = (one: SkipName, other: SkipName) =>
  scalar({ label: `share named rightly: ${KINDS[one]}, less ${KINDS[other]}`, term: one })

const namesOf = <What extends Measured>(what: What) => SKIPS.map((skip) => curveName(what, skip))

/** Part c, in training: one network with four kinds of adapters, on glyphs that the page draws. */
export default experiment({
  title: 'Adapters in training',
  summary:
    'The same drawings, the same first weights, the same optimiser: four kinds of small networks that differ in their skips alone.',
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
      says: 'Layers L_n = A_n(L) + f_n(L). The first and the middle one halve the maps and double the features.',
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
      says: 'Of Adam.',
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
    slope: scalar({ label: 'change of the loss, over what the gradient foretells', term: 'slope' }),
  },
  presets: {
    race: { says: 'Eight blocks: with any skip the network learns; without one it is late.', at: {} },
    he: {
      says: 'Eight blocks with weights of variance 2/fan-in: without a skip more gradient reaches the first layer before the first step, and it is still short.',
      at: { weights: 'he' },
    },
    deep: {
      says: 'Twelve blocks: without a skip next to nothing reaches the first layer before the first step.',
      at: { blocks: 12 },
    },
    shallow: { says: 'Two blocks: a short way needs no help.', at: { blocks: 2 } },
  },
  views: [
    {
      kind: 'race',
      title: 'Drawings never seen, named rightly',
      measures: namesOf('accuracy'),
      x: { label: 'step' },
      y: { label: 'share named rightly', domain: [0, 1] },
      better: 'higher',
      rules: () => [{ label: 'guessing', at: 1 / 8 }],
    },
    {
      kind: 'series',
      title: 'Loss on them',
      measures: namesOf('loss'),
      x: { label: 'step' },
      y: { label: 'typical loss (geometric mean), nats an image', scale: 'log10' },
      rules: () => [{ label: 'guessing', at: Math.log(8) }],
    },
    {
      kind: 'series',
      title: 'The gradient that reaches the first layer',
      measures: namesOf('gradient'),
      x: { label: 'step' },
      y: { label: 'typical length (geometric mean)', scale: 'log10' },
    },
    {
      kind: 'scalars',
      title: 'Network by network',
      measures: ['stridedLead', 'poolLead', 'matrixLead', 'poolPlus', 'matrixPlus', 'slope'],
    },
  ],
  claims: {
    'skips-learn': {
      says: 'With every kind of skip the network learns to name unseen drawings better than by guessing. With the strided, zero-padded one, which has no parameter, it names more than twice as many as guessing would.',
      checks: [
        ...WITH_SKIP.map((skip) => above(end(curveName('accuracy', skip)), 1 / 8)),
        above(end('accuracyStrided'), 2 / 8),
      ],
    },
    'is-gradient': {
      says: 'Before the first step, move all weights a little along the gradient, forwards and backwards: the loss changes as the gradient foretells, to two parts in a hundred.',
      at: { steps: 20 },
      checks: [between('slope', 0.98, 1.02)],
    },
  },
  measure,
  readings: ({ steps }) => standingsOf(steps, EVERY),
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  waits: true,
  theory: () => ({}),
  cost: costOf,
})

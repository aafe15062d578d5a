import {
  above,
  agrees,
  below,
  type Check,
  choice,
  type Estimate,
  entry,
  estimateText,
  experiment,
  number,
  type Series,
  type SeriesMeasure,
  series,
  tex,
} from '../../src/experiment'
import { standingsOf } from '../../src/numerics/training/race'
import { last } from './checks'
import type { SkipName } from './residualNetwork'
import { type CurveName, costOfReading, curveName, EVERY, type Measured, SKIPS, trainNetworks } from './trainingRace'

const KINDS: Readonly<Record<SkipName, string>> = {
  strided: 'strided, zero-padded',
  pool: 'average pool',
  matrix: 'matrix',
  none: 'no skip',
}

const WITH_SKIP = SKIPS.filter((skip) => skip !== 'none')

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

/** The gradient without a skip, before the first step: less than a tenth of that with each of the skips. */
const tenthOfEach = (measured: Readonly<Record<CurveName<'gradient'>, Series>>): readonly Check[] =>
  WITH_SKIP.map((skip) =>
    below(
      `log10 of the gradient, against a tenth of that with ${KINDS[skip]}`,
      entry(measured.gradientNone, 0),
      tenth(entry(measured[curveName('gradient', skip)], 0)),
    ),
  )

const namesOf = <What extends Measured>(what: What) => SKIPS.map((skip) => curveName(what, skip))

/** Part c, in training: one network with four kinds of adapters, on glyphs that the page draws. */
export const training = experiment({
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
    steps: number({ label: 'steps', initial: 120, min: 40, max: 800, step: 20, integer: true }),
  },
  measures: {
    ...curves('accuracy', ''),
    ...curves('loss', ': typical loss'),
    ...curves('gradient', ': typical gradient at the first layer'),
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
  ],
  claims: {
    'skips-learn': {
      says: 'With every kind of skip the network learns to name unseen drawings better than by guessing. With the strided, zero-padded one, which has no parameter, it names more than twice as many as guessing would.',
      check: (measured) => [
        ...WITH_SKIP.map((skip) =>
          above(`share named rightly, ${KINDS[skip]}`, last(measured[curveName('accuracy', skip)]), 1 / 8),
        ),
        above('share named rightly, strided, against twice', last(measured.accuracyStrided), 2 / 8),
      ],
    },
    'no-skip-is-late': {
      says: 'Without a skip the same network is behind each of the three when the race ends.',
      check: (measured) =>
        WITH_SKIP.map((skip) =>
          below(
            `share named rightly, against ${KINDS[skip]}`,
            last(measured.accuracyNone),
            last(measured[curveName('accuracy', skip)]),
          ),
        ),
    },
    'gradient-arrives': {
      says: 'Before the first step, the typical gradient that reaches the first layer without a skip is less than a tenth of that with any of the three.',
      check: tenthOfEach,
    },
    'longest-is-not-best': {
      says: 'Before the first step the matrix has the longest typical gradient of the four. At the end its networks cannot be told from those of the strided skip, nor can those of the average pool.',
      check: (measured) => [
        ...SKIPS.filter((skip) => skip !== 'matrix').map((skip) =>
          larger(
            `log10 of the gradient, against ${KINDS[skip]}`,
            KINDS.matrix,
            entry(measured.gradientMatrix, 0),
            entry(measured[curveName('gradient', skip)], 0),
          ),
        ),
        agrees('matrix, against strided', last(measured.accuracyMatrix), last(measured.accuracyStrided)),
        agrees('average pool, against strided', last(measured.accuracyPool), last(measured.accuracyStrided)),
      ],
    },
    'he-is-not-all': {
      says: 'With weights of variance 2/fan-in too, the typical gradient without a skip is less than a tenth of that with any of the three before the first step. At the end these networks are behind on average.',
      at: { weights: 'he' },
      check: (measured) => [
        ...tenthOfEach(measured),
        ...WITH_SKIP.map((skip) =>
          larger(
            'share named rightly',
            KINDS[skip],
            last(measured[curveName('accuracy', skip)]),
            last(measured.accuracyNone),
          ),
        ),
      ],
    },
    shallow: {
      says: 'Two blocks learn without a skip, and cannot be told from two blocks with the strided one.',
      at: { blocks: 2 },
      check: (measured) => [
        above('share named rightly without a skip', last(measured.accuracyNone), 2 / 8),
        agrees('no skip, against strided', last(measured.accuracyNone), last(measured.accuracyStrided)),
      ],
    },
  },
  *measure(lab, p) {
    yield* trainNetworks(lab, p)
  },
  readings: ({ steps }) => standingsOf(steps, EVERY),
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  waits: true,
  theory: () => ({}),
  cost: (p) => costOfReading(p),
})

const tenth = ({ value, ...rest }: Estimate): Estimate => ({ ...rest, value: value - 1 })

/** The order of two means over the networks that were drawn, however surely. */
const larger = (says: string, whose: string, one: Estimate, other: Estimate): Check => ({
  says: `${says}: ${estimateText(one)} on average with ${whose}, more than ${estimateText(other)}`,
  holds: one.value > other.value,
})

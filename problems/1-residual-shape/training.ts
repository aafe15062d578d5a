import { above, below, type Estimate, entry, experiment, number, type Series, series, tex } from '../../src/experiment'
import { costOfReading, EVERY, trainNetworks } from './trainingRace'

/** Part c, in training: one network with four kinds of adapters, on glyphs that the page draws. */
export const training = experiment({
  title: 'Adapters in training',
  summary:
    'The same drawings, the same seeds, the same optimiser: four small residual networks that differ in their skips alone.',
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
    accuracyStrided: series({ label: 'strided, zero-padded', term: 'strided', over: 'step' }),
    accuracyPool: series({ label: 'average pool', term: 'pool', over: 'step' }),
    accuracyMatrix: series({ label: 'matrix', term: 'matrix', over: 'step' }),
    accuracyNone: series({ label: 'no skip', term: 'none', over: 'step' }),
    lossStrided: series({ label: 'loss: strided, zero-padded', term: 'strided', over: 'step', stored: 'log10' }),
    lossPool: series({ label: 'loss: average pool', term: 'pool', over: 'step', stored: 'log10' }),
    lossMatrix: series({ label: 'loss: matrix', term: 'matrix', over: 'step', stored: 'log10' }),
    lossNone: series({ label: 'loss: no skip', term: 'none', over: 'step', stored: 'log10' }),
    gradientStrided: series({
      label: 'gradient at the first layer: strided, zero-padded',
      term: 'strided',
      over: 'step',
      stored: 'log10',
    }),
    gradientPool: series({
      label: 'gradient at the first layer: average pool',
      term: 'pool',
      over: 'step',
      stored: 'log10',
    }),
    gradientMatrix: series({
      label: 'gradient at the first layer: matrix',
      term: 'matrix',
      over: 'step',
      stored: 'log10',
    }),
    gradientNone: series({
      label: 'gradient at the first layer: no skip',
      term: 'none',
      over: 'step',
      stored: 'log10',
    }),
  },
  presets: {
    race: { says: 'Eight blocks: with any skip the network learns; without one it is late.', at: {} },
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
      measures: ['accuracyStrided', 'accuracyPool', 'accuracyMatrix', 'accuracyNone'],
      x: { label: 'step' },
      y: { label: 'share named rightly', domain: [0, 1] },
      better: 'higher',
      rules: () => [{ label: 'guessing', at: 1 / 8 }],
    },
    {
      kind: 'series',
      title: 'Loss on them',
      measures: ['lossStrided', 'lossPool', 'lossMatrix', 'lossNone'],
      x: { label: 'step' },
      y: { label: 'nats an image', scale: 'log10' },
      rules: () => [{ label: 'guessing', at: Math.log(8) }],
    },
    {
      kind: 'series',
      title: 'The gradient that reaches the first layer',
      measures: ['gradientStrided', 'gradientPool', 'gradientMatrix', 'gradientNone'],
      x: { label: 'step' },
      y: { label: 'length', scale: 'log10' },
    },
  ],
  claims: {
    'skips-learn': {
      says: 'With the strided, zero-padded skip, which has no parameter, the network names more than twice as many unseen drawings as guessing would.',
      check: (measured) => [above('share named rightly', last(measured.accuracyStrided), 2 / 8)],
    },
    'no-skip-is-late': {
      says: 'Without a skip the same network is behind when the race ends.',
      check: (measured) => [
        below(
          'share named rightly, against the strided skip',
          last(measured.accuracyNone),
          last(measured.accuracyStrided),
        ),
      ],
    },
    'gradient-arrives': {
      says: 'Before the first step, the gradient that reaches the first layer without a skip is less than a tenth of that with one.',
      check: (measured) => [
        below(
          'log10 of the gradient, against a tenth',
          entry(measured.gradientNone, 0),
          tenth(entry(measured.gradientStrided, 0)),
        ),
      ],
    },
  },
  *measure(lab, p) {
    yield* trainNetworks(lab, p)
  },
  readings: ({ steps }) => steps / EVERY + 1,
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  waits: true,
  theory: () => ({}),
  cost: (p) => costOfReading(p),
})

const last = (series: Series): Estimate => entry(series, series.at.at(-1) ?? Number.NaN)
const tenth = ({ value, ...rest }: Estimate): Estimate => ({ ...rest, value: value - 1 })

import { above, below, choice, entry, experiment, number, type Series, scalar, series, tex } from '../../src/experiment'
import { standingsOf } from '../../src/numerics/training/race'
import { BATCH, EVERY, SEEDS, trainingReadings } from './trainingReadings'

/** Where the heads revive the first layer, and no more. */
const SGD = { optimiser: 'sgd', rate: 0.01, steps: 400 } as const

/** The claims are tested on networks half as wide: they take a quarter of the time, and say the same. */
const NARROW = { width: 16 } as const

/** Parts a and c: one head, a head on every layer, and residual connections, trained side by side. */
export const training = experiment({
  title: 'Three networks in training',
  summary:
    'The same data, the same seeds, the same optimiser: one head on top, a head on every layer, and residual connections with one head.',
  params: {
    layers: number({
      label: 'layers',
      symbol: tex`L`,
      term: 'L',
      initial: 20,
      min: 2,
      max: 30,
      integer: true,
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
      says: 'Units in every layer, and inputs to the first: the residual network needs them equal.',
    }),
    activation: choice({
      label: 'activation',
      symbol: tex`\sigma`,
      term: 'activation',
      initial: 'sigmoid',
      options: { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU' },
    }),
    optimiser: choice({
      label: 'optimiser',
      initial: 'adam',
      options: { adam: 'Adam', sgd: 'SGD' },
    }),
    rate: number({
      label: 'learning rate',
      initial: 0.003,
      min: 0.0009,
      max: 0.1,
      scale: 'log10',
      // Five steps from 0.003 to 0.01: the slider reaches both.
      step: Math.log10(10 / 3) / 5,
    }),
    steps: number({
      label: 'steps',
      initial: 1000,
      min: 200,
      max: 4000,
      step: 200,
      integer: true,
    }),
    shows: choice({
      label: 'networks drawn',
      initial: 'all',
      options: { all: 'all three', single: 'one head', heads: 'a head on every layer', residual: 'residual' },
      display: true,
    }),
  },
  measures: {
    single: series({
      label: 'one head',
      symbol: tex`\overline{(y - \hat y_L)^2}`,
      term: 'single',
      over: 'step',
      stored: 'log10',
    }),
    allHeads: series({
      label: 'a head on every layer: the last',
      symbol: tex`\overline{(y - \hat y_L)^2}`,
      term: 'all-heads',
      over: 'step',
      stored: 'log10',
    }),
    residual: series({
      label: 'residual',
      symbol: tex`\overline{(y - \hat y)^2}`,
      term: 'residual',
      over: 'step',
      stored: 'log10',
    }),
    byHead: series({
      label: 'mean squared error of each head now',
      symbol: tex`\overline{(y - \hat y_\ell)^2}`,
      term: 'by-head',
      over: 'head',
      stored: 'log10',
    }),
    target: series({ label: 'target', symbol: tex`y`, term: 'y', over: 'position' }),
    fitSingle: series({ label: 'one head', symbol: tex`\hat y_L`, term: 'single', over: 'position' }),
    fitHeads: series({
      label: 'a head on every layer: the last',
      symbol: tex`\hat y_L`,
      term: 'all-heads',
      over: 'position',
    }),
    fitResidual: series({ label: 'residual', symbol: tex`\hat y`, term: 'residual', over: 'position' }),
    bestHead: scalar({ label: 'the head with the least error now', symbol: tex`\ell`, term: 'best-head' }),
  },
  presets: {
    adam: {
      says: 'Adam at 0.003: the single head never leaves the mean of y, the heads learn, the residual network learns best.',
      at: {},
    },
    sgd: {
      says: 'SGD: the heads revive the first layer, but the last head learns nothing. The best head is the first. (The residual stream has drifted to half the number of layers; at this rate that throws its head about.)',
      at: SGD,
    },
  },
  views: [
    {
      kind: 'race',
      title: 'The error of the last head',
      measures: ['single', 'allHeads', 'residual'],
      x: { label: 'step' },
      y: { label: 'mean squared error', scale: 'log10' },
      better: 'lower',
      rules: () => [{ label: 'variance of y', at: 1 }],
      shows: ({ shows }) =>
        ({
          all: ['single', 'allHeads', 'residual'],
          single: ['single'],
          heads: ['allHeads'],
          residual: ['residual'],
        })[shows] as readonly ('single' | 'allHeads' | 'residual')[],
    },
    {
      kind: 'series',
      title: 'The error of every head',
      measures: ['byHead'],
      x: { label: 'head', symbol: tex`\ell` },
      y: { label: 'mean squared error', scale: 'log10' },
      rules: () => [{ label: 'variance of y', at: 1 }],
    },
    {
      kind: 'fit',
      title: 'What the networks compute',
      target: 'target',
      measures: ['fitSingle', 'fitHeads', 'fitResidual'],
      x: { label: 'position along a line in input space' },
      y: { label: 'y' },
      shows: ({ shows }) =>
        ({
          all: ['fitSingle', 'fitHeads', 'fitResidual'],
          single: ['fitSingle'],
          heads: ['fitHeads'],
          residual: ['fitResidual'],
        })[shows] as readonly ('fitSingle' | 'fitHeads' | 'fitResidual')[],
    },
    { kind: 'scalars', title: 'The heads compared', measures: ['bestHead'] },
  ],
  claims: {
    'single-stays': {
      says: 'With one head on twenty layers of sigmoids nothing is learnt: the error stays at the variance of $y$.',
      at: NARROW,
      check: (measured) => [
        above('log10 of the error: more than 2/3', last(measured.single), Math.log10(2 / 3)),
        below('log10 of the error: less than 3/2', last(measured.single), Math.log10(3 / 2)),
      ],
    },
    'heads-learn': {
      says: 'With a head on every layer the last one learns: less than four fifths of the variance of $y$ are left.',
      at: NARROW,
      check: (measured) => [below('log10 of the error: less than 4/5', last(measured.allHeads), Math.log10(4 / 5))],
    },
    'residual-wins': {
      says: 'The residual network is the fastest: at step 400 it is far below the heads, and in the end less than a tenth of the variance of $y$ is left.',
      at: NARROW,
      check: (measured) => [
        below('log10 of the error at step 400', entry(measured.residual, 400), entry(measured.allHeads, 400)),
        below('log10 of the error: less than 1/10', last(measured.residual), Math.log10(1 / 10)),
      ],
    },
    'first-head': {
      says: 'With SGD the first head learns, and the last learns nothing: the best head is the first.',
      at: SGD,
      check: (measured) => [
        above('log10 of the error of the last head: more than 2/3', last(measured.allHeads), Math.log10(2 / 3)),
        below('log10 of the error of the first head: less than 9/10', entry(measured.byHead, 1), Math.log10(9 / 10)),
        below('the best head', measured.bestHead, 2),
      ],
    },
  },
  *measure(lab, p) {
    yield* trainingReadings(lab, p)
  },
  readings: ({ steps }) => standingsOf(steps, EVERY),
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  waits: true,
  theory: () => ({}),
  // Forwards, and twice as much backwards, of three networks.
  cost: ({ layers, width }) => EVERY * 3 * 3 * SEEDS * BATCH * 2 * layers * width ** 2,
})

const last = (series: Series) => entry(series, series.at.at(-1) ?? Number.NaN)

import { below, choice, entry, experiment, number, type Series, series, tex } from '../../src/experiment'
import { standingsOf } from '../../src/numerics/training'

/** Part c, in training: what the constant does to a deep stack that learns. */
export const training = experiment({
  title: 'Three stacks in training',
  summary:
    'The same data, the same seeds, the same optimiser: γ = 1/√2, γ = 1, and the stack with unit variance and a living direct path.',
  params: {
    blocks: number({
      label: 'blocks',
      symbol: tex`L - 1`,
      term: 'L',
      initial: 50,
      min: 10,
      max: 50,
      step: 10,
      integer: true,
    }),
    width: number({
      label: 'width',
      symbol: tex`N`,
      term: 'N',
      initial: 32,
      min: 16,
      max: 64,
      scale: 'log2',
      integer: true,
    }),
    bottleneck: number({
      label: 'bottleneck',
      symbol: tex`N_b`,
      term: 'Nb',
      initial: 16,
      min: 8,
      max: 32,
      scale: 'log2',
      integer: true,
    }),
    optimiser: choice({ label: 'optimiser', initial: 'adam', options: { adam: 'Adam', sgd: 'SGD' } }),
    rate: number({ label: 'learning rate', initial: 0.001, min: 0.0001, max: 1, scale: 'log10', step: 0.01 }),
    steps: number({ label: 'steps', initial: 600, min: 200, max: 2000, step: 200, integer: true }),
    shows: choice({
      label: 'stacks drawn',
      initial: 'all',
      options: { all: 'all three', gamma: 'γ = 1/√2', one: 'γ = 1', both: 'unit variance, living direct path' },
      display: true,
    }),
  },
  measures: {
    lossGamma: series({ label: 'γ = 1/√2', term: 'gamma', over: 'step', stored: 'log10' }),
    lossOne: series({ label: 'γ = 1', term: 'one', over: 'step', stored: 'log10' }),
    lossBoth: series({ label: 'skip √0.95, branch √0.05', term: 'unit-both', over: 'step', stored: 'log10' }),
    firstGamma: series({ label: 'γ = 1/√2', term: 'gamma', over: 'step', stored: 'log10' }),
    firstOne: series({ label: 'γ = 1', term: 'one', over: 'step', stored: 'log10' }),
    firstBoth: series({ label: 'skip √0.95, branch √0.05', term: 'unit-both', over: 'step', stored: 'log10' }),
  },
  presets: {
    adam: { says: 'Adam: fifty blocks, the same learning rate for all three.', at: {} },
    sgd: {
      says: 'SGD: the step is as long as the gradient, and a gradient that exploded is thrown out.',
      at: { optimiser: 'sgd', rate: 0.01 },
    },
  },
  views: [
    {
      kind: 'race',
      title: 'The error',
      measures: ['lossGamma', 'lossOne', 'lossBoth'],
      x: { label: 'step' },
      y: { label: 'mean squared error', scale: 'log10' },
      better: 'lower',
      rules: () => [{ label: 'variance of y', at: 1 }],
      shows: ({ shows }) =>
        shows === 'all'
          ? ['lossGamma', 'lossOne', 'lossBoth']
          : [({ gamma: 'lossGamma', one: 'lossOne', both: 'lossBoth' } as const)[shows]],
    },
    {
      kind: 'series',
      title: 'The gradient that reaches the first block',
      measures: ['firstGamma', 'firstOne', 'firstBoth'],
      x: { label: 'step' },
      y: { label: 'length of the gradient of the weights', scale: 'log10' },
      shows: ({ shows }) =>
        shows === 'all'
          ? ['firstGamma', 'firstOne', 'firstBoth']
          : [({ gamma: 'firstGamma', one: 'firstOne', both: 'firstBoth' } as const)[shows]],
    },
  ],
  claims: {
    race: {
      says: String.raw`Fifty blocks deep, the stack with unit variance and a living direct path learns faster than the one with $\gamma = 1/\sqrt 2$.`,
      check: (measured) => [below('log10 of the error', last(measured.lossBoth), last(measured.lossGamma))],
    },
  },
  measure() {
    throw new Error('Not yet measured')
  },
  readings: ({ steps }) => standingsOf(steps, STEPS_AT_ONCE),
  progress: { noun: 'step', each: () => STEPS_AT_ONCE },
  waits: true,
  theory: () => ({}),
  cost: ({ blocks, width, bottleneck }) => STEPS_AT_ONCE * 3 * 3 * 3 * 2 * 64 * blocks * 2 * width * bottleneck,
})

const STEPS_AT_ONCE = 20

const last = (series: Series) => entry(series, series.at.at(-1) ?? Number.NaN)

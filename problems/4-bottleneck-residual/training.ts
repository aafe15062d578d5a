import {
  below,
  choice,
  type Estimate,
  entry,
  experiment,
  number,
  numberText,
  type Series,
  scalar,
  series,
  tex,
  toggle,
} from '../../src/experiment'
import { OPTIMISERS } from '../../src/numerics/training/optimiser'
import { race, standingsOf } from '../../src/numerics/training/race'
import { examplesOf, SEEDS, traineeOf } from './trainedStack'
import { Standings } from './trainingReadings'

/** A reading every so many steps. */
const EVERY = 5

/** Part c, in training: what the constant does to a deep stack that learns. */
export const training = experiment({
  title: 'Three stacks in training',
  summary:
    'The same data, the same first weights, the same optimiser: γ = 1/√2, γ = 1, and the stack with unit variance and a living direct path.',
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
      initial: 16,
      min: 16,
      max: 32,
      scale: 'log2',
      integer: true,
    }),
    bottleneck: number({
      label: 'bottleneck',
      symbol: tex`N_b`,
      term: 'Nb',
      initial: 8,
      min: 4,
      max: 16,
      scale: 'log2',
      integer: true,
    }),
    optimiser: choice({ label: 'optimiser', initial: 'adam', options: { adam: 'Adam', sgd: 'SGD' } }),
    rate: number({ label: 'learning rate', initial: 0.001, min: 0.0001, max: 1, scale: 'log10', step: 0.01 }),
    scaled: toggle({
      label: 'output scaled',
      initial: true,
      says: 'Divides the output of every stack by its size at initialization, so that all three start from the same error.',
    }),
    steps: number({ label: 'steps', initial: 100, min: 50, max: 1000, step: 50, integer: true }),
    shows: choice({
      label: 'stacks drawn',
      initial: 'all',
      options: { all: 'all three', gamma: 'γ = 1/√2', one: 'γ = 1', both: 'skip √0.95, branch √0.05' },
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
    lead: scalar({ label: 'error at γ = 1/√2, in units of the error with the direct path', stored: 'log10' }),
    apart: scalar({ label: 'error at γ = 1, in units of the error at γ = 1/√2', stored: 'log10' }),
  },
  presets: {
    adam: {
      says: 'Adam, outputs scaled: γ = 1 is the same network as γ = 1/√2, and both learn later than the stack with the direct path.',
      at: {},
    },
    sgd: {
      says: 'SGD at the same rate for all three, outputs scaled.',
      at: { optimiser: 'sgd', rate: 0.01 },
    },
    'as-they-are': {
      says: 'SGD with outputs as they are: γ = 1 starts with an error beyond 10¹² and overflows within the first steps.',
      at: { optimiser: 'sgd', rate: 0.01, scaled: false },
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
      shows: ({ shows }) => (shows === 'all' ? ['lossGamma', 'lossOne', 'lossBoth'] : [LOSSES[shows]]),
    },
    {
      kind: 'series',
      title: 'The gradient that reaches the first block',
      measures: ['firstGamma', 'firstOne', 'firstBoth'],
      x: { label: 'step' },
      y: { label: 'length of the gradient of the first matrix', scale: 'log10' },
      shows: ({ shows }) => (shows === 'all' ? ['firstGamma', 'firstOne', 'firstBoth'] : [FIRSTS[shows]]),
    },
    { kind: 'scalars', title: 'Now, seed by seed', measures: ['lead', 'apart'] },
  ],
  claims: {
    race: {
      says: 'Fifty blocks deep, the stack with unit variance and a living direct path learns faster than the one with the constant of part b: after 100 steps of Adam it is ahead, with less than a tenth of the variance left.',
      check: (measured) => [
        below('log10 of the error, against the constant of part b', last(measured.lossBoth), last(measured.lossGamma)),
        below('log10 of the error with the direct path', last(measured.lossBoth), -1),
      ],
    },
    'same-network': {
      says: String.raw`With its output scaled, $\gamma = 1$ is the network of $\gamma = 1/\sqrt 2$: the two start with the same error and the same gradient.`,
      check: (measured) => [
        same('log10 of the error', entry(measured.lossOne, 0), entry(measured.lossGamma, 0)),
        same('log10 of the gradient', entry(measured.firstOne, 0), entry(measured.firstGamma, 0)),
      ],
    },
  },
  *measure(lab, { optimiser, rate, steps, blocks, width, bottleneck, scaled }) {
    const p = { blocks, width, bottleneck, scaled }
    const stacks = {
      gamma: traineeOf(lab, { ...p, skip: Math.SQRT1_2, branch: Math.SQRT1_2 }),
      one: traineeOf(lab, { ...p, skip: 1, branch: 1 }),
      both: traineeOf(lab, { ...p, skip: Math.sqrt(0.95), branch: Math.sqrt(0.05) }),
    }
    const standings = new Standings()
    for (const standing of race(lab.tf, stacks, { optimiser: OPTIMISERS[optimiser](rate), steps, every: EVERY })) {
      standings.add(standing)
      yield standings.reading()
    }
  },
  readings: ({ steps }) => standingsOf(steps, EVERY),
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  waits: true,
  theory: () => ({}),
  // Three networks, each forwards, backwards to its inputs and backwards to its weights.
  cost: ({ blocks, width, bottleneck }) =>
    (EVERY + 1) * 3 * 3 * 2 * SEEDS * examplesOf(width) * blocks * 2 * width * bottleneck,
})

const LOSSES = { gamma: 'lossGamma', one: 'lossOne', both: 'lossBoth' } as const
const FIRSTS = { gamma: 'firstGamma', one: 'firstOne', both: 'firstBoth' } as const

/** What differs by rounding alone: the networks share their draws, so that there is no sampling error between them. */
const same = (says: string, one: Estimate, other: Estimate) => ({
  says: `${says}: ${numberText(one.value, 4)} and ${numberText(other.value, 4)}`,
  holds: Math.abs(one.value - other.value) < 1e-3,
})

const last = (series: Series): Estimate => entry(series, series.at.at(-1) ?? Number.NaN)

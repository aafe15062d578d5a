import { choice, exactly, experiment, number, scalar, series, toggle } from '../../../src/experiment'
import { raceRun } from '../../../src/numerics/training/race'
import { stackLayers } from '../drawnStack'
import { blocksParam, bottleneckParam, widthParam } from '../params'
import { claims } from './claims'
import { measure } from './measure'
import { BATCH, EVERY, HELD_OUT, NETWORKS, ROUGHLY, STACKS, type StackName } from './setting'

/** A learning rate at which the stack with a direct path learns under plain SGD. */
const SGD_RATE = 0.03

/** Part c, in training: the effect of the constant gamma on a deep stack that learns. */
export default experiment({
  title: 'Three stacks in training',
  summary:
    'Three stacks learn from the same data, with the same first weights and the same optimiser: γ = 1/√2, γ = 1, and the stack with skip √0.95 and branch √0.05.',
  about: {
    computes:
      'Three stacks of residual blocks without the second ReLU and without biases learn the product of two of their Gaussian inputs. The output is a weighted sum over the top layer. Weights are Gaussian, of variance two over the fan-in before the ReLU and one over the fan-in after it. The error is the mean squared error on 128 examples that no step sees.',
    repeated: 'networks',
    errors:
      'Each stack is 16 networks, each with first weights, examples and held-out examples of its own, and every standard error is taken over these networks.',
    fixes:
      'The three stacks share first weights, examples and held-out examples, network by network. Every step takes 32 fresh examples. A scaled output is divided by its expected size at the start (the root mean square over networks), which is one constant for all networks of a stack.',
    limits:
      'One task, small sizes and two optimisers at rates set by hand: another task may rank the stacks in another order. Lines are geometric means over networks, so one bad network among sixteen hardly shows. If one network of a stack diverges, the whole stack leaves the race.',
  },
  params: {
    blocks: blocksParam({ initial: 50, min: 10, max: 50, step: 10 }),
    width: widthParam({ initial: 16, min: 16, max: 32 }),
    bottleneck: bottleneckParam({ initial: 8, min: 4, max: 16 }),
    optimiser: choice({ label: 'optimiser', initial: 'adam', options: { adam: 'Adam', sgd: 'SGD' } }),
    rate: number({ label: 'learning rate', initial: 0.003, min: 0.0003, max: 0.3, scale: 'log10', step: 0.1 }),
    scaled: toggle({
      label: 'output scaled',
      initial: true,
      says: 'Divides the output of every stack by its expected size at initialization, so that all three start from outputs of the same mean square over networks.',
    }),
    steps: number({ label: 'steps', initial: 200, min: EVERY, max: 1000, step: EVERY, integer: true }),
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
    lossBoth: series({
      label: 'skip √0.95, branch √0.05',
      short: 'skip √0.95',
      term: 'unit-both',
      over: 'step',
      stored: 'log10',
    }),
    firstGamma: series({ label: 'γ = 1/√2', term: 'gamma', over: 'step', stored: 'log10' }),
    firstOne: series({ label: 'γ = 1', term: 'one', over: 'step', stored: 'log10' }),
    firstBoth: series({
      label: 'skip √0.95, branch √0.05',
      short: 'skip √0.95',
      term: 'unit-both',
      over: 'step',
      stored: 'log10',
    }),
    lead: scalar({
      label: 'error at γ = 1/√2, in units of the error with the direct path (geometric mean of the ratios)',
      stored: 'log10',
    }),
    apart: scalar({
      label: 'error at γ = 1, in units of the error at γ = 1/√2 (geometric mean of the ratios)',
      stored: 'log10',
    }),
    size: scalar({ label: 'skip √0.95, branch √0.05: mean square of the top layer before the first step' }),
    slope: scalar({
      label:
        'skip √0.95, branch √0.05: slope of the error along the weights, measured / from the gradient, before the first step',
      rounding: ROUGHLY,
    }),
  },
  presets: {
    adam: {
      title: 'Adam',
      says: 'Adam at 0.003, outputs scaled. Which of the three learns first, and how far apart are the other two?',
      at: {},
    },
    sgd: {
      title: 'Plain SGD',
      says: 'Plain SGD at one rate for all three, outputs scaled, 400 steps: does the order change?',
      at: { optimiser: 'sgd', rate: SGD_RATE, steps: 400 },
    },
    'as-they-are': {
      title: 'Outputs as they are',
      says: 'Plain SGD with outputs as they are: for which of the three is the first step too large?',
      at: { optimiser: 'sgd', rate: SGD_RATE, scaled: false },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The stack',
      says: ({ shows }) => `Drawn: ${NAMES[drawnOf(shows)]}.`,
      layers: ({ shows, ...p }) =>
        stackLayers({ ...p, ...STACKS[drawnOf(shows)] }).map(({ at, ...layer }) => ({
          ...layer,
          ...(at === 1 ? { backward: FIRSTS[drawnOf(shows)] } : {}),
          ...(at === p.blocks ? { head: {} } : {}),
        })),
      backward: { label: 'gradient of the first matrix' },
    },
    {
      kind: 'race',
      title: 'The error',
      measures: ['lossGamma', 'lossOne', 'lossBoth'],
      y: { label: 'mean squared error, held out (geometric mean)' },
      better: 'lower',
      rules: () => [{ label: 'variance of y', at: 1 }],
      shows: ({ shows }) => (shows === 'all' ? ['lossGamma', 'lossOne', 'lossBoth'] : [LOSSES[shows]]),
    },
    {
      kind: 'series',
      title: 'The gradient that reaches the first block',
      measures: ['firstGamma', 'firstOne', 'firstBoth'],
      y: { label: 'length of the gradient of the first matrix' },
      shows: ({ shows }) => (shows === 'all' ? ['firstGamma', 'firstOne', 'firstBoth'] : [FIRSTS[shows]]),
    },
    { kind: 'scalars', title: 'Now, network by network', measures: ['lead', 'apart'] },
    { kind: 'scalars', title: 'Before the first step', measures: ['size', 'slope'] },
  ],
  claims,
  measure,
  ...raceRun(EVERY),
  theory: () => ({ size: exactly(1) }),
  // Three stacks, each with a forward pass, a backward pass to its inputs and one to its weights; a reading has two more forward passes.
  cost: ({ blocks, width, bottleneck }) =>
    (3 * EVERY * BATCH + 5 * HELD_OUT) * 3 * 2 * NETWORKS * blocks * 2 * width * bottleneck,
})

/** The stack in the picture: if all three are trained, that of part b. */
const drawnOf = (shows: 'all' | StackName): StackName => (shows === 'all' ? 'gamma' : shows)

const NAMES = { gamma: 'γ = 1/√2', one: 'γ = 1', both: 'skip √0.95, branch √0.05' } as const
const LOSSES = { gamma: 'lossGamma', one: 'lossOne', both: 'lossBoth' } as const
const FIRSTS = { gamma: 'firstGamma', one: 'firstOne', both: 'firstBoth' } as const

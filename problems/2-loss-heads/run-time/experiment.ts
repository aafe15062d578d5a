import { above, below, between, every, exact, experiment, scalar, series, tex } from '../../../src/experiment'
import { layersParam, widthParam } from '../params'
import { cost, measure, TIMED_ROUNDS } from './measure'
import { theory } from './theory'

const THIRTY_TWO = { layers: 32 } as const

/** Part b: one backward sweep for all heads, compared with one sweep for each head. */
export default experiment({
  title: 'One sweep, or one for every head',
  summary:
    'How many blocks does each way visit, how long does it take at several depths, and how far apart are the two gradients?',
  about: {
    computes:
      'A stack of dense layers with tanh and a linear head on every layer, weights Gaussian of variance 1 / d, and a batch of 32 Gaussian inputs with Gaussian targets. The backward pass is run in one sweep that adds the gradient of every head as it passes, and in a sweep of its own for each head. A block is a layer with its head. Both ways are timed at 4 to 20 layers. The counters stand in the code that visits a block.',
    repeated: 'rounds',
    errors:
      'Times and slopes are medians over 12 rounds, each of which times every case once, in an order of its own; their standard errors are those of a median, and for a slope also that of the line through the points. Weights and data are the same in every round, and counts and gradients have no error.',
    fixes:
      'The timed networks of all depths are the lower blocks of one stack. The forward pass is done before and is not timed. Short sweeps are run several times in a row, so that the clock can tell how long they take, and the time of reading one number back is subtracted. A difference of the gradients below one part in 100,000 is shown as one part in 100,000.',
    limits:
      'Times are those of this machine, its browser and whatever else it does. On a busy machine they are not shown. At small depths and widths the time of a visit is spent on starting the operations and not on the arithmetic, so the times say how the number of visits grows and nothing about how the work grows with the width.',
  },
  params: {
    layers: layersParam({
      initial: 20,
      max: 32,
      says: 'Layers of the network whose visits are counted. The times are taken at several depths.',
    }),
    width: widthParam(),
  },
  measures: {
    timeOnce: series({
      label: 'one sweep for all heads, less the time of reading back',
      short: 'one sweep',
      term: 'once',
      unit: 'ms',
      over: 'number of layers',
      timed: true,
    }),
    timePerHead: series({
      label: 'a sweep for each head, less the time of reading back',
      short: 'one a head',
      term: 'per-head',
      unit: 'ms',
      over: 'number of layers',
      timed: true,
    }),
    slopeOnce: scalar({ label: 'slope, one sweep for all heads', term: 'once', timed: true }),
    slopePerHead: scalar({ label: 'slope, a sweep for each head', term: 'per-head', timed: true }),
    visitsOnce: scalar({ label: 'blocks visited, one sweep for all heads', symbol: tex`L`, term: 'once' }),
    visitsPerHead: scalar({
      label: 'blocks visited, a sweep for each head',
      symbol: tex`L(L + 1)/2`,
      term: 'per-head',
    }),
    tapeOnce: series({
      label: 'visits of a block, one sweep for all heads',
      short: 'one sweep',
      term: 'once',
      over: 'block',
    }),
    tapePerHead: series({
      label: 'visits of a block, a sweep for each head',
      short: 'one a head',
      symbol: tex`L - \ell + 1`,
      term: 'per-head',
      over: 'block',
    }),
    changeOfLoss: scalar({
      label: 'change of the loss along the gradient, divided by what the gradient says',
      term: 'all-heads',
    }),
    difference: scalar({
      label: 'largest relative difference of the two gradients (1e-5 means 1e-5 or less, which is rounding)',
      term: 'difference',
    }),
  },
  presets: {
    twenty: { title: 'Twenty layers', says: 'Twenty layers: how many blocks does each way visit?', at: {} },
    thirty: {
      title: 'Thirty-two layers',
      says: 'Thirty-two layers, 1.6 times as many: how much more work is that?',
      at: THIRTY_TWO,
    },
  },
  views: [
    {
      kind: 'scatter',
      title: 'Time against depth',
      clouds: [
        { points: 'timeOnce', slope: 'slopeOnce' },
        { points: 'timePerHead', slope: 'slopePerHead' },
      ],
      x: { label: 'layers', symbol: tex`L`, scale: 'log10' },
      y: { label: 'milliseconds', scale: 'log10' },
    },
    { kind: 'bars', title: 'Blocks visited', measures: ['visitsOnce', 'visitsPerHead'], x: { label: 'visits' } },
    {
      kind: 'series',
      title: 'The tape: visits of each block',
      measures: ['tapeOnce', 'tapePerHead'],
      x: { symbol: tex`\ell` },
      y: { label: 'visits' },
    },
    {
      kind: 'scalars',
      title: 'The same gradients',
      measures: ['slopeOnce', 'slopePerHead', 'difference', 'changeOfLoss'],
    },
  ],
  claims: {
    visits: {
      says: 'With $L = 20$ one sweep visits 20 blocks, and a sweep for each head makes 210 visits.',
      checks: [exact('visitsOnce', 20), exact('visitsPerHead', 210)],
    },
    'visits-of-32': {
      says: 'With $L = 32$ one sweep visits 32 blocks, and a sweep for each head makes 528 visits.',
      at: THIRTY_TWO,
      checks: [exact('visitsOnce', 32), exact('visitsPerHead', 528)],
    },
    tape: {
      says: String.raw`One sweep visits every block once, but a sweep for each head visits block $\ell$ for the $L - \ell + 1$ heads at or above it.`,
      checks: [
        exact('tapeOnce', 1),
        every('tapePerHead', '20 visits of block 1, 19 of block 2, ..., 1 of block 20', (count, l) => count === 21 - l),
      ],
    },
    'same-gradients': {
      says: 'Both ways give the same gradients, to one part in 10,000, and these are the gradients of the loss: a small step along them changes the loss by what they say, to one part in 50.',
      checks: [below('difference', 1e-4), between('changeOfLoss', 0.98, 1.02)],
    },
    slopes: {
      says: 'Measured in time, the slope of one sweep is nearer to 1 than to 2, and that of a sweep for each head nearer to 2 than to 1.',
      checks: [below('slopeOnce', 1.5), above('slopePerHead', 1.5), above('slopePerHead', 'slopeOnce')],
    },
  },
  measure,
  readings: () => TIMED_ROUNDS,
  progress: { noun: 'round', each: () => 1 },
  waits: true,
  theory,
  cost,
})

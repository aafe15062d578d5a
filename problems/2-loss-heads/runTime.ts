import {
  above,
  agrees,
  below,
  exactly,
  exactSeries,
  experiment,
  number,
  scalar,
  series,
  states,
  tex,
} from '../../src/experiment'
import { BATCH, DEPTHS, runTimeReadings, slopeOfCounts, TIMED_ROUNDS } from './runTimeReadings'

/** Part b: one sweep down for all heads, against a sweep of its own for each. */
export const runTime = experiment({
  title: 'One sweep, or one for every head',
  summary:
    'Both ways give the same gradients. One sweep visits every block once; a sweep for each head visits the first block as often as there are heads.',
  params: {
    layers: number({
      label: 'layers',
      symbol: tex`L`,
      term: 'L',
      initial: 20,
      min: 2,
      max: 32,
      integer: true,
      says: 'Of the network whose visits are counted; the times are taken at several depths.',
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
    }),
  },
  measures: {
    timeOnce: series({
      label: 'one sweep for all heads, less the time of reading back',
      term: 'once',
      unit: 'ms',
      over: 'number of layers',
      timed: true,
    }),
    timePerHead: series({
      label: 'a sweep for each head, less the time of reading back',
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
    tapeOnce: series({ label: 'visits of a block, one sweep for all heads', term: 'once', over: 'block' }),
    tapePerHead: series({
      label: 'visits of a block, a sweep for each head',
      symbol: tex`L - \ell + 1`,
      term: 'per-head',
      over: 'block',
    }),
    difference: scalar({
      label: 'largest relative difference of the two gradients (1e-5 for whatever is less: rounding)',
      term: 'difference',
    }),
  },
  presets: {
    twenty: { says: 'Twenty layers: 20 visits against 210.', at: {} },
    thirty: { says: 'Thirty-two layers: 32 visits against 528.', at: { layers: 32 } },
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
      x: { label: 'block', symbol: tex`\ell` },
      y: { label: 'visits' },
    },
    { kind: 'scalars', title: 'The same gradients', measures: ['slopeOnce', 'slopePerHead', 'difference'] },
  ],
  claims: {
    visits: {
      says: 'With $L = 20$ one sweep visits 20 blocks, a sweep for each head 210.',
      check: (measured, theory) => [
        agrees('one sweep', measured.visitsOnce, theory.visitsOnce),
        agrees('a sweep for each head', measured.visitsPerHead, theory.visitsPerHead),
        states('one sweep', '20', theory.visitsOnce),
        states('a sweep for each head', '210', theory.visitsPerHead),
      ],
    },
    tape: {
      says: String.raw`One sweep visits every block once; a sweep for each head visits block $\ell$ for the $L - \ell + 1$ heads at or above it.`,
      check: (measured, theory) => [
        agrees('one sweep', measured.tapeOnce, theory.tapeOnce),
        agrees('a sweep for each head', measured.tapePerHead, theory.tapePerHead),
      ],
    },
    'same-gradients': {
      says: 'Both ways give the same gradients, to the rounding of single precision.',
      check: (measured) => [below('largest relative difference', measured.difference, 1e-4)],
    },
    slopes: {
      says: 'Measured in time, one sweep grows like $L$, a sweep for each head nearly like $L^2$.',
      check: (measured, theory) => [
        agrees('slope, one sweep', measured.slopeOnce, theory.slopeOnce),
        agrees('slope, a sweep for each head', measured.slopePerHead, theory.slopePerHead),
        above('slope, a sweep for each head against one', measured.slopePerHead, measured.slopeOnce),
      ],
    },
  },
  *measure(lab, p) {
    yield* runTimeReadings(lab, p)
  },
  readings: () => TIMED_ROUNDS,
  progress: { noun: 'round', each: () => 1 },
  waits: true,
  theory({ layers }) {
    const at = Array.from({ length: layers }, (_, l) => l + 1)
    return {
      slopeOnce: slopeOfCounts((depth) => depth),
      slopePerHead: slopeOfCounts((depth) => (depth * (depth + 1)) / 2),
      visitsOnce: exactly(layers),
      visitsPerHead: exactly((layers * (layers + 1)) / 2),
      tapeOnce: exactSeries(
        at,
        at.map(() => 1),
      ),
      tapePerHead: exactSeries(
        at,
        at.map((l) => layers - l + 1),
      ),
    }
  },
  // A visit multiplies twice; the first round is run twice, to warm up.
  cost: ({ width }) =>
    2 * DEPTHS.reduce((visits, depth) => visits + depth + (depth * (depth + 1)) / 2, 0) * 4 * BATCH * width ** 2,
})

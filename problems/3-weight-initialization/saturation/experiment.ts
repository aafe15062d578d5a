import {
  above,
  agrees,
  at,
  below,
  equals,
  experiment,
  histogram,
  number,
  scalar,
  series,
  states,
  tex,
  times,
} from '../../../src/experiment'
import { cost, INPUTS, measure, READINGS } from './measure'
import { SWEEP } from './setting'
import { theory } from './theory'

/** The first standard deviation of the sweep above 1. */
const PAST_ONE = SWEEP[SWEEP.indexOf(1) + 1] ?? Number.NaN

/** Part d: the largest variance of a sigmoid's output, and the gradient that is lost there. */
export default experiment({
  title: 'The most a sigmoid can vary',
  summary: 'Spread y farther and farther. What becomes of the variance of u, and of the slope that training needs?',
  about: {
    computes:
      'A sigmoid unit with 16 Gaussian inputs of variance 1 and no bias, whose weight vector has exactly the length chosen, so that y is Gaussian with that standard deviation. For thirteen standard deviations from 0.1 to 1000 and the one chosen: the variance of u, and the mean of the squared slope that backpropagation multiplies a gradient by. Every one of 40 weight vectors meets the same 40 input vectors.',
    repeated: 'repetitions',
    errors:
      'Every standard error is taken over 256 repetitions, each with 40 weight vectors and 40 input vectors of its own.',
    fixes:
      'Every weight vector is scaled to the exact length, because with a random length y would not be Gaussian. All standard deviations use the same directions and inputs, so the points of a curve move together.',
    limits:
      'It has only Gaussian sums of mean 0. The largest variance of all is approached by any sums that are large and equally often of either sign, and a law with just two values gets there faster. Above a sum of about 17 the slope is 0 in single precision, because u is 1.',
  },
  params: {
    sd: number({
      label: 'standard deviation of y',
      symbol: tex`s`,
      term: 'sigma',
      initial: 1,
      min: 0.1,
      max: 1000,
      scale: 'log10',
      step: 0.05,
      says: 'The length of the weight vector; y is then Gaussian with this standard deviation.',
    }),
  },
  measures: {
    varianceOut: series({
      label: 'variance of u',
      short: 'variance',
      symbol: tex`\operatorname{Var} u`,
      term: 'var-u',
      over: 'standard deviation of y',
    }),
    slope: series({
      label: 'mean squared slope of the sigmoid',
      short: 'squared slope',
      symbol: tex`\mathbb E\,f'(y)^2`,
      term: 'slope',
      over: 'standard deviation of y',
    }),
    varianceHere: scalar({ label: 'variance of u here', symbol: tex`\operatorname{Var} u`, term: 'var-u' }),
    slopeHere: scalar({ label: 'mean squared slope here', symbol: tex`\mathbb E\,f'(y)^2`, term: 'slope' }),
    outputs: histogram({ label: 'u', symbol: tex`u`, term: 'u' }),
  },
  presets: {
    unit: {
      title: 'Deviation 1',
      says: 'y has standard deviation 1: where does it lie, and how much of the slope is left?',
      at: { sd: 1 },
    },
    saturated: {
      title: 'Deviation 100',
      says: 'y has standard deviation 100: how far is the variance of u from 1/4, and how large is the squared slope?',
      at: { sd: 100 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: () => [
        { label: 'inputs', symbol: tex`x`, units: INPUTS, term: 'x' },
        { label: 'sum', symbol: tex`y`, units: 1, activation: 'sum', term: 'y' },
        {
          label: 'output',
          symbol: tex`u`,
          units: 1,
          activation: 'sigmoid',
          term: 'u',
          forward: 'varianceHere',
          backward: 'slopeHere',
        },
      ],
      forward: { label: 'variance' },
      backward: { label: 'squared slope' },
    },
    {
      kind: 'series',
      title: 'Variance gained, slope lost',
      measures: ['varianceOut', 'slope'],
      x: { symbol: tex`s`, scale: 'log10' },
      y: { label: 'variance, squared slope', scale: 'log10' },
      marks: 'sd',
      rules: () => [{ label: '1/4', at: 1 / 4 }],
    },
    {
      kind: 'histogram',
      title: 'The outputs',
      measures: ['outputs'],
      x: { domain: [0, 1] },
    },
    { kind: 'scalars', title: 'At this standard deviation', measures: ['varianceHere', 'slopeHere'] },
  ],
  claims: {
    unit: {
      says: String.raw`For a Gaussian $y$ with $\operatorname{Var} y = 1$ the variance of $u$ is 0.0434.`,
      at: { sd: 1 },
      checks: [states('0.0434', 'varianceHere'), equals('varianceHere', 0.04338)],
    },
    quarter: {
      says: 'The variance of $u$ climbs towards $1/4$ and stays below it: it is 0.211 at standard deviation 10, 0.246 at 100, and still below $1/4$ at 1000.',
      at: { sd: 100 },
      checks: [
        agrees('varianceOut'),
        states('0.211', at('varianceOut', 10)),
        equals(at('varianceOut', 10), 0.21074),
        states('0.246', 'varianceHere'),
        equals('varianceHere', 0.24601),
        above(at('varianceOut', 1000), 'varianceHere'),
        below(at('varianceOut', 1000), 1 / 4),
      ],
    },
    slope: {
      says: 'As $y$ spreads, the mean squared slope falls to almost nothing: it is 0.045 at standard deviation 1 and 0.00066 at 100.',
      at: { sd: 100 },
      checks: [
        agrees('slope'),
        states('0.045', at('slope', 1)),
        equals(at('slope', 1), 0.04484),
        states('0.00066', 'slopeHere'),
        equals('slopeHere', 0.000665),
      ],
    },
    crossing: {
      says: 'The two curves cross just past standard deviation 1: there the mean squared slope is still the larger, and at the next point of the sweep the variance of $u$ is more than three times as large.',
      at: { sd: 1 },
      checks: [
        above(at('slope', 1), at('varianceOut', 1)),
        below(times(at('slope', PAST_ONE), 3), at('varianceOut', PAST_ONE)),
      ],
    },
  },
  measure,
  readings: () => READINGS,
  theory,
  cost,
})

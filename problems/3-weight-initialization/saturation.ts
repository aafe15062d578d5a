import { above, agrees, below, entry, experiment, histogram, number, scalar, series, tex } from '../../src/experiment'

/** Part d: the most that a sigmoid can vary, and what it costs. */
export const saturation = experiment({
  title: 'The most a sigmoid can vary',
  summary:
    'As y spreads, the variance of u climbs to 1/4 and never passes it; the slope that training needs falls to 0.',
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
      symbol: tex`\operatorname{Var} u`,
      term: 'var-u',
      over: 'standard deviation of y',
    }),
    slope: series({
      label: 'mean squared slope of the sigmoid',
      symbol: tex`\mathbb E\,f'(y)^2`,
      term: 'slope',
      over: 'standard deviation of y',
    }),
    varianceHere: scalar({ label: 'variance of u here', symbol: tex`\operatorname{Var} u`, term: 'var-u' }),
    slopeHere: scalar({ label: 'mean squared slope here', symbol: tex`\mathbb E\,f'(y)^2`, term: 'slope' }),
    outputs: histogram({ label: 'u', symbol: tex`u`, term: 'u' }),
  },
  presets: {
    unit: { says: 'Unit variance: u stays in the steep middle of the sigmoid.', at: { sd: 1 } },
    saturated: {
      says: 'Standard deviation 100: u is 0 or 1 nearly always, its variance nearly 1/4, and almost no gradient gets through.',
      at: { sd: 100 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: (_, reading) => [
        { label: 'inputs', symbol: tex`x`, units: 16, term: 'x' },
        { label: 'sum', symbol: tex`y`, units: 1, activation: 'sum', term: 'y' },
        {
          label: 'output',
          symbol: tex`u`,
          units: 1,
          activation: 'sigmoid',
          term: 'u',
          level: reading ? Math.min(1, 16 * reading.slopeHere.value) : Number.NaN,
          says: 'how much of the greatest squared slope, 1/16, is left',
        },
      ],
    },
    {
      kind: 'series',
      title: 'Variance gained, slope lost',
      measures: ['varianceOut', 'slope'],
      x: { label: 'standard deviation of y', symbol: tex`s`, scale: 'log10' },
      y: { label: 'variance, squared slope', scale: 'log10' },
      marks: 'sd',
      rules: () => [{ label: '1/4', at: 1 / 4 }],
    },
    {
      kind: 'histogram',
      title: 'The outputs',
      measures: ['outputs'],
      x: { label: 'u', symbol: tex`u`, domain: [0, 1] },
    },
    { kind: 'scalars', title: 'At this standard deviation', measures: ['varianceHere', 'slopeHere'] },
  ],
  claims: {
    unit: {
      says: String.raw`At $\operatorname{Var} y = 1$ the variance of $u$ is 0.0434.`,
      at: { sd: 1 },
      check: (measured, theory) => [agrees('variance of u', measured.varianceHere, theory.varianceHere)],
    },
    quarter: {
      says: String.raw`The variance of $u$ climbs towards $1/4$ and stays below it: at standard deviation 100 it is 0.246.`,
      at: { sd: 100 },
      check: (measured, theory) => [
        agrees('variance of u', measured.varianceOut, theory.varianceOut),
        agrees('variance of u here', measured.varianceHere, theory.varianceHere),
        below('variance of u at standard deviation 1000', entry(measured.varianceOut, 1000), 1 / 4),
      ],
    },
    slope: {
      says: String.raw`There the squared slope is all but gone: from 0.045 at standard deviation 1 to 0.00066 at 100.`,
      at: { sd: 100 },
      check: (measured, theory) => [
        agrees('squared slope', measured.slope, theory.slope),
        agrees('squared slope here', measured.slopeHere, theory.slopeHere),
        above('squared slope at standard deviation 1', entry(measured.slope, 1), measured.slopeHere),
      ],
    },
  },
  *measure() {},
  readings: () => 4,
  theory: () => ({}),
  cost: () => 0,
})

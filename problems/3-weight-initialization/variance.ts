import { agrees, choice, entry, experiment, histogram, number, scalar, series, tex } from '../../src/experiment'

/** Part a: the variance of a sum of d products, against d. */
export const variance = experiment({
  title: 'How large a sum of d products is',
  summary:
    'The variance of y should lie on the dashed line at every d; with the scale left out it grows with d, and at one weight vector it wanders.',
  params: {
    d: number({
      label: 'inputs',
      symbol: tex`d`,
      term: 'd',
      initial: 64,
      min: 1,
      max: 1024,
      scale: 'log2',
      integer: true,
      says: 'How many inputs the unit sums.',
    }),
    g: number({
      label: 'gain',
      symbol: tex`g`,
      term: 'sigma',
      initial: 1,
      min: 0.25,
      max: 4,
      step: 0.05,
      says: 'Sets the standard deviation of the weights, by the rule below.',
    }),
    rule: choice({
      label: 'scale of the weights',
      term: 'sigma',
      initial: 'scaled',
      options: { scaled: 'σ = g / √d', fixed: 'σ = g for every d' },
    }),
    weights: choice({
      label: 'law of the weights',
      symbol: tex`W[i]`,
      term: 'W',
      initial: 'gaussian',
      options: { gaussian: 'Gaussian', uniform: 'uniform', sign: 'plus or minus σ', laplace: 'Laplace' },
    }),
    inputs: choice({
      label: 'law of the inputs',
      symbol: tex`x[i]`,
      term: 'x',
      initial: 'gaussian',
      options: { gaussian: 'Gaussian', uniform: 'uniform', sign: 'plus or minus one', laplace: 'Laplace' },
    }),
    over: choice({
      label: 'variance taken',
      initial: 'both',
      options: { both: 'over W and x', inputs: 'over x, at this one W' },
    }),
  },
  measures: {
    variance: series({ label: 'variance of y', symbol: tex`\operatorname{Var} y`, term: 'var-y', over: 'd' }),
    varianceHere: scalar({ label: 'variance of y at this d', symbol: tex`\operatorname{Var} y`, term: 'var-y' }),
    meanHere: scalar({ label: 'mean of y at this d', symbol: tex`\mathbb E\,y`, term: 'mean-y' }),
    spread: scalar({
      label: 'how far σ²|W|² strays from one W to the next (standard deviation)',
      symbol: tex`\operatorname{sd}\,\sigma^2|Z|^2`,
      term: 'spread',
    }),
    outputs: histogram({ label: 'y', symbol: tex`y`, term: 'y' }),
  },
  presets: {
    unit: { says: 'The weights scaled by 1/√d: variance 1 at every d.', at: {} },
    'forgot-to-scale': { says: 'The same σ = 1 for every d: the variance is d.', at: { rule: 'fixed', g: 1 } },
    'one-weight-vector': {
      says: 'One weight vector, kept: the variance over x is |W|², which is not 1. Draw anew and it moves.',
      at: { over: 'inputs', d: 16 },
    },
    'sign-weights': {
      says: 'One weight vector of plus and minus σ: |W|² is 1 exactly, whichever signs were drawn.',
      at: { over: 'inputs', d: 16, weights: 'sign' },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: ({ d }) => [
        { label: 'inputs', symbol: tex`x`, units: d, term: 'x' },
        { label: 'sum', symbol: tex`y`, units: 1, activation: 'sum', term: 'y' },
      ],
    },
    {
      kind: 'series',
      title: 'Variance against the number of inputs',
      measures: ['variance'],
      x: { label: 'inputs', symbol: tex`d`, scale: 'log2' },
      y: { label: 'variance of y', symbol: tex`\operatorname{Var} y`, scale: 'log10' },
      marks: 'd',
      rules: ({ rule, over, g }) =>
        rule === 'fixed' ? [{ label: 'unit variance', at: 1 }] : over === 'inputs' ? [{ label: 'g²', at: g * g }] : [],
    },
    {
      kind: 'histogram',
      title: 'The sums, beside a Gaussian of variance dσ²',
      measures: ['outputs'],
      x: { label: 'y', symbol: tex`y` },
    },
    { kind: 'scalars', title: 'At this d', measures: ['varianceHere', 'meanHere', 'spread'] },
  ],
  claims: {
    unit: {
      says: String.raw`With $\sigma = 1/\sqrt d$ the sum has mean 0 and variance 1, at every $d$ from 1 to 1024.`,
      check: (measured, theory) => [
        agrees('mean of y', measured.meanHere, theory.meanHere),
        agrees('variance of y', measured.variance, theory.variance),
      ],
    },
    'any-law': {
      says: String.raw`Only the variances count: Laplace weights on inputs of plus or minus one also give variance 1 at every $d$.`,
      at: { weights: 'laplace', inputs: 'sign' },
      check: (measured, theory) => [agrees('variance of y', measured.variance, theory.variance)],
    },
    unscaled: {
      says: String.raw`With $\sigma = 1$ for every $d$ the variance is $d$: at $d = 1024$ it is 1024.`,
      at: { rule: 'fixed', g: 1, d: 1024 },
      check: (measured, theory) => [
        agrees('variance of y', measured.variance, theory.variance),
        agrees('variance at d = 1024', entry(measured.variance, 1024), theory.varianceHere),
      ],
    },
    'one-vector': {
      says: String.raw`At one fixed $W$ the variance over $x$ is $|W|^2$, whatever that has come to.`,
      at: { over: 'inputs', d: 16 },
      check: (measured, theory) => [agrees('variance of y', measured.variance, theory.variance)],
    },
    spread: {
      says: String.raw`From one Gaussian weight vector of 64 entries to the next, $|W|^2$ strays by $\sqrt{2/d} = 0.177$.`,
      at: { d: 64 },
      check: (measured, theory) => [agrees('standard deviation of |W|²', measured.spread, theory.spread)],
    },
  },
  *measure() {},
  readings: () => 4,
  theory: () => ({}),
  cost: () => 0,
})

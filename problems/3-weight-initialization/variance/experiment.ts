import {
  agrees,
  at,
  choice,
  equals,
  exact,
  experiment,
  histogram,
  scalar,
  series,
  states,
  tex,
} from '../../../src/experiment'
import { ROUNDS } from '../../../src/numerics/statistics/rounds'
import { gainParam, inputsParam, lawNames, lawParams } from '../params'
import { cost, measure } from './measure'
import { ownSigma } from './setting'
import { theory } from './theory'

/** Part a: the variance of a sum of d products, against d. */
export default experiment({
  title: 'How large a sum of d products is',
  summary:
    'How does the variance of y depend on the number of inputs? Compare it with the theory line, then leave the scale out, or keep one weight vector.',
  about: {
    computes:
      'One unit without bias or activation: y is the sum of d products of a weight and an input, for eleven numbers of inputs d from 1 to 1024. Weights and inputs are independent, of mean 0, drawn from the laws chosen; the inputs have variance 1. From 16 inputs on, groups of 16 weight vectors meet the same 16 input vectors.',
    repeated: 'repetitions',
    errors:
      'Every standard error is taken over 128 repetitions, each with weights and inputs of its own; where one weight vector is kept, each has inputs of its own and all share that vector.',
    fixes:
      'Nothing is standardized after it is drawn. All d below 16 use the same products, added up in larger and larger groups, and with one weight vector every d uses its first d entries, so neighbouring points of the curve are not independent. The gain scales numbers that are already drawn: moving it shows no new ones.',
    limits:
      'It is a unit at initialization, and the components of its input are independent of each other; after one step of training the weights depend on the inputs. The histogram is compared with a Gaussian. With few inputs it need not be one, so no verdict rests on it.',
  },
  params: {
    d: inputsParam,
    g: gainParam(tex`g`, 'Sets the standard deviation of the weights, by the rule below.'),
    rule: choice({
      label: 'scale of the weights',
      term: 'sigma',
      initial: 'scaled',
      options: { scaled: 'σ = g / √d', fixed: 'σ = g for every d' },
    }),
    sigma: ownSigma,
    ...lawParams(lawNames),
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
      label: 'how far |W|² strays from one W to the next (standard deviation)',
      symbol: tex`\operatorname{sd}\,|W|^2`,
      term: 'spread',
    }),
    outputs: histogram({ label: 'y', symbol: tex`y`, term: 'y' }),
  },
  presets: {
    unit: { title: 'Scaled weights', says: 'Weights scaled by 1/√d: how does the variance depend on d?', at: {} },
    'forgot-to-scale': {
      title: 'Without the scale',
      says: 'The same σ = 1 for every d: how does the variance depend on d?',
      at: { rule: 'fixed', g: 1 },
    },
    'one-weight-vector': {
      title: 'One weight vector',
      says: 'One weight vector, kept: press New draw a few times. What does the variance over x do?',
      at: { over: 'inputs', d: 16 },
    },
    'sign-weights': {
      title: 'Weights that are signs',
      says: 'One weight vector of plus and minus σ: press New draw a few times. What does the variance over x do now?',
      at: { over: 'inputs', d: 16, weights: 'sign' },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: ({ d }) => [
        { label: 'inputs', symbol: tex`x`, units: d, term: 'x' },
        {
          label: 'sum',
          symbol: tex`y`,
          units: 1,
          activation: 'sum',
          term: 'y',
          forward: 'varianceHere',
        },
      ],
      forward: { label: 'variance', domain: [0.01, 100] },
    },
    {
      kind: 'series',
      title: 'Variance against the number of inputs',
      measures: ['variance'],
      x: { label: 'inputs', symbol: tex`d`, scale: 'log2' },
      y: { scale: 'log10' },
      marks: 'd',
      rules: ({ rule, over, g, sigma }) =>
        rule === 'fixed' || sigma !== ''
          ? [{ label: 'unit variance', at: 1 }]
          : over === 'inputs'
            ? [{ label: 'g²', at: g * g }]
            : [],
    },
    {
      kind: 'histogram',
      title: 'The sums, beside a Gaussian of variance dσ²',
      measures: ['outputs'],
    },
    { kind: 'scalars', title: 'At this d', measures: ['varianceHere', 'meanHere', 'spread'] },
  ],
  claims: {
    unit: {
      says: String.raw`With $\sigma = 1/\sqrt d$ the sum has variance 1 at every $d$ from 1 to 1024. At $d = 64$ its mean is measured, too, and is 0.`,
      checks: [equals('meanHere', 0), equals('variance', 1)],
    },
    'any-law': {
      says: 'Of the laws only the variances count: Laplace weights on inputs of plus or minus one also give variance 1 at every $d$.',
      at: { weights: 'laplace', inputs: 'sign' },
      checks: [equals('variance', 1)],
    },
    unscaled: {
      says: String.raw`With $\sigma = 1$ for every $d$ the variance is $d$: 1 at $d = 1$, 32 at $d = 32$, 1024 at $d = 1024$.`,
      at: { rule: 'fixed', g: 1, d: 1024 },
      checks: [
        equals(at('variance', 1), 1),
        equals(at('variance', 32), 32),
        equals(at('variance', 1024), 1024),
        agrees('variance'),
      ],
    },
    gain: {
      says: String.raw`With $\sigma = g/\sqrt d$ the variance is $g^2$: at a gain of 2 it is 4 at every $d$.`,
      at: { g: 2 },
      checks: [equals('variance', 4), agrees('variance')],
    },
    'one-vector': {
      says: 'At one fixed $W$ the variance over $x$ is $|W|^2$, whatever value that has.',
      at: { over: 'inputs', d: 16 },
      checks: [agrees('variance')],
    },
    signs: {
      says: String.raw`At one fixed $W$ of entries $\sigma$ and $-\sigma$ the variance over uniform inputs is 1 at every $d$, because $|W|^2$ does not stray.`,
      at: { over: 'inputs', d: 16, weights: 'sign', inputs: 'uniform' },
      checks: [equals('variance', 1), exact('spread', 0)],
    },
    spread: {
      says: String.raw`From one Gaussian weight vector of 64 entries to the next, $|W|^2$ strays by $\sqrt{2/d} = 0.177$ (standard deviation).`,
      at: { d: 64 },
      checks: [states('0.177', 'spread'), equals('spread', Math.sqrt(2 / 64))],
    },
  },
  ownClaims: {
    sigma: {
      name: 'your σ',
      says: 'the variance of y is 1 at every d',
      // At one fixed W the variance is |W|^2, which differs from d sigma^2 at every scale.
      when: ({ over }) => over === 'both',
      checks: [equals('variance', 1)],
    },
  },
  unused: ({ sigma }) => (sigma === '' ? [] : ['g', 'rule']),
  measure,
  readings: () => ROUNDS,
  theory,
  cost,
})

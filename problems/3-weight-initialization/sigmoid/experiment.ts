import { agrees, below, equals, experiment, histogram, number, scalar, states, tex } from '../../../src/experiment'
import { ROUNDS } from '../../../src/numerics/statistics/rounds'
import { activationParam, gainParam, inputsParam, lawNames, lawParams } from '../params'
import { cost, measure } from './measure'
import { theory } from './theory'

/** Parts b and c: the effect of the activation on the sum. */
export default experiment({
  title: 'What the activation makes of it',
  summary:
    'The same sums before and after the activation. Compare their means and their variances, and look at the bound that the greatest slope sets.',
  about: {
    computes:
      'One unit: y is the sum of d products of a weight and an input, and u is the activation of y minus the bias. Weights and inputs are independent, of mean 0, drawn from the laws chosen; an input has variance 1 and y has the gain as its standard deviation. Groups of 16 weight vectors meet the same 16 input vectors. The theory values come from quadrature at this very d: no Gaussian limit is taken.',
    repeated: 'repetitions',
    errors: 'Every standard error is taken over 128 repetitions, each with weights and inputs of its own.',
    fixes:
      'Nothing is standardized after it is drawn. The gain, the bias and the activation work on numbers that are already drawn: moving them shows no new ones. The skewed law is that of an exponential variable less its mean.',
    limits:
      'Weights and inputs vary together here; at one fixed weight vector, mean and variance over the inputs are different. A ReLU that passes fewer than one sum in a hundred is left without a verdict, because too few of its outputs differ from 0.',
  },
  params: {
    d: inputsParam,
    g: gainParam(tex`g = \sigma\sqrt d`, 'The standard deviation of y.'),
    activation: activationParam('sigmoid', { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU' }),
    bias: number({
      label: 'bias',
      symbol: tex`B`,
      term: 'B',
      initial: 0,
      min: -3,
      max: 3,
      step: 0.1,
      says: 'Taken off the sum before the activation: u = f(y - B).',
    }),
    ...lawParams((one) => ({ ...lawNames(one), skewed: 'skewed' })),
  },
  measures: {
    preactivations: histogram({ label: 'y, before the activation', symbol: tex`y`, term: 'y' }),
    outputs: histogram({ label: 'u, after the activation', symbol: tex`u`, term: 'u' }),
    meanOut: scalar({ label: 'mean of u', symbol: tex`\mathbb E\,u`, term: 'mean-u' }),
    meanIn: scalar({ label: 'mean of y', symbol: tex`\mathbb E\,y`, term: 'mean-y' }),
    varianceIn: scalar({ label: 'variance of y', symbol: tex`\operatorname{Var} y`, term: 'var-y' }),
    varianceOut: scalar({ label: 'variance of u', symbol: tex`\operatorname{Var} u`, term: 'var-u' }),
    bound: scalar({
      label: 'bound on the variance of u: greatest slope squared, times the variance of y',
      symbol: tex`\max|f'|^2\operatorname{Var} y`,
      term: 'bound',
    }),
  },
  presets: {
    symmetric: {
      title: 'Symmetric weights',
      says: 'Symmetric weights and no bias: move the gain, and watch the mean of u.',
      at: {},
    },
    'bias-breaks-it': { title: 'A bias', says: 'A bias of 1: where does the mean of u go?', at: { bias: 1 } },
    'one-skew-is-harmless': {
      title: 'Skewed inputs',
      says: 'Skewed inputs, symmetric weights: is the mean of u still what it was?',
      at: { d: 16, g: 4, inputs: 'skewed' },
    },
    'skew-breaks-it': {
      title: 'Both skewed',
      says: 'Weights and inputs both skewed: is the mean of u still what it was? y has mean zero as before.',
      at: { d: 16, g: 4, weights: 'skewed', inputs: 'skewed' },
    },
    'one-input': {
      title: 'One input',
      says: 'One input: the variance of y is still 1. Is the variance of u what it was with 64?',
      at: { d: 1 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: ({ d, activation }) => [
        { label: 'inputs', symbol: tex`x`, units: d, term: 'x' },
        { label: 'sum', symbol: tex`y`, units: 1, activation: 'sum', term: 'y', forward: 'varianceIn' },
        {
          label: 'output',
          symbol: tex`u`,
          units: 1,
          activation,
          term: 'u',
          forward: 'varianceOut',
        },
      ],
      forward: { label: 'variance', domain: [0.01, 100] },
    },
    {
      kind: 'histogram',
      title: 'Before the activation',
      measures: ['preactivations'],
      x: { label: 'y', symbol: tex`y` },
    },
    { kind: 'histogram', title: 'After it', measures: ['outputs'], x: { label: 'u', symbol: tex`u` } },
    {
      kind: 'scalars',
      title: 'Mean and variance',
      measures: ['meanIn', 'varianceIn', 'meanOut', 'varianceOut', 'bound'],
    },
  ],
  claims: {
    half: {
      says: 'With symmetric weights and no bias the mean of $u$ is $1/2$, even for skewed inputs.',
      at: { d: 16, g: 4, inputs: 'skewed' },
      checks: [equals('meanOut', 1 / 2), equals('varianceIn', 16)],
    },
    smaller: {
      says: String.raw`At $\operatorname{Var} y = 1$ and $d = 64$ the variance of $u$ is 0.0431, below the bound of $1/16$.`,
      at: { d: 64 },
      checks: [
        equals('varianceIn', 1),
        equals('bound', 1 / 16),
        states('0.0431', 'varianceOut'),
        equals('varianceOut', 0.04313),
        below('varianceOut', 1 / 16),
      ],
    },
    'one-input': {
      says: 'With one input and Gaussian laws the variance of $u$ is smaller still: it is 0.0331, although the variance of $y$ is 1 as before.',
      at: { d: 1 },
      checks: [equals('varianceIn', 1), states('0.0331', 'varianceOut'), equals('varianceOut', 0.03306)],
    },
    bias: {
      says: 'A bias of 1 pulls the mean of $u$ down from $1/2$ to 0.303.',
      at: { bias: 1 },
      checks: [states('0.303', 'meanOut'), equals('meanOut', 0.3031)],
    },
    skew: {
      says: 'If weights and inputs are both skewed the mean of $u$ leaves $1/2$: with 16 inputs and a gain of 4 it is 0.477. The mean of $y$ is still 0.',
      at: { d: 16, g: 4, weights: 'skewed', inputs: 'skewed' },
      checks: [
        equals('meanIn', 0),
        states('0.477', 'meanOut'),
        equals('meanOut', 0.4766),
        below('meanOut', 1 / 2),
        agrees('varianceOut'),
      ],
    },
    relu: {
      says: 'A ReLU leaves a mean of 0.40 and a variance of 0.34: its output does not have mean zero, and the next layer takes that in.',
      at: { activation: 'relu' },
      checks: [
        states('0.40', 'meanOut'),
        equals('meanOut', 0.3974),
        states('0.34', 'varianceOut'),
        equals('varianceOut', 0.3421),
      ],
    },
  },
  measure,
  readings: () => ROUNDS,
  theory,
  cost,
})

import { choice, experiment, number, scalar, series, tex } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { ROUNDS } from '../../../src/numerics/statistics/rounds'
import { activationParam, gainParam } from '../params'
import { claims } from './claims'
import { cost, measure } from './measure'
import { theory } from './theory'

/** Beyond the printed problem: the variance, the signal and the gradient through many layers. */
export default experiment({
  title: 'Through many layers',
  summary:
    'Does the scale hold, and is that enough? Watch the deviation over inputs, which is the signal, and the gradient on its way back.',
  about: {
    computes:
      'Stacks of dense layers of one width without biases: Gaussian weights of the variance chosen, then the activation. Every network is shown two independent Gaussian inputs and a third of correlation 0.99 with the first. Backpropagation starts at the top from an independent Gaussian gradient for each input. The theory lines come from the mean-field recursion with its first correction for a finite width.',
    repeated: 'networks',
    errors:
      'Every standard error is taken over networks, each with weights, inputs and loss of its own: 128 of them at width 64, 256 at widths up to 32, 32 at width 128. Deviations and gradients are geometric means over networks of root mean squares over units; the share of inactive units, the correlation and the factor on the mean square are plain means over networks.',
    fixes:
      'Every input is scaled so that its mean square over components is exactly 1, as normalized data would be. The gradient is measured relative to the top layer. The scale of the weights works on numbers that are already drawn: moving the gain shows no new ones.',
    limits:
      'All networks are at initialization, with as many units in every layer. The correction for a finite width is the first one, so in narrow and deep stacks the theory lines are not exact; with tanh just above gain 1, where two inputs stay apart in some networks and not in others, that of the deviation over inputs ends. The deviation over inputs rests on two inputs for each network, and where it falls below the rounding of single precision, it shows the rounding only. The correlation has no theory line.',
  },
  params: {
    layers: number({
      label: 'layers',
      symbol: tex`L`,
      term: 'L',
      initial: 20,
      min: 1,
      max: 50,
      integer: true,
      says: 'How many layers of weights and activations.',
    }),
    width: number({
      label: 'width',
      symbol: tex`d`,
      term: 'd',
      initial: 64,
      min: 16,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'Units in every layer, and inputs to the first.',
    }),
    activation: activationParam('relu', { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU', linear: 'none (linear)' }),
    scheme: choice({
      label: 'variance of the weights',
      symbol: tex`\sigma^2`,
      term: 'sigma',
      initial: 'he',
      options: {
        gain: 'g² / d, with the gain below',
        lecun: '1 / d (LeCun)',
        glorot: '2 / (fan-in + fan-out) (Glorot)',
        he: '2 / d (He)',
      },
    }),
    g: gainParam(tex`g = \sigma\sqrt d`, 'Sets the weights where no named rule does.'),
  },
  measures: {
    overUnits: series({
      label: 'standard deviation over units (geometric mean over networks)',
      short: 'over units',
      symbol: tex`\operatorname{sd}_i h_\ell[i]`,
      term: 'over-units',
      over: 'layer',
      stored: 'log10',
    }),
    overInputs: series({
      label: 'standard deviation over inputs at fixed weights: the signal (geometric mean over networks)',
      short: 'over inputs',
      symbol: tex`\operatorname{sd}_x h_\ell[i]`,
      term: 'over-inputs',
      over: 'layer',
      stored: 'log10',
    }),
    gradient: series({
      label: 'length of the gradient, 1 at the top (geometric mean over networks)',
      symbol: tex`|\partial\text{Loss}/\partial h_\ell|`,
      term: 'gradient',
      over: 'layer',
      stored: 'log10',
    }),
    share: series({
      label: 'share of inactive units: slope under 1 % of its greatest',
      term: 'share',
      over: 'layer',
    }),
    likeness: series({
      label: 'correlation over units of two inputs that start at correlation 0.99',
      symbol: tex`\operatorname{corr}_i`,
      term: 'likeness',
      over: 'layer',
    }),
    growth: scalar({
      label: 'factor of a layer on the mean square (mean over layers and networks)',
      symbol: tex`|h_\ell|^2 / |h_{\ell-1}|^2`,
      term: 'growth',
    }),
  },
  presets: {
    he: {
      title: 'ReLU, rule of He',
      says: 'ReLU with 2/d: what do signal and gradient do from layer to layer?',
      at: {},
    },
    'relu-forgot-the-two': {
      title: 'ReLU without the 2',
      says: 'ReLU with 1/d: how much of the signal is lost at every layer?',
      at: { scheme: 'lecun' },
    },
    'dead-signal': {
      title: 'Sigmoid',
      says: 'Sigmoid with 1/d. Compare the deviation over units with the deviation over inputs.',
      at: { activation: 'sigmoid', scheme: 'lecun' },
    },
    glorot: {
      title: 'tanh, rule of Glorot',
      says: 'tanh with the rule of Glorot: how fast do signal and gradient change?',
      at: { activation: 'tanh', scheme: 'glorot' },
    },
    chaotic: {
      title: 'tanh, larger weights',
      says: 'tanh with gain 2.5: what becomes of the gradient, and of two inputs that are nearly alike?',
      at: { activation: 'tanh', scheme: 'gain', g: 2.5 },
    },
    narrow: {
      title: 'Narrow and deep',
      says: 'Fifty layers of sixteen units: how close is the theory here?',
      at: { activation: 'tanh', scheme: 'gain', g: 2.5, width: 16, layers: 50 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The network',
      layers: ({ layers, width, activation }) => [
        { label: 'inputs', symbol: tex`x`, units: width, term: 'x' },
        ...upTo(layers).map((l) => ({
          label: `layer ${l + 1}`,
          short: `${l + 1}`,
          units: width,
          activation,
          at: l + 1,
        })),
      ],
      forward: { label: 'signal, over inputs', measure: () => 'overInputs' },
      backward: { label: 'gradient', measure: () => 'gradient' },
    },
    {
      kind: 'series',
      title: 'Forwards: over units and over inputs',
      measures: ['overUnits', 'overInputs'],
      x: { symbol: tex`\ell`, layers: true },
      y: { label: 'standard deviation' },
    },
    {
      kind: 'series',
      title: 'Backwards: the gradient',
      measures: ['gradient'],
      x: { symbol: tex`\ell`, layers: true },
      y: { label: 'length of the gradient' },
      rules: () => [{ label: 'as at the top', at: 1 }],
    },
    {
      kind: 'series',
      title: 'Inactive units',
      measures: ['share'],
      x: { symbol: tex`\ell`, layers: true },
      y: { label: 'share of units', domain: [0, 1] },
    },
    {
      kind: 'series',
      title: 'Two inputs that were alike',
      measures: ['likeness'],
      x: { symbol: tex`\ell`, layers: true },
      y: { label: 'correlation', domain: [-0.25, 1] },
      rules: () => [{ label: 'unrelated', at: 0 }],
    },
    { kind: 'scalars', title: 'A layer on average', measures: ['growth'] },
  ],
  claims,
  hero: {
    says: 'Twenty layers of random weights and ReLU. Turn the gain of the weights: where does the gradient reach the first layer as long as it left the last?',
    turns: 'g',
    from: 0.7,
    to: 2.8,
    at: { scheme: 'gain' },
    view: {
      kind: 'series',
      title: 'The gradient, on its way back from layer 20',
      measures: ['gradient'],
      x: { symbol: tex`\ell`, layers: true },
      y: { label: 'length of the gradient', domain: [1e-6, 1e6] },
      rules: () => [{ label: 'as at the top', at: 1 }],
    },
  },
  measure,
  readings: () => ROUNDS,
  theory,
  cost,
  unused: ({ scheme }) => (scheme === 'gain' ? [] : ['g']),
})

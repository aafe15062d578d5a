import { choice, experiment, number, scalar, series, tex } from '../../../src/experiment'
import { raceRun } from '../../../src/numerics/training/race'
import { drawnLayers } from '../drawnLayers'
import { activationParam, layersParam, widthParam } from '../params'
import { claims } from './claims'
import { measure } from './measure'
import { BATCH, EVERY, SEEDS } from './setting'
import { SGD, SGD_SCALED, SGD_TANH } from './sgd'

/** Parts a and c: one head, a head on every layer, and residual connections, trained side by side. */
export default experiment({
  title: 'Three networks in training',
  summary:
    'Three networks learn from the same data, with the same seeds and the same optimiser: one head on top, a head on every layer, and residual connections with one head.',
  about: {
    computes:
      'Three networks of dense layers, 8 of each: one with a linear head on the last layer, one with a head on every layer, and one with residual connections and one head. Weights start Gaussian of variance 1 / d (2 / d for ReLU without residual connections), biases and heads start at zero. Inputs are Gaussian; the target is sin(0.7 x) / 0.56 of the first coordinate x of the input, which has variance 1. Every step takes 12 new examples a network; after 2000 steps the same ones come again. Errors are means over examples that no step has seen.',
    repeated: 'networks',
    errors:
      'Every standard error is taken over the 8 networks of a kind, each with first weights, training examples and 256 held-out examples of its own. Errors are geometric means over networks; the fitted functions and the number of the best head are plain means.',
    fixes:
      'The three kinds share their draws: network 1 of each starts from the same weights and sees the same examples, and so on, so that differences between the curves are less noisy than their error bars say. Adam uses the decay rates of its paper, 0.9 and 0.999, and adds 1e-8 to the divisor. Nothing is standardized. The line along which the fitted functions are drawn changes the first coordinate of one held-out example of each network.',
    limits:
      'One target, one batch size and a budget of steps: what has not been learned by then might be learned later. The rate is the same for all three networks, and the best rate of each may differ. There is no theory beside these curves.',
  },
  params: {
    layers: layersParam({ initial: 20, max: 30 }),
    width: widthParam({
      says: 'Units in every layer, and inputs to the first: the residual network needs them equal.',
    }),
    activation: activationParam({ sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU' }),
    branch: choice({
      label: 'residual branches',
      term: 'residual',
      initial: 'whole',
      options: { whole: 'added whole', scaled: 'divided by √L' },
    }),
    optimiser: choice({
      label: 'optimiser',
      initial: 'adam',
      options: { adam: 'Adam', sgd: 'SGD' },
    }),
    rate: number({
      label: 'learning rate',
      initial: 0.003,
      min: 0.00108,
      max: 0.1,
      scale: 'log10',
      // Two steps of the slider lead from 0.003 to 0.005, so that both can be reached.
      step: Math.log10(5 / 3) / 2,
    }),
    steps: number({
      label: 'steps',
      initial: 1000,
      min: 200,
      max: 4000,
      step: 200,
      integer: true,
    }),
    shows: choice({
      label: 'networks drawn',
      initial: 'all',
      options: { all: 'all three', single: 'one head', heads: 'a head on every layer', residual: 'residual' },
      display: true,
    }),
  },
  measures: {
    single: series({
      label: 'one head',
      short: 'one head',
      symbol: tex`\overline{(y - \hat y_L)^2}`,
      term: 'single',
      over: 'step',
      stored: 'log10',
    }),
    allHeads: series({
      label: 'a head on every layer: the last',
      short: 'many heads',
      symbol: tex`\overline{(y - \hat y_L)^2}`,
      term: 'all-heads',
      over: 'step',
      stored: 'log10',
    }),
    residual: series({
      label: 'residual',
      short: 'residual',
      symbol: tex`\overline{(y - \hat y)^2}`,
      term: 'residual',
      over: 'step',
      stored: 'log10',
    }),
    byHead: series({
      label: 'mean squared error of each head now',
      symbol: tex`\overline{(y - \hat y_\ell)^2}`,
      term: 'by-head',
      over: 'head',
      stored: 'log10',
    }),
    target: series({ label: 'target', symbol: tex`y`, term: 'y', over: 'position' }),
    fitSingle: series({
      label: 'one head',
      short: 'one head',
      symbol: tex`\hat y_L`,
      term: 'single',
      over: 'position',
    }),
    fitHeads: series({
      label: 'a head on every layer: the last',
      short: 'many heads',
      symbol: tex`\hat y_L`,
      term: 'all-heads',
      over: 'position',
    }),
    fitResidual: series({
      label: 'residual',
      short: 'residual',
      symbol: tex`\hat y`,
      term: 'residual',
      over: 'position',
    }),
    bestHead: scalar({ label: 'the head with the least error now', symbol: tex`\ell`, term: 'best-head' }),
    changeOfLoss: scalar({
      label: 'change of the loss along the gradient, divided by what the gradient says (the worst of three)',
      term: 'change',
      rounding: 1e-2,
    }),
  },
  presets: {
    adam: {
      title: 'Adam',
      says: 'Adam at 0.003, sigmoids: which of the three leaves the variance of y first?',
      at: {},
    },
    sgd: { title: 'Plain SGD', says: 'SGD at 0.005, sigmoids: which head has learned?', at: SGD },
    'scaled-branches': {
      title: 'SGD, scaled branches',
      says: 'SGD at 0.005, sigmoids, and the branches of the residual network divided by the root of L: does it learn now?',
      at: SGD_SCALED,
    },
    'sgd-tanh': { title: 'SGD, tanh', says: 'SGD at 0.003, tanh: what is left to cure?', at: SGD_TANH },
  },
  views: [
    {
      kind: 'network',
      title: 'The network',
      says: (p) =>
        `Drawn: ${{ single: 'one head', heads: 'a head on every layer', residual: 'residual' }[drawnOf(p)]}.`,
      layers: (p) => {
        const kind = drawnOf(p)
        return drawnLayers(p, (l) => ({
          ...(kind === 'residual' ? { skip: {}, branch: p.branch === 'scaled' ? { factor: '/ √L' } : {} } : {}),
          ...(kind === 'heads' || l === p.layers ? { head: {} } : {}),
          ...(kind !== 'heads' && l === p.layers ? { forward: kind } : {}),
        }))
      },
      forward: {
        label: 'error of the head now',
        measure: (p) => (drawnOf(p) === 'heads' ? 'byHead' : undefined),
        heads: true,
        domain: [0.01, 100],
      },
    },
    {
      kind: 'race',
      title: 'The error of the last head',
      measures: ['single', 'allHeads', 'residual'],
      y: { label: 'mean squared error' },
      better: 'lower',
      rules: () => [{ label: 'variance of y', at: 1 }],
      shows: ({ shows }) =>
        ({
          all: ['single', 'allHeads', 'residual'],
          single: ['single'],
          heads: ['allHeads'],
          residual: ['residual'],
        })[shows] as readonly ('single' | 'allHeads' | 'residual')[],
    },
    {
      kind: 'series',
      title: 'The error of every head',
      measures: ['byHead'],
      along: ({ layers }) => [1, layers],
      x: { symbol: tex`\ell`, layers: true },
      y: { label: 'mean squared error' },
      rules: () => [{ label: 'variance of y', at: 1 }],
    },
    {
      kind: 'fit',
      title: 'What the networks compute',
      target: 'target',
      measures: ['fitSingle', 'fitHeads', 'fitResidual'],
      x: { label: 'position along a line in input space' },
      y: { label: 'y' },
      shows: ({ shows }) =>
        ({
          all: ['fitSingle', 'fitHeads', 'fitResidual'],
          single: ['fitSingle'],
          heads: ['fitHeads'],
          residual: ['fitResidual'],
        })[shows] as readonly ('fitSingle' | 'fitHeads' | 'fitResidual')[],
    },
    { kind: 'scalars', title: 'The heads compared', measures: ['bestHead', 'changeOfLoss'] },
  ],
  claims,
  measure,
  ...raceRun(EVERY),
  theory: () => ({}),
  // Three networks, each with a forward pass and a backward pass that costs twice as much.
  cost: ({ layers, width }) => EVERY * 3 * 3 * SEEDS * BATCH * 2 * layers * width ** 2,
})

/** The network in the picture: if all three are trained, the one whose heads have a chart. */
const drawnOf = ({ shows }: { readonly shows: 'all' | 'single' | 'heads' | 'residual' }) =>
  shows === 'all' ? 'heads' : shows

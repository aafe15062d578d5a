import {
  above,
  at,
  below,
  between,
  type Checker,
  choice,
  end,
  equals,
  every,
  exact,
  experiment,
  number,
  type Point,
  scalar,
  series,
  tex,
  times,
} from '../../../src/experiment'
import { standingsOf } from '../../../src/numerics/training/race'
import { drawnLayers } from '../drawnLayers'
import { activationParam, layersParam, widthParam } from '../params'
import { measure } from './measure'
import { BATCH, EVERY, SEEDS } from './setting'

/**
 * A learning rate and a number of steps at which the first head learns and no later one does. The second derivative of the loss along the mean of h_L
 * is 2 d (L/2)^2 = 6400 with unscaled branches, and 2 d L/4 = 320 with branches divided by sqrt L; the rate times it should be below 2.
 */
const SGD = { optimiser: 'sgd', rate: 0.005, steps: 800 } as const
/** The same, with the branches of the residual network divided by the square root of their number. */
const SGD_SCALED = { ...SGD, branch: 'scaled' } as const
/** The same, for fewer steps. */
const SGD_BEGUN = { ...SGD, steps: 200 } as const
/** tanh, whose mean is 0, at a lower rate: for the longest h_L of a residual network the rate times the second derivative stays below 2. */
const SGD_TANH = { ...SGD, activation: 'tanh', rate: 0.003, steps: 400 } as const

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
  claims: {
    target: {
      says: String.raw`The target is $y = \sin(0.7\,x[1]) / 0.56$, a function of the first entry of $x$ alone.`,
      at: SGD_SCALED,
      checks: [every('target', 'sin(0.7 x) / 0.56, to one part in 200', (y, x) => isNear(y, Math.sin(0.7 * x) / 0.56))],
    },
    gradients: {
      says: 'All three are trained with the gradient of their loss: a small step along the gradient changes the loss by what the gradient says, to one part in 2000.',
      at: SGD_SCALED,
      checks: [between('changeOfLoss', 0.9995, 1.0005)],
    },
    'first-head': {
      says: 'With SGD at 0.005 the first head learns in 800 steps: between an eighth and three quarters of the variance of $y$ is left to it. The last head learns nothing, and in every network the best head is the first.',
      at: SGD_SCALED,
      checks: [
        between(at('byHead', 1), 1 / 8, 3 / 4),
        equals(end('byHead'), 1),
        scatters(at('single', 0)),
        between(end('byHead'), 3 / 4, 4 / 3),
        exact('bestHead', 1),
      ],
    },
    'thrown-about': {
      says: 'With SGD at 0.005 the first steps throw the residual network far off: at step 20 its error is more than a hundred times the variance of $y$, and at step 200 it is still larger than that variance.',
      at: SGD_BEGUN,
      checks: [above(at('residual', 20), 100), above(end('residual'), 1)],
    },
    'scaled-branches': {
      says: String.raw`With branches divided by $\sqrt L$ the residual network learns with the same SGD in 800 steps: between a sixtieth and a half of the variance of $y$ is left, while neither the single head nor the last of the heads has learned anything.`,
      at: SGD_SCALED,
      checks: [
        between(end('residual'), 1 / 60, 1 / 2),
        between(end('allHeads'), 3 / 4, 4 / 3),
        between(end('single'), 3 / 4, 4 / 3),
      ],
    },
    'tanh-learns': {
      says: 'With tanh and SGD at 0.003 all three learn in 400 steps, and the first steps no longer throw the residual network far off: between a seventh and three quarters of the variance of $y$ is left to it. But it is behind the network with a head on every layer, whose last head is left with less than a fifth.',
      at: SGD_TANH,
      checks: [
        between(end('residual'), 1 / 7, 3 / 4),
        above(end('residual'), end('allHeads')),
        between(end('allHeads'), 1 / 20, 1 / 5),
        below(end('single'), 1),
      ],
    },
    'single-stays': {
      says: 'With one head on twenty layers of sigmoids, 32 wide, Adam learns nothing in 1000 steps: the error stays at the variance of $y$, to within a quarter.',
      checks: [equals(end('single'), 1), between(end('single'), 4 / 5, 5 / 4), scatters(end('single'))],
    },
    'heads-learn': {
      says: 'With a head on every layer the last head learns with Adam in 1000 steps: between a two-hundredth and a half of the variance of $y$ is left.',
      checks: [between(end('allHeads'), 1 / 200, 1 / 2)],
    },
    fits: {
      says: 'After 1000 steps of Adam the line of the network with one head is nearly level: it is between $-1/2$ and $1/2$ at $x[1] = -3/2$ as at $3/2$. That of the last of the many heads rises with the target: it is below $-1/2$ at the first place, and above $1/2$ at the second (means over networks).',
      checks: [
        between(at('fitSingle', -1.5), -1 / 2, 1 / 2),
        between(at('fitSingle', 1.5), -1 / 2, 1 / 2),
        below(at('fitHeads', -1.5), -1 / 2),
        above(at('fitHeads', 1.5), 1 / 2),
      ],
    },
    'rises-upwards': {
      says: 'The heads have learned, but the last is not the best: its error is larger than that of head 4. Head 1 is left with less than a tenth of the variance of $y$.',
      checks: [above(at('byHead', 20), at('byHead', 4)), below(at('byHead', 1), 1 / 10)],
    },
    'residual-wins': {
      says: 'The residual network is the fastest: at step 400 its error is less than a fifth of that of the last of the many heads, and at step 1000 between 1/2000 and a tenth of the variance of $y$ is left.',
      checks: [
        below(at('residual', 400), times(at('allHeads', 400), 1 / 5)),
        between(end('residual'), 1 / 2000, 1 / 10),
      ],
    },
  },
  measure,
  readings: ({ steps }) => standingsOf(steps, EVERY),
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  waits: true,
  theory: () => ({}),
  // Three networks, each with a forward pass and a backward pass that costs twice as much.
  cost: ({ layers, width }) => EVERY * 3 * 3 * SEEDS * BATCH * 2 * layers * width ** 2,
})

/** The network in the picture: if all three are trained, the one whose heads have a chart. */
const drawnOf = ({ shows }: { readonly shows: 'all' | 'single' | 'heads' | 'residual' }) =>
  shows === 'all' ? 'heads' : shows

/**
 * The networks must differ by at least a fifth of 0.0255 in log10, which is the scatter due to 256 held-out examples of their own. With one held-out
 * set for all, untrained networks differ by only a tenth of that.
 */
function scatters<const Name extends string>(point: Point<Name>): Checker<Name> {
  return {
    reads: [point.name],
    judge: (evidence) => {
      const { stderr, repeats = Number.NaN } = point.read(evidence.measured[point.name], evidence.measures[point.name])
      const outcome = stderr * Math.sqrt(repeats) > 0.0255 / 5 ? 'holds' : 'refuted'
      return { says: `held-out examples of their own make the networks differ${point.where(evidence)}`, outcome }
    },
  }
}

/** Whether a and b are equal to one part in 200: the sentence rounds to 0.56. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(Math.abs(b) / 200, 1e-6)
}

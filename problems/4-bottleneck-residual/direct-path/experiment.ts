import {
  above,
  agrees,
  at,
  between,
  equals,
  experiment,
  number,
  scalar,
  series,
  states,
  tex,
} from '../../../src/experiment'
import { LARGEST_ROUND, ROUNDS } from '../../../src/numerics/statistics/rounds'
import { stackLayers } from '../drawnStack'
import { networksAtOnce } from '../initialization'
import { FACTORS, factorSlider, smallFactorSlider, stackParams } from '../params'
import { measure, PROBES } from './measure'
import { predict } from './theory'

/** Part c: the length of the gradient remains while its direct part vanishes. */
export default experiment({
  title: 'The direct path',
  summary:
    'The gradient on its way from the top to the input: how long is it, how much of it came straight down the skips, and where does it point?',
  about: {
    computes:
      'Random stacks at their initialization, without the second ReLU and without biases: weights are Gaussian and independent, of variance two over the fan-in before the ReLU and one over the fan-in after it. A unit vector in a random direction stands for the gradient at the top, and goes down through the network. At every block it is split by the number of branches that its parts have passed. The cosine is taken over networks: the mean inner product with the gradient at the top, divided by the root mean square length. The variance at the top is measured as the mean square of its units, because their mean is zero.',
    repeated: 'networks',
    errors:
      'Every network has weights, an input and a direction at the top of its own, and each standard error is taken over networks: 64 in a full run at the sizes of the first view, up to 256 of smaller ones.',
    fixes:
      'Every input is shifted and scaled to mean 0 and variance 1 over its units, and the gradient at the top to length 1, exactly. The draws do not depend on the sliders.',
    limits:
      'The direction at the top is drawn, and does not come from a loss or from data. Lengths and the cosine are taken over networks: the cosine in one network differs from it by about one over the root of the width. Where lengths differ too much for a mean over so few networks, there is no verdict.',
  },
  params: {
    skip: number({
      label: 'factor of the skip',
      symbol: tex`s`,
      term: 'skip',
      initial: FACTORS.half,
      ...factorSlider,
      says: 'Multiplies the layer below in every block. Part b has γ here.',
    }),
    branch: number({
      label: 'factor of the branch',
      symbol: tex`b`,
      term: 'branch',
      initial: FACTORS.half,
      ...smallFactorSlider,
      says: 'Multiplies what the branch adds. Part b has γ here too.',
    }),
    ...stackParams,
  },
  measures: {
    norm: series({
      label: 'length of the gradient, 1 at the top (root mean square over networks)',
      short: 'gradient',
      symbol: tex`|\partial\text{Loss}/\partial L_\ell|`,
      term: 'gradient',
      over: 'block',
      stored: 'log10',
    }),
    direct: series({
      label: 'length of its direct part, which came through skips alone',
      short: 'direct part',
      symbol: tex`s^{L - \ell}`,
      term: 'direct',
      over: 'block',
      stored: 'log10',
    }),
    cosine: series({
      label: 'cosine with the gradient at the top (mean inner product / root mean square length)',
      symbol: tex`\cos`,
      term: 'cosine',
      over: 'block',
    }),
    paths: series({
      label: 'share of the squared gradient at the input, by branches on the path (means over networks)',
      term: 'paths',
      over: 'branches on the path',
    }),
    varianceHere: scalar({
      label: 'variance at the top of the stack',
      symbol: tex`\operatorname{Var} L_L[n]`,
      term: 'variance',
    }),
    normHere: scalar({
      label: 'length of the gradient at the input (root mean square over networks)',
      symbol: tex`|\partial\text{Loss}/\partial L_1|`,
      term: 'gradient',
    }),
    directHere: scalar({ label: 'length of its direct part', symbol: tex`s^{L-1}`, term: 'direct' }),
    cosineHere: scalar({
      label: 'cosine with the gradient at the top, over networks',
      symbol: tex`\cos`,
      term: 'cosine',
    }),
  },
  presets: {
    gamma: {
      title: 'Both factors 1/√2',
      says: 'γ = 1/√2, the answer of part b: what happens to the length of the gradient, and what to its direct part?',
      at: {},
    },
    one: {
      title: 'Both factors 1',
      says: 'γ = 1, so that the direct part keeps its length: does the cosine become larger?',
      at: { skip: 1, branch: 1 },
    },
    'small-branch': {
      title: 'A small branch',
      says: 'A whole skip and a branch of 1/√20: how large is the cosine now, and how large the variance?',
      at: { skip: 1, branch: FACTORS.littleBranch },
    },
    'unit-both': {
      title: 'A small branch, unit variance',
      says: 'Skip √0.95 and branch √0.05, whose squares add up to 1: can variance and direct path both live?',
      at: { skip: FACTORS.mostOfTheSkip, branch: FACTORS.littleBranch },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The stack',
      layers: (p) =>
        stackLayers(p).map((layer) => (layer.at === p.blocks ? { ...layer, forward: 'varianceHere' as const } : layer)),
      forward: { label: 'variance, at the top' },
      backward: { label: 'gradient, 1 at the top', measure: () => 'norm' },
    },
    {
      kind: 'series',
      title: 'The gradient and its direct part',
      measures: ['norm', 'direct'],
      x: { label: 'blocks below the layer', symbol: tex`\ell - 1`, layers: true },
      y: { label: 'length' },
      rules: () => [{ label: 'as at the top', at: 1 }],
    },
    {
      kind: 'series',
      title: 'Where the gradient points',
      measures: ['cosine'],
      x: { label: 'blocks below the layer', symbol: tex`\ell - 1`, layers: true },
      y: { label: 'cosine with the gradient at the top', domain: [-0.1, 1] },
    },
    {
      kind: 'series',
      title: 'Paths by length',
      measures: ['paths'],
      y: { label: 'share of the squared gradient' },
    },
    {
      kind: 'scalars',
      title: 'What reaches the ends',
      measures: ['varianceHere', 'normHere', 'directHere', 'cosineHere'],
    },
  ],
  claims: {
    gamma: {
      says: String.raw`At $\gamma = 1/\sqrt 2$ the gradient at the input of 20 blocks is as long as at the top, in the root mean square over networks. Its direct part is 0.00098 of that, and over networks its cosine with the gradient at the top is 0.00098.`,
      checks: [
        equals('norm', 1),
        between('normHere', 0.75, 1.3),
        agrees('direct'),
        equals('directHere', 2 ** -10),
        states('0.00098', 'directHere'),
        agrees('cosine'),
        states('0.00098', 'cosineHere'),
        between('cosineHere', -0.06, 0.06),
      ],
    },
    paths: {
      says: String.raw`With $s = b$ the paths through $k$ of the $L - 1$ branches carry the share $\binom{L-1}{k} / 2^{L-1}$ of the squared gradient, on average over networks. With 20 blocks most of it has passed about half of the branches, and the largest share, 0.176, has passed 10.`,
      checks: [
        agrees('paths'),
        states('0.176', at('paths', 10)),
        between(at('paths', 10), 0.14, 0.21),
        above(at('paths', 10), at('paths', 5)),
        above(at('paths', 10), at('paths', 15)),
      ],
    },
    one: {
      says: String.raw`At $\gamma = 1$ the direct part keeps its length exactly, and the gradient as a whole grows to 1024 times its length at the top, in the root mean square over networks. The cosine over networks stays at 0.00098.`,
      at: { skip: 1, branch: 1 },
      checks: [
        agrees('norm'),
        states('1024', 'normHere'),
        between('normHere', 750, 1350),
        equals('direct', 1),
        agrees('cosine'),
        states('0.00098', 'cosineHere'),
        between('cosineHere', -0.06, 0.06),
      ],
    },
    'small-branch': {
      says: String.raw`With a whole skip and a branch of $1/\sqrt{20}$ the variance grows to 2.65 over 20 blocks, and the cosine over networks is still 0.61.`,
      at: { skip: 1, branch: FACTORS.littleBranch },
      checks: [
        agrees('varianceHere'),
        states('2.65', 'varianceHere'),
        between('varianceHere', 2.4, 2.9),
        agrees('cosine'),
        states('0.61', 'cosineHere'),
        between('cosineHere', 0.55, 0.67),
        states('0.05', ({ values }) => Number(values.branch) ** 2),
      ],
    },
    'unit-both': {
      says: String.raw`Unit variance and a living direct path are compatible: with skip $\sqrt{0.95}$ and branch $\sqrt{0.05}$ the variance stays at 1.00 over 20 blocks, the gradient keeps its length in the root mean square, and the cosine over networks is 0.60.`,
      at: { skip: FACTORS.mostOfTheSkip, branch: FACTORS.littleBranch },
      checks: [
        agrees('varianceHere'),
        states('1.00', 'varianceHere'),
        between('varianceHere', 0.9, 1.1),
        agrees('norm'),
        between('normHere', 0.9, 1.1),
        agrees('cosine'),
        states('0.60', 'cosineHere'),
        between('cosineHere', 0.54, 0.66),
        // The sentence gives the squares of the factors.
        states('0.95', ({ values }) => Number(values.skip) ** 2),
        states('0.05', ({ values }) => Number(values.branch) ** 2),
      ],
    },
  },
  measure,
  readings: () => ROUNDS,
  theory: predict,
  cost: (p) => LARGEST_ROUND * networksAtOnce(p) * PROBES * p.blocks * (p.blocks + 2) * 2 * 2 * p.width * p.bottleneck,
})

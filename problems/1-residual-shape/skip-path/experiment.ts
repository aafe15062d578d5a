import { experiment, number, scalar, series, tex, toggle } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { ROUNDS } from '../../../src/numerics/statistics/rounds'
import { adapterParam } from '../params'
import { claims } from './claims'
import { costOf, measure } from './measure'
import { widthsOf } from './network'
import { predicted } from './theory'

/** Part c: how much of the gradient at the loss reaches the first layer, in length and in directions. */
export default experiment({
  title: 'The path through the skips',
  summary: 'How long is the gradient when it arrives, and through how many directions can it arrive? Watch both.',
  about: {
    computes:
      'Layers without positions: each is the skip of the layer below and, where branches are on, a Gaussian matrix times the ReLU of the layer below. The matrix has entries of variance 2 / (depth times fan-in). The loss is linear in the last layer, with plus or minus one in each feature, and its gradient is followed down, through the skips alone and in full.',
    repeated: 'networks',
    errors:
      'Every standard error is over networks that differ in all matrices, in the gradient at the loss and in the input; a full run has 16 networks of 128 features, 64 of 64 and 256 of 32 or fewer.',
    fixes:
      'The gradient at the loss has one and the same length in every network. Orthogonal matrices are Hadamard matrices with drawn signs, not rotations drawn evenly. What is scaled by c is the identity. Lengths and singular values are averaged as logarithms: what is shown is a geometric mean over networks.',
    limits:
      'Nothing has been trained, and the loss is linear. The theory of the participation ratio ends after a sixteenth as many skips as there are features; with branches and skips that are not Gaussian, the gradient in full has no theory.',
  },
  params: {
    adapter: adapterParam(
      'gaussian',
      { select: 'selection', gaussian: 'Gaussian matrix', scaled: 'scaled by c', orthogonal: 'orthogonal matrix' },
      'What every skip multiplies by. Gaussian entries have variance 1/fan-in.',
    ),
    c: number({
      label: 'scale',
      symbol: tex`c`,
      term: 'c',
      initial: 0.9,
      min: 0.5,
      max: 1.5,
      step: 0.01,
      says: 'The factor of the skip that only scales.',
    }),
    features: number({
      label: 'features',
      symbol: tex`N_0`,
      term: 'features',
      initial: 64,
      min: 16,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'Features of the first layer; of every layer, unless selections leave some out.',
    }),
    kept: number({
      label: 'features at the top',
      symbol: tex`N_N`,
      term: 'features',
      initial: 16,
      min: 4,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'How many features the selections leave for the last layer. Each selection leaves the same share of what it reads.',
    }),
    depth: number({
      label: 'depth',
      symbol: tex`N`,
      term: 'depth',
      initial: 20,
      min: 1,
      max: 40,
      integer: true,
      says: 'How many skips lie between the loss and the first layer.',
    }),
    branches: toggle({
      label: 'branches',
      symbol: tex`f_n`,
      term: 'branches',
      initial: false,
      says: 'Each layer adds V ReLU(L), with Gaussian V of variance 2/(N fan-in).',
    }),
  },
  measures: {
    norm: series({
      label: 'typical gradient through the skips alone',
      short: 'skips alone',
      symbol: tex`\left|\partial\mathrm{Loss}/\partial L\right|`,
      term: 'norm',
      over: 'skip',
      stored: 'log10',
    }),
    full: series({
      label: 'typical gradient in full',
      short: 'in full',
      symbol: tex`\left|\partial\mathrm{Loss}/\partial L\right|`,
      term: 'gradient',
      over: 'skip',
      stored: 'log10',
    }),
    participation: series({
      label: 'participation ratio',
      symbol: tex`\textstyle (\sum_k s_k^2)^2 / \sum_k s_k^4`,
      term: 'participation',
      over: 'skip',
    }),
    spectrum: series({
      label: 'typical singular values of the product of all skips',
      symbol: tex`s_k`,
      term: 'singular',
      over: 'rank',
      stored: 'log10',
    }),
    slope: scalar({ label: 'change of the loss, over what the gradient predicts', term: 'slope' }),
  },
  presets: {
    'norm-without-path': {
      title: 'Gaussian, 40 deep',
      says: 'Gaussian skips, 128 features, 40 deep. Compare the first two charts: does one tell what the other does?',
      at: { features: 128, depth: 40 },
    },
    selection: {
      title: 'Selections',
      says: 'Selections that leave nothing out, 64 features: what do length and directions do?',
      at: { adapter: 'select', kept: 64 },
    },
    quarter: {
      title: 'Selections, 64 to 16',
      says: 'Selections from 64 features down to 16: what do length and directions do now?',
      at: { adapter: 'select' },
    },
    orthogonal: {
      title: 'Orthogonal matrices',
      says: 'Can any of the three charts tell these from selections?',
      at: { adapter: 'orthogonal' },
    },
    shrinking: {
      title: 'Scaled by 0.9',
      says: 'Each skip multiplies by 0.9. How much of the length is left after 20 of them, and how many directions?',
      at: { adapter: 'scaled' },
    },
    growing: {
      title: 'Scaled by 1.1',
      says: 'Each skip multiplies by 1.1. How long is the gradient after 20 of them?',
      at: { adapter: 'scaled', c: 1.1 },
    },
    'with-branches': {
      title: 'Branches on',
      says: 'The gradient in full, beside the part that takes the skips alone. What would one see of the skips in it?',
      at: { branches: true },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The network',
      layers: (p) => {
        const widths = widthsOf(p)
        return upTo(p.depth + 1).map((n) => ({
          label: `layer ${n}`,
          short: `${n}`,
          units: widths[p.depth - n] ?? p.features,
          ...(n === 0 ? {} : { skip: {}, ...(p.branches ? {} : { branch: false as const }) }),
          ...(n < p.depth ? { at: p.depth - n } : { head: {} }),
        }))
      },
      backward: { label: 'gradient, 1 at the loss', measure: ({ branches }) => (branches ? 'full' : 'norm') },
    },
    {
      kind: 'series',
      title: 'The length of the gradient on its way down',
      measures: ['norm', 'full'],
      x: { label: 'skips passed', layers: true },
      y: { label: 'typical length (geometric mean), at the loss 1' },
      rules: () => [{ label: 'kept', at: 1 }],
      shows: ({ branches }) => (branches ? ['norm', 'full'] : ['norm']),
    },
    {
      kind: 'series',
      title: 'How many directions are left',
      measures: ['participation'],
      along: ({ depth }) => [1, depth],
      x: { label: 'skips passed', layers: true },
      y: { label: 'participation ratio', scale: 'log2' },
      rules: ({ features }) => [{ label: 'features of the first layer', at: features }],
    },
    {
      kind: 'series',
      title: 'Singular values of all skips together',
      measures: ['spectrum'],
      x: { symbol: tex`k` },
      y: { label: 'singular value', symbol: tex`s_k` },
    },
    { kind: 'scalars', title: 'Is it the gradient?', measures: ['slope'] },
  ],
  claims,
  measure,
  readings: () => ROUNDS,
  theory: predicted,
  cost: costOf,
  unused: ({ adapter }) => [
    ...(adapter === 'scaled' ? [] : (['c'] as const)),
    ...(adapter === 'select' ? [] : (['kept'] as const)),
  ],
})

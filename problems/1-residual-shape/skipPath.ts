import {
  above,
  agrees,
  below,
  choice,
  type Estimate,
  entry,
  exactly,
  experiment,
  number,
  series,
  states,
  tex,
  toggle,
} from '../../src/experiment'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { all, last } from './checks'
import { type Network, networksAtOnce, readingOf, runNetworks } from './skipReadings'
import { predicted } from './skipTheory'

/** Part c: what is left of the way from the loss to the first layer, in length and in directions. */
export const skipPath = experiment({
  title: 'The path through the skips',
  summary:
    'How long the gradient is when it arrives is one thing; through how many directions it can arrive is another. Watch both.',
  params: {
    adapter: choice({
      label: 'adapter',
      symbol: tex`A_n`,
      term: 'adapter',
      initial: 'gaussian',
      options: {
        select: 'selection',
        gaussian: 'Gaussian matrix',
        scaled: 'scaled by c',
        orthogonal: 'orthogonal matrix',
      },
      says: 'What every skip multiplies by. Gaussian entries have variance 1/fan-in.',
    }),
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
      label: 'features on top',
      symbol: tex`N_N`,
      term: 'features',
      initial: 16,
      min: 4,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'What the selections leave for the last layer, each the same share of what it reads. At most all.',
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
      symbol: tex`\left|\partial\mathrm{Loss}/\partial L\right|`,
      term: 'norm',
      over: 'skip',
      stored: 'log10',
    }),
    full: series({
      label: 'typical gradient in full',
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
  },
  presets: {
    'norm-without-path': {
      says: 'Gaussian skips, 128 features, 40 deep: the gradient is nearly as long as it was, and three directions are left of 128.',
      at: { features: 128, depth: 40 },
    },
    selection: {
      says: 'Selections that leave nothing out: all 64 features are copied in another order, and every direction arrives with factor exactly 1.',
      at: { adapter: 'select', kept: 64 },
    },
    quarter: {
      says: 'Selections from 64 features down to 16: a quarter of the features of the first layer has the path, the rest has none.',
      at: { adapter: 'select' },
    },
    orthogonal: {
      says: 'Orthogonal matrices keep the norm and every direction; but what arrives is turned, by weights that training moves.',
      at: { adapter: 'orthogonal' },
    },
    shrinking: {
      says: 'Scaled by 0.9: all directions are kept, and after 20 skips an eighth of the length.',
      at: { adapter: 'scaled' },
    },
    growing: { says: 'Scaled by 1.1: the gradient explodes.', at: { adapter: 'scaled', c: 1.1 } },
    'with-branches': {
      says: 'Branches on: the full gradient looks healthy, whatever the skips have become.',
      at: { branches: true },
    },
  },
  views: [
    {
      kind: 'series',
      title: 'The length of the gradient on its way down',
      measures: ['norm', 'full'],
      x: { label: 'skips passed' },
      y: { label: 'typical length (geometric mean), at the loss 1', scale: 'log10' },
      rules: () => [{ label: 'kept', at: 1 }],
      shows: ({ branches }) => (branches ? ['norm', 'full'] : ['norm']),
    },
    {
      kind: 'series',
      title: 'How many directions are left',
      measures: ['participation'],
      x: { label: 'skips passed' },
      y: { label: 'participation ratio', scale: 'log2' },
      rules: ({ features }) => [{ label: 'features of the first layer', at: features }],
    },
    {
      kind: 'series',
      title: 'Singular values of all skips together',
      measures: ['spectrum'],
      x: { label: 'rank', symbol: tex`k` },
      y: { label: 'singular value', symbol: tex`s_k`, scale: 'log10' },
    },
  ],
  claims: {
    selection: {
      says: 'Through selections that leave nothing out the gradient arrives as long as it left, and through every direction.',
      at: { adapter: 'select', kept: 64 },
      check: (measured) => [
        all('every length is exactly 1', measured.norm, 20, (length) => length === 0),
        all('all 64 directions count alike', measured.participation, 20, (ratio) => ratio === 64),
        all('every singular value is exactly 1', measured.spectrum, 64, (s) => s === 0),
      ],
    },
    quarter: {
      says: 'Through selections from 64 features down to 16 the gradient arrives as long as it left, but at a quarter of the features: 16 singular values are exactly 1, the other 48 are 0.',
      at: { adapter: 'select' },
      check: (measured) => [
        all('every length is exactly 1', measured.norm, 20, (length) => length === 0),
        all('16 directions count alike', measured.participation, 20, (ratio) => ratio === 16),
        all('16 singular values are exactly 1, the rest 0', measured.spectrum, 64, (s, rank) =>
          rank <= 16 ? s === 0 : s === Number.NEGATIVE_INFINITY,
        ),
      ],
    },
    scaled: {
      says: 'Scaled by 0.9 at every skip, after 20 skips 0.12 of the length is left.',
      at: { adapter: 'scaled' },
      check: (measured, theory) => [
        agrees('length', measured.norm, theory.norm),
        states('length after 20 skips', '0.12', theory.norm && fromLog10(entry(theory.norm, 20))),
      ],
    },
    'norm-kept': {
      says: 'Gaussian skips keep the length nearly: after 40 skips through 128 features the typical length, the geometric mean, is still 0.855.',
      at: { features: 128, depth: 40 },
      check: (measured, theory) => [
        agrees('typical length', measured.norm, theory.norm),
        states('typical length after 40 skips', '0.855', theory.norm && fromLog10(entry(theory.norm, 40))),
        above('log10 of the typical length after 40 skips: more than half', entry(measured.norm, 40), Math.log10(0.5)),
      ],
    },
    'path-gone': {
      says: 'But the directions go: of 128 some 64 are left after one skip, 21 after five, 11 after ten, and fewer than four after 40.',
      at: { features: 128, depth: 40 },
      check: (measured, theory) => [
        agrees('participation ratio, as far as theory speaks', measured.participation, theory.participation),
        ...PRINTED.map(([skip, ratio]) =>
          agrees(`participation ratio after ${skip}`, entry(measured.participation, skip), exactly(ratio)),
        ),
        below('participation ratio after 40 skips', entry(measured.participation, 40), 4),
      ],
    },
    orthogonal: {
      says: 'Orthogonal matrices keep the length and all 64 directions.',
      at: { adapter: 'orthogonal' },
      check: (measured, theory) => [
        agrees('length', measured.norm, theory.norm),
        agrees('participation ratio', measured.participation, theory.participation),
        agrees('singular values', measured.spectrum, theory.spectrum),
      ],
    },
    'looks-healthy': {
      says: 'With branches the gradient in full is typically longer at the bottom than at the loss, though of 64 directions the skips have left fewer than four.',
      at: { branches: true },
      check: (measured) => [
        above('log10 of the typical length in full', last(measured.full), 0),
        below('directions left', last(measured.participation), 4),
      ],
    },
  },
  *measure(lab, p) {
    const networks: Network[] = []
    for (let round = 0; round < ROUNDS; round++) {
      networks.push(...runNetworks(lab, p, batchesOf(round)))
      yield readingOf(networks, p)
    }
  },
  readings: () => ROUNDS,
  theory: (p) => predicted(p),
  cost: ({ features, depth }) => LARGEST_ROUND * networksAtOnce(features) * 4 * depth * features ** 3,
  unused: ({ adapter }) => [
    ...(adapter === 'scaled' ? [] : (['c'] as const)),
    ...(adapter === 'select' ? [] : (['kept'] as const)),
  ],
})

/** What the sentence says in round numbers, more exactly: skips passed, participation ratio of 128 features. */
const PRINTED: readonly (readonly [number, number])[] = [
  [1, 64],
  [5, 20.6],
  [10, 11.1],
  [20, 5.9],
  [40, 3.3],
]

/** The number whose log10 is stored. */
const fromLog10 = ({ value }: Estimate): Estimate => exactly(10 ** value)

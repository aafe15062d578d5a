import {
  above,
  agrees,
  below,
  choice,
  type Estimate,
  entry,
  exactly,
  exactSeries,
  experiment,
  number,
  type Series,
  series,
  states,
  tex,
  toggle,
} from '../../src/experiment'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/rounds'
import { meanLogChiSquare } from '../../src/numerics/special'
import { participationTheory } from './participation'
import { type Network, networksAtOnce, readingOf, runNetworks } from './skipReadings'

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
      symbol: tex`N_n`,
      term: 'features',
      initial: 64,
      min: 16,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'Features of every layer.',
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
      label: 'gradient through the skips alone',
      symbol: tex`\left|\partial\mathrm{Loss}/\partial L\right|`,
      term: 'norm',
      over: 'skip',
      stored: 'log10',
    }),
    full: series({
      label: 'gradient in full',
      symbol: tex`\left|\partial\mathrm{Loss}/\partial L\right|`,
      term: 'gradient',
      over: 'skip',
      stored: 'log10',
    }),
    participation: series({
      label: 'participation ratio',
      symbol: tex`(\operatorname{tr} S)^2 / \operatorname{tr} S^2`,
      term: 'participation',
      over: 'skip',
    }),
    spectrum: series({
      label: 'singular values of the product of all skips',
      symbol: tex`s_i`,
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
      says: 'Selection: every direction arrives, with factor exactly 1.',
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
      at: { branches: true, features: 128, depth: 40 },
    },
  },
  views: [
    {
      kind: 'series',
      title: 'The length of the gradient on its way down',
      measures: ['norm', 'full'],
      x: { label: 'skips passed' },
      y: { label: 'length, at the loss 1', scale: 'log10' },
      rules: () => [{ label: 'kept', at: 1 }],
      shows: ({ branches }) => (branches ? ['norm', 'full'] : ['norm']),
    },
    {
      kind: 'series',
      title: 'How many directions are left',
      measures: ['participation'],
      x: { label: 'skips passed' },
      y: { label: 'participation ratio', scale: 'log2' },
    },
    {
      kind: 'series',
      title: 'Singular values of all skips together',
      measures: ['spectrum'],
      x: { label: 'rank', symbol: tex`i` },
      y: { label: 'singular value', symbol: tex`s_i`, scale: 'log10' },
    },
  ],
  claims: {
    selection: {
      says: 'Through selections the gradient arrives as long as it left, and through every direction.',
      at: { adapter: 'select' },
      check: (measured) => [
        { says: 'every length is exactly 1', holds: measured.norm.value.every((v) => v === 0) },
        { says: 'all 64 directions count alike', holds: measured.participation.value.every((v) => v === 64) },
        { says: 'every singular value is 1', holds: measured.spectrum.value.every((v) => Math.abs(v) < 1e-6) },
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
      says: 'Gaussian skips keep the length nearly: after 40 skips through 128 features the mean is still 0.855.',
      at: { features: 128, depth: 40 },
      check: (measured, theory) => [
        agrees('length', measured.norm, theory.norm),
        states('length after 40 skips', '0.855', theory.norm && fromLog10(entry(theory.norm, 40))),
        above('log10 of the length after 40 skips: more than half', entry(measured.norm, 40), Math.log10(0.5)),
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
      says: 'With branches the gradient in full looks healthy: more than half of its length arrives, though the skips have lost nearly every direction.',
      at: { branches: true, features: 128, depth: 40 },
      check: (measured) => [
        above('log10 of the length in full: more than half', last(measured.full), Math.log10(0.5)),
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
  theory({ adapter, c, features, depth, branches }) {
    const skips = Array.from({ length: depth }, (_, k) => k + 1)
    const a = adapter === 'scaled' ? Math.log10(c) : 0
    const perSkip = adapter === 'gaussian' ? (0.5 * meanLogChiSquare(features)) / Math.LN10 : a
    const norm = exactSeries(
      skips,
      skips.map((k) => k * perSkip),
    )
    const ranks = Array.from({ length: features }, (_, i) => i + 1)
    return {
      norm,
      ...(branches ? {} : { full: norm }),
      participation: exactSeries(
        skips,
        adapter === 'gaussian' ? participationTheory(features, depth) : skips.map(() => features),
      ),
      ...(adapter === 'gaussian'
        ? {}
        : {
            spectrum: exactSeries(
              ranks,
              ranks.map(() => depth * a),
            ),
          }),
    }
  },
  cost: ({ features, depth }) => LARGEST_ROUND * networksAtOnce(features) * 4 * depth * features ** 3,
  unused: ({ adapter }) => (adapter === 'scaled' ? [] : ['c']),
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
const last = (series: Series): Estimate => entry(series, series.at.at(-1) ?? Number.NaN)

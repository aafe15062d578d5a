import {
  above,
  agrees,
  choice,
  type Estimate,
  entry,
  exactly,
  exactSeries,
  experiment,
  number,
  series,
  states,
  tex,
  toggle,
} from '../../src/experiment'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { gammaReading, type Moments, momentsOfNetworks, networksAtOnce, PROBES } from './gammaReadings'
import { momentsAlong, wideGrowth } from './momentsAlong'
import { FACTORS, factorSlider, stackParams } from './params'

/** Part b: the constant that keeps the moments, and the ReLU that breaks the assumption it rests on. */
export const gamma = experiment({
  title: 'The constant that keeps the moments',
  summary:
    'Every block multiplies the sum by γ: watch whether the second moment keeps its size along the stack, and whether the mean stays at 0.',
  params: {
    gamma: number({
      label: 'constant',
      symbol: tex`\gamma`,
      term: 'gamma',
      initial: FACTORS.half,
      ...factorSlider,
      says: 'Multiplies the sum of skip and branch in every block.',
    }),
    secondRelu: toggle({
      label: 'second ReLU, as printed',
      symbol: tex`\hat L = \text{ReLU}(\cdot)`,
      term: 'second-relu',
      initial: true,
      says: 'Whether the branch ends in a ReLU. Without it the branch can be negative and has mean 0.',
    }),
    scale: number({
      label: 'scale of the branch',
      symbol: tex`a`,
      term: 'a',
      initial: 1,
      min: 0,
      max: 2,
      step: 0.01,
      says: 'Multiplies the branch before it is added to the skip.',
    }),
    weights: choice({
      label: 'variance of the weights',
      initial: 'he',
      options: { he: '2 / fan-in before a ReLU, else 1 / fan-in (He)', lecun: '1 / fan-in' },
    }),
    ...stackParams,
  },
  measures: {
    secondMoment: series({
      label: 'second moment',
      symbol: tex`\mathbb E\,L_\ell[n]^2`,
      term: 'second-moment',
      over: 'block',
      stored: 'log10',
    }),
    variance: series({
      label: 'variance',
      symbol: tex`\operatorname{Var} L_\ell[n]`,
      term: 'variance',
      over: 'block',
      stored: 'log10',
    }),
    mean: series({
      label: 'mean, in units of the root of the second moment',
      symbol: tex`\mathbb E\,L_\ell[n] / \sqrt{\mathbb E\,L_\ell[n]^2}`,
      term: 'mean',
      over: 'block',
    }),
  },
  presets: {
    'as-assumed': {
      says: 'Without the second ReLU the branch has mean 0 and is uncorrelated with the skip: at 1/√2 the variance stays at 1.',
      at: { secondRelu: false },
    },
    'as-printed': {
      says: 'With the second ReLU the branch is never negative, the means add up, and the second moment grows about 1.45-fold a block.',
      at: {},
    },
    stable: {
      says: 'With the second ReLU it takes γ = 0.587 to hold the second moment, after a fall in the first few blocks.',
      at: { gamma: FACTORS.stable },
    },
    'small-branch': {
      says: 'A small branch asks for a γ near 1: here 1/√(1 + a²) with a = 0.2, without the second ReLU.',
      at: { secondRelu: false, scale: 0.2, gamma: FACTORS.besideAFifth },
    },
  },
  views: [
    {
      kind: 'series',
      title: 'Second moment and variance along the stack',
      measures: ['secondMoment', 'variance'],
      x: { label: 'blocks passed', symbol: tex`\ell - 1` },
      y: { label: 'second moment, variance', scale: 'log10' },
      rules: () => [{ label: 'as in the input', at: 1 }],
    },
    {
      kind: 'series',
      title: 'The mean',
      measures: ['mean'],
      x: { label: 'blocks passed', symbol: tex`\ell - 1` },
      y: { label: 'mean / root of the second moment', domain: [-0.25, 1] },
    },
  ],
  claims: {
    'as-assumed': {
      says: String.raw`With a branch of mean 0 and unit variance, $\gamma = 1/\sqrt 2$ keeps mean 0 and variance 1: after 20 blocks the variance is still 1.00.`,
      at: { secondRelu: false },
      check: (measured, theory) => [
        agrees('second moment', measured.secondMoment, theory.secondMoment),
        agrees('variance', measured.variance, theory.variance),
        agrees('mean', measured.mean, theory.mean),
        states('variance after 20 blocks', '1.00', fromLog10(entry(theory.variance, 20))),
      ],
    },
    'as-printed': {
      says: String.raw`With the second ReLU the same $\gamma = 1/\sqrt 2$ lets the second moment grow, in wide layers 1.452-fold a block: after 20 blocks it is far over 100, and the mean is not 0 from the first block on.`,
      check: (measured, theory, { gamma }) => [
        agrees('second moment', measured.secondMoment, theory.secondMoment),
        agrees('variance', measured.variance, theory.variance),
        agrees('mean', measured.mean, theory.mean),
        states('growth a block in wide layers', '1.452', exactly(gamma ** 2 * wideGrowth())),
        above('log10 of the second moment after 20 blocks', entry(measured.secondMoment, 20), 2),
        above('mean after one block', entry(measured.mean, 1), 0),
      ],
    },
    stable: {
      says: String.raw`With the second ReLU it is $\gamma = 0.587$ that holds the second moment, once the mean has settled. The mean does not go away.`,
      at: { gamma: FACTORS.stable },
      check: (measured, theory) => [
        agrees('second moment', measured.secondMoment, theory.secondMoment),
        agrees('mean', measured.mean, theory.mean),
        states('what holds the second moment in wide layers', '0.587', exactly(1 / Math.sqrt(wideGrowth()))),
        above('mean after 20 blocks', entry(measured.mean, 20), 0.5),
      ],
    },
    'small-branch': {
      says: String.raw`For any scale $a$ of the branch $\gamma = 1/\sqrt{1 + a^2}$ keeps the variance: with $a = 0.2$ that is 0.981.`,
      at: { secondRelu: false, scale: 0.2, gamma: FACTORS.besideAFifth },
      check: (measured, theory, { scale }) => [
        agrees('variance', measured.variance, theory.variance),
        states('1/√(1 + a²)', '0.981', exactly(1 / Math.hypot(1, scale))),
      ],
    },
  },
  *measure(lab, p) {
    const networks: Moments[] = []
    for (let round = 0; round < ROUNDS; round++) {
      networks.push(...momentsOfNetworks(lab, p, batchesOf(round)))
      yield gammaReading(networks)
    }
  },
  readings: () => ROUNDS,
  theory(p) {
    const along = momentsAlong(p)
    const at = along.map((_, k) => k)
    return {
      secondMoment: exactSeries(
        at,
        along.map(({ square }) => Math.log10(square)),
      ),
      variance: exactSeries(
        at,
        along.map(({ square, mean }) => Math.log10(square - mean ** 2)),
      ),
      mean: exactSeries(
        at,
        along.map(({ square, mean }) => mean / Math.sqrt(square)),
      ),
    }
  },
  cost: (p) => LARGEST_ROUND * networksAtOnce(p) * PROBES * p.blocks * 2 * 2 * p.width * p.bottleneck,
})

/** The number whose log10 is stored. */
const fromLog10 = ({ value }: Estimate): Estimate => exactly(10 ** value)

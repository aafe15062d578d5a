import {
  agrees,
  at,
  between,
  choice,
  equals,
  experiment,
  number,
  scalar,
  series,
  states,
  tex,
  toggle,
} from '../../../src/experiment'
import { LARGEST_ROUND, ROUNDS } from '../../../src/numerics/statistics/rounds'
import { stackLayers } from '../drawnStack'
import { networksAtOnce } from '../initialization'
import { FACTORS, factorSlider, stackParams } from '../params'
import { measure, PROBES } from './measure'
import { predict, stableGamma, wideGrowth, wideMoments } from './theory'

/** Part b: the constant gamma that keeps the moments, and the second ReLU, which violates the assumption behind it. */
export default experiment({
  title: 'The constant that keeps the moments',
  summary:
    'Every block multiplies the sum by γ. Does the second moment keep its size along the stack, and does the mean stay at 0?',
  about: {
    computes:
      'Random stacks at their initialization: Gaussian weights of mean 0, independent of each other, no biases, and four Gaussian inputs for each network. Mean and mean square are taken over the units of a layer, over the inputs and over the networks. The ratio of mean to root mean square is taken in each network and input first. Theory follows both at the width that is set, not only in the limit of wide layers.',
    repeated: 'networks',
    errors:
      'Every network has weights and inputs of its own, and each standard error is taken over networks: 64 in a full run at the sizes of the first view, up to 256 of smaller ones.',
    fixes:
      'Every input is shifted and scaled to mean 0 and variance 1 over its units, exactly. The draws do not depend on the sliders: moving one scales the same weights.',
    limits:
      'Nothing is learned here. The mean square is a mean over networks: deep stacks of narrow layers differ much from each other, and most of them lie below it. Where they differ too much for a mean over so few, there is no verdict.',
  },
  params: {
    gamma: number({
      label: 'constant',
      symbol: tex`\gamma`,
      term: 'gamma',
      initial: FACTORS.half,
      ...factorSlider,
      // Up to √2, which some readers answer.
      max: Math.SQRT2,
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
      short: 'second moment',
      symbol: tex`\mathbb E\,L_\ell[n]^2`,
      term: 'second-moment',
      over: 'block',
      stored: 'log10',
    }),
    variance: series({
      label: 'variance',
      short: 'variance',
      symbol: tex`\operatorname{Var} L_\ell[n]`,
      term: 'variance',
      over: 'block',
      stored: 'log10',
    }),
    mean: series({
      label: 'mean, in units of the root of the second moment',
      symbol: tex`m_\ell / \sqrt{q_\ell}`,
      term: 'mean',
      over: 'block',
    }),
    growth: scalar({
      label: 'growth of the second moment a block, over the upper half of the stack',
      symbol: tex`q'/q`,
      term: 'second-moment',
    }),
  },
  presets: {
    'as-assumed': {
      title: 'As part b assumes',
      says: 'The branch ends without a ReLU. Does 1/√2 hold the variance at 1?',
      at: { secondRelu: false },
    },
    'as-printed': {
      title: 'As printed',
      says: 'The branch ends with a ReLU, as printed. What does the second moment do at 1/√2?',
      at: {},
    },
    stable: {
      title: 'γ = 0.587',
      says: 'As printed, with γ = 0.587: what do the second moment and the mean do?',
      at: { gamma: FACTORS.stable },
    },
    'small-branch': {
      title: 'A small branch',
      says: 'A small branch, a = 0.2, without the second ReLU, and γ = 1/√(1 + a²): does the variance stay at 1?',
      at: { secondRelu: false, scale: 0.2, gamma: FACTORS.besideAFifth },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The stack',
      layers: (p) => stackLayers({ ...p, skip: p.gamma, branch: p.gamma * p.scale }),
      forward: { label: 'second moment', measure: () => 'secondMoment' },
    },
    {
      kind: 'series',
      title: 'Second moment and variance along the stack',
      measures: ['secondMoment', 'variance'],
      x: { label: 'blocks passed', symbol: tex`\ell - 1`, layers: true },
      y: { label: 'second moment, variance' },
      rules: () => [{ label: 'as in the input', at: 1 }],
    },
    {
      kind: 'series',
      title: 'The mean',
      measures: ['mean'],
      x: { label: 'blocks passed', symbol: tex`\ell - 1`, layers: true },
      y: { label: 'mean / root of the second moment', domain: [-0.25, 1] },
    },
    { kind: 'scalars', title: 'Growth', measures: ['growth'] },
  ],
  claims: {
    'as-assumed': {
      says: String.raw`With a branch of mean 0 and unit variance, $\gamma = 1/\sqrt 2$ keeps mean 0 and variance 1 after every block (over networks): after 20 blocks the variance is still 1.00.`,
      at: { secondRelu: false },
      checks: [
        agrees('secondMoment'),
        equals('variance', 1),
        equals('mean', 0),
        equals(at('variance', 20), 1),
        between(at('variance', 1), 0.95, 1.05),
        between(at('variance', 20), 0.7, 1.4),
        between(at('mean', 20), -0.05, 0.05),
        states('1.00', at('variance', 20)),
      ],
    },
    'as-printed': {
      says: String.raw`With the second ReLU the same $\gamma = 1/\sqrt 2$ lets the second moment grow about 1.45-fold a block in the upper half of the stack, and in wide layers 1.452-fold. After one block the mean is already two fifths of the root of the second moment (0.399 in wide layers).`,
      checks: [
        agrees('secondMoment'),
        agrees('variance'),
        agrees('mean'),
        agrees('growth'),
        between('growth', 1.4, 1.5),
        states('1.45', 'growth'),
        states('1.452', () => wideGrowth(Math.SQRT1_2)),
        between(at('mean', 1), 0.38, 0.42),
        states('0.399', () => wideMoments(1, Math.SQRT1_2).mean),
      ],
    },
    'second-moments': {
      says: 'As printed, the second moment after 1, 5, 10 and 20 blocks is 1.0, 3.3, 21 and 884 in wide layers. With $N = 128$ and $N_b = 64$ it is 1.0, 3.3, 20.7 and 839.',
      checks: [
        agrees('secondMoment'),
        between(at('secondMoment', 1), 0.95, 1.05),
        between(at('secondMoment', 5), 2.6, 4),
        between(at('secondMoment', 10), 14, 29),
        between(at('secondMoment', 20), 550, 1300),
        states('1.0', () => wideMoments(1, Math.SQRT1_2).square),
        states('3.3', () => wideMoments(5, Math.SQRT1_2).square),
        states('21', () => wideMoments(10, Math.SQRT1_2).square),
        states('884', () => wideMoments(20, Math.SQRT1_2).square),
        states('1.0', at('secondMoment', 1)),
        states('3.3', at('secondMoment', 5)),
        states('20.7', at('secondMoment', 10)),
        states('839', at('secondMoment', 20)),
      ],
    },
    stable: {
      says: String.raw`With the second ReLU it is $\gamma = 0.587$ that holds the second moment, once the ratio of mean to root mean square has settled: a block then multiplies it by 1 in wide layers, and by 0.997 at $N = 128$ and $N_b = 64$. But the mean does not go away.`,
      at: { gamma: FACTORS.stable },
      checks: [
        agrees('secondMoment'),
        agrees('mean'),
        agrees('growth'),
        between('growth', 0.95, 1.05),
        states('0.997', 'growth'),
        states('0.587', stableGamma),
        between(at('mean', 20), 0.7, 0.85),
      ],
    },
    'small-branch': {
      says: String.raw`For any scale $a$ of the branch $\gamma = 1/\sqrt{1 + a^2}$ keeps the variance at 1: with $a = 0.2$ that is 0.981.`,
      at: { secondRelu: false, scale: 0.2, gamma: FACTORS.besideAFifth },
      checks: [
        agrees('variance'),
        between(at('variance', 20), 0.9, 1.1),
        states('0.981', ({ values }) => 1 / Math.hypot(1, Number(values.scale))),
        states('0.981', ({ values }) => Number(values.gamma)),
      ],
    },
  },
  ownClaims: {
    gamma: {
      name: 'your γ',
      says: 'the variance is 1 after every block',
      // The question supposes a branch of mean 0 and unit variance.
      when: ({ secondRelu, scale, weights }) => secondRelu === false && scale === 1 && weights === 'he',
      checks: [equals('variance', 1)],
    },
  },
  measure,
  readings: () => ROUNDS,
  theory: predict,
  cost: (p) => LARGEST_ROUND * networksAtOnce(p) * PROBES * p.blocks * 2 * 2 * p.width * p.bottleneck,
})

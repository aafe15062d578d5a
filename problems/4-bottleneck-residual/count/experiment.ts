import { above, agrees, at, below, exact, experiment, number, scalar, series, tex } from '../../../src/experiment'
import { stackLayers } from '../drawnStack'
import { bottleneckParam, widthParam } from '../params'
import { compareCosts } from './measure'
import { bottlenecksUpTo, ROUNDS_TIMED } from './setting'
import { counts } from './theory'

/** Part a: multiplications counted from the kernels that ran, and whether the time is proportional to them. */
export default experiment({
  title: 'What a bottleneck saves',
  summary:
    'How many multiplications are there in the matrix products that really ran, and how long do they take? Play times the networks against each other.',
  about: {
    computes:
      'Two kinds of network pass the same batch forwards: a plain one, with a square matrix and a ReLU for each step from layer to layer, and the bottleneck network of the problem, without biases. Every matrix product that the device is asked for reports its shapes, and the multiplications are counted from those. Then all networks are timed, with bottlenecks of a sixteenth of the width up to the full width.',
    repeated: 'rounds',
    errors:
      'A round times every network once, in an order drawn anew; times and ratios of times are medians over the rounds, 15 in a full run, with the standard error of a median. The counts have no error.',
    fixes:
      'One draw of weights and one batch of inputs serve all rounds, because neither changes how many products there are.',
    limits:
      'Only the forward pass is counted and timed. The times are those of this machine, this browser and this backend: on another one, the bottleneck may become faster at another width.',
  },
  params: {
    width: widthParam({ initial: 256, min: 16, max: 512, says: 'Units of every layer.' }),
    bottleneck: bottleneckParam({ initial: 64, min: 4, max: 512 }),
    layers: number({
      label: 'layers, the input among them',
      symbol: tex`L`,
      term: 'L',
      initial: 20,
      min: 2,
      max: 50,
      integer: true,
    }),
    batch: number({
      label: 'examples at once',
      initial: 32,
      min: 16,
      max: 256,
      scale: 'log2',
      integer: true,
      says: 'More examples make every matrix product longer; how many products there are stays the same.',
    }),
  },
  measures: {
    plain: scalar({ label: 'plain: multiplications for one example', symbol: tex`N^2 (L-1)`, term: 'standard' }),
    bottlenecked: scalar({
      label: 'bottleneck: multiplications for one example',
      symbol: tex`2 N N_b (L-1)`,
      term: 'count',
    }),
    countRatio: series({
      label: 'multiplications, bottleneck / plain',
      short: 'multiplications',
      symbol: tex`2 N_b / N`,
      term: 'count',
      over: 'bottleneck',
    }),
    timeRatio: series({
      label: 'time, bottleneck / plain',
      short: 'time',
      term: 'time',
      over: 'bottleneck',
      timed: true,
    }),
    plainTime: scalar({ label: 'plain: time of a forward pass', unit: 'ms', timed: true }),
    bottleneckTime: scalar({ label: 'bottleneck: time of a forward pass', unit: 'ms', timed: true }),
  },
  presets: {
    printed: {
      title: 'A quarter of the width',
      says: 'N = 256, N_b = 64, L = 20: how much of the multiplications is saved, and how much of the time?',
      at: {},
    },
    'no-saving': {
      title: 'Half of the width',
      says: 'N_b = N/2: two thin matrices in the place of one square one. Which takes less time?',
      at: { bottleneck: 128 },
    },
    small: {
      title: 'A small network',
      says: 'A small network, with N = 32 and N_b = 4: how much of the time does it save?',
      at: { width: 32, bottleneck: 4, batch: 16 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The bottleneck network',
      layers: ({ layers, width, bottleneck }) => stackLayers({ blocks: layers - 1, width, bottleneck }),
    },
    {
      kind: 'bars',
      title: 'Multiplications an example',
      measures: ['plain', 'bottlenecked'],
      x: { label: 'multiplications an example' },
    },
    {
      kind: 'series',
      title: 'Bottleneck against plain: multiplications and time',
      measures: ['countRatio', 'timeRatio'],
      x: { symbol: tex`N_b`, scale: 'log2' },
      y: { label: 'bottleneck / plain', scale: 'linear' },
      marks: 'bottleneck',
      rules: () => [{ label: 'as much as plain', at: 1 }],
    },
    { kind: 'scalars', title: 'Time of a forward pass', measures: ['plainTime', 'bottleneckTime'] },
  ],
  claims: {
    counted: {
      says: 'With $N = 256$, $N_b = 64$ and $L = 20$ the bottleneck network takes 622,592 multiplications an example, and the plain network takes 1,245,184.',
      checks: [agrees('bottlenecked'), agrees('plain'), exact('bottlenecked', 622_592), exact('plain', 1_245_184)],
    },
    half: {
      says: 'The bottleneck multiplies less than the plain network exactly when $N_b < N/2$: at $N_b = N/4$ it multiplies half as much, at $N/2$ just as much, and at $N$ twice as much.',
      checks: [
        agrees('countRatio'),
        exact(at('countRatio', 64), 1 / 2),
        exact(at('countRatio', 128), 1),
        exact(at('countRatio', 256), 2),
      ],
    },
    time: {
      says: 'In a wide network the time roughly follows the multiplications: at $N_b = N/8$ the bottleneck is faster than the plain network, and at $N_b = N$ it is slower.',
      checks: [
        exact(at('countRatio', 32), 1 / 4),
        exact(at('countRatio', 256), 2),
        below(at('timeRatio', 32), 1),
        above(at('timeRatio', 256), 1),
      ],
    },
    'small-networks': {
      says: 'A small network does not get the saving: at $N = 32$ and $N_b = 4$ the bottleneck has a quarter of the multiplications, but it takes more than half of the time.',
      at: { width: 32, bottleneck: 4, batch: 16 },
      checks: [exact(at('countRatio', 4), 1 / 4), above(at('timeRatio', 4), 1 / 2)],
    },
  },
  measure: compareCosts,
  readings: () => ROUNDS_TIMED,
  progress: { noun: 'round', each: () => 1 },
  waits: true,
  theory: counts,
  cost: ({ width, bottleneck, layers, batch }) =>
    2 *
    batch *
    (layers - 1) *
    width *
    (width + 2 * [...bottlenecksUpTo(width), bottleneck].reduce((sum, n) => sum + n, 0)),
})

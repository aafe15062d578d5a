import {
  above,
  agrees,
  below,
  entry,
  exactly,
  exactSeries,
  experiment,
  number,
  scalar,
  series,
  states,
  tex,
} from '../../src/experiment'
import { bottlenecksUpTo, compareCosts, ROUNDS_TIMED } from './countReadings'

/** Part a: multiplications counted from the kernels that ran, and whether the time follows them. */
export const count = experiment({
  title: 'What a bottleneck saves',
  summary:
    'Multiplications counted from the shapes of the matrix products that really ran, and the time they took. Play times the networks against each other.',
  params: {
    width: number({
      label: 'width',
      symbol: tex`N`,
      term: 'N',
      initial: 256,
      min: 16,
      max: 512,
      scale: 'log2',
      integer: true,
      says: 'Units of every layer.',
    }),
    bottleneck: number({
      label: 'bottleneck',
      symbol: tex`N_b`,
      term: 'Nb',
      initial: 64,
      min: 4,
      max: 512,
      scale: 'log2',
      integer: true,
      says: 'Units inside a block.',
    }),
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
    plain: scalar({ label: 'plain: multiplications an example', symbol: tex`N^2 (L-1)`, term: 'standard' }),
    bottlenecked: scalar({
      label: 'bottleneck: multiplications an example',
      symbol: tex`2 N N_b (L-1)`,
      term: 'count',
    }),
    countRatio: series({
      label: 'multiplications, bottleneck / plain',
      symbol: tex`2 N_b / N`,
      term: 'count',
      over: 'bottleneck',
    }),
    timeRatio: series({
      label: 'time, bottleneck / plain',
      term: 'time',
      over: 'bottleneck',
      timed: true,
    }),
    plainTime: scalar({ label: 'plain: time of a forward pass', unit: 'ms', timed: true }),
    bottleneckTime: scalar({ label: 'bottleneck: time of a forward pass', unit: 'ms', timed: true }),
  },
  presets: {
    printed: { says: 'N = 256, N_b = 64, L = 20: half the multiplications.', at: {} },
    'no-saving': { says: 'N_b = N/2: two thin matrices multiply as much as one square one.', at: { bottleneck: 128 } },
    small: {
      says: 'A small network: a quarter of the multiplications, and no time saved, because two products are sent off for one.',
      at: { width: 32, bottleneck: 4, batch: 16 },
    },
  },
  views: [
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
      x: { label: 'bottleneck', symbol: tex`N_b`, scale: 'log2' },
      y: { label: 'bottleneck / plain', scale: 'linear' },
      marks: 'bottleneck',
      rules: () => [{ label: 'as much as plain', at: 1 }],
    },
    { kind: 'scalars', title: 'Time of a forward pass', measures: ['plainTime', 'bottleneckTime'] },
  ],
  claims: {
    counted: {
      says: String.raw`With $N = 256$, $N_b = 64$ and $L = 20$ the bottleneck takes 622,592 multiplications an example, the plain network 1,245,184.`,
      check: (measured, theory) => [
        agrees('bottleneck', measured.bottlenecked, theory.bottlenecked),
        agrees('plain', measured.plain, theory.plain),
        states('bottleneck', '622592', theory.bottlenecked),
        states('plain', '1245184', theory.plain),
      ],
    },
    half: {
      says: String.raw`The bottleneck multiplies less than the plain network exactly when $N_b < N/2$.`,
      check: (measured, theory, { width }) => [
        agrees('ratio of the multiplications', measured.countRatio, theory.countRatio),
        agrees('at N/2 there are as many', entry(measured.countRatio, width / 2), exactly(1)),
        below('at N/4', entry(measured.countRatio, width / 4), 1),
        above('at N', entry(measured.countRatio, width), 1),
      ],
    },
    time: {
      says: 'In a wide network the time follows the multiplications: at $N_b = N/8$ the bottleneck is faster than the plain network, at $N_b = N$ it is slower.',
      check: (measured, theory, { width }) => [
        agrees('ratio of the multiplications', measured.countRatio, theory.countRatio),
        below('ratio of the times at N/8', entry(measured.timeRatio, width / 8), 1),
        above('ratio of the times at N', entry(measured.timeRatio, width), 1),
      ],
    },
    'small-networks': {
      says: `A small network does not get the saving: at $N = 32$, $N_b = 4$ a quarter of the multiplications takes more than half of the time.`,
      at: { width: 32, bottleneck: 4, batch: 16 },
      check: (measured, theory) => [
        agrees('ratio of the multiplications', measured.countRatio, theory.countRatio),
        above('ratio of the times', entry(measured.timeRatio, 4), 0.5),
      ],
    },
  },
  *measure(lab, p) {
    yield* compareCosts(lab, p)
  },
  readings: () => ROUNDS_TIMED,
  progress: { noun: 'round', each: () => 1 },
  waits: true,
  theory({ width, bottleneck, layers }) {
    const sweep = bottlenecksUpTo(width)
    return {
      plain: exactly(width ** 2 * (layers - 1)),
      bottlenecked: exactly(2 * width * bottleneck * (layers - 1)),
      countRatio: exactSeries(
        sweep,
        sweep.map((n) => (2 * n) / width),
      ),
    }
  },
  cost: ({ width, bottleneck, layers, batch }) =>
    2 *
    batch *
    (layers - 1) *
    width *
    (width + 2 * [...bottlenecksUpTo(width), bottleneck].reduce((sum, n) => sum + n, 0)),
})

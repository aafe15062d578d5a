import {
  agrees,
  below,
  between,
  type Checker,
  exact,
  experiment,
  number,
  scalar,
  series,
  tex,
} from '../../../src/experiment'
import { cost, measure, readings } from './measure'
import { theory } from './theory'

const MORE = { longest: 64 } as const

/** If timings neither show a bound nor break it, the machine is too noisy, and more runs on it would not help. */
const timed = <Name extends string>({ reads, judge }: Checker<Name>): Checker<Name> => ({
  reads,
  judge: (evidence) => {
    const check = judge(evidence)
    const reason = 'The timings scatter too far for a verdict: the machine has other work.'
    return check.outcome === 'undecided' && check.reason === undefined ? { ...check, reason } : check
  },
})

/** Time against the length of the sentence: the forward pass, one backward sweep, and one backward sweep for every loss. */
export default experiment({
  title: 'How long it takes',
  summary:
    'If the sentence is twice as long, how much longer does it take: forwards, in one sweep back, and in a sweep back for each loss?',
  about: {
    computes:
      'One model of 32 numbers in a state and 16 words, tanh, on one sentence of random words at each length. Timed are the states forwards, and the way back from the gradients that all losses send to their own states to the gradient of R: in one sweep, and in a sweep for each loss. The softmax and the gradients of the other weights cost the same either way, and are left out.',
    repeated: 'rounds',
    errors:
      'Medians over 16 rounds on the same weights and sentences; each round times every case once, in an order of its own. The error of a slope is that over rounds together with that of a line through points that do not quite lie on one.',
    fixes:
      'The time that it takes to read a result back is measured by itself and subtracted. Short runs are timed several times in a row, because a browser\u2019s clock is coarse. Where the timings of a round stray or drift too far, no verdict is given.',
    limits:
      'Times are those of this machine, this browser and this size of state: only how they grow is compared with theory. Below 16 words the fixed cost of a run hides that of the steps.',
  },
  waits: true,
  progress: { noun: 'round', each: () => 1 },
  params: {
    longest: number({
      label: 'longest sentence with a sweep for each loss',
      symbol: tex`T`,
      term: 'T',
      initial: 32,
      min: 32,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'Forwards and in one sweep, 16 to 256 words are timed. With a sweep for each loss 128 words already visit 8256 states.',
    }),
  },
  measures: {
    forwards: series({ label: 'forwards, states alone', short: 'forwards', over: 'T', unit: 'ms', timed: true }),
    once: series({ label: 'one sweep back, to R', short: 'one sweep', over: 'T', unit: 'ms', timed: true }),
    forEach: series({
      label: 'a sweep back for each loss, to R',
      short: 'one a loss',
      over: 'T',
      unit: 'ms',
      timed: true,
    }),
    forwardsSlope: scalar({ label: 'slope forwards', timed: true }),
    onceSlope: scalar({ label: 'slope of one sweep', timed: true }),
    forEachSlope: scalar({ label: 'slope of a sweep for each loss', timed: true }),
    longer: scalar({
      label: 'time of a sweep for each loss over that of one sweep, on the longest sentence of both',
      timed: true,
    }),
    visitsOnce: scalar({ label: 'states visited by one sweep, longest sentence' }),
    visitsForEach: scalar({ label: 'states visited by a sweep for each loss' }),
    apart: scalar({
      label:
        'largest difference of the two gradients of R, as a part of the largest entry (10⁻⁶ for whatever is less: rounding)',
      stored: 'log10',
    }),
  },
  presets: {
    few: {
      title: 'Up to 32 words',
      says: 'A sweep for each loss up to 32 words: which slope do its three points have?',
      at: {},
    },
    more: {
      title: 'Up to 64 words',
      says: 'A sweep for each loss up to 64 words: does the slope come nearer to 2?',
      at: MORE,
    },
  },
  views: [
    {
      kind: 'scatter',
      title: 'Time against the length of the sentence',
      clouds: [
        { points: 'forwards', slope: 'forwardsSlope' },
        { points: 'once', slope: 'onceSlope' },
        { points: 'forEach', slope: 'forEachSlope' },
      ],
      x: { label: 'words', symbol: tex`T`, scale: 'log2' },
      y: { label: 'milliseconds', scale: 'log10' },
    },
    {
      kind: 'bars',
      title: 'States visited on the way back',
      measures: ['visitsOnce', 'visitsForEach'],
      x: { label: 'states', scale: 'log10' },
    },
    { kind: 'scalars', title: 'The price, and the same gradient', measures: ['longer', 'apart'] },
  ],
  claims: {
    counted: {
      says: 'One sweep over 64 words visits 64 states; a sweep for each loss visits 2080, and finds the same gradient, to 1 part in 10,000 or better.',
      at: MORE,
      checks: [
        exact('visitsOnce', 64),
        exact('visitsForEach', 2080),
        agrees('visitsOnce'),
        agrees('visitsForEach'),
        below('apart', 1e-4),
      ],
    },
    linear: {
      says: 'The slopes forwards and of one sweep are nearer to 1 than to 0 or 2: the time grows about as the sentence does.',
      at: MORE,
      checks: [timed(between('forwardsSlope', 0.5, 1.5)), timed(between('onceSlope', 0.5, 1.5))],
    },
    quadratic: {
      says: 'The slope of a sweep for each loss is nearer to 2 than to 1 or 3, and over 64 words it takes more than ten times as long as one sweep, and less than a hundred times.',
      at: MORE,
      checks: [timed(between('forEachSlope', 1.5, 2.5)), timed(between('longer', 10, 100))],
    },
  },
  measure,
  readings,
  theory,
  cost,
})

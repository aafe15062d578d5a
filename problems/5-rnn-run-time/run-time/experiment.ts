import {
  above,
  agrees,
  below,
  type Estimate,
  exactly,
  exactSeries,
  experiment,
  fitPowerLaw,
  type Lab,
  number,
  scalar,
  series,
  type Tensor,
  tex,
} from '../../src/experiment'
import { overRounds, type Round, seriesOverRounds, slopeOverRounds, timedRounds } from '../../src/numerics/statistics/timing'
import { oneSweep, type Passed, passed, sweepForEach } from './backward'
import { randomSentences } from './flow'
import { forward, type LanguageModel, type Sentences } from './model'

/** Two to a doubling. Below 16 the fixed price of a run hides the steps. */
const LENGTHS = [16, 24, 32, 48, 64, 96, 128, 192, 256] as const
/** A difference that is less is rounding. */
const ROUNDED = 1e-6
/** So many states take many ticks of any clock. */
const TICKED = 192
/** What a device does in the time that it takes to send the kernels of one visit. */
const OPERATIONS_A_VISIT = 1.5e5
const SIZE = 32
const VOCABULARY = 16
const ROUNDS = 16
/** Milliseconds: a run that seems shorter than reading its result still has a logarithm. */
const SHORTEST_TIME = 1e-3

const MORE = { longest: 64 } as const

/** Time against the length of the sentence: forwards, one sweep back, and a sweep back for every loss. */
export const runTime = experiment({
  title: 'How long it takes',
  summary:
    'Twice the words, about twice the time, forwards and back. Only who sends every loss back by itself pays nearly four times.',
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
    forwards: series({ label: 'forwards, states alone', over: 'T', unit: 'ms', timed: true }),
    once: series({ label: 'one sweep back, to R', over: 'T', unit: 'ms', timed: true }),
    forEach: series({ label: 'a sweep back for each loss, to R', over: 'T', unit: 'ms', timed: true }),
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
    few: { says: 'A sweep for each loss up to 32 words: quick, and a slope through three points.', at: {} },
    more: { says: 'Up to 64 words: 2080 visits where one sweep makes 64.', at: MORE },
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
      says: 'One sweep over 64 words visits 64 states; a sweep for each loss visits 2080, and finds the same gradient.',
      at: MORE,
      check: (measured, theory) => [
        agrees('visited by one sweep', measured.visitsOnce, theory.visitsOnce),
        agrees('visited by a sweep for each', measured.visitsForEach, theory.visitsForEach),
        below('log10 of the difference of the gradients', measured.apart, -4),
      ],
    },
    linear: {
      says: 'The slope of one sweep is nearer to 1 than to 2: its time grows about as the sentence does.',
      at: MORE,
      check: (measured) => [below('slope of one sweep', measured.onceSlope, 1.5)],
    },
    quadratic: {
      says: 'The slope of a sweep for each loss is nearer to 2 than to 1, and over 64 words it takes more than ten times as long as one sweep.',
      at: MORE,
      check: (measured) => [
        above('slope of a sweep for each loss', measured.forEachSlope, 1.5),
        above('time of a sweep for each loss over that of one', measured.longer, 10),
      ],
    },
  },
  *measure(lab, { longest }) {
    const made = preparedTidily(lab, longest)
    try {
      for (const rounds of timedRounds(lab, made.cases, { count: ROUNDS, name: 'run-time', warmUps: 0 })) {
        const apart = Math.log10(Math.max(ROUNDED, made.apart.dataSync()[0] ?? Number.NaN))
        yield { ...timesOf(rounds, lengthsTo(longest)), ...made.visits, apart: { value: apart, stderr: 0 } }
      }
    } finally {
      lab.tf.dispose(made.kept)
    }
  },
  readings: () => ROUNDS,
  // Of times there is a law for how they grow, and none for what they are: `longer` is near (T + 1) / 2 only where every visit costs alike.
  theory({ longest }) {
    const slopeOf = (lengths: readonly number[], count: (T: number) => number) =>
      exactly(fitPowerLaw(exactSeries(lengths, lengths.map(count))).slope.value)
    return {
      forwardsSlope: slopeOf(LENGTHS, (T) => T),
      onceSlope: slopeOf(LENGTHS, (T) => T),
      forEachSlope: slopeOf(lengthsTo(longest), pairs),
      visitsOnce: exactly(longest),
      visitsForEach: exactly(pairs(longest)),
    }
  },
  // Each visit is a few kernels, and a kernel costs its dispatch more than its operations.
  cost: ({ longest }) => {
    const visits = [...LENGTHS, ...LENGTHS, ...lengthsTo(longest).map(pairs)]
    return 3 * visits.reduce((sum, count) => sum + count * timesRun(count), 0) * OPERATIONS_A_VISIT
  },
})

/** Pairs of a loss and a state that it reaches: T (T + 1) / 2. */
const pairs = (T: number): number => (T * (T + 1)) / 2

/** States that one run visits: T. */
const singles = (T: number): number => T

/** How often in a row a run of so many states is timed: a browser's clock has ticks of a tenth of a millisecond, and a short sentence takes two of them. */
const timesRun = (states: number): number => Math.ceil(TICKED / states)

/** 16, 24, 32, 48, 64, ... up to the longest. */
const lengthsTo = (longest: number): readonly number[] => LENGTHS.filter((T) => T <= longest)

interface Timed {
  readonly cases: readonly (() => Tensor)[]
  readonly apart: Tensor
  readonly visits: { readonly visitsOnce: Estimate; readonly visitsForEach: Estimate }
  readonly kept: Tensor[]
}

interface Prepared {
  readonly model: LanguageModel
  readonly sentences: Sentences
  readonly passed: Passed
}

/** One sentence of T words, run forwards. */
function sentenceOf({ tf, draw }: Lab, length: number): Prepared {
  const scaled = (name: string) => tf.div(draw('gaussian', name, [1, SIZE, SIZE]), Math.sqrt(SIZE))
  const model = {
    words: tf.mul(draw('gaussian', 'words', [1, VOCABULARY, SIZE]), 1),
    input: scaled('input'),
    recurrent: scaled('recurrent'),
    bias: tf.zeros([1, 1, SIZE]),
    start: tf.zeros([1, 1, SIZE]),
  }
  const sentences = randomSentences(tf, draw('uniform', `words/${length}`, [length, 1, 1]), VOCABULARY)
  return { model, sentences, passed: passed(tf, model, sentences) }
}

/**
 * What is timed, in order: nothing but a result read back; forwards, one sweep and a sweep for each loss, length by length. All that
 * these stand on is made before and kept. The last lengths' two gradients are compared, and the states counted that they visited.
 */
function prepared(lab: Lab, longest: number): Timed {
  const { tf } = lab
  const all = LENGTHS.map((length) => ({ length, ...sentenceOf(lab, length) }))
  const few = all.filter(({ length }) => length <= longest)
  const nothing = tf.zeros([1, SIZE, SIZE])
  const run = (which: typeof all, states: (T: number) => number, of: (one: Prepared) => Tensor) =>
    which.map((one) => () => {
      for (let i = 1; i < timesRun(states(one.length)); i++) tf.dispose(tf.tidy(() => of(one)))
      return tf.tidy(() => of(one))
    })
  const [once, forEach, untold] = [{ count: 0 }, { count: 0 }, { count: 0 }]
  const { model, passed: last } = few.at(-1) ?? sentenceOf(lab, longest)
  const gradient = oneSweep(tf, model, last, once)
  const added = sweepForEach(tf, model, last, forEach)
  const apart = tf.div(tf.max(tf.abs(tf.sub(gradient, added))), tf.max(tf.abs(gradient)))
  return {
    cases: [
      // What is computed nowhere would be read from nowhere.
      () => tf.add(nothing, nothing),
      ...run(all, singles, (one) => forward(tf, one.model, one.sentences, 'tanh').states.at(-1) ?? nothing),
      ...run(all, singles, (one) => oneSweep(tf, one.model, one.passed, untold)),
      ...run(few, pairs, (one) => sweepForEach(tf, one.model, one.passed, untold)),
    ],
    apart,
    visits: { visitsOnce: exactly(once.count), visitsForEach: exactly(forEach.count) },
    kept: [
      nothing,
      apart,
      ...all.flatMap(({ model: m, sentences, passed: p }) => [
        ...[m.words, m.input, m.recurrent, m.bias, m.start, sentences, p.forward.embedded],
        ...p.forward.states,
        ...p.atLosses,
      ]),
    ],
  }
}

/** `prepared`, with nothing left of it but what it keeps. */
function preparedTidily(lab: Lab, longest: number): Timed {
  const made: Timed[] = []
  lab.tf.tidy(() => {
    made.push(prepared(lab, longest))
    return made.flatMap(({ kept }) => kept)
  })
  const [timed] = made
  if (!timed) throw new Error('Nothing was prepared')
  return timed
}

/**
 * Medians over rounds, and the slope of the line through each round: what the read costs, timed as a case of its own, is taken off. Where
 * nothing is sent to a device that may be less than the clock can tell, and is no reason to doubt the runs.
 */
export function timesOf(rounds: readonly Round[], few: readonly number[]) {
  const runs: readonly Round[] = rounds.map(([, ...ms]) => ms)
  const kind = (lengths: readonly number[], first: number, states: (T: number) => number) => {
    const time = (ms: Round, i: number) => {
      const read = rounds[runs.indexOf(ms)]?.[0] ?? 0
      return Math.max(
        SHORTEST_TIME,
        ((ms[first + i] ?? Number.NaN) - read) / timesRun(states(lengths[i] ?? Number.NaN)),
      )
    }
    return { time, times: seriesOverRounds(runs, lengths, time), slope: slopeOverRounds(runs, lengths, time) }
  }
  const forwards = kind(LENGTHS, 0, singles)
  const once = kind(LENGTHS, LENGTHS.length, singles)
  const forEach = kind(few, 2 * LENGTHS.length, pairs)
  const last = few.length - 1
  return {
    forwards: forwards.times,
    once: once.times,
    forEach: forEach.times,
    forwardsSlope: forwards.slope,
    onceSlope: once.slope,
    forEachSlope: forEach.slope,
    longer: overRounds(runs, (ms) => forEach.time(ms, last) / once.time(ms, last)),
  }
}

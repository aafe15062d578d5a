import { type Estimate, exactly, type Lab, type Tensor } from '../../../src/experiment'
import {
  overRounds,
  type Round,
  seriesOverRounds,
  slopeOverRounds,
  timedRounds,
} from '../../../src/numerics/statistics/timing'
import { forward, type LanguageModel, randomSentences, type Sentences } from '../rnn'
import { oneSweep, type Passed, passed, sweepForEach } from '../sweeps'
import { LENGTHS, lengthsTo, type Setting } from './setting'

/** Two gradients that differ by a smaller part than this differ by the rounding of single precision. */
const ROUNDED = 1e-6
/** States that are visited between two looks at the clock, at least: a browser's has ticks of a tenth of a millisecond. */
const TICKED = 192
/** What a device does in the time that it takes to send the kernels of one visit. */
const OPERATIONS_A_VISIT = 1.5e5
const SIZE = 32
const VOCABULARY = 16
const ROUNDS = 16
/** Milliseconds. A run that seems shorter than reading its result still has a logarithm. */
const SHORTEST_TIME = 1e-3

/** Rounds of timings, each with all cases in an order of its own. */
export function* measure(lab: Lab, { longest }: Setting) {
  const made = preparedTidily(lab, longest)
  try {
    for (const rounds of timedRounds(lab, made.cases, { count: ROUNDS, name: 'run-time', warmUps: 0 })) {
      const apart = Math.log10(Math.max(ROUNDED, made.apart.dataSync()[0] ?? Number.NaN))
      yield { ...timesOf(rounds, lengthsTo(longest)), ...made.visits, apart: exactly(apart) }
    }
  } finally {
    lab.tf.dispose(made.kept)
  }
}

/** How many readings a full run gives: one a round of timings. */
export const readings = (): number => ROUNDS

/** In operations: each visit is a few kernels, and a kernel costs its dispatch more than its arithmetic. */
export function cost({ longest }: Setting): number {
  const visits = [...LENGTHS, ...LENGTHS, ...lengthsTo(longest).map(allPairs)]
  return 3 * visits.reduce((sum, count) => sum + count * timesRun(count), 0) * OPERATIONS_A_VISIT
}

/** States that a sweep for each loss visits: every pair of a loss and a state below it. */
const allPairs = (T: number): number => (T * (T + 1)) / 2

/** States that the forward pass or one sweep visits. */
const eachOnce = (T: number): number => T

/** How often in a row a run of so many states is timed. */
const timesRun = (states: number): number => Math.ceil(TICKED / states)

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
 * these need is made before and kept. At the longest sentence of both ways the two gradients are compared, and the visits counted.
 */
function prepared(lab: Lab, longest: number): Timed {
  const { tf } = lab
  const all = LENGTHS.map((length) => ({ length, ...sentenceOf(lab, length) }))
  const few = all.filter(({ length }) => length <= longest)
  const last = few.at(-1)
  if (!last) throw new RangeError(`No sentence of at most ${longest} words is timed (the shortest has ${LENGTHS[0]})`)
  const nothing = tf.zeros([1, SIZE, SIZE])
  const run = (which: typeof all, states: (T: number) => number, of: (one: Prepared) => Tensor) =>
    which.map((one) => () => {
      for (let i = 1; i < timesRun(states(one.length)); i++) tf.dispose(tf.tidy(() => of(one)))
      return tf.tidy(() => of(one))
    })
  const [once, forEach, uncounted] = [{ count: 0 }, { count: 0 }, { count: 0 }]
  const gradient = oneSweep(tf, last.model, last.passed, once)
  const added = sweepForEach(tf, last.model, last.passed, forEach)
  const apart = tf.div(tf.max(tf.abs(tf.sub(gradient, added))), tf.max(tf.abs(gradient)))
  return {
    cases: [
      // A result that no kernel made would be read without waiting for the device.
      () => tf.add(nothing, nothing),
      ...run(all, eachOnce, (one) => forward(tf, one.model, one.sentences, 'tanh').at(-1) ?? nothing),
      ...run(all, eachOnce, (one) => oneSweep(tf, one.model, one.passed, uncounted)),
      ...run(few, allPairs, (one) => sweepForEach(tf, one.model, one.passed, uncounted)),
    ],
    apart,
    visits: { visitsOnce: exactly(once.count), visitsForEach: exactly(forEach.count) },
    kept: [
      nothing,
      apart,
      ...all.flatMap(({ model: m, sentences, passed: p }) => [
        ...[m.words, m.input, m.recurrent, m.bias, m.start, sentences],
        ...p.states,
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
 * Medians over rounds, and the slope of the line through each round. The price of the read, timed as a case of its own, is taken off: where
 * nothing is sent to a device it may be less than the clock can tell, and is no reason to doubt the runs.
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
  const forwards = kind(LENGTHS, 0, eachOnce)
  const once = kind(LENGTHS, LENGTHS.length, eachOnce)
  const forEach = kind(few, 2 * LENGTHS.length, allPairs)
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

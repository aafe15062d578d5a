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

/** The relative difference below which two gradients differ by single-precision rounding only. */
const ROUNDED = 1e-6
/** The minimum number of states visited between two reads of the clock: a browser's clock has a resolution of 0.1 ms. */
const TICKED = 192
/** The number of operations that a device performs in the time needed to send the kernels of one visit. */
const OPERATIONS_A_VISIT = 1.5e5
const SIZE = 32
const VOCABULARY = 16
const ROUNDS = 16
/** The minimum time in milliseconds: a run that appears shorter than the reading of its result must still have a logarithm. */
const SHORTEST_TIME = 1e-3

/** Yields rounds of timings, each with all cases in a new random order. */
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

/** The number of readings of a full run: one for each round of timings. */
export const readings = (): number => ROUNDS

/** Floating-point operations of one reading. Each visit is a few kernels, and the dispatch of a kernel costs more than its arithmetic. */
export function cost({ longest }: Setting): number {
  const visits = [...LENGTHS, ...LENGTHS, ...lengthsTo(longest).map(allPairs)]
  return 3 * visits.reduce((sum, count) => sum + count * timesRun(count), 0) * OPERATIONS_A_VISIT
}

/** The number of states visited by a sweep for each loss: all pairs of a loss and an earlier state. */
const allPairs = (T: number): number => (T * (T + 1)) / 2

/** The number of states visited by the forward pass or one sweep. */
const eachOnce = (T: number): number => T

/** The number of successive runs that are timed together, of `states` states each. */
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

/** Runs the forward pass of one sentence of T words. */
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
 * The timed cases, in order: the read of a result alone; then for each length the forward pass, one sweep and a sweep for each loss. All their inputs
 * are computed before and kept. At the longest sentence that is timed both ways, the two gradients are compared and the visits counted.
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
      // The result must come from a kernel: otherwise it would be read without waiting for the device.
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

/** `prepared`, inside a `tf.tidy` that keeps only what the timed runs need. */
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
 * Medians over rounds, and the slope of the line through each round. The time of the read, measured as a case of its own, is subtracted. If nothing
 * is sent to a device it may be below the resolution of the clock, which does not affect the runs.
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

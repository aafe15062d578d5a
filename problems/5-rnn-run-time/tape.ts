import {
  agrees,
  below,
  choice,
  exactly,
  exactSeries,
  experiment,
  type Lab,
  number,
  scalar,
  series,
  type TapeCell,
  type Tensor,
  tex,
} from '../../src/experiment'
import { readTogether } from '../../src/numerics/readback'
import { oneSweep, type Passed, passed, sweepForEach } from './backward'
import { type LanguageModel, sentencesOf } from './model'
import { type Manner, type Visit, visitsOf, Walk } from './walk'

/** What the network reads, character by character. */
const SENTENCE = 'one sweep is all'
const CHARACTERS = [...new Set(SENTENCE)]
const SIZE = 16
/** A difference that is less is rounding. */
const ROUNDED = 1e-6
const UNDER_WAY = 'The sweep is still under way.'

/** The unrolled network, and the way back through it, state by state. */
export const tape = experiment({
  title: 'The way back, state by state',
  summary:
    'Play, or step. Each state waits for what comes from the right, adds what comes from its own loss above, and is done.',
  waits: true,
  pace: 350,
  progress: { noun: 'visit', each: () => 1 },
  params: {
    length: number({
      label: 'sentence length',
      symbol: tex`T`,
      term: 'T',
      initial: 8,
      min: 1,
      max: SENTENCE.length,
      step: 1,
      integer: true,
      says: 'Characters read, and losses. The states are h[0] to h[T - 1].',
    }),
    manner: choice({
      label: 'backpropagation',
      initial: 'once',
      options: { once: 'one sweep for all losses', each: 'a sweep for each loss' },
    }),
  },
  measures: {
    gathered: series({
      label: 'length of the gradient gathered at a state',
      symbol: tex`|\partial\text{Loss}/\partial h[t]|`,
      term: 'h',
      over: 'state',
    }),
    visits: series({ label: 'times a state was visited', over: 'state' }),
    total: scalar({ label: 'visits so far' }),
    apart: scalar({
      label:
        'largest difference between the gradients of both ways, as a part of the largest entry (10⁻⁶ for whatever is less: rounding)',
      stored: 'log10',
    }),
  },
  presets: {
    once: { says: 'One sweep: eight states, eight visits.', at: {} },
    each: { says: 'A sweep for each loss: the first state is visited eight times.', at: { manner: 'each' } },
    long: {
      says: 'Sixteen characters, a sweep for each: 136 visits for what 16 do.',
      at: { manner: 'each', length: 16 },
    },
  },
  views: [
    {
      kind: 'tape',
      title: 'The unrolled network',
      cells: ({ length, manner }, reading) => cellsOf(length, manner, reading?.total.value),
    },
    {
      kind: 'series',
      title: 'What has been gathered',
      measures: ['gathered'],
      x: { label: 'state', symbol: tex`t` },
      y: { label: 'length of the gradient' },
    },
    {
      kind: 'series',
      title: 'Visits',
      measures: ['visits'],
      x: { label: 'state', symbol: tex`t` },
      y: { label: 'visits' },
    },
    { kind: 'scalars', title: 'Counted', measures: ['total', 'apart'] },
  ],
  claims: {
    once: {
      says: 'One sweep visits each of the 8 states once.',
      check: (measured, theory) => [
        agrees('visits of each state', measured.visits, theory.visits),
        agrees('visits in all', measured.total, theory.total),
      ],
    },
    each: {
      says: 'A sweep for each loss visits 36 states where one sweep visits 8, and comes to the same gradient.',
      at: { manner: 'each' },
      check: (measured, theory) => [
        agrees('visits of each state', measured.visits, theory.visits),
        agrees('visits in all', measured.total, theory.total),
        below('log10 of the difference of the gradients', measured.apart, -4),
      ],
    },
  },
  *measure(lab, { length, manner }) {
    const { tf } = lab
    const made = prepared(lab, length)
    const walk = new Walk(tf, made.model, made.passed)
    try {
      const visits = visitsOf(length, manner)
      for (const [i, visit] of visits.entries()) {
        walk.visit(visit)
        yield readingOf(lab, {
          walk,
          apart: made.apart,
          visits: visits.slice(0, i + 1),
          underWay: i + 1 < visits.length,
        })
      }
    } finally {
      walk.dispose()
      tf.dispose(made.kept)
    }
  },
  readings: ({ length, manner }) => visitsOf(length, manner).length,
  theory({ length, manner }) {
    const visits = visitsOf(length, manner)
    const states = Array.from({ length }, (_, t) => t)
    return { visits: exactSeries(states, countsOf(states, visits)), total: exactly(visits.length) }
  },
  cost: ({ length }) => length ** 2 * 2 * SIZE ** 2,
})

const countsOf = (states: readonly number[], visits: readonly Visit[]): number[] =>
  states.map((state) => visits.filter((visit) => visit.state === state).length)

/** From one read of the device. A state that has not been visited has gathered nothing yet. */
function readingOf(
  { tf }: Lab,
  { walk, apart, visits, underWay }: { walk: Walk; apart: Tensor; visits: readonly Visit[]; underWay: boolean },
) {
  const withheld = underWay ? { withheld: UNDER_WAY } : {}
  let read: Record<'lengths' | 'apart', Float32Array> = { lengths: new Float32Array(), apart: new Float32Array() }
  tf.tidy(() => {
    read = readTogether(tf, { lengths: walk.lengths(), apart })
  })
  const states = Array.from(read.lengths, (_, t) => t)
  return {
    gathered: exactSeries(states, [...read.lengths]),
    visits: { ...exactSeries(states, countsOf(states, visits)), ...withheld },
    total: { ...exactly(visits.length), ...withheld },
    apart: exactly(Math.log10(Math.max(read.apart[0] ?? Number.NaN, ROUNDED))),
  }
}

interface Made {
  readonly model: LanguageModel
  readonly passed: Passed
  /** The largest difference between the gradients of one sweep and of a sweep for each loss, as a part of the largest entry. */
  readonly apart: Tensor
  readonly kept: Tensor[]
}

/** The model, its forward pass, and both gradients compared. */
function prepared(lab: Lab, length: number): Made {
  const { tf, draw } = lab
  const all: Made[] = []
  tf.tidy(() => {
    const scaled = (name: string) => tf.div(draw('gaussian', name, [1, SIZE, SIZE]), Math.sqrt(SIZE))
    const model = {
      words: tf.mul(draw('gaussian', 'words', [1, CHARACTERS.length, SIZE]), 0.5),
      input: scaled('input'),
      recurrent: scaled('recurrent'),
      bias: tf.zeros([1, 1, SIZE]),
      start: tf.zeros([1, 1, SIZE]),
    }
    const numbers = [...SENTENCE].slice(0, length).map((character) => CHARACTERS.indexOf(character))
    const sentences = sentencesOf(tf, tf.tensor(numbers, [length, 1, 1], 'int32'), CHARACTERS.length)
    const run = passed(tf, model, sentences)
    const untold = { count: 0 }
    const [once, each] = [oneSweep(tf, model, run, untold), sweepForEach(tf, model, run, untold)]
    // Of one character there is no step, and no gradient by R: 0 beside 0.
    const size = tf.maximum(tf.max(tf.abs(once)), 1e-30)
    const apart = tf.div(tf.max(tf.abs(tf.sub(once, each))), size)
    const kept = [model.recurrent, model.start, apart, ...run.forward.states, ...run.atLosses]
    all.push({ model, passed: run, apart, kept })
    return kept
  })
  const [made] = all
  if (!made) throw new Error('Nothing was prepared')
  return made
}

/** The picture: a cell for each state, its loss above and the character that enters it below. */
function cellsOf(length: number, manner: Manner, total: number | undefined): TapeCell[] {
  const visits = visitsOf(length, manner).slice(0, total ?? 0)
  const last = visits.at(-1)
  return Array.from({ length }, (_, t) => ({
    label: `h[${t}]`,
    above: `loss ${t + 1}`,
    below: t === 0 ? '' : (SENTENCE[t - 1] ?? ''),
    visits: visits.filter(({ state }) => state === t).length,
    now: last?.state === t,
    heard: last !== undefined && last.state <= t && (last.loss === undefined || last.loss === t + 1),
  }))
}

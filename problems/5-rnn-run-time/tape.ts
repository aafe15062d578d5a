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
  states,
  type TapeCell,
  type Tensor,
  tex,
} from '../../src/experiment'
import { readTogether } from '../../src/numerics/statistics/readback'
import { oneSweep, type Passed, passed, sweepForEach } from './backward'
import { type LanguageModel, sentencesOf } from './model'
import { type Manner, visitsOf, Walk } from './walk'

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
    'Play, or step. Follow what each state waits for from the right and gets from its loss above, and how often it is visited.',
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
      says: 'Characters, and losses. The last character is predicted and not read: the states are h[0] to h[T - 1].',
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
    once: scalar({ label: 'visits of one sweep' }),
    each: scalar({ label: 'visits of a sweep for each loss' }),
    apart: scalar({
      label:
        'largest difference of the gradient of R on this walk from that of the other way, as a part of the largest entry (10⁻⁶ for whatever is less: rounding)',
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
      cells: ({ length, manner }, reading) => cellsOf(length, manner, reading?.[manner].value),
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
    { kind: 'scalars', title: 'Counted', measures: ['once', 'each', 'apart'] },
  ],
  claims: {
    once: {
      says: 'One sweep makes 8 visits: one to each of the 8 states.',
      check: (measured, theory, { length }) => [
        agrees('visits of each state', measured.visits, theory.visits),
        agrees('visits in all', measured.once, theory.once),
        states('visits in all', '8', theory.once),
        states('states', '8', exactly(length)),
      ],
    },
    each: {
      says: 'A sweep for each loss makes 36 visits where one sweep makes 8, and comes to the same gradient.',
      at: { manner: 'each' },
      check: (measured, theory) => [
        agrees('visits of each state', measured.visits, theory.visits),
        agrees('visits in all', measured.each, theory.each),
        states('visits in all', '36', theory.each),
        agrees('visits of one sweep', measured.once, theory.once),
        states('visits of one sweep', '8', theory.once),
        below('log10 of the difference of the gradients', measured.apart, -4),
      ],
    },
  },
  *measure(lab, { length, manner }) {
    const { tf } = lab
    const made = prepared(lab, length, manner)
    const walk = new Walk(tf, made.model, made.passed)
    try {
      const visits = visitsOf(length, manner)
      for (const [i, visit] of visits.entries()) {
        walk.visit(visit)
        yield readingOf(lab, walk, made, i + 1 < visits.length)
      }
    } finally {
      walk.dispose()
      tf.dispose(made.kept)
    }
  },
  readings: ({ length, manner }) => visitsOf(length, manner).length,
  // Loss t reaches h[0] to h[t - 1]: in a sweep for each loss T - t of them come by h[t].
  theory: ({ length, manner }) => ({
    visits: exactSeries(
      statesOf(length),
      statesOf(length).map((t) => (manner === 'once' ? 1 : length - t)),
    ),
    once: exactly(length),
    each: exactly((length * (length + 1)) / 2),
  }),
  cost: ({ length }) => length ** 2 * 2 * SIZE ** 2,
})

/** h[0] to h[T - 1]. */
const statesOf = (length: number): number[] => Array.from({ length }, (_, t) => t)

/** From one read of the device. A state that has not been visited has gathered nothing yet. */
function readingOf({ tf }: Lab, walk: Walk, { manner, other }: Made, underWay: boolean) {
  const withheld = underWay ? { withheld: UNDER_WAY } : {}
  let read: Record<'lengths' | 'apart', Float32Array> = { lengths: new Float32Array(), apart: new Float32Array() }
  tf.tidy(() => {
    const difference = tf.max(tf.abs(tf.sub(walk.recurrentGradient, other.gradient)))
    // Of one character there is no step, and no gradient by R: 0 beside 0.
    const size = tf.maximum(tf.max(tf.abs(other.gradient)), 1e-30)
    read = readTogether(tf, { lengths: walk.lengths(), apart: tf.div(difference, size) })
  })
  const own = { ...exactly(walk.visits.reduce((sum, count) => sum + count, 0)), ...withheld }
  const others = exactly(other.visits)
  return {
    gathered: exactSeries(statesOf(read.lengths.length), [...read.lengths]),
    visits: { ...exactSeries(statesOf(walk.visits.length), [...walk.visits]), ...withheld },
    once: manner === 'once' ? own : others,
    each: manner === 'each' ? own : others,
    apart: { ...exactly(Math.log10(Math.max(read.apart[0] ?? Number.NaN, ROUNDED))), ...withheld },
  }
}

interface Made {
  readonly model: LanguageModel
  readonly passed: Passed
  readonly manner: Manner
  /** The other way, walked at once by other code: dLoss/dR, and the visits that were counted. */
  readonly other: { readonly gradient: Tensor; readonly visits: number }
  readonly kept: Tensor[]
}

/** The model, its forward pass, and the way that is not walked. */
function prepared(lab: Lab, length: number, manner: Manner): Made {
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
    const counter = { count: 0 }
    const gradient = (manner === 'once' ? sweepForEach : oneSweep)(tf, model, run, counter)
    const kept = [model.recurrent, model.start, gradient, ...run.forward.states, ...run.atLosses]
    all.push({ model, passed: run, manner, other: { gradient, visits: counter.count }, kept })
    return kept
  })
  const [made] = all
  if (!made) throw new Error('Nothing was prepared')
  return made
}

/** The picture: a cell for each state, its loss above and the character that enters it below. */
function cellsOf(length: number, manner: Manner, made: number | undefined): TapeCell[] {
  const visits = visitsOf(length, manner).slice(0, made ?? 0)
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

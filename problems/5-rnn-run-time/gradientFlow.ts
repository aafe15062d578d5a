import {
  above,
  agrees,
  below,
  choice,
  entry,
  exactly,
  exactSeries,
  experiment,
  type Lab,
  matrix,
  number,
  series,
  states,
  type Tensor,
  tex,
} from '../../src/experiment'
import { rowsOf, scaledSquare } from '../../src/numerics/statistics/moments'
import { orthogonal } from '../../src/numerics/networks/orthogonal'
import { readBatches } from '../../src/numerics/statistics/readback'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { gradientsOfEveryLoss, randomSentences } from './flow'
import { matrixOf, place, placesOf, seriesOf, triangle } from './heard'

/** Models in a batch. */
const MODELS = 16
/** log10 of a gradient that is as good as none. */
const SURE = -20
/** Words that they know. */
const VOCABULARY = 16
/** The gain that forgets. */
const FADES = 0.8
/** The same colours for all settings, the middle one for a gradient as it enters. */
const COLOURS = [1e-3, 1e3] as const
const RATIO = tex`|\partial\text{Loss}_t/\partial h[s]| \,/\, |\partial\text{Loss}_t/\partial h[t-1]|`

/** How far back each loss is heard. */
export const gradientFlow = experiment({
  title: 'How far back a loss is heard',
  summary:
    'One sweep brings the gradient of every loss to every state; whether anything of it is left there is another question.',
  params: {
    length: number({
      label: 'sentence length',
      symbol: tex`T`,
      term: 'T',
      initial: 24,
      min: 4,
      max: 48,
      step: 4,
      integer: true,
      says: 'Words in a sentence, and losses.',
    }),
    size: number({
      label: 'state size',
      symbol: tex`I`,
      term: 'I',
      initial: 32,
      min: 16,
      max: 64,
      scale: 'log2',
      integer: true,
      says: 'Numbers in a state, and in the vector of a word.',
    }),
    gain: number({
      label: 'recurrent gain',
      symbol: tex`g`,
      term: 'g',
      initial: FADES,
      min: 0.5,
      max: 1.5,
      step: 0.05,
      says: 'The recurrent matrix is orthogonal times this.',
    }),
    activation: choice({
      label: 'activation',
      symbol: tex`f`,
      term: 'f',
      initial: 'linear',
      options: { linear: 'none (linear)', tanh: 'tanh' },
    }),
  },
  measures: {
    flow: matrix({
      label: 'what is left at a state of the gradient of a loss (geometric mean over models)',
      symbol: RATIO,
      term: 'flow',
      rows: 'loss',
      columns: 'state',
      stored: 'log10',
    }),
    byDistance: series({
      label: 'what is left, by steps back (geometric mean over losses and models)',
      symbol: RATIO,
      term: 'flow',
      over: 'distance',
      stored: 'log10',
    }),
  },
  presets: {
    fades: { says: 'Linear, gain 0.8: a fifth is lost at every step back.', at: {} },
    keeps: { says: 'Linear, gain 1: the length of the gradient never changes.', at: { gain: 1 } },
    explodes: { says: 'Linear, gain 1.3: the first state is moved most by the last loss.', at: { gain: 1.3 } },
    'tanh-forgets': {
      says: 'tanh at gain 1: every slope under 1 costs something, at every step.',
      at: { gain: 1, activation: 'tanh' },
    },
    'tanh-remembers': {
      says: 'tanh at gain 1.5: slopes under 1 against a gain over 1.',
      at: { gain: 1.5, activation: 'tanh' },
    },
  },
  views: [
    {
      kind: 'heatmap',
      title: 'From every loss to every state',
      measure: 'flow',
      x: { label: 'state', symbol: tex`s` },
      y: { label: 'loss', symbol: tex`t` },
      colour: { label: 'left of the gradient, 1 where it enters', scale: 'log10', domain: COLOURS },
    },
    {
      kind: 'series',
      title: 'By steps back',
      measures: ['byDistance'],
      x: { label: 'steps back', symbol: tex`t - 1 - s` },
      y: { label: 'left of the gradient', scale: 'log10' },
      rules: () => [{ label: 'all of it', at: 1 }],
    },
  ],
  claims: {
    fades: {
      says: 'Without an activation every step back multiplies the gradient by the gain: at $g = 0.8$, twenty steps leave 0.0115 of it.',
      check: (measured, theory) => [
        agrees('left of the gradient', measured.byDistance, theory.byDistance),
        agrees('from every loss to every state', measured.flow, theory.flow),
        states('left after 20 steps', '0.0115', exactly(10 ** entry(theory.byDistance, 20).value)),
      ],
    },
    explodes: {
      says: 'At $g = 1.3$ the gradient grows as it goes back: 190-fold in twenty steps.',
      at: { gain: 1.3 },
      check: (measured, theory) => [
        agrees('left of the gradient', measured.byDistance, theory.byDistance),
        states('growth in 20 steps', '190', exactly(10 ** entry(theory.byDistance, 20).value)),
      ],
    },
    'tanh-forgets': {
      says: 'With a tanh at $g = 1$ twenty steps leave less of the gradient than they do at $g = 0.8$ without one.',
      at: { gain: 1, activation: 'tanh' },
      check: (measured) => [
        below('log10 of what is left after 20 steps', entry(measured.byDistance, 20), 20 * Math.log10(FADES)),
        states('the gain that it is compared with', '0.8', exactly(FADES)),
      ],
    },
    'tanh-remembers': {
      says: 'With a tanh at $g = 1.5$ they leave more than a quarter of it, and not all.',
      at: { gain: 1.5, activation: 'tanh' },
      check: (measured) => [
        above('log10 of what is left after 20 steps', entry(measured.byDistance, 20), Math.log10(1 / 4)),
        below('log10 of what is left after 20 steps', entry(measured.byDistance, 20), 0),
      ],
    },
  },
  *measure(lab, p) {
    const models: number[][] = []
    for (let round = 0; round < ROUNDS; round++) {
      models.push(...runModels(lab, p, batchesOf(round)))
      yield { flow: matrixOf(models, p.length), byDistance: seriesOf(models, p.length) }
    }
  },
  readings: () => ROUNDS,
  theory({ length, gain, activation }) {
    if (activation !== 'linear') return {}
    const left = (distance: number) => distance * Math.log10(gain)
    const at = Array.from({ length }, (_, d) => d)
    const value = triangle(length, (t, s) => left(t - 1 - s))
    const stderr = value.map((row) => row.map(() => 0))
    return { flow: { ...placesOf(length), value, stderr }, byDistance: exactSeries(at, at.map(left)) }
  },
  cost: ({ length, size }) => LARGEST_ROUND * MODELS * 2 * (2 * length * size ** 2 + length ** 2 * size ** 2),
})

interface Setting {
  readonly length: number
  readonly size: number
  readonly gain: number
  readonly activation: 'linear' | 'tanh'
}

/**
 * log10 of |dLoss_t/dh[s]| / |dLoss_t/dh[t-1]|, one row a model, from one read of the device. A model that is sure of the right word
 * sends nothing back, or so little that it would underflow on the way: of such a loss there is no ratio, and NaN stands for it.
 */
function runModels(
  { tf, draw }: Lab,
  { length, size, gain, activation }: Setting,
  batches: readonly number[],
): number[][] {
  const read = readBatches(tf, batches, (batch) => {
    const gaussian = (name: string, shape: readonly number[]) => draw('gaussian', `${name}/${batch}`, shape)
    const sign = (name: string, shape: readonly number[]) => draw('sign', `${name}/${batch}`, shape)
    const model = {
      words: gaussian('words', [MODELS, VOCABULARY, size]),
      input: tf.mul(gaussian('input', [MODELS, size, size]), 0.5 / Math.sqrt(size)),
      recurrent: tf.mul(orthogonal(tf, sign('left', [MODELS, size, 1]), sign('right', [MODELS, 1, size])), gain),
      bias: tf.zeros([MODELS, 1, size]),
      start: gaussian('start', [MODELS, 1, size]),
    }
    const sentences = randomSentences(tf, draw('uniform', `sentences/${batch}`, [length, MODELS, 1]), VOCABULARY)
    const { largest, square } = scaledSquare(tf, gradientsOfEveryLoss(tf, model, sentences, activation))
    // [T, models, T] -> one row a model.
    const rows = (t: Tensor) => tf.reshape(tf.transpose(t, [1, 0, 2]), [MODELS, -1])
    return { largest: rows(largest), square: rows(square) }
  })
  const count = MODELS * batches.length
  const largest = rowsOf(read.largest, count)
  const squares = rowsOf(read.square, count)
  return largest.map((row, m) => {
    const logs = Array.from(row, (v, i) => Math.log10(v) + 0.5 * Math.log10(squares[m]?.[i] ?? Number.NaN))
    const own = (t: number) => {
      const log = logs[place(length, t, t - 1)] ?? Number.NaN
      return log > SURE ? log : Number.NaN
    }
    return logs.map((log, i) => log - own((i % length) + 1))
  })
}

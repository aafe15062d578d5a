import {
  below,
  choice,
  type Estimate,
  entry,
  estimateOf,
  experiment,
  type Lab,
  number,
  passage,
  type Series,
  series,
  tex,
  text,
} from '../../src/experiment'
import { adam, layoutOf } from '../../src/numerics/optimiser'
import { race, standingsOf, type Trainee } from '../../src/numerics/training'
import { type Corpus, corpusFor, corpusOf, windows } from './corpus'
import { gradientsOf, lossesOf } from './gradients'
import { forward, type LanguageModel, sentencesOf } from './model'
import { sampled } from './sample'

/** Sentences a step, and sentences that the loss is measured on. */
const BATCH = 24
const TESTED = 64
/** Steps a reading. */
const EVERY = 10
/** Characters of a sample. */
const SAMPLE = 240
const TEMPERATURES = { cold: 0.5, warm: 0.8, hot: 1 } as const

type Temperature = keyof typeof TEMPERATURES

/** A character model of the book's own words, or of the reader's, while it trains. */
export const languageModel = experiment({
  title: 'A language model learns to spell',
  summary:
    'It begins as if all characters were equally likely. Watch the loss pass the line of single frequencies: from there on it knows something of order.',
  waits: true,
  progress: { noun: 'step', each: () => EVERY, fromZero: true },
  params: {
    text: passage({
      label: 'text',
      term: 'w',
      empty: 'the words of this book',
      most: 200_000,
      says: 'Paste a text or open a file: any language. It stays on this machine.',
      refuses: (given) => {
        try {
          corpusOf(given)
          return undefined
        } catch {
          return 'it needs two different characters at least'
        }
      },
    }),
    size: number({
      label: 'state size',
      symbol: tex`I`,
      term: 'I',
      initial: 64,
      min: 16,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'Numbers in a state, and in the vector of a character.',
    }),
    length: number({
      label: 'sentence length',
      symbol: tex`T`,
      term: 'T',
      initial: 32,
      min: 8,
      max: 256,
      scale: 'log2',
      integer: true,
      says: 'Characters in a sentence: how far back a loss can reach.',
    }),
    rate: number({
      label: 'learning rate (Adam)',
      initial: 0.003,
      min: 0.0003,
      max: 0.1,
      scale: 'log10',
      step: 0.1,
      says: 'Of Adam. Too large, and the loss jumps about.',
    }),
    steps: number({ label: 'steps', initial: 1000, min: 200, max: 5000, step: 200, integer: true }),
    temperature: choice({
      label: 'temperature of the sample',
      initial: 'warm',
      options: { cold: '0.5: cautious', warm: '0.8', hot: '1: as it believes' },
      display: true,
    }),
  },
  measures: {
    loss: series({
      label: 'loss on text that it was not trained on, in nats a character',
      symbol: tex`-\ln P(w_t \mid w_1 \ldots w_{t-1})`,
      term: 'loss',
      over: 'step',
    }),
    cold: text({ label: 'sample at temperature 0.5' }),
    warm: text({ label: 'sample at temperature 0.8' }),
    hot: text({ label: 'sample at temperature 1' }),
  },
  presets: {
    book: { says: 'The words of this book, a thousand steps.', at: {} },
    short: { says: 'Sentences of eight characters: no loss reaches back further.', at: { length: 8 } },
  },
  views: [
    {
      kind: 'series',
      title: 'Loss',
      measures: ['loss'],
      x: { label: 'step' },
      y: { label: 'nats a character' },
      rules: ({ text: given }) => {
        const { unigramEntropy, characters } = corpusFor(given)
        return [
          { label: 'all characters alike', at: Math.log(characters.length) },
          { label: 'single frequencies', at: unigramEntropy },
        ]
      },
    },
    {
      kind: 'text',
      title: 'What it writes',
      measures: ['cold', 'warm', 'hot'],
      shows: ({ temperature }) => [temperature],
    },
  ],
  claims: {
    learns: {
      says: 'After 200 steps on the words of this book the loss is below the entropy of single characters: the model has learned something of their order.',
      at: { steps: 200 },
      check: (measured, _theory, { text: given }) => [
        below('loss on text that it was not trained on', lastOf(measured.loss), corpusFor(given).unigramEntropy),
      ],
    },
  },
  *measure(lab, p) {
    const corpus = corpusFor(p.text)
    const steps: { readonly step: number; readonly losses: readonly number[] }[] = []
    const networks = { model: trainee(lab, corpus, p) }
    for (const standing of race(lab.tf, networks, { optimiser: adam(p.rate), steps: p.steps, every: EVERY })) {
      const taken = standing.taken.model
      if (!taken) return
      steps.push({ step: standing.step, losses: [...taken.losses] })
      yield { loss: lossSeries(steps), ...samplesOf(lab, corpus, p.size, taken.parameters) }
    }
  },
  readings: ({ steps }) => standingsOf(steps, EVERY),
  theory: () => ({}),
  cost: ({ text: given, size, length }) => {
    const vocabulary = corpusFor(given).characters.length
    const cell = 2 * size ** 2
    return (EVERY * BATCH * 3 + TESTED) * length * 2 * (cell + vocabulary * size * 2)
  },
})

/** The last entry of a loss. */
const lastOf = (loss: Series): Estimate => entry(loss, loss.at.at(-1) ?? Number.NaN)

interface Setting {
  readonly size: number
  readonly length: number
}

const shapesOf = (vocabulary: number, size: number) => [
  [1, vocabulary, size],
  [1, size, size],
  [1, size, size],
  [1, 1, size],
  [1, 1, size],
]

function trainee(
  { tf, draw, numbers }: Lab,
  corpus: Corpus,
  { size, length }: Setting,
): Trainee<'losses' | 'parameters'> {
  const vocabulary = corpus.characters.length
  const layout = layoutOf(shapesOf(vocabulary, size))
  const modelOf = (parameters: Parameters<typeof layout.unpack>[1]): LanguageModel => {
    const [words, input, recurrent, bias, start] = layout.unpack(tf, parameters)
    if (!words || !input || !recurrent || !bias || !start) throw new Error('The parameters do not make a model')
    return { words, input, recurrent, bias, start }
  }
  const sentences = (name: string, count: number, from: number, to: number) => {
    // The uniform law of variance 1, brought to [0, 1).
    const places = Array.from(numbers('uniform', name, [count]), (x) => x / Math.sqrt(12) + 0.5)
    const found = windows(corpus, { from, to, length }, places)
    return sentencesOf(tf, tf.tensor(found, [length, 1, count], 'int32'), vocabulary)
  }
  return {
    initial: () => {
      const [words, input, recurrent, bias, start] = shapesOf(vocabulary, size)
      const gaussian = (name: string, shape: readonly number[] = []) => draw('gaussian', name, shape)
      return layout.pack(tf, [
        tf.mul(gaussian('words', words), 0.1),
        tf.div(gaussian('input', input), Math.sqrt(size)),
        tf.div(gaussian('recurrent', recurrent), Math.sqrt(size)),
        tf.zeros(bias ?? []),
        tf.zeros(start ?? []),
      ])
    },
    gradient: (_, parameters, step) => {
      const model = modelOf(parameters)
      const batch = sentences(`batch/${step}`, BATCH, 0, corpus.trained)
      const { gradients } = gradientsOf(tf, model, batch, 'tanh', { weight: 1 / length })
      const { words, input, recurrent, bias, start } = gradients
      return layout.pack(tf, [words, input, recurrent, bias, start])
    },
    measure: (_, parameters) => {
      const model = modelOf(parameters)
      const tested = sentences('tested', TESTED, corpus.trained, corpus.numbers.length)
      const { losses } = lossesOf(tf, model, forward(tf, model, tested, 'tanh').states, tested)
      return { losses: tf.mean(losses, 0), parameters }
    },
  }
}

function lossSeries(steps: readonly { readonly step: number; readonly losses: readonly number[] }[]): Series {
  const estimates = steps.map(({ losses }) => estimateOf(losses))
  return {
    at: steps.map(({ step }) => step),
    value: estimates.map(({ value }) => value),
    stderr: estimates.map(({ stderr }) => stderr),
    repeats: TESTED,
  }
}

/** What the model writes now, from one and the same stretch of randomness at every temperature. */
function samplesOf(
  { numbers }: Lab,
  { characters }: Corpus,
  size: number,
  parameters: Float32Array,
): Record<Temperature, string> {
  let from = 0
  const next = (count: number) => {
    from += count
    return parameters.subarray(from - count, from)
  }
  const words = next(characters.length * size)
  const model = { words, input: next(size * size), recurrent: next(size * size), bias: next(size), start: next(size) }
  const uniform = Array.from(numbers('uniform', 'sample', [SAMPLE]), (x) =>
    Math.min(1 - 2 ** -24, x / Math.sqrt(12) + 0.5),
  )
  const written = (temperature: number) =>
    sampled(model, temperature, uniform)
      .map((w) => characters[w] ?? '')
      .join('')
  return { cold: written(TEMPERATURES.cold), warm: written(TEMPERATURES.warm), hot: written(TEMPERATURES.hot) }
}

import {
  below,
  choice,
  type Estimate,
  entry,
  estimateOf,
  experiment,
  number,
  passage,
  type Series,
  series,
  tex,
  text,
} from '../../src/experiment'
import { adam } from '../../src/numerics/training/optimiser'
import { race, standingsOf } from '../../src/numerics/training/race'
import { BOOK, corpusFor, MOST_TESTED, shortcoming } from './corpus'
import { BATCH, type Setting, speller, writer } from './speller'
import { between, pairsFound, spaces, wordsFound } from './spelling'

/** What may lie between two readings, and how many operations are done soon. Each divides the step of the slider. */
const STEPS_EACH = [10, 5, 2, 1]
const SOON = 2e9
const TEMPERATURES = { cold: 0.5, warm: 0.8, hot: 1 } as const
/** The shortest sentences offered. */
const SHORTEST = 8

/** A character model of the book's own words, or of the reader's, while it trains. */
export const languageModel = experiment({
  title: 'A language model learns to spell',
  summary:
    'It begins as if all characters were equally likely. Watch the loss pass the line of single frequencies: from there on it knows something of order.',
  waits: true,
  progress: { noun: 'step', each: (p) => stepsEach(p), fromZero: true },
  params: {
    text: passage({
      label: 'text',
      term: 'w',
      empty: 'the words of this book',
      most: 200_000,
      says: 'Paste a text or open a file: any language. It stays on this machine.',
      refuses: (given) => shortcoming(given, SHORTEST),
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
      min: SHORTEST,
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
    // Of characters drawn by their frequencies alone, four pairs in five stand in the book, and hardly a word.
    spells: {
      says: 'By then a sample has spaces about as often as the text does, and more than nine in ten of its pairs of characters occur there. Of the words of a cautious sample more than three in ten do.',
      at: { steps: 200 },
      check: ({ warm, cold }, _theory, { text: given }) => {
        const text = given === '' ? BOOK : given
        return [
          between('part of the sample that is spaces', spaces(warm), 0.5 * spaces(text), 1.5 * spaces(text)),
          between('pairs of characters that the text has', pairsFound(warm, text), 0.9, 1),
          between('words of the cautious sample that the text has', wordsFound(cold, text), 0.3, 1),
        ]
      },
    },
  },
  *measure(lab, p) {
    const corpus = corpusFor(p.text)
    const networks = { model: speller(lab, corpus, p) }
    const write = writer(lab, corpus, p.size)
    const curve = new Curve()
    const pace = { optimiser: adam(p.rate), steps: p.steps, every: stepsEach(p) }
    for (const { step, taken } of race(lab.tf, networks, pace)) {
      if (!taken.model) return
      const { losses, parameters } = taken.model
      yield {
        loss: curve.after(step, losses),
        cold: write(parameters, TEMPERATURES.cold),
        warm: write(parameters, TEMPERATURES.warm),
        hot: write(parameters, TEMPERATURES.hot),
      }
    }
  },
  readings: (p) => standingsOf(p.steps, stepsEach(p)),
  theory: () => ({}),
  cost: (p) => operationsOf(p, stepsEach(p)),
})

/** The last entry of a loss. */
const lastOf = (loss: Series): Estimate => entry(loss, loss.at.at(-1) ?? Number.NaN)

interface Priced extends Setting {
  readonly text: string
}

/** Floating-point operations of some steps, forwards and back, and of the loss measured after them. */
function operationsOf({ text: given, size, length }: Priced, steps: number): number {
  const vocabulary = corpusFor(given).characters.length
  const word = 2 * (2 * size ** 2 + 2 * vocabulary * size)
  return (steps * BATCH * 3 + MOST_TESTED) * length * word
}

/** Steps from one reading to the next: fewer where each takes long, so that *Pause* is heard soon. */
const stepsEach = (p: Priced): number => STEPS_EACH.find((steps) => operationsOf(p, steps) <= SOON) ?? 1

/** The curve of the loss, a point after the other: what has been estimated stays. */
class Curve {
  private readonly at: number[] = []
  private readonly value: number[] = []
  private readonly stderr: number[] = []

  /** The curve so far, from the mean losses of the sentences tested at its newest point. */
  after(step: number, losses: ArrayLike<number>): Series {
    const { value, stderr } = estimateOf(losses)
    this.at.push(step)
    this.value.push(value)
    this.stderr.push(stderr)
    return { at: [...this.at], value: [...this.value], stderr: [...this.stderr], repeats: losses.length }
  }
}

import {
  above,
  agrees,
  at,
  below,
  between,
  type Checker,
  choice,
  exact,
  experiment,
  number,
  passage,
  scalar,
  series,
  tex,
  text,
  times,
} from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { lengthParam, sizeParam } from '../params'
import { corpusFor, shortcoming } from './corpus'
import { cost, measure, readings, stepsEach } from './measure'
import { MODELS } from './setting'
import { spaces } from './spelling'
import { linesFor, theory } from './theory'

/** The shortest sentences offered. */
const SHORTEST = 8

/** The share of spaces is between half and twice the share in the training text. */
const spacesLikeTheText: Checker<'spaces'> = {
  reads: ['spaces'],
  judge: (evidence) => {
    const wanted = spaces(corpusFor(String(evidence.values.text ?? '')).text)
    return between('spaces', wanted / 2, 2 * wanted).judge(evidence)
  },
}

/** Character models of the book's own text, or of the reader's, while they train. */
export default experiment({
  title: 'Language models learn to spell',
  summary:
    'They begin as if all characters were equally likely. Compare their loss with the lines, which show what counting alone can do.',
  about: {
    computes: `${MODELS} models side by side, each an RNN with tanh whose words are single characters, and whose word vectors are used for reading and for predicting, as in the problem. U and R begin with entries of variance 1 / I, word vectors with entries of standard deviation 0.1, B and h[0] at 0. Adam on the mean loss of a character; in every step each model is given 256 characters in sentences of T (two sentences at least), and it is tested on 2048 (four sentences at least). The loss of single frequencies and of pairs is that of the same sentences under the counts of the training part, with one added for what was never seen.`,
    repeated: 'models',
    errors: `Over the ${MODELS} models of a run. Each has first weights, training sentences, held-out sentences and randomness for its samples of its own. All of them share the text: the errors are not those over texts.`,
    fixes:
      'The last tenth of the text is held out (of a short text, as much as four sentences take), and no sentence that is trained on reaches into it. The held-out sentences of a model are drawn once for all steps, so the points of a curve vary together. A model writes from the same random numbers at every step and temperature. The samples to read are those of the first model; the shares of words and pairs are over all of them.',
    limits:
      'One text, split once: it cannot tell how hard the last tenth is in comparison with others. Sentences are cut anywhere, so the first characters of each are predicted without what came before them. The models are small, and stop long before they have learned what they can.',
  },
  waits: true,
  progress: { noun: 'step', each: stepsEach, fromZero: true },
  params: {
    text: passage({
      label: 'text',
      term: 'w',
      empty: 'the words of this book',
      most: 200_000,
      says: 'Paste a text or open a file. It stays on this machine.',
      refuses: (given) => shortcoming(given, SHORTEST),
    }),
    size: sizeParam({ initial: 64, max: 128, says: 'Numbers in a state, and in the vector of a character.' }),
    length: lengthParam({
      initial: 32,
      min: SHORTEST,
      max: 256,
      scale: 'log2',
      says: 'Characters in a sentence: how far back a loss can reach.',
    }),
    rate: number({
      label: 'learning rate (Adam)',
      initial: 0.01,
      min: 0.0001,
      max: 0.1,
      scale: 'log10',
      step: 0.1,
      says: 'The learning rate of Adam. If it is too large, the loss jumps about.',
    }),
    steps: number({ label: 'steps', initial: 1000, min: 200, max: 5000, step: 200, integer: true }),
    temperature: choice({
      label: 'temperature of the samples',
      initial: 'warm',
      options: { cold: '0.5: cautious', warm: '0.8', hot: '1: as they believe' },
      display: true,
    }),
  },
  measures: {
    loss: series({
      label: 'mean loss of a character of text that was held out, in nats',
      symbol: tex`-\ln P(w_t \mid w_1 \ldots w_{t-1})`,
      term: 'loss',
      over: 'step',
    }),
    byPlace: series({
      label: 'loss by the place of the character in its sentence, in nats',
      symbol: tex`-\ln P(w_t \mid w_1 \ldots w_{t-1})`,
      term: 'loss',
      over: 'place',
    }),
    single: scalar({ label: 'loss of single frequencies, on the same sentences' }),
    pair: scalar({ label: 'loss of frequencies of pairs, on the same sentences' }),
    overSingle: scalar({ label: 'nats a character won over single frequencies' }),
    overPair: scalar({ label: 'nats a character won over frequencies of pairs' }),
    spaces: scalar({ label: 'spaces among the characters written at temperature 1' }),
    pairs: scalar({ label: 'pairs of characters written at temperature 1 that stand in the text' }),
    hotWords: scalar({ label: 'words written at temperature 1 that the text has' }),
    coldWords: scalar({ label: 'words written at temperature 0.5 that the text has' }),
    moved: scalar({ label: 'distance of the weight that has moved farthest, in learning rates a step' }),
    overlap: scalar({ label: 'held-out characters that were trained on' }),
    cold: text({ label: 'first model at temperature 0.5' }),
    warm: text({ label: 'first model at temperature 0.8' }),
    hot: text({ label: 'first model at temperature 1' }),
  },
  presets: {
    book: {
      title: 'This book',
      says: 'The words of this book, a thousand steps: below which of the three lines does the loss come?',
      at: {},
    },
    short: {
      title: 'Short sentences',
      says: 'Sentences of eight characters: where does the loss end now?',
      at: { length: 8 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The states',
      layers: ({ length, size }) =>
        upTo(length).map((s) => ({
          label: `state h[${s}]`,
          short: `${s}`,
          units: size,
          activation: 'tanh' as const,
          at: s + 1,
          head: {},
        })),
      forward: {
        label: 'loss of the next character, in nats',
        measure: () => 'byPlace',
        heads: true,
        scale: 'linear',
        domain: [0, 6],
      },
    },
    {
      kind: 'series',
      title: 'Loss',
      measures: ['loss'],
      y: { label: 'nats a character' },
      rules: ({ text: given, length }) => {
        const { alike, single, pair } = linesFor(given, length)
        return [
          { label: 'all characters alike', at: alike },
          { label: 'single frequencies', at: single },
          { label: 'frequencies of pairs', at: pair },
        ].filter((rule) => Number.isFinite(rule.at))
      },
    },
    {
      kind: 'text',
      title: 'What the first of them writes',
      measures: ['cold', 'warm', 'hot'],
      shows: ({ temperature }) => [temperature],
    },
    {
      kind: 'series',
      title: 'Loss by place in the sentence',
      measures: ['byPlace'],
      along: ({ length }) => [1, length],
      x: { symbol: tex`t`, layers: true },
      y: { label: 'nats' },
      rules: ({ text: given, length }) => {
        const { single } = linesFor(given, length)
        return Number.isFinite(single) ? [{ label: 'single frequencies', at: single }] : []
      },
    },
    {
      kind: 'scalars',
      title: 'Against counting, on the same sentences',
      measures: ['single', 'pair', 'overSingle', 'overPair'],
    },
    { kind: 'scalars', title: 'How well they spell', measures: ['spaces', 'pairs', 'hotWords', 'coldWords'] },
    { kind: 'scalars', title: 'The training', measures: ['moved', 'overlap'] },
  ],
  claims: {
    learns: {
      says: 'After 200 steps on the words of this book the models pay at least 0.6 nats a character less than single frequencies do, and at most 1.2 less. No character that they are tested on was trained on.',
      at: { steps: 200 },
      checks: [agrees('single'), agrees('pair'), between('overSingle', 0.6, 1.2), exact('overlap', 0)],
    },
    remembers: {
      says: 'They also pay less than frequencies of pairs do, so they use more than the one character before.',
      at: { steps: 200 },
      checks: [agrees('pair'), above('overPair', 0)],
    },
    blind: {
      says: 'The first character of a sentence costs them what single frequencies cost, to within a quarter of that, and more than the second one costs, because nothing has been read before it.',
      at: { steps: 200 },
      checks: [
        between(at('byPlace', 1), times('single', 3 / 4), times('single', 5 / 4)),
        below(at('byPlace', 2), at('byPlace', 1)),
      ],
    },
    spells: {
      says: 'After 200 steps, spaces in what they write are more than half as frequent and less than twice as frequent as in the text, and more than nine in ten of the pairs of characters occur there.',
      at: { steps: 200 },
      checks: [spacesLikeTheText, above('pairs', 0.9)],
    },
    cautious: {
      says: 'At temperature 0.5 more than three in ten of the words that they write are words of the text, and this share is larger than at temperature 1.',
      at: { steps: 200 },
      checks: [above('coldWords', 0.3), above('coldWords', 'hotWords')],
    },
    paces: {
      says: 'The learning rate of Adam is about the length of a step: in 200 steps even the weight that moved farthest has gone less than 200 learning rates, but more than a third of that.',
      at: { steps: 200 },
      checks: [between('moved', 1 / 3, 1)],
    },
  },
  measure,
  readings,
  theory,
  cost,
})

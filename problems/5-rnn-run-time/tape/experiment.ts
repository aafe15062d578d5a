import { agrees, below, choice, every, exact, experiment, scalar, series, tex } from '../../../src/experiment'
import { lengthParam } from '../params'
import { cellsOf } from './cells'
import { cost, measure, readings } from './measure'
import { SENTENCE } from './setting'
import { theory } from './theory'

/** The unrolled network, and the backward pass through it, state by state. */
export default experiment({
  title: 'The way back, state by state',
  summary:
    'Play, or step. Follow what each state waits for from the right and gets from its loss above, and how often it is visited.',
  about: {
    computes:
      'One model of one sentence, whose words are single characters: 16 numbers in a state, tanh, word vectors with entries of standard deviation 1/2, U and R with entries of variance 1/16, h[0] drawn like a word vector, B at 0. The way that is chosen is computed state by state; the other one is computed all at once, by other code.',
    repeated: 'sentences',
    errors:
      'There are no standard errors: visits are counted, and the two gradients are of one model and one sentence. Another seed draws another model.',
    fixes:
      'The sentence is fixed. The gradients of the two ways are compared for R alone; the slope of the loss is measured for the word vectors, U, R, B and h[0], each moved along its own gradient.',
    limits:
      'It counts visits, not time, and the model is not trained. Differences below one part in a million (of the two ways) and one in a thousand (from the slope) are printed as that: single precision cannot tell them.',
  },
  waits: true,
  pace: 350,
  progress: { noun: 'visit', each: () => 1 },
  params: {
    length: lengthParam({
      initial: 8,
      min: 1,
      max: SENTENCE.length,
      step: 1,
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
    error: scalar({
      label:
        'largest difference of the gradient of a set of weights from the slope of the loss, measured by moving the set, as a part of it (10⁻³ for whatever is less)',
      stored: 'log10',
    }),
  },
  presets: {
    once: { title: 'One sweep', says: 'How often is each of the eight states visited?', at: {} },
    each: {
      title: 'A sweep for each loss',
      says: 'How often is the first state visited now, and how often the last?',
      at: { manner: 'each' },
    },
    long: {
      title: 'Sixteen characters',
      says: 'Sixteen characters, a sweep for each loss: how many visits are there in all?',
      at: { manner: 'each', length: 16 },
    },
  },
  views: [
    {
      kind: 'tape',
      title: 'The unrolled network',
      cells: (setting, reading) => cellsOf(setting, reading?.[setting.manner].value),
    },
    {
      kind: 'series',
      title: 'What has been gathered',
      measures: ['gathered'],
      along: ({ length }) => [0, length - 1],
      x: { symbol: tex`t` },
      y: { label: 'length of the gradient' },
    },
    {
      kind: 'series',
      title: 'Visits',
      measures: ['visits'],
      along: ({ length }) => [0, length - 1],
      x: { symbol: tex`t` },
      y: { label: 'visits' },
    },
    { kind: 'scalars', title: 'Counted', measures: ['once', 'each', 'apart', 'error'] },
  ],
  claims: {
    once: {
      says: 'One sweep makes 8 visits: one to each of the 8 states. The gradient that it brings to the weights is the slope of the loss, to within 1 part in 100.',
      checks: [exact('once', 8), exact('visits', 1), agrees('visits'), agrees('once'), below('error', 0.01)],
    },
    each: {
      says: 'A sweep for each loss makes 36 visits where one sweep makes 8, and comes to the same gradient: to 1 part in 10,000 or better, which is rounding.',
      at: { manner: 'each' },
      checks: [
        exact('each', 36),
        exact('once', 8),
        every('visits', '8 at h[0], one less at each state after it', (value, t) => value === 8 - t),
        agrees('visits'),
        agrees('each'),
        below('apart', 1e-4),
        below('error', 0.01),
      ],
    },
  },
  measure,
  readings,
  theory,
  cost,
})

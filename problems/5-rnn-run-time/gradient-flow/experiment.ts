import {
  above,
  agrees,
  at,
  below,
  between,
  choice,
  equals,
  experiment,
  matrix,
  number,
  series,
  states,
  tex,
} from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { ROUNDS } from '../../../src/numerics/statistics/rounds'
import { lengthParam, sizeParam } from '../params'
import { cost, measure } from './measure'
import { theory } from './theory'

/** The same colour scale at all settings; the middle colour is a gradient of unchanged length. */
const COLOURS = [1e-3, 1e3] as const
const RATIO = tex`|\partial\text{Loss}_t/\partial h[s]| \,/\, |\partial\text{Loss}_t/\partial h[t-1]|`

/** The length of the gradient of each loss at each earlier state. */
export default experiment({
  title: 'How far back a gradient reaches',
  summary: 'One sweep brings the gradient of every loss to every state. How much of it is left when it arrives?',
  about: {
    computes:
      'Models of 16 words that are equally likely and independent, one sentence each. Word vectors and h[0] have Gaussian entries of variance 1, U has Gaussian entries of variance 1/4 over the size of a state, B is 0, and R is g times an orthogonal matrix. The gradient of every loss is sent back by itself, and its length at every state is divided by its length where it enters.',
    repeated: 'models',
    errors:
      'Over models, 128 in a full run; each has word vectors, U, R, h[0] and a sentence of its own. Means are of logarithms: geometric means. By steps back, the losses of one model are averaged first.',
    fixes:
      'An orthogonal matrix is a Hadamard matrix whose rows and columns have random signs: it keeps every length, as any orthogonal matrix does, but it is not drawn evenly from all of them. A loss whose model is sure of the right word sends nothing back, and is left out.',
    limits:
      'The models are not trained, and their words have no order. For the tanh there is a bound and no law: what is left depends on the size of the states, which is that of these models.',
  },
  params: {
    length: lengthParam({ initial: 24, min: 4, max: 48, step: 4, says: 'Words in a sentence, and losses.' }),
    size: sizeParam({ initial: 32, max: 64, says: 'Numbers in a state, and in the vector of a word.' }),
    gain: number({
      label: 'recurrent gain',
      symbol: tex`g`,
      term: 'g',
      initial: 0.8,
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
    fades: { title: 'Gain 0.8', says: 'Linear, gain 0.8: how much is lost at every step back?', at: {} },
    keeps: { title: 'Gain 1', says: 'Linear, gain 1: does the age of a state matter?', at: { gain: 1 } },
    explodes: {
      title: 'Gain 1.3',
      says: 'Linear, gain 1.3: at which states is the gradient of the last loss largest?',
      at: { gain: 1.3 },
    },
    'tanh-forgets': {
      title: 'tanh, gain 1',
      says: 'With a tanh at gain 1: is the length still kept?',
      at: { gain: 1, activation: 'tanh' },
    },
    'tanh-remembers': {
      title: 'tanh, gain 1.5',
      says: 'With a tanh at gain 1.5: can the gain make up for the slopes?',
      at: { gain: 1.5, activation: 'tanh' },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The states',
      layers: ({ length, size, activation }) =>
        upTo(length).map((s) => ({
          label: `state h[${s}]`,
          short: `${s}`,
          units: size,
          activation,
          at: s,
          head: {},
        })),
      backward: {
        label: 'left of the gradient of the last loss',
        measure: ({ length }) => ({ name: 'flow', row: length }),
      },
    },
    {
      kind: 'heatmap',
      title: 'From every loss to every state',
      measure: 'flow',
      x: { symbol: tex`s`, layers: true },
      y: { symbol: tex`t` },
      colour: { label: 'left of the gradient, 1 where it enters', domain: COLOURS },
    },
    {
      kind: 'series',
      title: 'By steps back',
      measures: ['byDistance'],
      x: { label: 'steps back', symbol: tex`t - 1 - s` },
      y: { label: 'left of the gradient' },
      rules: () => [{ label: 'all of it', at: 1 }],
    },
  ],
  claims: {
    fades: {
      says: 'Without an activation every step back multiplies the gradient by the gain: at $g = 0.8$, twenty steps leave 0.0115 of its length.',
      checks: [
        agrees('byDistance'),
        agrees('flow'),
        equals(at('byDistance', 20), 0.8 ** 20),
        states('0.0115', at('byDistance', 20)),
      ],
    },
    explodes: {
      says: 'Without an activation and at $g = 1.3$ the gradient grows as it goes back: 190-fold in twenty steps.',
      at: { gain: 1.3 },
      checks: [
        agrees('byDistance'),
        agrees('flow'),
        equals(at('byDistance', 20), 1.3 ** 20),
        states('190', at('byDistance', 20)),
      ],
    },
    'tanh-forgets': {
      says: 'With a tanh at $g = 1$ twenty steps leave between 0.0025 and 0.005 of the gradient (geometric mean over models): less than the 0.0115 that a gain of four fifths leaves without a tanh.',
      at: { gain: 1, activation: 'tanh' },
      checks: [
        above(at('byDistance', 20), 0.0025),
        below(at('byDistance', 20), 0.005),
        below(at('byDistance', 20), 0.0115),
      ],
    },
    'tanh-remembers': {
      says: 'With a tanh at $g = 1.5$ twenty steps leave more than a third of the gradient, and less than two thirds (geometric mean over models).',
      at: { gain: 1.5, activation: 'tanh' },
      checks: [between(at('byDistance', 20), 1 / 3, 2 / 3)],
    },
  },
  measure,
  readings: () => ROUNDS,
  theory,
  cost,
})

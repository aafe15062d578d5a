import { agrees, at, below, between, end, equals, every, states } from '../../../src/experiment'

/** The mean participation ratio of 128 features after a number of skips, from 18,500 networks in double precision: error 0.01. */
const LEFT = [
  [1, 63.76],
  [5, 21.02],
  [10, 11.42],
  [20, 6.08],
  [40, 3.36],
] as const

/** The sentences of the page about this figure that its runs can show or refute. */
export const claims = {
  selection: {
    says: 'Through selections that leave nothing out, the gradient arrives as long as it left, and all 64 directions get through.',
    at: { adapter: 'select', kept: 64 },
    checks: [
      every('norm', 'exactly 1', (length) => length === 0),
      every('participation', 'exactly 64', (ratio) => ratio === 64),
      every('spectrum', 'all exactly 1', (s) => s === 0),
    ],
  },
  quarter: {
    says: 'Through selections from 64 features down to 16 the gradient arrives as long as it left, but at a quarter of the features: 16 singular values are exactly 1, the other 48 are 0.',
    at: { adapter: 'select' },
    checks: [
      every('norm', 'exactly 1', (length) => length === 0),
      every('participation', 'exactly 16', (ratio) => ratio === 16),
      every('spectrum', '16 exactly 1, then 0', (s, rank) => s === (rank <= 16 ? 0 : Number.NEGATIVE_INFINITY)),
    ],
  },
  scaled: {
    says: 'Where every skip scales by 0.9, 0.12 of the length is left after 20 skips.',
    at: { adapter: 'scaled' },
    checks: [agrees('norm'), equals(end('norm'), 0.9 ** 20), states('0.12', end('norm'))],
  },
  'norm-kept': {
    says: 'Gaussian skips nearly keep the length: after 40 skips through 128 features the typical length, the geometric mean over networks, is still 0.855.',
    at: { features: 128, depth: 40 },
    checks: [agrees('norm'), states('0.855', end('norm')), equals(end('norm'), 0.855), between(end('norm'), 0.6, 1.25)],
  },
  'path-gone': {
    says: 'Gaussian skips through 128 features lose directions: on average over networks 63.76 of 128 are left after one skip, 21.02 after five, 11.42 after ten, 6.08 after twenty and 3.36 after forty.',
    at: { features: 128, depth: 40 },
    checks: [
      agrees('participation'),
      states('63.76', at('participation', 1)),
      states('21.02', at('participation', 5)),
      ...LEFT.map(([skip, ratio]) => equals(at('participation', skip), ratio)),
      between(at('participation', 1), 63, 65),
      between(at('participation', 5), 20, 22),
      between(at('participation', 40), 2.5, 4),
    ],
  },
  orthogonal: {
    says: 'Orthogonal matrices keep the length and all 64 directions.',
    at: { adapter: 'orthogonal' },
    checks: [equals('norm', 1), equals('participation', 64), equals('spectrum', 1)],
  },
  'looks-healthy': {
    says: 'With branches the gradient in full is typically 1.39 times as long at the bottom as at the loss, though of 64 directions the skips have left fewer than four, on average over networks.',
    at: { branches: true },
    checks: [
      agrees('full'),
      states('1.39', end('full')),
      equals(end('full'), 1.39),
      between(end('full'), 1, 2),
      below(end('participation'), 4),
    ],
  },
  'is-gradient': {
    says: 'Move the first layer a little along the gradient in full, forwards and backwards: the loss changes as the gradient predicts, to one part in a hundred.',
    at: { branches: true },
    checks: [between('slope', 0.99, 1.01)],
  },
} as const

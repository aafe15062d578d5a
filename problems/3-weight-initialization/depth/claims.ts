import { above, agrees, at, below, between, equals, states } from '../../../src/experiment'

/** The sentences of the page about this figure that its runs can show or refute. */
export const claims = {
  'dead-signal': {
    says: String.raw`In layer 10 of a stack of sigmoids at $\sigma = 1/\sqrt d$, 64 units wide, the standard deviation over units is 0.12, but over inputs it is $4.3 \times 10^{-7}$ (geometric means over networks).`,
    at: { activation: 'sigmoid', scheme: 'lecun', layers: 10 },
    checks: [
      states('0.12', at('overUnits', 10)),
      equals(at('overUnits', 10), 0.1193),
      states('4.3e-7', at('overInputs', 10)),
      equals(at('overInputs', 10), 4.28e-7),
      below(at('overInputs', 10), 4 ** -10),
      agrees('overInputs'),
    ],
  },
  he: {
    says: String.raw`With ReLU and $\sigma^2 = 2/d$ a layer multiplies the mean square by 1 on average. In layers of 64 units, the gradient at the first of 20 layers is 0.68 times as long as at the last (geometric mean over networks).`,
    checks: [
      equals('growth', 1),
      states('0.68', at('gradient', 1)),
      equals(at('gradient', 1), 0.683),
      between(at('gradient', 1), 1 / 2, 1),
    ],
  },
  typical: {
    says: String.raw`With ReLU and $\sigma^2 = 2/d$, in 50 layers of 32 units, a layer multiplies the mean square by 1 on average, but in the typical network the standard deviation over units at layer 50 is between 1/20 and 1/5 (geometric mean over networks).`,
    at: { width: 32, layers: 50 },
    checks: [equals('growth', 1), between(at('overUnits', 50), 1 / 20, 1 / 5)],
  },
  'forgot-the-two': {
    says: String.raw`With ReLU and $\sigma^2 = 1/d$ half of the units are inactive, and every layer halves the mean square, on average over networks. After 20 layers of 32 units the standard deviation over units is between $2^{-13}$ and $2^{-10}$ (geometric mean over networks).`,
    at: { scheme: 'lecun', width: 32 },
    checks: [equals('share', 1 / 2), equals('growth', 1 / 2), between(at('overUnits', 20), 2 ** -13, 2 ** -10)],
  },
  'more-alike': {
    says: String.raw`With ReLU and $\sigma^2 = 2/d$, 64 units wide, the standard deviation over units falls from 0.80 at layer 1 to 0.55 at layer 20, but the one over inputs falls from 0.81 to 0.22 (geometric means over networks).`,
    checks: [
      states('0.80', at('overUnits', 1)),
      equals(at('overUnits', 1), 0.8049),
      states('0.55', at('overUnits', 20)),
      equals(at('overUnits', 20), 0.55),
      states('0.81', at('overInputs', 1)),
      equals(at('overInputs', 1), 0.8118),
      states('0.22', at('overInputs', 20)),
      equals(at('overInputs', 20), 0.2187),
      below(at('overInputs', 20), at('overUnits', 20)),
    ],
  },
  chaotic: {
    says: 'With tanh and $g = 2.5$ the gradient grows on its way back: at the first of 20 layers, 64 units wide, it is 50 times as long as at the last (geometric mean over networks).',
    at: { activation: 'tanh', scheme: 'gain', g: 2.5 },
    checks: [
      states('50', at('gradient', 1)),
      equals(at('gradient', 1), 49.6),
      between(at('gradient', 1), 35, 70),
      above(at('gradient', 10), at('gradient', 19)),
      agrees('gradient'),
    ],
  },
  unrelated: {
    says: 'With tanh and $g = 2.5$ two inputs of correlation 0.99 come out of 50 layers unrelated: the correlation of their outputs over units is between $-0.1$ and 0.1 (mean over networks).',
    at: { activation: 'tanh', scheme: 'gain', g: 2.5, layers: 50 },
    checks: [
      below(at('likeness', 1), 0.99),
      above(at('likeness', 1), 0.97),
      below(at('likeness', 50), 0.1),
      above(at('likeness', 50), -0.1),
    ],
  },
} as const

import { above, at, below, between, end, times } from '../../../src/experiment'
import { curveName, GROUPS, slopeName } from './setting'

const WITH_SKIP = ['strided', 'pool', 'matrix'] as const

/** Before the first step, the gradient without a skip is less than a tenth of the gradient with each kind of skip. */
const tenthOfEach = WITH_SKIP.map((skip) =>
  below(at('gradientNone', 0), times(at(curveName('gradient', skip), 0), 1 / 10)),
)

/** The sentences of the page about this figure that its runs can show or refute. */
export const claims = {
  'gradient-arrives': {
    says: 'Before the first step, the typical gradient that reaches the first layer without a skip is less than a tenth of that with any of the three: it is between 0.0015 and 0.005 long.',
    at: { steps: 20 },
    checks: [...tenthOfEach, between(at('gradientNone', 0), 0.0015, 0.005)],
  },
  'is-gradient': {
    says: 'Before the first step, move the weights a little along the gradient, forwards and backwards: first those of the first convolution alone, then those of the branches, of the matrices on the skips, and of the head. Each time the loss changes as the gradient predicts, to one part in a hundred.',
    at: { steps: 20 },
    checks: GROUPS.map((group) => between(slopeName(group), 0.99, 1.01)),
  },
  'skips-learn': {
    says: 'After 60 steps, with every kind of skip, the networks name unseen drawings better than by guessing. With the strided, zero-padded one, which has no parameter, they name more than twice as many as guessing would.',
    at: { steps: 60 },
    checks: [
      ...WITH_SKIP.map((skip) => above(end(curveName('accuracy', skip)), 1 / 8)),
      above(end('accuracyStrided'), 2 / 8),
    ],
  },
  'no-skip-is-late': {
    says: 'After 60 steps the same networks without a skip are behind each of the three, by more than five drawings in a hundred on average.',
    at: { steps: 60 },
    checks: [above('stridedLead', 0.05), above('poolLead', 0.05), above('matrixLead', 0.05)],
  },
  'longest-is-not-best': {
    says: 'Before the first step the matrix has the longest typical gradient of the four, and yet it is not well ahead: after 60 steps it does not name five drawings in a hundred more than the strided skip, which has no parameter.',
    at: { steps: 60 },
    checks: [
      above(at('gradientMatrix', 0), at('gradientStrided', 0)),
      above(at('gradientMatrix', 0), at('gradientPool', 0)),
      above(at('gradientMatrix', 0), at('gradientNone', 0)),
      below('matrixPlus', 0.05),
    ],
    // With 40 pairs of networks the standard error of the difference is 0.018, and a difference of 0.05 is less than three of these; with 120 pairs
    // it is 0.010.
    runs: 12,
  },
  'he-is-not-all': {
    says: 'With weights of variance 2/fan-in the typical gradient without a skip is between 0.02 and 0.1 long before the first step. That too is less than a tenth of that with any of the three, and after 60 steps these networks are behind each of the three.',
    at: { weights: 'he', steps: 60 },
    checks: [
      ...tenthOfEach,
      between(at('gradientNone', 0), 0.02, 0.1),
      above('stridedLead', 0),
      above('poolLead', 0),
      above('matrixLead', 0),
    ],
  },
  deep: {
    says: 'With twelve blocks, before the first step, the typical gradient that reaches the first layer without a skip is less than a hundredth of that with any of the three.',
    at: { blocks: 12, steps: 20 },
    checks: WITH_SKIP.map((skip) => below(at('gradientNone', 0), times(at(curveName('gradient', skip), 0), 1 / 100))),
  },
  shallow: {
    says: 'Two blocks learn without a skip: after 60 steps they name more than twice as many unseen drawings as guessing would. They differ from two blocks with the strided skip by less than twelve drawings in a hundred.',
    at: { blocks: 2, steps: 60 },
    checks: [above(end('accuracyNone'), 2 / 8), between('stridedLead', -0.12, 0.12)],
  },
} as const

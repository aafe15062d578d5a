import { above, at, below, between, type Checker, end, equals, numberText } from '../../../src/experiment'
import { EVERY, ROUGHLY } from './setting'

/** Claims are tested on half of the steps, to halve their time. */
const SHORT = { steps: 100 } as const

/** Claims about step 0 need only the shortest run. */
const START = { steps: EVERY } as const

/** The relative error of single precision after fifty blocks: some hundred successive operations of 6e-8 each. */
const ROUNDED = 1e-4

/**
 * The relative difference allowed between gradients that are equal except for rounding. If a sum is within rounding of zero, its ReLU may be active
 * in one stack and inactive in the other. Among 800,000 units (50 blocks of 8, 16 networks, 128 examples) this happens occasionally. It changes the
 * gradient of one network by about the share of one example, and so the mean over 16 networks by about 1 / (16 * 128) = 5e-4: this allows twenty.
 */
const SWITCHED = 1e-2

/** The sentences of the page about this figure that its runs can show or refute. */
export const claims = {
  start: {
    says: String.raw`Before the first step the stack with the direct path has unit variance after 50 blocks, and the gradient that trains it is the slope of its error. Its typical error (a geometric mean over networks) is above 1.2, and larger than that of the stack at $\gamma = 1/\sqrt 2$, which is below 2.`,
    at: START,
    checks: [
      equals('size', 1),
      between('size', 0.7, 1.4),
      oneWithoutScatter('slope'),
      above(at('lossBoth', 0), 1.2),
      above(at('lossBoth', 0), at('lossGamma', 0)),
      below(at('lossGamma', 0), 2),
    ],
    // Typical errors are 1.81 and 1.08, with a scatter of 0.2 in log10 between networks: with 256 networks each, the two differ by nine standard
    // errors.
    runs: 16,
  },
  race: {
    says: 'Fifty blocks deep, the stack with unit variance and a living direct path learns, while the one with the constant of part b has hardly begun. After 100 steps of Adam, on examples that no step has seen, between a fifth and a half of the variance of $y$ is left to the first, and more than three quarters to the second (geometric means over networks).',
    at: SHORT,
    checks: [
      between(end('lossBoth'), 1 / 5, 1 / 2),
      between(end('lossGamma'), 3 / 4, 3 / 2),
      between(end('lossOne'), 3 / 4, 3 / 2),
      above('lead', 3 / 2),
    ],
    // With 128 networks the standard error of the remaining error is 0.02 in log10, which distinguishes 0.65 (half of the stack is never trained)
    // from 0.5.
    runs: 8,
  },
  'as-they-are': {
    says: String.raw`With the outputs as they are, the typical error at $\gamma = 1$ is more than a million times the variance of $y$ before the first step, and that of the other two stacks is less than four times that variance (geometric means over networks).`,
    at: { ...START, scaled: false },
    checks: [above(at('lossOne', 0), 1e6), below(at('lossGamma', 0), 4), below(at('lossBoth', 0), 4)],
  },
  'same-network': {
    says: String.raw`With their outputs scaled, the stacks of $\gamma = 1$ and $\gamma = 1/\sqrt 2$ are the same network: the two start with the same error and the same gradient.`,
    at: START,
    checks: [same('lossOne', 'lossGamma', ROUNDED), same('firstOne', 'firstGamma', SWITCHED)],
  },
} as const

/**
 * A ratio of two numbers that are equal in every network except for rounding: it is 1 without scatter. A standard error as large as the bound would
 * show that the two differ between networks.
 */
function oneWithoutScatter<const Name extends 'slope'>(name: Name): Checker<Name> {
  return {
    reads: [name],
    judge: ({ measured, measures }) => {
      const ratio = measured[name]
      if (ratio.kind !== 'scalar') throw new TypeError(`"${name}" is no scalar`)
      const { value, stderr } = ratio
      const apart = Math.max(Math.abs(value - 1), stderr)
      return {
        says: `${measures[name].label}: ${numberText(value, 5)} ± ${numberText(stderr)}, ${ROUGHLY} is rounding`,
        outcome: apart < ROUGHLY ? 'holds' : 'refuted',
      }
    },
  }
}

/**
 * Two stacks that are the same network with different scales have the same measurements except for rounding. They share weights and data, so there is
 * no sampling error between them, and their standard errors are ignored.
 */
function same<const Name extends string>(one: Name, other: Name, rounding: number): Checker<Name> {
  return {
    reads: [one, other],
    judge: ({ measured, measures }) => {
      const log = (name: Name) => at(name, 0).read(measured[name], measures[name]).value
      const apart = Math.abs(10 ** (log(one) - log(other)) - 1)
      return {
        says: `${measures[one].label} and ${measures[other].label} before the first step: apart by ${numberText(apart)} of themselves, ${rounding} is rounding`,
        outcome: apart < rounding ? 'holds' : 'refuted',
      }
    },
  }
}

import {
  above,
  at,
  below,
  between,
  type Checker,
  end,
  equals,
  every,
  exact,
  type Point,
  times,
} from '../../../src/experiment'
import { SGD_BEGUN, SGD_SCALED, SGD_TANH } from './sgd'

/** The sentences of the page about this figure that its runs can show or refute. */
export const claims = {
  target: {
    says: String.raw`The target is $y = \sin(0.7\,x[1]) / 0.56$, a function of the first entry of $x$ alone.`,
    at: SGD_SCALED,
    checks: [every('target', 'sin(0.7 x) / 0.56, to one part in 200', (y, x) => isNear(y, Math.sin(0.7 * x) / 0.56))],
  },
  gradients: {
    says: 'All three are trained with the gradient of their loss: a small step along the gradient changes the loss by what the gradient says, to one part in 2000.',
    at: SGD_SCALED,
    checks: [between('changeOfLoss', 0.9995, 1.0005)],
  },
  'first-head': {
    says: 'With SGD at 0.005 the first head learns in 800 steps: between an eighth and three quarters of the variance of $y$ is left to it. The last head learns nothing, and in every network the best head is the first.',
    at: SGD_SCALED,
    checks: [
      between(at('byHead', 1), 1 / 8, 3 / 4),
      equals(end('byHead'), 1),
      scatters(at('single', 0)),
      between(end('byHead'), 3 / 4, 4 / 3),
      exact('bestHead', 1),
    ],
  },
  'thrown-about': {
    says: 'With SGD at 0.005 the first steps throw the residual network far off: at step 20 its error is more than a hundred times the variance of $y$, and at step 200 it is still larger than that variance.',
    at: SGD_BEGUN,
    checks: [above(at('residual', 20), 100), above(end('residual'), 1)],
  },
  'scaled-branches': {
    says: String.raw`With branches divided by $\sqrt L$ the residual network learns with the same SGD in 800 steps: between a sixtieth and a half of the variance of $y$ is left, while neither the single head nor the last of the heads has learned anything.`,
    at: SGD_SCALED,
    checks: [
      between(end('residual'), 1 / 60, 1 / 2),
      between(end('allHeads'), 3 / 4, 4 / 3),
      between(end('single'), 3 / 4, 4 / 3),
    ],
  },
  'tanh-learns': {
    says: 'With tanh and SGD at 0.003 all three learn in 400 steps, and the first steps no longer throw the residual network far off: between a seventh and three quarters of the variance of $y$ is left to it. But it is behind the network with a head on every layer, whose last head is left with less than a fifth.',
    at: SGD_TANH,
    checks: [
      between(end('residual'), 1 / 7, 3 / 4),
      above(end('residual'), end('allHeads')),
      between(end('allHeads'), 1 / 20, 1 / 5),
      below(end('single'), 1),
    ],
  },
  'single-stays': {
    says: 'With one head on twenty layers of sigmoids, 32 wide, Adam learns nothing in 1000 steps: the error stays at the variance of $y$, to within a quarter.',
    checks: [equals(end('single'), 1), between(end('single'), 4 / 5, 5 / 4), scatters(end('single'))],
  },
  'heads-learn': {
    says: 'With a head on every layer the last head learns with Adam in 1000 steps: between a two-hundredth and a half of the variance of $y$ is left.',
    checks: [between(end('allHeads'), 1 / 200, 1 / 2)],
  },
  fits: {
    says: 'After 1000 steps of Adam the line of the network with one head is nearly level: it is between $-1/2$ and $1/2$ at $x[1] = -3/2$ as at $3/2$. That of the last of the many heads rises with the target: it is below $-1/2$ at the first place, and above $1/2$ at the second (means over networks).',
    checks: [
      between(at('fitSingle', -1.5), -1 / 2, 1 / 2),
      between(at('fitSingle', 1.5), -1 / 2, 1 / 2),
      below(at('fitHeads', -1.5), -1 / 2),
      above(at('fitHeads', 1.5), 1 / 2),
    ],
  },
  'rises-upwards': {
    says: 'The heads have learned, but the last is not the best: its error is larger than that of head 4. Head 1 is left with less than a tenth of the variance of $y$.',
    checks: [above(at('byHead', 20), at('byHead', 4)), below(at('byHead', 1), 1 / 10)],
  },
  'residual-wins': {
    says: 'The residual network is the fastest: at step 400 its error is less than a fifth of that of the last of the many heads, and at step 1000 between 1/2000 and a tenth of the variance of $y$ is left.',
    checks: [below(at('residual', 400), times(at('allHeads', 400), 1 / 5)), between(end('residual'), 1 / 2000, 1 / 10)],
  },
} as const

/**
 * The networks must differ by at least a fifth of 0.0255 in log10, which is the scatter due to 256 held-out examples of their own. With one held-out
 * set for all, untrained networks differ by only a tenth of that.
 */
function scatters<const Name extends string>(point: Point<Name>): Checker<Name> {
  return {
    reads: [point.name],
    judge: (evidence) => {
      const { stderr, repeats = Number.NaN } = point.read(evidence.measured[point.name], evidence.measures[point.name])
      const outcome = stderr * Math.sqrt(repeats) > 0.0255 / 5 ? 'holds' : 'refuted'
      return { says: `held-out examples of their own make the networks differ${point.where(evidence)}`, outcome }
    },
  }
}

/** Whether a and b are equal to one part in 200: the sentence rounds to 0.56. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(Math.abs(b) / 200, 1e-6)
}

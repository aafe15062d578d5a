import { exactly, exactSeries } from '../../../src/experiment'
import { ACTIVATION_FUNCTIONS } from '../../../src/numerics/theory/activationFunctions'
import { exactHistogram } from '../../../src/numerics/theory/exact'
import { gaussianMean } from '../../../src/numerics/theory/quadrature'
import { normalBelow } from '../../../src/numerics/theory/special'
import { EDGES, SWEEP } from './setting'

const { slope, inverse } = ACTIVATION_FUNCTIONS.sigmoid

/** Var u and E f'(y)^2 for y ~ N(0, s^2) by quadrature, and the distribution of u: P(u <= v) = Phi(f^-1(v) / s). */
export const theory = ({ sd }: { readonly sd: number }) => ({
  varianceOut: exactSeries(SWEEP, SWEEP.map(varianceAt)),
  slope: exactSeries(SWEEP, SWEEP.map(squaredSlopeAt)),
  varianceHere: exactly(varianceAt(sd)),
  slopeHere: exactly(squaredSlopeAt(sd)),
  outputs: exactHistogram(
    EDGES,
    EDGES.map((u) => normalBelow(inverse(u) / sd)),
  ),
})

/** E (u - 1/2)^2 for y ~ N(0, s^2): the mean is 1/2, and u - 1/2 = tanh(y/2) / 2. */
const varianceAt = (s: number): number => gaussianMean((y) => (0.5 * Math.tanh(y / 2)) ** 2, s)

/** E f'(y)^2 for y ~ N(0, s^2). */
const squaredSlopeAt = (s: number): number => gaussianMean((y) => slope(y) ** 2, s)

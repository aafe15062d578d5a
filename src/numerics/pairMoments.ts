import { ACTIVATIONS, type ActivationName } from './activations'
import { panels } from './quadrature'
import { normalDensity } from './special'

/** What two Gaussian pre-activations y, y' become under f, with the relative noise of one sample beside each mean. */
export interface PairMoments {
  /** E f(y)^2 and E f(y')^2. */
  readonly first: number
  readonly second: number
  /** E (f(y) - f(y'))^2 / 2. */
  readonly distance: number
  /** Of the relative samples e1 = f(y)^2 / E f(y)^2 - 1, e2 likewise for y', e3 = (f - f')^2 / E (f - f')^2 - 1: E (e1^2 + e2^2)/2. */
  readonly lengthNoise: number
  /** E e1 e2. */
  readonly jointNoise: number
  /** E e3^2. */
  readonly distanceNoise: number
  /** E (e1 + e2) e3 / 2. */
  readonly crossNoise: number
}

/** `fine` for means, to 1e-4 of the noise at gain 4 and far better below; `coarse` for derivatives of corrections. */
export type Grid = 'fine' | 'coarse'

/** Points (u, w) of a plane Gaussian, the weights of means of products of two f, and of products of four. */
interface Rule {
  readonly u: Float64Array
  readonly w: Float64Array
  readonly weight: Float64Array
  readonly squareWeight: Float64Array
}

/** The trapezoid rule, which converges exponentially for an analytic f: spacing and reach in standard deviations. */
function planeRule(spacing: number, reach: number): Rule {
  const count = Math.round(reach / spacing)
  const line = Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * spacing)
  const points = line.flatMap((u) =>
    line.map((w) => ({ u, w, weight: spacing ** 2 * normalDensity(u) * normalDensity(w) })),
  )
  const weight = Float64Array.from(points, (point) => point.weight)
  return {
    u: Float64Array.from(points, ({ u }) => u),
    w: Float64Array.from(points, ({ w }) => w),
    weight,
    squareWeight: weight,
  }
}

/** For f(s y) = s f(y): radius and angle separate, E r^2 = 2 and E r^4 = 8. Between the angles where y or y' turns sign all is smooth. */
function circleRule(turns: readonly number[]): Rule {
  const halfTurn = (angle: number) => ((angle % Math.PI) + Math.PI) % Math.PI
  const [from = 0, middle = 0] = turns.map(halfTurn).sort((a, b) => a - b)
  const { nodes, weights } = panels([from, middle, from + Math.PI, middle + Math.PI, from + 2 * Math.PI])
  const weight = weights.map((share) => share / Math.PI)
  return { u: nodes.map(Math.cos), w: nodes.map(Math.sin), weight, squareWeight: weight.map((share) => 4 * share) }
}

const PLANES: Readonly<Record<Grid, Rule>> = { fine: planeRule(0.3, 5.4), coarse: planeRule(0.5, 4) }

/** y and y' have variances q1, q2 and half mean squared distance D, which must be at least (sqrt q1 - sqrt q2)^2 / 2. */
export function pairMoments(activation: ActivationName, grid: Grid, q1: number, q2: number, d: number): PairMoments {
  // y = p + r, y' = p - r with p = sdP u, r = tilt u + sdR w: Var p = (q1 + q2 - D)/2, Var r = D/2, Cov(p, r) = (q1 - q2)/4.
  const sdP = Math.sqrt((q1 + q2 - d) / 2)
  const tilt = (q1 - q2) / 4 / sdP
  const sdR = Math.sqrt(Math.max(0, d / 2 - tilt ** 2))
  const scaleFree = activation === 'relu' || activation === 'linear'
  const rule = scaleFree ? circleRule([Math.atan2(-(sdP + tilt), sdR), Math.atan2(sdP - tilt, sdR)]) : PLANES[grid]
  const { of, slope } = ACTIVATIONS[activation]
  let [first, second, distance] = [0, 0, 0]
  let [firstFirst, secondSecond, firstSecond, distances, crossed] = [0, 0, 0, 0, 0]
  for (let i = 0; i < rule.u.length; i++) {
    const u = rule.u[i] ?? 0
    const p = sdP * u
    const r = tilt * u + sdR * (rule.w[i] ?? 0)
    const f1 = of(p + r)
    const f2 = of(p - r)
    // A difference far below the values is lost to cancellation: the slope gives it.
    const near = !scaleFree && Math.abs(r) < 1e-5 * (1 + Math.abs(p))
    const difference = near ? 2 * r * slope(p) : f1 - f2
    const a = f1 * f1
    const b = f2 * f2
    const c = 0.5 * difference * difference
    const weight = rule.weight[i] ?? 0
    const squareWeight = rule.squareWeight[i] ?? 0
    first += weight * a
    second += weight * b
    distance += weight * c
    firstFirst += squareWeight * a * a
    secondSecond += squareWeight * b * b
    firstSecond += squareWeight * a * b
    distances += squareWeight * c * c
    crossed += squareWeight * (a + b) * c
  }
  return {
    first,
    second,
    distance,
    lengthNoise: 0.5 * (firstFirst / first ** 2 + secondSecond / second ** 2) - 1,
    jointNoise: firstSecond / (first * second) - 1,
    distanceNoise: distances / distance ** 2 - 1,
    crossNoise: crossed / ((first + second) * distance) - 1,
  }
}

import type { ActivationName } from '../networks/activations'
import { panels } from './quadrature'
import { normalDensity } from './special'

/** Means of f at two Gaussian pre-activations y, y'. */
export interface PairMeans {
  /** E f(y)^2 and E f(y')^2. */
  readonly first: number
  readonly second: number
  /** E (f(y) - f(y'))^2 / 2. */
  readonly distance: number
}

/** The means, with the relative moments of one sample, from which finite width is computed. */
export interface PairMoments extends PairMeans {
  /** The relative samples are e1 = f(y)^2 / E f(y)^2 - 1, e2 likewise for y', and e3 = (f - f')^2 / E (f - f')^2 - 1. This is E (e1^2 + e2^2)/2. */
  readonly lengthNoise: number
  /** E e1 e2. */
  readonly jointNoise: number
  /** E e3^2 and E e3^3. */
  readonly distanceNoise: number
  readonly distanceThird: number
  /** E (e1^3 + e2^3)/2. */
  readonly lengthThird: number
  /** E (e1 + e2) e3 / 2. */
  readonly crossNoise: number
}

/** The variances q1, q2 of y, y', and half their mean squared distance d >= (sqrt q1 - sqrt q2)^2 / 2. */
interface Pair {
  readonly q1: number
  readonly q2: number
  readonly d: number
}

/**
 * y = p + r and y' = p - r, with p = sdP u and r = tilt u + sdR w for u and w standard normal: Var p = (q1 + q2 - d)/2, Var r = d/2, Cov(p, r) = (q1
 * - q2)/4.
 */
function rotated({ q1, q2, d }: Pair): { readonly sdP: number; readonly tilt: number; readonly sdR: number } {
  const sdP = Math.sqrt((q1 + q2 - d) / 2)
  const tilt = (q1 - q2) / 4 / sdP
  return { sdP, tilt, sdR: Math.sqrt(Math.max(0, d / 2 - tilt ** 2)) }
}

/** Receives f(y), f(y'), (f(y) - f(y'))^2 / 2, and the weights for means of products of two, four and six factors f. */
type Visit = (a: number, b: number, c: number, weight: number, weight4: number, weight6: number) => void

function visit(activation: ActivationName, pair: Pair, grid: Grid, take: Visit): void {
  if (activation === 'relu' || activation === 'linear') visitCircle(activation, pair, take)
  else visitPlane(SHAPES[activation], pair, grid, take)
}

/** f(y) = level + height tanh(k y). */
interface Shape {
  readonly k: number
  readonly height: number
  readonly level: number
}
const SHAPES: Readonly<Record<'sigmoid' | 'tanh', Shape>> = {
  tanh: { k: 1, height: 1, level: 0 },
  sigmoid: { k: 1 / 2, height: 1 / 2, level: 1 / 2 },
}

/**
 * Quadrature over the plane of u and w by the trapezoidal rule. For a function analytic within a distance a of the real line its relative error is
 * exp(-2 pi a / spacing). Here a = pi / (2 k sd), and the error on the fine grid is 6e-11 for a simple pole, and some thousand times as much for
 * squares and cubes of squares.
 * tanh(p + r) and tanh(p - r) have sum and difference 2 (sinh 2p, sinh 2r) / (cosh 2p + cosh 2r). This form has no cancellation, and needs two
 * exponentials for each line of the grid instead of two for each point.
 */
function visitPlane({ k, height, level }: Shape, pair: Pair, grid: Grid, take: Visit): void {
  const { sdP, tilt, sdR } = rotated(pair)
  const u = line(k * sdP, grid)
  const w = line(k * sdR, grid)
  const even = tilt === 0
  const sinhR = w.z.map((z) => Math.sinh(2 * k * sdR * z))
  const coshR = w.z.map((z) => Math.cosh(2 * k * sdR * z))
  for (let i = 0; i < u.z.length; i++) {
    const z = u.z[i] ?? 0
    const [sinhP, coshP] = [Math.sinh(2 * k * sdP * z), Math.cosh(2 * k * sdP * z)]
    const [sinhT, coshT] = [Math.sinh(2 * k * tilt * z), Math.cosh(2 * k * tilt * z)]
    const weightU = u.weight[i] ?? 0
    // Without tilt, w and -w only exchange y and y': half of the line is enough.
    for (let j = even ? (w.z.length - 1) / 2 : 0; j < w.z.length; j++) {
      const sinh = (sinhR[j] ?? 0) * coshT + (coshR[j] ?? 0) * sinhT
      const cosh = (coshR[j] ?? 0) * coshT + (sinhR[j] ?? 0) * sinhT
      const scale = height / (coshP + cosh)
      const middle = level + scale * sinhP
      const half = scale * sinh
      const weight = weightU * (w.weight[j] ?? 0) * (even && j * 2 >= w.z.length ? 2 : 1)
      take(middle + half, middle - half, 2 * half * half, weight, weight, weight)
    }
  }
}

interface Line {
  readonly z: Float64Array
  readonly weight: Float64Array
}

/** The number of standard deviations that a rule covers, and its spacing for a function of unit scale. */
interface Grid {
  readonly reach: number
  readonly spacing: number
}
const COARSE: Grid = { reach: 5, spacing: 0.6 }
const FINE: Grid = { reach: 7, spacing: 0.42 }
const LINE: Grid = { reach: 8, spacing: 0.35 }

const lines = new Map<number, Line>()

/** Nodes and weights of the trapezoidal rule for standard normal z, an odd number, for functions of tanh(sd z): more nodes for larger sd. */
export function line(sd: number, { reach, spacing: widest } = LINE): Line {
  const side = Math.ceil(Math.max(1, sd) * (reach / widest))
  const key = reach * 4096 + side
  const known = lines.get(key)
  if (known) return known
  const spacing = reach / side
  const [z, weight] = [new Float64Array(2 * side + 1), new Float64Array(2 * side + 1)]
  for (let i = 0; i < z.length; i++) {
    z[i] = (i - side) * spacing
    weight[i] = spacing * normalDensity((i - side) * spacing)
  }
  const made = { z, weight }
  lines.set(key, made)
  return made
}

/**
 * Quadrature for f(s y) = s f(y). In polar coordinates the radius separates, with E r^2 = 2, E r^4 = 8 and E r^6 = 48. The panels of the angle end
 * where y or y' changes sign: in between everything is smooth.
 */
function visitCircle(activation: 'relu' | 'linear', pair: Pair, take: Visit): void {
  const { sdP, tilt, sdR } = rotated(pair)
  const turns = [Math.atan2(-(sdP + tilt), sdR), Math.atan2(sdP - tilt, sdR)]
  const halfTurn = (angle: number) => ((angle % Math.PI) + Math.PI) % Math.PI
  const [from = 0, middle = 0] = turns.map(halfTurn).sort((a, b) => a - b)
  const edges = [from, middle, from + Math.PI, middle + Math.PI, from + 2 * Math.PI]
  const { nodes, weights } = panels(edges, 10)
  for (let j = 0; j < nodes.length; j++) {
    const angle = nodes[j] ?? 0
    const p = sdP * Math.cos(angle)
    const r = tilt * Math.cos(angle) + sdR * Math.sin(angle)
    const both = activation === 'linear' || (p + r > 0 && p - r > 0)
    const [a, b] = both ? [p + r, p - r] : [Math.max(0, p + r), Math.max(0, p - r)]
    const share = (weights[j] ?? 0) / Math.PI
    take(a, b, both ? 2 * r * r : 0.5 * (a - b) ** 2, share, 4 * share, 24 * share)
  }
}

/** Only the means, to 1e-4, for derivatives of corrections. */
export function pairMeans(activation: ActivationName, q1: number, q2: number, d: number): PairMeans {
  if (q1 === q2 && (activation === 'sigmoid' || activation === 'tanh')) return evenMeans(SHAPES[activation], q1, d)
  const sums = new Float64Array(3)
  visit(activation, { q1, q2, d }, COARSE, (a, b, c, weight) => {
    add(sums, 0, weight * a * a)
    add(sums, 1, weight * b * b)
    add(sums, 2, weight * c)
  })
  const [first = 0, second = 0, distance = 0] = sums
  return { first, second, distance }
}

/** Sums go into an array: V8 allocates a captured number anew each time it changes. */
function add(sums: Float64Array, i: number, term: number): void {
  sums[i] = (sums[i] ?? 0) + term
}

/** The means at equal variances: E f^2 by quadrature on a line; the distance, which is even in u and in w, on a quarter of the plane. */
function evenMeans({ k, height, level }: Shape, q: number, d: number): PairMeans {
  const whole = line(k * Math.sqrt(q))
  let square = 0
  for (let i = 0; i < whole.z.length; i++) {
    const f = level + height * Math.tanh(k * Math.sqrt(q) * (whole.z[i] ?? 0))
    square += (whole.weight[i] ?? 0) * f * f
  }
  const [sdP, sdR] = [Math.sqrt(q - d / 2), Math.sqrt(d / 2)]
  const [u, w] = [line(k * sdP, COARSE), line(k * sdR, COARSE)]
  const [middle, side] = [(u.z.length - 1) / 2, (w.z.length - 1) / 2]
  const coshP = u.z.map((z) => Math.cosh(2 * k * sdP * z))
  let distance = 0
  for (let j = side + 1; j < w.z.length; j++) {
    const argument = 2 * k * sdR * (w.z[j] ?? 0)
    const cosh = Math.cosh(argument)
    let sum = 0
    for (let i = middle; i < coshP.length; i++) {
      const scale = 1 / ((coshP[i] ?? 0) + cosh)
      sum += (i === middle ? 0.5 : 1) * (u.weight[i] ?? 0) * scale * scale
    }
    const sinh = Math.sinh(argument)
    distance += (w.weight[j] ?? 0) * sinh * sinh * sum
  }
  return { first: square, second: square, distance: 8 * height * height * distance }
}

/** Means to 1e-6 relative, and the other moments to 1e-4 relative, because they are divided by the width. */
export function pairMoments(activation: ActivationName, q: number, d: number): PairMoments {
  const sums = new Float64Array(8)
  visit(activation, { q1: q, q2: q, d }, FINE, (a, b, c, weight, weight4, weight6) => {
    const aa = a * a
    const bb = b * b
    add(sums, 0, weight * 0.5 * (aa + bb))
    add(sums, 1, weight * c)
    add(sums, 2, weight4 * 0.5 * (aa * aa + bb * bb))
    add(sums, 3, weight4 * aa * bb)
    add(sums, 4, weight4 * c * c)
    add(sums, 5, weight4 * 0.5 * (aa + bb) * c)
    add(sums, 6, weight6 * 0.5 * (aa * aa * aa + bb * bb * bb))
    add(sums, 7, weight6 * c * c * c)
  })
  const [squares = 0, distance = 0, fourths = 0, product = 0, distances = 0, crossed = 0, sixths = 0, cubes = 0] = sums
  const third = (cubed: number, squares: number, mean: number) => cubed / mean ** 3 - (3 * squares) / mean ** 2 + 2
  return {
    first: squares,
    second: squares,
    distance,
    lengthNoise: fourths / squares ** 2 - 1,
    jointNoise: product / squares ** 2 - 1,
    distanceNoise: distances / distance ** 2 - 1,
    distanceThird: third(cubes, distances, distance),
    lengthThird: third(sixths, fourths, squares),
    crossNoise: crossed / (squares * distance) - 1,
  }
}

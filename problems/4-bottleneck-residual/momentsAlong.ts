import { gradedEdges, panels, type QuadratureRule } from '../../src/numerics/theory/quadrature'
import { fairBinomial } from '../../src/numerics/theory/special'
import type { StackShape } from './stacks'

/** What the moments along a stack depend on. */
export interface StackSettings extends StackShape {
  readonly gamma: number
  readonly scale: number
  readonly secondRelu: boolean
  readonly weights: 'he' | 'lecun'
}

/** sigma sqrt(fan-in) of the two matrices of a block. He's 2 makes up for the ReLU that follows; where none follows it is 1. */
export const gainsOf = ({ weights, secondRelu }: Pick<StackSettings, 'weights' | 'secondRelu'>) => ({
  first: weights === 'he' ? Math.SQRT2 : 1,
  second: weights === 'he' && secondRelu ? Math.SQRT2 : 1,
})

/** Of h = ReLU(z), or of z itself, at z ~ N(0, 1): E h, E h^2, Var h, Var h^2, Cov(h, h^2). */
const RELU = branchOf(1 / Math.sqrt(2 * Math.PI), 1 / 2, Math.sqrt(2 / Math.PI), 3 / 2)
const LINEAR = branchOf(0, 1, 0, 3)

function branchOf(mean: number, square: number, cube: number, fourth: number) {
  return {
    mean,
    square,
    variance: square - mean ** 2,
    squareVariance: fourth - square ** 2,
    together: cube - mean * square,
  }
}

/**
 * E L[n] and E L[n]^2 over networks and units after 0, 1, ... blocks, for an input of mean 0 and variance 1.
 *
 * In the limit of wide layers m' = gamma (m + a E Lhat), q' = gamma^2 (q + 2 a m E Lhat + a^2 E Lhat^2), with q = E L^2; with He's weights
 * and the second ReLU E Lhat = sqrt(q / pi) and E Lhat^2 = q.
 *
 * At finite width one network strays from this. Given L, the sums inside a block are Gaussian of variance q = |L|^2 / N, and the sums
 * of Lhat Gaussian of variance P q, where P is (gains)^2 times a mean of N_b squares. With r = m / sqrt q,
 *   q' = gamma^2 q s,  s = 1 + 2 a sqrt(P) A1 + a^2 P A2,   r' = (r + a sqrt(P) A0) / sqrt s,
 * where A0, A1, A2 are means of h, L h / sqrt q and h^2 over N units. So r is a Markov chain of its own, and E q = E prod gamma^2 s:
 * it is followed by its mean and variance under the law that weighs networks by q (`tilt` 1), which gives E q, and by sqrt q (`tilt`
 * 1/2), which gives E sqrt(q) and, with r, E m = E sqrt(q) r.
 */
export function momentsAlong(p: StackSettings): { readonly mean: number; readonly square: number }[] {
  const [whole, root] = [tilted(p, 1), tilted(p, 0.5)]
  return whole.map(({ power }, k) => {
    const half = root[k] ?? { power: Number.NaN, mean: Number.NaN }
    const [one, two] = [p.gamma ** k, p.gamma ** (2 * k)]
    return { mean: one * half.power * half.mean, square: two * power }
  })
}

/**
 * What a block multiplies E L^2 by at gamma = 1 in wide layers with He's weights and the second ReLU, once r = m / sqrt q has settled: 2 + 2 r / sqrt pi
 * with r = (r + 1/sqrt pi) / sqrt(2 + 2 r / sqrt pi).
 */
export function wideGrowth(): number {
  let r = 0
  for (let k = 0; k < 100; k++) r = (r + 1 / Math.sqrt(Math.PI)) / Math.sqrt(2 + (2 * r) / Math.sqrt(Math.PI))
  return 2 + (2 * r) / Math.sqrt(Math.PI)
}

/** E q^tilt at gamma 1, and the mean and variance of r under the law weighed by it. */
interface Tilted {
  readonly power: number
  readonly mean: number
  readonly variance: number
}

function tilted(p: StackSettings, tilt: number): Tilted[] {
  const { first, second } = gainsOf(p)
  const spread = rootsOfMeanSquares(p.bottleneck)
  const gain = p.scale * first * second
  let now: Tilted = { power: 1, mean: 0, variance: 0 }
  const along = [now]
  for (let k = 0; k < p.blocks; k++) {
    let [power, mean, square] = [0, 0, 0]
    // Gauss-Hermite with three nodes for r.
    const away = Math.sqrt(3 * now.variance)
    for (const [r, share] of [
      [now.mean - away, 1 / 6],
      [now.mean, 2 / 3],
      [now.mean + away, 1 / 6],
    ] as const)
      for (const [a0, a1, a2] of averages(p.secondRelu ? RELU : LINEAR, r, p.width))
        for (let j = 0; j < spread.nodes.length; j++) {
          const b = gain * (spread.nodes[j] ?? 0)
          const s = 1 + 2 * b * a1 + b * b * a2
          const weight = (share / 6) * (spread.weights[j] ?? 0) * s ** tilt
          const next = (r + b * a0) / Math.sqrt(s)
          power += weight
          mean += weight * next
          square += weight * next * next
        }
    mean /= power
    now = { power: now.power * power, mean, variance: Math.max(0, square / power - mean * mean) }
    along.push(now)
  }
  return along
}

/**
 * Six points that have the means and covariances of A0, A1, A2 (and their odd third moments as of a Gaussian): the mean plus or minus
 * sqrt 3 times the columns of the Cholesky factor.
 */
function averages(of: typeof RELU, r: number, width: number): (readonly [number, number, number])[] {
  const means = [of.mean, r * of.mean, of.square] as const
  // Sum of (L / sqrt q)^2 is N, so A1 varies as A0 does; both with covariance r.
  const v = of.variance / width
  const c = of.together / width
  const l00 = Math.sqrt(v)
  const l10 = r * l00
  const l11 = Math.sqrt(Math.max(0, v - l10 * l10))
  const l20 = c / l00
  const l21 = l11 > 0 ? (r * c - l10 * l20) / l11 : 0
  const l22 = Math.sqrt(Math.max(0, of.squareVariance / width - l20 * l20 - l21 * l21))
  const columns = [
    [l00, l10, l20],
    [0, l11, l21],
    [0, 0, l22],
  ] as const
  return columns.flatMap((column) =>
    [-Math.sqrt(3), Math.sqrt(3)].map(
      (z) => [means[0] + z * column[0], means[1] + z * column[1], means[2] + z * column[2]] as const,
    ),
  )
}

/**
 * The law of sqrt of the mean of n squares ReLU(z)^2: chi_k / sqrt n with k of n units awake, k binomial. All asleep is a point at 0.
 */
export function rootsOfMeanSquares(n: number): QuadratureRule {
  const known = laws.get(n)
  if (known) return known
  const awake = fairBinomial(n)
  const { nodes, weights } = panels(
    gradedEdges(0.5 / Math.sqrt(n), (Math.sqrt(n / 2) + 7) / Math.sqrt(n), 1.5 / Math.sqrt(n)),
    6,
  )
  const rule = { nodes: new Float64Array(nodes.length + 1), weights: new Float64Array(nodes.length + 1) }
  rule.weights[nodes.length] = awake[0] ?? 0
  const logGamma = logGammaOfHalves(n)
  for (let j = 0; j < nodes.length; j++) {
    const u = (nodes[j] ?? 0) * Math.sqrt(n)
    let density = 0
    for (let k = 1; k <= n; k++)
      density +=
        (awake[k] ?? 0) * Math.exp((1 - k / 2) * Math.LN2 - (logGamma[k] ?? 0) + (k - 1) * Math.log(u) - (u * u) / 2)
    rule.nodes[j] = nodes[j] ?? 0
    rule.weights[j] = (weights[j] ?? 0) * Math.sqrt(n) * density
  }
  laws.set(n, rule)
  return rule
}

const laws = new Map<number, QuadratureRule>()

/** ln Gamma(k / 2) for k from 1 to n, by Gamma(x + 1) = x Gamma(x). */
function logGammaOfHalves(n: number): Float64Array {
  const of = new Float64Array(n + 1)
  of[1] = Math.log(Math.PI) / 2
  for (let k = 3; k <= n; k++) of[k] = (of[k - 2] ?? 0) + Math.log((k - 2) / 2)
  return of
}

import { exactly, exactSeries } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { gradedEdges, panels, type QuadratureRule } from '../../../src/numerics/theory/quadrature'
import { fairBinomial } from '../../../src/numerics/theory/special'
import type { GammaSettings } from './measure'

/**
 * Predictions after 0, 1, ... blocks: log10 of the second moment q and of the variance q - m^2; E r; and the factor of q per block, over the upper
 * half of the blocks.
 */
export function predict(p: GammaSettings) {
  const along = momentsAlong(p)
  const blocks = upTo(along.length)
  const half = Math.floor(p.blocks / 2)
  const over = (of: (moments: Moments) => number) => exactSeries(blocks, along.map(of))
  const squareAfter = (k: number) => along[k]?.square ?? Number.NaN
  return {
    secondMoment: over(({ square }) => Math.log10(square)),
    variance: over(({ square, mean }) => Math.log10(square - mean ** 2)),
    mean: over(({ ratio }) => ratio),
    growth: exactly((squareAfter(p.blocks) / squareAfter(half)) ** (1 / (p.blocks - half))),
  }
}

/** The gains of W1 and W2: standard deviation times the square root of the fan-in. He: sqrt 2 before a ReLU, else 1. LeCun: 1. */
const gainsOf = ({ weights, secondRelu }: Pick<GammaSettings, 'weights' | 'secondRelu'>) =>
  weights === 'he' ? { first: Math.sqrt(2), second: secondRelu ? Math.sqrt(2) : 1 } : { first: 1, second: 1 }

/** E L[n] and E L[n]^2 of a layer. */
interface WideMoments {
  readonly mean: number
  readonly square: number
}

/** The moments at finite width, and E r, with r = m / sqrt q of one network. */
interface Moments extends WideMoments {
  readonly ratio: number
}

/**
 * The page's recursion in infinitely wide layers, with He's weights and the second ReLU, from m = 0 and q = 1:
 * m' = gamma (m + sqrt(q / pi)), q' = gamma^2 (2 q + 2 m sqrt(q / pi)). The moments after `blocks` blocks.
 */
export function wideMoments(blocks: number, gamma: number): WideMoments {
  let [mean, square] = [0, 1]
  for (let k = 0; k < blocks; k++) {
    const branch = Math.sqrt(square / Math.PI)
    ;[mean, square] = [gamma * (mean + branch), gamma ** 2 * (2 * square + 2 * mean * branch)]
  }
  return { mean, square }
}

/** The factor on q of one block in infinitely wide layers, after r = m / sqrt q has converged: gamma^2 (2 + 2 r / sqrt pi). */
export const wideGrowth = (gamma: number): number => wideMoments(61, gamma).square / wideMoments(60, gamma).square

/** The gamma for which `wideGrowth` is 1. */
export const stableGamma = (): number => 1 / Math.sqrt(wideGrowth(1))

/** Moments of h = ReLU(z), and of h = z, for z ~ N(0, 1): E h, E h^2, Var h, Var h^2, Cov(h, h^2). */
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
 * E L[n] and E L[n]^2 over networks and units after 0, 1, ... blocks, for an input of mean 0 and variance 1, at finite width.
 * Given L, the pre-activations inside a block are Gaussian of variance q = |L|^2 / N, and those of Lhat are Gaussian of variance P q, where P is the
 * squared gains of both matrices times a mean of N_b squared ReLUs. With r = m / sqrt q,
 *   q' = gamma^2 q s,  s = 1 + 2 a sqrt(P) A1 + a^2 P A2,   r' = (r + a sqrt(P) A0) / sqrt s,
 * where A0, A1, A2 are the means over N units of h, L h / sqrt q and h^2. So r is a Markov chain, and E q = E prod gamma^2 s. The mean and the
 * variance of r are computed under three laws. The law that weights networks by q (`tilt` 1) gives E q; the law that weights them by sqrt q (`tilt`
 * 1/2) gives E sqrt q and, with r, E m = E sqrt(q) r; the unweighted law (`tilt` 0) gives E r.
 */
export function momentsAlong(p: GammaSettings): readonly Moments[] {
  const [whole, root, plain] = [tilted(p, 1), tilted(p, 0.5), tilted(p, 0)]
  return whole.map(({ power }, k) => {
    const half = root[k] ?? { power: Number.NaN, mean: Number.NaN }
    return {
      mean: p.gamma ** k * half.power * half.mean,
      square: p.gamma ** (2 * k) * power,
      ratio: plain[k]?.mean ?? Number.NaN,
    }
  })
}

/** E q^tilt at gamma = 1, and the mean and variance of r under the law weighted by q^tilt. */
interface Tilted {
  readonly power: number
  readonly mean: number
  readonly variance: number
}

function tilted(p: GammaSettings, tilt: number): Tilted[] {
  const { first, second } = gainsOf(p)
  const spread = rootsOfMeanSquares(p.bottleneck)
  const gain = p.scale * first * second
  let now: Tilted = { power: 1, mean: 0, variance: 0 }
  const along = [now]
  for (let k = 0; k < p.blocks; k++) {
    let [power, mean, square] = [0, 0, 0]
    // Average over r by three Gauss-Hermite nodes.
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
 * Six points with the means and covariances of A0, A1, A2: the mean plus and minus sqrt 3 times each column of the Cholesky factor of their
 * covariance.
 */
function averages(of: typeof RELU, r: number, width: number): (readonly [number, number, number])[] {
  const means = [of.mean, r * of.mean, of.square] as const
  // The squares (L / sqrt q)^2 sum to N, so A1 has the variance of A0, and their correlation is r.
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
 * A quadrature rule for the law of sqrt(mean of n squares ReLU(z)^2) = chi_k / sqrt n, with k ~ Binomial(n, 1/2) the number of active units. The last
 * node is 0, for k = 0.
 */
export function rootsOfMeanSquares(n: number): QuadratureRule {
  const known = laws.get(n)
  if (known) return known
  const active = fairBinomial(n)
  const { nodes, weights } = panels(
    gradedEdges(0.5 / Math.sqrt(n), (Math.sqrt(n / 2) + 7) / Math.sqrt(n), 1.5 / Math.sqrt(n)),
    6,
  )
  const rule = { nodes: new Float64Array(nodes.length + 1), weights: new Float64Array(nodes.length + 1) }
  rule.weights[nodes.length] = active[0] ?? 0
  const logGamma = logGammaOfHalves(n)
  for (let j = 0; j < nodes.length; j++) {
    const u = (nodes[j] ?? 0) * Math.sqrt(n)
    let density = 0
    for (let k = 1; k <= n; k++)
      density +=
        (active[k] ?? 0) * Math.exp((1 - k / 2) * Math.LN2 - (logGamma[k] ?? 0) + (k - 1) * Math.log(u) - (u * u) / 2)
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

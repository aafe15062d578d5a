import { normalDensity } from './special'

/** Integral of f = sum of weights[j] f(nodes[j]). */
export interface QuadratureRule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

const legendre = new Map<number, QuadratureRule>()

/**
 * The n nodes and weights on [-1, 1] that integrate polynomials of degree 2n - 1 exactly: the roots of P_n, by Newton's method from Tricomi's
 * estimate.
 */
export function gaussLegendre(n: number): QuadratureRule {
  const known = legendre.get(n)
  if (known) return known
  const rule = { nodes: new Float64Array(n), weights: new Float64Array(n) }
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 0
    for (let step = 0; step < 8; step++) {
      let [before, value] = [1, x]
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
      slope = (n * (x * value - before)) / (x * x - 1)
      x -= value / slope
    }
    rule.nodes[i] = x
    rule.weights[i] = 2 / ((1 - x * x) * slope * slope)
  }
  legendre.set(n, rule)
  return rule
}

/** Gauss-Legendre quadrature with n nodes on each panel between ascending edges. */
export function panels(edges: readonly number[], n = 16): QuadratureRule {
  const { nodes, weights } = gaussLegendre(n)
  const count = Math.max(0, edges.length - 1) * n
  const rule = { nodes: new Float64Array(count), weights: new Float64Array(count) }
  let j = 0
  for (let p = 0; p + 1 < edges.length; p++) {
    const [from = 0, to = 0] = [edges[p], edges[p + 1]]
    const half = (to - from) / 2
    for (let i = 0; i < n; i++, j++) {
      rule.nodes[j] = from + half * (1 + (nodes[i] ?? 0))
      rule.weights[j] = half * (weights[i] ?? 0)
    }
  }
  return rule
}

/** Edges 0, first, 2 first, 4 first, ..., last, so that panels are narrow near 0. No panel is wider than `widest`. */
export function gradedEdges(first: number, last: number, widest = Number.POSITIVE_INFINITY): number[] {
  const edges = [0]
  for (let edge = Math.min(first, widest); edge < last; edge += Math.min(edge, widest)) edges.push(edge)
  edges.push(last)
  return edges
}

const GAUSSIAN_REACH = 9

/**
 * Nodes y and probabilities of y ~ N(0, sd^2), on panels that are narrow near 0, where an activation of unit scale bends, and where the Gaussian
 * bends. It is accurate for every ratio of the two scales: E f(y) to 1e-12 for a smooth f of unit scale.
 */
export function gaussianRule(sd: number): QuadratureRule {
  const half = panels(gradedEdges(Math.min(0.5, sd), GAUSSIAN_REACH * sd))
  const n = half.nodes.length
  const rule = { nodes: new Float64Array(2 * n), weights: new Float64Array(2 * n) }
  for (let i = 0; i < n; i++) {
    const y = half.nodes[i] ?? 0
    const weight = ((half.weights[i] ?? 0) * normalDensity(y / sd)) / sd
    rule.nodes[n + i] = y
    rule.nodes[n - 1 - i] = -y
    rule.weights[n + i] = weight
    rule.weights[n - 1 - i] = weight
  }
  return rule
}

/** The sum of weights[j] f(nodes[j]). */
export function integrate({ nodes, weights }: QuadratureRule, f: (x: number) => number): number {
  let sum = 0
  for (let j = 0; j < nodes.length; j++) sum += (weights[j] ?? 0) * f(nodes[j] ?? 0)
  return sum
}

/** E f(y) for y ~ N(0, sd^2); f(0) at sd 0. */
export function gaussianMean(f: (y: number) => number, sd: number): number {
  return sd === 0 ? f(0) : integrate(gaussianRule(sd), f)
}

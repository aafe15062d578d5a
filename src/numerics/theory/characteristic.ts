import type { Law } from '../../experiment'
import { LAWS } from '../laws/laws'
import { gradedEdges, panels, type QuadratureRule } from './quadrature'

/** The law of y = sigma (w_1 x_1 + ... + w_d x_d): all w have one law of unit variance, all x another, and all are independent. */
export interface SumLaw {
  readonly d: number
  readonly sigma: number
  readonly weights: Law
  readonly inputs: Law
}

type Pair = Pick<SumLaw, 'weights' | 'inputs'>

/** Whether y and -y have the same law. One symmetric factor is enough, because each product is then symmetric. */
export const isSymmetric = ({ weights, inputs }: Pair): boolean => LAWS[weights].symmetric || LAWS[inputs].symmetric

/**
 * The order of preference for the factor averaged over by quadrature: first a law with two points, then laws after whose removal the inner function
 * does not oscillate.
 */
const OUTER: readonly Law[] = ['sign', 'uniform', 'skewed', 'laplace', 'gaussian']

/** Which of the two factors is averaged over by quadrature (outer), and which in closed form (inner). The order of a product does not matter. */
export function factors({ weights, inputs }: Pair): { readonly outer: Law; readonly inner: Law } {
  return OUTER.indexOf(weights) <= OUTER.indexOf(inputs)
    ? { outer: weights, inner: inputs }
    : { outer: inputs, inner: weights }
}

/** The ends of the density, and the greatest width of a quadrature panel: small if the inner function can oscillate. */
const REACH: Readonly<Record<Law, readonly [low: number, high: number, widest: number]>> = {
  gaussian: [-8.5, 8.5, 4],
  uniform: [-Math.sqrt(3), Math.sqrt(3), 0.25],
  sign: [-1, 1, 1],
  laplace: [-25, 25, 8],
  skewed: [-1, 25, 1],
}

const rules = new Map<string, QuadratureRule>()

/**
 * Nodes v of the outer factor and their probabilities, densest near 0, where the width sigma |v| of the product changes most. If both factors are
 * symmetric, the average is of an even function of v, and only v > 0 is used.
 */
export function outerRule(pair: Pair): QuadratureRule {
  const { outer, inner } = factors(pair)
  const half = LAWS[outer].symmetric && LAWS[inner].symmetric
  const key = `${outer} ${half}`
  const known = rules.get(key)
  if (known) return known
  const rule = half ? positiveHalf(outer) : wholeLaw(outer)
  rules.set(key, rule)
  return rule
}

function wholeLaw(law: Law): QuadratureRule {
  const [low] = REACH[law]
  const right = positiveHalf(law)
  const left = onPanels(-low, law, -1)
  return {
    nodes: Float64Array.from([...left.nodes, ...right.nodes]),
    weights: Float64Array.from([...left.weights, ...right.weights.map((w) => (LAWS[law].symmetric ? w / 2 : w))]),
  }
}

/** Nodes v > 0, with doubled probabilities if the law is symmetric. */
function positiveHalf(law: Law): QuadratureRule {
  const { nodes, weights } = onPanels(REACH[law][1], law, 1)
  return { nodes, weights: LAWS[law].symmetric ? weights.map((w) => 2 * w) : weights }
}

/** The nodes side * v, with v from 0 to the end of the density, and their probabilities. A law without a density has one point on each side, at its ends. */
function onPanels(end: number, law: Law, side: 1 | -1): QuadratureRule {
  const { density } = LAWS[law]
  if (!density) return { nodes: new Float64Array([side * end]), weights: new Float64Array([0.5]) }
  const { nodes, weights } = panels(gradedEdges(2 ** -8, end, REACH[law][2]), 10)
  return { nodes: nodes.map((v) => side * v), weights: weights.map((w, j) => w * density(side * (nodes[j] ?? 0))) }
}

/** E cos(twx) and E sin(twx) at many t: over the outer factor by quadrature, over the inner one in closed form. */
export function productCharacteristic(
  pair: Pair,
  t: Float64Array,
): { readonly cosine: Float64Array; readonly sine: Float64Array } {
  const { outer, inner } = factors(pair)
  const sine = new Float64Array(t.length)
  if (outer === 'gaussian' && inner === 'gaussian') return { cosine: t.map((t) => 1 / Math.sqrt(1 + t * t)), sine }
  const { nodes, weights } = outerRule(pair)
  const { cosine, sine: innerSine } = LAWS[inner]
  const average = (f: (t: number) => number) =>
    t.map((t) => {
      let sum = 0
      for (let j = 0; j < nodes.length; j++) sum += (weights[j] ?? 0) * f(t * (nodes[j] ?? 0))
      return sum
    })
  return { cosine: average(cosine), sine: isSymmetric(pair) ? sine : average(innerSine) }
}

/** The characteristic function of y at nodes t: cosine[j] = E cos(t[j] y), sine[j] = E sin(t[j] y), with weights for integrals over t > 0. */
export interface CharacteristicTable {
  readonly t: Float64Array
  readonly weights: Float64Array
  readonly cosine: Float64Array
  readonly sine: Float64Array
  /** The end of the last panel: nodes are below it. */
  readonly end: number
}

/** Panel edges of sigma t, each sqrt 2 times the one before: from far below the width of a sum of 1024 terms to the tail of one product. */
const SCALED_EDGES = [0, ...Array.from({ length: 42 }, (_, k) => 2 ** (k / 2 - 12))]
const SCALED_T = panels(SCALED_EDGES, 10)

/** Characteristic functions of products by laws. They do not depend on sigma, so they are cached to keep moving sliders fast. */
const products = new Map<string, ReturnType<typeof productCharacteristic>>()

/** phi(t) = (E exp(it sigma w x))^d at nodes in 0 < t < 360 / sigma. */
export function characteristicTable(law: SumLaw): CharacteristicTable {
  const { d, sigma } = law
  const key = `${law.weights} ${law.inputs}`
  const product = products.get(key) ?? productCharacteristic(law, SCALED_T.nodes)
  products.set(key, product)
  const t = SCALED_T.nodes.map((t) => t / sigma)
  const weights = SCALED_T.weights.map((w) => w / sigma)
  return { t, weights, ...powers(product, d), end: (SCALED_EDGES.at(-1) ?? 0) / sigma }
}

/** (cosine + i sine)^d, entry by entry, as real and imaginary parts. */
export function powers(
  { cosine, sine }: { readonly cosine: Float64Array; readonly sine: Float64Array },
  d: number,
): { readonly cosine: Float64Array; readonly sine: Float64Array } {
  const size = cosine.map((re, j) => Math.hypot(re, sine[j] ?? 0) ** d)
  const angle = cosine.map((re, j) => Math.atan2(sine[j] ?? 0, re) * d)
  return {
    cosine: size.map((r, j) => r * Math.cos(angle[j] ?? 0)),
    sine: size.map((r, j) => r * Math.sin(angle[j] ?? 0)),
  }
}

import type { Law } from '../../experiment'
import { LAWS } from '../laws/laws'
import { gradedEdges, panels, type QuadratureRule } from './quadrature'

/** y = sigma (w_1 x_1 + ... + w_d x_d), every w of one law of unit variance and every x of another, all independent. */
export interface SumLaw {
  readonly d: number
  readonly sigma: number
  readonly weights: Law
  readonly inputs: Law
}

type Pair = Pick<SumLaw, 'weights' | 'inputs'>

/** Whether y and -y have the same law: one symmetric factor is enough, since each product is then symmetric. */
export const isSymmetric = ({ weights, inputs }: Pair): boolean => LAWS[weights].symmetric || LAWS[inputs].symmetric

/** The factor to average over last, best first: a sum of two points, else whichever leaves an inner function that does not oscillate. */
const OUTER: readonly Law[] = ['sign', 'uniform', 'skewed', 'laplace', 'gaussian']

/** Which factor is averaged over by quadrature (outer), and which in closed form (inner). A product does not mind the order. */
export function factors({ weights, inputs }: Pair): { readonly outer: Law; readonly inner: Law } {
  return OUTER.indexOf(weights) <= OUTER.indexOf(inputs)
    ? { outer: weights, inner: inputs }
    : { outer: inputs, inner: weights }
}

/** Where a density ends, and how wide a panel may be: narrow where the inner function can oscillate. */
const REACH: Readonly<Record<Law, readonly [low: number, high: number, widest: number]>> = {
  gaussian: [-8.5, 8.5, 4],
  uniform: [-Math.sqrt(3), Math.sqrt(3), 0.25],
  sign: [-1, 1, 1],
  laplace: [-25, 25, 8],
  skewed: [-1, 25, 1],
}

const rules = new Map<string, QuadratureRule>()

/**
 * Nodes v of the outer factor and their probabilities, finest near 0, where a product changes its width. If both factors are
 * symmetric, whatever is averaged is even in v: the positive half then stands for both.
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

/** v > 0, counted twice if the law is symmetric. */
function positiveHalf(law: Law): QuadratureRule {
  const { nodes, weights } = onPanels(REACH[law][1], law, 1)
  return { nodes, weights: LAWS[law].symmetric ? weights.map((w) => 2 * w) : weights }
}

/** side v for v from 0 to the end of the density, with probabilities. A law without density has its points at its ends. */
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

/** The characteristic function of y at t: cosine[j] = E cos(t[j] y), sine[j] = E sin(t[j] y); with weights for integrals over t > 0. */
export interface CharacteristicTable {
  readonly t: Float64Array
  readonly weights: Float64Array
  readonly cosine: Float64Array
  readonly sine: Float64Array
  /** Where the last panel ends. */
  readonly end: number
}

/** sigma t at the nodes: panels that grow by sqrt 2, from far below any width of a sum of 1024 to the tail of one product. */
const SCALED_EDGES = [0, ...Array.from({ length: 42 }, (_, k) => 2 ** (k / 2 - 12))]
const SCALED_T = panels(SCALED_EDGES, 10)

/** Kept: what does not depend on sigma, so that a moving slider costs little. */
const products = new Map<string, ReturnType<typeof productCharacteristic>>()

/** phi(t) = (E exp(it sigma w x))^d on a grid over 0 < t < 360 / sigma. */
export function characteristicTable(law: SumLaw): CharacteristicTable {
  const { d, sigma } = law
  const key = `${law.weights} ${law.inputs}`
  const product = products.get(key) ?? productCharacteristic(law, SCALED_T.nodes)
  products.set(key, product)
  const t = SCALED_T.nodes.map((t) => t / sigma)
  const weights = SCALED_T.weights.map((w) => w / sigma)
  return { t, weights, ...powers(product, d), end: (SCALED_EDGES.at(-1) ?? 0) / sigma }
}

/** (cosine + i sine)^d, entry by entry. */
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

import { LAWS } from '../laws/laws'
import { factors, isSymmetric, outerRule, powers, productCharacteristic, type SumLaw } from './characteristic'
import { fairBinomial } from './special'

/**
 * P(y <= point) for each point. For sign x sign exactly, from the binomial law; for d = 1 by conditioning on one factor; otherwise by a cosine
 * series.
 */
export function cumulative(law: SumLaw, points: readonly number[]): number[] {
  if (law.weights === 'sign' && law.inputs === 'sign') return latticeCumulative(law, points)
  return law.d === 1 ? productCumulative(law, points) : seriesCumulative(law, points)
}

/** For sign x sign: y / sigma = 2k - d, with k the number of heads among d fair coins. */
function latticeCumulative({ d, sigma }: SumLaw, points: readonly number[]): number[] {
  const p = fairBinomial(d)
  return points.map((point) => p.reduce((sum, share, k) => (sigma * (2 * k - d) <= point ? sum + share : sum), 0))
}

/** For d = 1: P(sigma v x <= y) = E over v of P(x <= y / (sigma v)), with the opposite inequality if v < 0. */
function productCumulative(law: SumLaw, points: readonly number[]): number[] {
  const { inner } = factors(law)
  const { nodes, weights } = outerRule(law)
  const { below } = LAWS[inner]
  return points.map((point) => {
    let sum = 0
    for (let j = 0; j < nodes.length; j++) {
      const v = nodes[j] ?? 0
      const under = below(point / (law.sigma * v))
      sum += (weights[j] ?? 0) * (v > 0 ? under : 1 - under)
    }
    return sum
  })
}

const TERMS = 250

interface CosineSeries {
  /** a / sd(y). */
  readonly reach: number
  /** u_k a = k pi / 2, and A_k a. */
  readonly angles: readonly number[]
  readonly terms: readonly number[]
}

const seriesOf = new Map<string, CosineSeries>()

/**
 * The density of y on [-a, a] as a cosine series, p(y) = A_0 / 2 + sum A_k cos(u_k (y + a)) with u_k = k pi / 2a and A_k = Re(phi(u_k) exp(i u_k a))
 * / a. Fang and Oosterlee 2008. In units of a it does not depend on sigma.
 */
function cosineSeries(law: SumLaw): CosineSeries {
  const key = `${law.weights} ${law.inputs} ${law.d}`
  const known = seriesOf.get(key)
  if (known) return known
  const excess = Math.max(0, LAWS[law.weights].kurtosis * LAWS[law.inputs].kurtosis - 3)
  const reach = 10 + 2 * Math.sqrt(excess / law.d)
  const step = isSymmetric(law) ? 2 : 1
  const angles = Array.from({ length: TERMS }, (_, i) => ((i + 1) * step * Math.PI) / 2)
  const t = Float64Array.from(angles, (angle) => angle / (reach * Math.sqrt(law.d)))
  const { cosine, sine } = powers(productCharacteristic(law, t), law.d)
  const terms = angles.map((angle, i) => (cosine[i] ?? 0) * Math.cos(angle) - (sine[i] ?? 0) * Math.sin(angle))
  let length = terms.length
  while (length > 0 && Math.abs(terms[length - 1] ?? 0) < 1e-9) length--
  const series = { reach, angles: angles.slice(0, length), terms: terms.slice(0, length) }
  seriesOf.set(key, series)
  return series
}

/** The distribution function: the cosine series integrated term by term. */
function seriesCumulative(law: SumLaw, points: readonly number[]): number[] {
  const { reach, angles, terms } = cosineSeries(law)
  const a = reach * law.sigma * Math.sqrt(law.d)
  return points.map((y) => {
    const x = y / a
    if (x <= -1) return 0
    if (x >= 1) return 1
    let sum = (1 + x) / 2
    for (let i = 0; i < terms.length; i++) {
      const angle = angles[i] ?? 0
      sum += ((terms[i] ?? 0) * Math.sin(angle * (1 + x))) / angle
    }
    return Math.min(1, Math.max(0, sum))
  })
}

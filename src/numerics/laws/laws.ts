import type { Law } from '../../experiment'
import { normalAbove, normalBelow, normalDensity } from '../theory/special'
import { ln } from './logarithm'

/** 32 random bits, as an integer in [-2^31, 2^31). */
interface Bits {
  next(): number
}

/** A law of mean 0 and variance 1, with the functions that theory needs. */
export interface LawFacts {
  readonly label: string
  /** E v^4. */
  readonly kurtosis: number
  /** Whether v and -v have the same law. */
  readonly symmetric: boolean
  /** Fills an array with independent draws. */
  fill(into: Float32Array, bits: Bits): void
  /** P(v <= x). */
  below(x: number): number
  /** The density at x; absent where the law has none. */
  density?(x: number): number
  /** E cos(tv) and E sin(tv): the two parts of the characteristic function. The second is 0 for a symmetric law. */
  cosine(t: number): number
  sine(t: number): number
  /** [E max(0, v - c), E max(0, v - c)^2]. */
  excess(c: number): readonly [number, number]
}

const ROOT2 = Math.SQRT2
const ROOT3 = Math.sqrt(3)
/** (k + 1/2) / 2^31 for a random integer k in [-2^31, 2^31): uniform on (-1, 1), never 0 or an end. */
const signedUnit = (bits: Bits) => (bits.next() + 0.5) * 2 ** -31
/** (k + 1/2) / 2^32 for a random integer k in [0, 2^32): uniform on (0, 1), never an end. */
const unit = (bits: Bits) => ((bits.next() >>> 0) + 0.5) * 2 ** -32

const gaussian: LawFacts = {
  label: 'Gaussian',
  kurtosis: 3,
  symmetric: true,
  /** Two independent normals from a uniform point in the unit disc: Marsaglia's polar method, 1964. */
  fill(into, bits) {
    for (let i = 0; i < into.length; ) {
      const u = signedUnit(bits)
      const v = signedUnit(bits)
      const square = u * u + v * v
      if (square >= 1) continue
      const scale = Math.sqrt((-2 * ln(square)) / square)
      into[i++] = u * scale
      if (i < into.length) into[i++] = v * scale
    }
  },
  below: normalBelow,
  density: normalDensity,
  cosine: (t) => Math.exp(-0.5 * t * t),
  sine: () => 0,
  excess(c) {
    const above = normalAbove(c)
    const density = normalDensity(c)
    return [density - c * above, (1 + c * c) * above - c * density]
  },
}

/** Uniform on (-sqrt 3, sqrt 3). */
const uniform: LawFacts = {
  label: 'uniform',
  kurtosis: 9 / 5,
  symmetric: true,
  fill(into, bits) {
    for (let i = 0; i < into.length; i++) into[i] = ROOT3 * signedUnit(bits)
  },
  below: (x) => Math.min(1, Math.max(0, (x / ROOT3 + 1) / 2)),
  density: (x) => (Math.abs(x) < ROOT3 ? 1 / (2 * ROOT3) : 0),
  cosine: (t) => (t === 0 ? 1 : Math.sin(ROOT3 * t) / (ROOT3 * t)),
  sine: () => 0,
  excess(c) {
    if (c <= -ROOT3) return [-c, 1 + c * c]
    const left = Math.max(0, ROOT3 - c)
    return [left ** 2 / (4 * ROOT3), left ** 3 / (6 * ROOT3)]
  },
}

/** -1 or 1, each with probability 1/2. */
const sign: LawFacts = {
  label: 'plus or minus one',
  kurtosis: 1,
  symmetric: true,
  fill(into, bits) {
    for (let i = 0; i < into.length; i++) into[i] = bits.next() < 0 ? -1 : 1
  },
  below: (x) => (x < -1 ? 0 : x < 1 ? 1 / 2 : 1),
  cosine: Math.cos,
  sine: () => 0,
  excess(c) {
    const high = Math.max(0, 1 - c)
    const low = Math.max(0, -1 - c)
    return [(high + low) / 2, (high ** 2 + low ** 2) / 2]
  },
}

/** Density exp(-sqrt 2 |v|) / sqrt 2. */
const laplace: LawFacts = {
  label: 'Laplace',
  kurtosis: 6,
  symmetric: true,
  fill(into, bits) {
    for (let i = 0; i < into.length; i++) {
      const u = signedUnit(bits)
      into[i] = (u < 0 ? Math.SQRT1_2 : -Math.SQRT1_2) * ln(Math.abs(u))
    }
  },
  below: (x) => (x < 0 ? Math.exp(ROOT2 * x) / 2 : 1 - Math.exp(-ROOT2 * x) / 2),
  density: (x) => Math.exp(-ROOT2 * Math.abs(x)) / ROOT2,
  cosine: (t) => 1 / (1 + 0.5 * t * t),
  sine: () => 0,
  excess(c) {
    const beyond = Math.exp(-ROOT2 * Math.abs(c)) / 2
    return c >= 0 ? [beyond / ROOT2, beyond] : [beyond / ROOT2 - c, 1 + c * c - beyond]
  },
}

/** Exp(1) - 1: at least -1, with a long tail above. */
const skewed: LawFacts = {
  label: 'skewed',
  kurtosis: 9,
  symmetric: false,
  fill(into, bits) {
    for (let i = 0; i < into.length; i++) into[i] = -ln(unit(bits)) - 1
  },
  below: (x) => (x < -1 ? 0 : -Math.expm1(-(x + 1))),
  density: (x) => (x < -1 ? 0 : Math.exp(-(x + 1))),
  // exp(-it) / (1 - it)
  cosine: (t) => (Math.cos(t) + t * Math.sin(t)) / (1 + t * t),
  sine: (t) => (t * Math.cos(t) - Math.sin(t)) / (1 + t * t),
  excess(c) {
    if (c < -1) return [-c, 1 + c * c]
    const beyond = Math.exp(-(c + 1))
    return [beyond, 2 * beyond]
  },
}

/** The five laws by name, all of mean 0 and variance 1. */
export const LAWS: Readonly<Record<Law, LawFacts>> = { gaussian, uniform, sign, laplace, skewed }

import type { Measures } from '../readings/measures'
import { type Entry, type Reading, type Taken, withheldOf } from '../readings/readings'

/** A verdict allows one number in about 16,000 to fall outside by chance: |z| <= 4. */
export const Z_LIMIT = 4

/** The relative error that single-precision arithmetic is granted over a long sum, even where sampling has none: 2^-18. */
export const ROUNDING = 2 ** -18

/** One number beside its theory. They agree if |z| <= limit. */
export interface Comparison {
  readonly measured: Entry
  readonly theory: Entry
  readonly z: number
  readonly limit: number
  /** Where on the axis, for an entry of a series. */
  readonly at?: number
}

/** Of a measure, or of a whole reading. `none`: there is nothing to compare. */
export type Verdict = 'agrees' | 'disagrees' | 'none'

/**
 * (a - b) / sqrt(stderr_a^2 + stderr_b^2), as a standard normal deviate. A standard error that was itself estimated from n
 * repetitions makes the ratio Student's t with n - 1 degrees of freedom, of two such with those of Welch (1947); Wallace's formula (1959)
 * turns t into z.
 */
export function zOf(a: Entry, b: Entry): number {
  const difference = a.value - b.value
  if (Number.isNaN(difference)) return a.value === b.value ? 0 : Number.NaN
  // The logarithm of an underflow is as far below a number as can be.
  if (!Number.isFinite(difference)) return difference
  const rounding = ROUNDING * Math.max(Math.abs(a.value), Math.abs(b.value))
  const error = Math.hypot(a.stderr, b.stderr, rounding)
  if (difference === 0) return 0
  const t = difference / error
  const freedom = freedomOf(a, b)
  if (!Number.isFinite(freedom) || !Number.isFinite(t)) return t
  const z = ((8 * freedom + 1) / (8 * freedom + 3)) * Math.sqrt(freedom * Math.log1p(t ** 2 / freedom))
  return Math.sign(t) * z
}

/** (s_a^2 + s_b^2)^2 / (s_a^4 / (n_a - 1) + s_b^4 / (n_b - 1)): infinite where no error was estimated. Welch 1947. */
function freedomOf(...estimates: readonly Entry[]): number {
  const total = estimates.reduce((sum, { stderr }) => sum + stderr ** 2, 0)
  const spent = estimates.reduce((sum, { stderr, repeats }) => {
    return repeats === undefined ? sum : sum + stderr ** 4 / (repeats - 1)
  }, 0)
  return spent > 0 ? total ** 2 / spent : Number.POSITIVE_INFINITY
}

/** The |z| that n entries together exceed as rarely as one exceeds 4 (Bonferroni): 1 - Phi(limit) = (1 - Phi(4)) / n. */
export function limitFor(entries: number): number {
  const tail = (z: number) => Math.log(erfcTail(z))
  const wanted = tail(Z_LIMIT) - Math.log(Math.max(1, entries))
  let low = Z_LIMIT
  let high = 40
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (tail(middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** 1 - Phi(z) for z >= 2, by its continued fraction: phi(z) / (z + 1/(z + 2/(z + ...))). */
function erfcTail(z: number): number {
  let fraction = z
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction
  return Math.exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI) / fraction
}

type Flat = { value: number | null; stderr: number; floor: number; at: number | undefined }

/** The entries of a reading, one after the other. Throws TypeError of a text, which has none. */
function flatten(taken: Taken): readonly Flat[] {
  const row = (
    value: readonly (number | null)[],
    stderr: readonly number[],
    at?: readonly number[],
    floor?: readonly number[],
  ): Flat[] =>
    value.map((v, i) => ({
      value: v,
      stderr: stderr[i] ?? Number.NaN,
      floor: floor?.[i] ?? Number.NEGATIVE_INFINITY,
      at: at?.[i],
    }))
  switch (taken.kind) {
    case 'scalar':
      return row([taken.value], [taken.stderr])
    case 'series':
      return row(taken.value, taken.stderr, taken.at, taken.floor)
    case 'histogram':
      return row(taken.density, taken.stderr, taken.edges)
    case 'matrix':
      return taken.value.flatMap((r, i) => row(r, taken.stderr[i] ?? []))
    case 'text':
      throw new TypeError(`A text has no numbers to compare: "${taken.text.slice(0, 40)}"`)
  }
}

/**
 * Every entry beside its theory. A number below the measurement's floor is taken for the floor: entries where both are below it are passed
 * over, and so are entries that theory leaves out (NaN, or null).
 */
export function compare(measured: Taken, theory: Taken): readonly Comparison[] {
  if (withheldOf(measured) !== undefined) return []
  const theories = flatten(theory)
  const pairs = flatten(measured).flatMap(({ value, floor, ...m }, i) => {
    const t = theories[i]
    const expected = t?.value ?? Number.NaN
    // A measurement that is not a number is below nothing: it stays, and no verdict can pass over it.
    const counts = value !== null && !Number.isNaN(expected) && !(expected < floor && value < floor)
    const atLeast = (x: number) => Math.max(x, floor)
    return counts
      ? [{ m: { ...m, value: atLeast(value) }, t: { value: atLeast(expected), stderr: t?.stderr ?? 0 } }]
      : []
  })
  const limit = limitFor(pairs.length)
  const repeats = measured.kind === 'text' ? undefined : measured.repeats
  return pairs.map(({ m, t }) => {
    const estimate = { value: m.value, stderr: m.stderr, ...(repeats === undefined ? {} : { repeats }) }
    const expected = { value: t.value, stderr: t.stderr }
    return {
      measured: estimate,
      theory: expected,
      z: zOf(estimate, expected),
      limit,
      ...(m.at === undefined ? {} : { at: m.at }),
    }
  })
}

/** The comparison farthest outside its limit; one that is not a number before all. */
export function worst(comparisons: readonly Comparison[]): Comparison | undefined {
  const badness = ({ z, limit }: Comparison) => (Number.isNaN(z) ? Number.POSITIVE_INFINITY : Math.abs(z) / limit)
  return comparisons.reduce<Comparison | undefined>(
    (far, c) => (!far || badness(c) > badness(far) ? c : far),
    undefined,
  )
}

/** What one measure says about its theory. */
export interface Finding {
  readonly measure: string
  readonly verdict: Verdict
  /** The comparison farthest from agreement, and how many there were. */
  readonly worst: Comparison | undefined
  readonly entries: number
  /** Why there is none, if the measurement itself says so. */
  readonly withheld?: string
}

/** The verdict on every measure that theory predicts, and on the whole: it agrees if every measure does. Histograms and text carry none. */
export function judge<M extends Measures>(
  measures: M,
  reading: Reading<M>,
  theory: Partial<Reading<M>>,
): { verdict: Verdict; findings: readonly Finding[] } {
  const findings = Object.entries(measures).flatMap(([measure, { kind }]): Finding[] => {
    const measured: Taken | undefined = reading[measure as keyof M]
    const expected: Taken | undefined = theory[measure as keyof M]
    if (kind === 'histogram' || kind === 'text' || !measured || !expected) return []
    const comparisons = compare(measured, expected)
    const far = worst(comparisons)
    const verdict = !far ? 'none' : Math.abs(far.z) <= far.limit ? 'agrees' : 'disagrees'
    const withheld = withheldOf(measured)
    return [
      { measure, verdict, worst: far, entries: comparisons.length, ...(withheld === undefined ? {} : { withheld }) },
    ]
  })
  const verdict = findings.some((f) => f.verdict === 'disagrees')
    ? 'disagrees'
    : findings.some((f) => f.verdict === 'agrees')
      ? 'agrees'
      : 'none'
  return { verdict, findings }
}

import type { Measures } from '../readings/measures'
import { type Entry, type Reading, type Taken, withheldOf } from '../readings/readings'

/** A verdict allows one number in about 16,000 to fall outside by chance: |z| <= 4. */
export const Z_LIMIT = 4

/** The relative error allowed for single-precision arithmetic in a long sum, even if there is no sampling error: 2^-18. */
export const ROUNDING = 2 ** -18

/** One measured number and its theory. They agree if |z| <= limit. */
export interface Comparison {
  readonly measured: Entry
  readonly theory: Entry
  readonly z: number
  readonly limit: number
  /** The position on the axis, for an entry of a series. */
  readonly at?: number
}

/** The verdict on a measure or on a whole reading. `none`: there is nothing to compare. */
export type Verdict = 'agrees' | 'disagrees' | 'none'

/**
 * (a - b) / sqrt(stderr_a^2 + stderr_b^2 + r^2), converted to a standard normal deviate, with r the larger of |a| and |b| times `ROUNDING`. 0 for
 * equal numbers. If a standard error was estimated from n repetitions, the ratio follows Student's t with n - 1 degrees of freedom; with two such
 * errors the degrees of freedom are those of Welch (1947). Wallace's formula (1959) converts t to z.
 */
export function zOf(a: Entry, b: Entry): number {
  const difference = a.value - b.value
  if (Number.isNaN(difference)) return a.value === b.value ? 0 : Number.NaN
  // The logarithm of an underflow is minus infinity: it is infinitely far from any number.
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

/** Degrees of freedom (s_a^2 + s_b^2)^2 / (s_a^4 / (n_a - 1) + s_b^4 / (n_b - 1)); infinite if no error was estimated. Welch 1947. */
function freedomOf(...estimates: readonly Entry[]): number {
  const total = estimates.reduce((sum, { stderr }) => sum + stderr ** 2, 0)
  const spent = estimates.reduce((sum, { stderr, repeats }) => {
    return repeats === undefined ? sum : sum + stderr ** 4 / (repeats - 1)
  }, 0)
  return spent > 0 ? total ** 2 / spent : Number.POSITIVE_INFINITY
}

/**
 * The limit that the largest |z| of n entries exceeds with the same probability as one |z| exceeds 4 (Bonferroni): 1 - Phi(limit) = (1 - Phi(4)) / n.
 */
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

/** Returns the entries of a reading in order. Throws TypeError for a text, which has no entries. */
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
 * Compares every entry with its theory. A number below the floor of the measurement is replaced by the floor. Entries are skipped if measurement and
 * theory are both below the floor, or if theory gives no number (NaN or null). Empty for a withheld measurement.
 */
export function compare(measured: Taken, theory: Taken): readonly Comparison[] {
  if (withheldOf(measured) !== undefined) return []
  const theories = flatten(theory)
  const pairs = flatten(measured).flatMap(({ value, floor, ...m }, i) => {
    const t = theories[i]
    const expected = t?.value ?? Number.NaN
    // A NaN measurement fails `value < floor`, so it is compared and cannot agree.
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

/** The comparison with the largest |z| relative to its limit; a NaN counts as the largest. */
export function worst(comparisons: readonly Comparison[]): Comparison | undefined {
  const badness = ({ z, limit }: Comparison) => (Number.isNaN(z) ? Number.POSITIVE_INFINITY : Math.abs(z) / limit)
  return comparisons.reduce<Comparison | undefined>(
    (far, c) => (!far || badness(c) > badness(far) ? c : far),
    undefined,
  )
}

/** The verdict on one measure. */
export interface Finding {
  readonly measure: string
  readonly verdict: Verdict
  /** The comparison with the largest |z|, and the number of comparisons. */
  readonly worst: Comparison | undefined
  readonly entries: number
  /** Why the measurement carries no verdict, if it says so itself. */
  readonly withheld?: string
}

/**
 * The verdict on every measure that theory predicts, and on the whole: `disagrees` if one measure does, else `agrees` if one does. Histograms and
 * texts have no verdict.
 */
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

import type { Estimate, Matrix, Measures, Reading, Series } from './measures'
import type { Params, Values } from './params'
import { type Comparison, compare, worst, Z_LIMIT, zOf } from './verdict'

/** One piece of evidence for or against a claim. */
export interface Check {
  readonly says: string
  /** undefined: it cannot be decided on these numbers, and `says` tells why. */
  readonly holds: boolean | undefined
  /** In standard errors: from the theory for `agrees`, on the right side of the bound for `below` and `above`; none where nothing was sampled. */
  readonly z?: number
}

/** A sentence of the page with the run that tests it. */
export interface Claim<P extends Params, M extends Measures> {
  /** The sentence; formulas between dollar signs. */
  readonly says: string
  /** Where it is tested, on top of the figure's initial values. */
  readonly at?: Partial<Values<P>>
  check(measured: Reading<M>, theory: Partial<Reading<M>>, p: Values<P>): readonly Check[]
}

/** A stored number as the sentences write it: 1.003, 4.5e-7. */
export function numberText(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'not a number' : x > 0 ? 'infinity' : 'minus infinity'
  const size = Math.abs(x)
  return size !== 0 && (size < 1e-3 || size >= 1e5)
    ? x.toExponential(digits - 1)
    : String(Number(x.toPrecision(digits)))
}

/** A value with its standard error, to the digits the error allows: "1.003 ± 0.004". Zeros at the end stay: they are measured too. */
export function estimateText({ value, stderr }: Estimate): string {
  if (!(stderr > 0) || !Number.isFinite(value)) return numberText(value, 4)
  const error = Number(stderr.toPrecision(1))
  const size = Math.max(Math.abs(value), error)
  // The decimal place that the error begins at; seven digits are all that single precision has.
  const place = Math.max(exponentOf(error), exponentOf(size) - 6)
  if (size < 1e-3 || size >= 1e5)
    return `${value.toExponential(Math.max(0, exponentOf(value) - place))} ± ${error.toExponential(0)}`
  const decimals = Math.max(0, -place)
  const rounded = Math.round(value / 10 ** place) * 10 ** place + 0
  return `${rounded.toFixed(decimals)} ± ${place > exponentOf(error) ? numberText(error, 1) : error.toFixed(decimals)}`
}

const exponentOf = (x: number) => (x === 0 ? 0 : Number(x.toExponential().split('e')[1]))

/** A measurement that no verdict can rest on decides nothing, for or against. */
function undecided(says: string, ...taken: readonly (Estimate | Series | Matrix | number)[]): Check | undefined {
  const withheld = taken.flatMap((one) =>
    typeof one === 'object' && 'withheld' in one && one.withheld !== undefined ? [one.withheld] : [],
  )
  return withheld[0] === undefined ? undefined : { says: `${says}: ${withheld[0]}`, holds: undefined }
}

const missing = (says: string): Check => ({ says: `${says}: nothing to compare`, holds: false, z: Number.NaN })

const checkOf = (says: string, { measured, theory, z, limit }: Comparison): Check => ({
  says: `${says}: measured ${estimateText(measured)}, theory ${numberText(theory.value, 4)}`,
  holds: Math.abs(z) <= limit,
  z,
})

/** measured = theory within sampling error, |z| <= 4; for a series or a matrix, every entry, Bonferroni. */
export function agrees(
  says: string,
  measured: Estimate | Series | Matrix,
  theory: Estimate | Series | Matrix | undefined,
): Check {
  if (!theory) return missing(says)
  const open = undecided(says, measured)
  if (open) return open
  const comparisons = compare(measured, theory)
  const far = worst(comparisons)
  return far
    ? checkOf(far.at === undefined ? says : `${says} (worst of ${comparisons.length}, at ${numberText(far.at)})`, far)
    : missing(says)
}

/** What the sentence prints is what theory says, to the digits printed: "0.0431" of 0.04313. */
export function states(says: string, printed: string, theory: Estimate | undefined): Check {
  if (!theory) return missing(says)
  const digits = printed.replace(/e.*$/i, '').replace('.', '').replace(/^-?0*/, '').length
  const holds = Number(theory.value.toPrecision(digits)) === Number(printed)
  return { says: `${says}: ${printed} is printed, theory says ${numberText(theory.value, digits + 2)}`, holds }
}

/** measured < bound, by at least 4 standard errors. */
export function below(says: string, measured: Estimate, bound: Estimate | number): Check {
  const other = typeof bound === 'number' ? { value: bound, stderr: 0 } : bound
  const z = -zOf(measured, other)
  const open = undecided(says, measured, other)
  if (open) return open
  return { says: `${says}: ${estimateText(measured)} < ${estimateText(other)}`, holds: z >= Z_LIMIT, z }
}

/** measured > bound, by at least 4 standard errors. */
export function above(says: string, measured: Estimate, bound: Estimate | number): Check {
  const other = typeof bound === 'number' ? { value: bound, stderr: 0 } : bound
  const z = zOf(measured, other)
  const open = undecided(says, measured, other)
  if (open) return open
  return { says: `${says}: ${estimateText(measured)} > ${estimateText(other)}`, holds: z >= Z_LIMIT, z }
}

/** The entry of a series at one point of its axis. Throws if it has none. */
export function entry(series: Series | undefined, at: number): Estimate {
  const i = series?.at.indexOf(at) ?? -1
  const value = series?.value[i]
  const stderr = series?.stderr[i]
  if (!series || value === undefined || stderr === undefined)
    throw new RangeError(`The series has no entry at ${at} (it has ${series?.at.join(', ') ?? 'none'})`)
  return {
    value,
    stderr,
    ...(series.repeats === undefined ? {} : { repeats: series.repeats }),
    ...(series.withheld === undefined ? {} : { withheld: series.withheld }),
  }
}

import {
  type Estimate,
  exactSeries,
  fitPowerLaw,
  type Lab,
  type Series,
  scalarReading,
  seriesReading,
  type Tensor,
} from '../../experiment'
import { drawer } from '../laws/random'
import { median, medianOf } from './median'

/** The times of all cases in milliseconds, each timed once. */
export type Round = readonly number[]

/** The minimum number of rounds from which a scatter can be estimated. */
export const MIN_ROUNDS = 5

/** Timings are withheld if the robust standard deviation of one timing exceeds this fraction of the median. */
const MAX_SPREAD = 0.3

/** Timings are withheld if the medians of the first and second half of the run differ by more than this fraction of the median. */
const MAX_DRIFT = 0.2

/**
 * Times several cases against each other: after `warmUps` untimed runs of each, `count` rounds, each with all cases once in a new random order drawn
 * from `name`. Whatever slows the machine for a while slows all cases of a round alike, so that ratios within a round are unaffected; the random
 * order prevents one case from always following the same other case. After each round it yields all rounds so far. A run reads its result from the
 * device, which waits for the computation.
 */
export function* timedRounds(
  lab: Lab,
  cases: readonly (() => Tensor)[],
  { count, name, warmUps = 1 }: { readonly count: number; readonly name: string; readonly warmUps?: number },
): Generator<readonly Round[], void, void> {
  for (let i = 0; i < warmUps; i++) for (const run of cases) lab.time(run)
  const rounds: Round[] = []
  for (let r = 0; r < count; r++) {
    const ms = cases.map(() => Number.NaN)
    for (const i of shuffled(cases.length, `${name}/${r}`)) {
      const run = cases[i]
      if (run) ms[i] = lab.time(run)
    }
    rounds.push(ms)
    yield [...rounds]
  }
}

/** A permutation of 0 to n - 1, determined by a name: the indices sorted by one uniform draw each. */
export function shuffled(n: number, name: string): number[] {
  const keys = n === 0 ? [] : [...drawer(0)('uniform', `order/${name}`, [n])]
  return keys.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
}

/**
 * The median over rounds of a positive number computed from each round: the time of a case, a ratio of two times, the slope of a line through all.
 * Its error is the larger of the standard error of the median and half the difference between the two halves of the run, because neighbouring rounds
 * are not independent on a machine that warms up. It is withheld from any verdict, with the reason, if there are too few rounds, if a time is below
 * the resolution of the clock, or if the rounds scatter or drift too much.
 */
export function overRounds(rounds: readonly Round[], of: (ms: Round) => number): Estimate {
  const samples = rounds.map(of)
  const { value, stderr, spread } = medianOf(samples)
  const half = Math.floor(samples.length / 2)
  const apart = half > 0 ? median(samples.slice(half)) - median(samples.slice(0, half)) : 0
  const withheld = reasonToWithhold(rounds, samples.length, spread / Math.abs(value), Math.abs(apart / value))
  return scalarReading({
    value,
    stderr: Math.max(stderr, Math.abs(apart) / 2),
    ...(samples.length > 1 ? { repeats: samples.length } : {}),
    ...(withheld === undefined ? {} : { withheld }),
  })
}

/** Why an estimate is withheld, as a sentence; undefined if it is not. */
function reasonToWithhold(rounds: readonly Round[], count: number, spread: number, drift: number): string | undefined {
  const percent = (part: number) => `${Math.round(100 * part)} %`
  if (rounds.some((ms) => ms.some((t) => !(t > 0)))) return 'The runs are shorter than the clock can tell: no verdict.'
  if (count < MIN_ROUNDS)
    return `Timed ${count === 1 ? 'once' : `${count} times`} so far: too few for a verdict (${MIN_ROUNDS} are needed).`
  if (!(spread <= MAX_SPREAD)) return `The timings vary by ${percent(spread)}: too noisy for a verdict.`
  if (!(drift <= MAX_DRIFT))
    return `The timings drifted by ${percent(drift)} during the run: too unsteady for a verdict.`
  return undefined
}

/**
 * A series with one estimate by `overRounds` for each position on its axis. If a point is withheld, the whole series is, for the reason of the first
 * such point.
 */
export function seriesOverRounds(
  rounds: readonly Round[],
  at: readonly number[],
  of: (ms: Round, index: number) => number,
): Series {
  const estimates = at.map((_, i) => overRounds(rounds, (ms) => of(ms, i)))
  const withheld = estimates.find((estimate) => estimate.withheld !== undefined)?.withheld
  return seriesReading({
    at,
    value: estimates.map(({ value }) => value),
    stderr: estimates.map(({ stderr }) => stderr),
    ...(rounds.length > 1 ? { repeats: rounds.length } : {}),
    ...(withheld === undefined ? {} : { withheld }),
  })
}

/** The largest standard error of a slope that allows a verdict: slopes of 1 and 2 must be many standard errors apart. */
const MAX_SLOPE_ERROR = 0.08

/**
 * The exponent of the power law that times follow: the median over rounds of the slope through all points, log against log. Its error combines the
 * error over rounds with that of a line fitted to points that are not exactly on a line. It is also withheld if the error is too large.
 */
export function slopeOverRounds(
  rounds: readonly Round[],
  at: readonly number[],
  of: (ms: Round, index: number) => number,
): Estimate {
  const slopeThrough = (ms: readonly number[]) => fitPowerLaw(exactSeries(at, ms)).slope
  const overAll = overRounds(rounds, (ms) => slopeThrough(at.map((_, i) => of(ms, i))).value)
  const stderr = Math.hypot(overAll.stderr, slopeThrough(seriesOverRounds(rounds, at, of).value).stderr)
  const vague =
    stderr <= MAX_SLOPE_ERROR
      ? undefined
      : `The slope is known only to ± ${stderr.toFixed(1)}: too noisy for a verdict.`
  const withheld = overAll.withheld ?? vague
  return { ...overAll, stderr, ...(withheld === undefined ? {} : { withheld }) }
}

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

/** The milliseconds of every case, each run once. */
export type Round = readonly number[]

/** Fewer rounds than this tell nothing about how far they scatter. */
export const FEWEST_ROUNDS = 5

/** A single timing that strays by more than this part of itself, as a robust standard deviation, is no measurement. */
const NOISY = 0.3

/** A median of rounds that differs by this part of itself between the first half of the run and the second is none either. */
const DRIFTS = 0.2

/**
 * Times cases against each other: after `warmUps` untimed runs of each, `count` rounds, each with all cases once, in an order drawn
 * anew for every round from `name`. What slows the machine for a while slows the cases of a round alike, so that a ratio within a
 * round keeps its value; and no case always follows the same other one. Yields all rounds so far, after each. A run reads its result
 * back, which waits for the device.
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

/** 0 to n - 1 in an order fixed by a name: sorted by a uniform draw each. */
export function shuffled(n: number, name: string): number[] {
  const keys = n === 0 ? [] : [...drawer(0)('uniform', `order/${name}`, [n])]
  return keys.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
}

/**
 * The median over rounds of a positive number that a round gives: the time of a case, a ratio of two, the slope of a line through
 * all. Its error is that of a sample median, or half of what the halves of the run differ by, if that is more: neighbouring rounds
 * are not independent on a machine that warms up. It is withheld from any verdict, with the reason, if it rests on too few rounds, on
 * times under the tick of the clock, or on rounds that scatter or drift too far.
 */
export function overRounds(rounds: readonly Round[], of: (ms: Round) => number): Estimate {
  const samples = rounds.map(of)
  const { value, stderr, spread } = medianOf(samples)
  const half = Math.floor(samples.length / 2)
  const apart = half > 0 ? median(samples.slice(half)) - median(samples.slice(0, half)) : 0
  const withheld = doubt(rounds, samples.length, spread / Math.abs(value), Math.abs(apart / value))
  return scalarReading({
    value,
    stderr: Math.max(stderr, Math.abs(apart) / 2),
    ...(samples.length > 1 ? { repeats: samples.length } : {}),
    ...(withheld === undefined ? {} : { withheld }),
  })
}

/** Why nothing can be concluded, in a sentence. */
function doubt(rounds: readonly Round[], count: number, spread: number, drift: number): string | undefined {
  const percent = (part: number) => `${Math.round(100 * part)} %`
  if (rounds.some((ms) => ms.some((t) => !(t > 0)))) return 'The runs are shorter than the clock can tell: no verdict.'
  if (count < FEWEST_ROUNDS)
    return `Timed ${count === 1 ? 'once' : `${count} times`} so far: too few for a verdict (${FEWEST_ROUNDS} are needed).`
  if (!(spread <= NOISY)) return `The timings vary by ${percent(spread)}: too noisy for a verdict.`
  if (!(drift <= DRIFTS)) return `The timings drifted by ${percent(drift)} during the run: too unsteady for a verdict.`
  return undefined
}

/** One number for each point of an axis, each by `overRounds`. The whole is withheld for the reason of the first point that is. */
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

/** The largest standard error of a slope that a verdict can rest on: slopes of 1 and 2 must lie far apart before anything is said of either. */
const VAGUE = 0.08

/**
 * The power of the law that times follow: the median over rounds of the slope through all points, log against log. Its error is that over
 * rounds, and that of a line through points that do not quite lie on one; it is withheld where it is too large, too.
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
    stderr <= VAGUE ? undefined : `The slope is known only to ± ${stderr.toFixed(1)}: too noisy for a verdict.`
  const withheld = overAll.withheld ?? vague
  return { ...overAll, stderr, ...(withheld === undefined ? {} : { withheld }) }
}

import type { Compared, Experiment } from '../../src/experiment'
import { claimValues, isOpen, mostRuns, settle } from '../../src/figure/claims/claims'
import { seedOfRun } from '../../src/figure/setting'
import type { ClaimOutcome } from '../../src/figure/state'
import type { AnyReading, Bench } from '../runs'

/** The outcome of a claim after all the runs that it needs, and the readings behind it. */
export interface Settled extends Omit<ClaimOutcome, 'backend'> {
  readonly readings: readonly AnyReading[]
}

/** Runs a claim as in the browser: with further runs while it is undecided, up to its maximum or `most`. */
export function settled(
  bench: Bench,
  experiment: Experiment,
  name: string,
  seed: number,
  most: number = mostRuns(experiment, name),
): Settled {
  const readings: AnyReading[] = []
  for (;;) {
    readings.push(bench.last(experiment, claimValues(experiment, name), seedOfRun(seed, readings.length)))
    const outcome = settle(experiment, name, readings, seed)
    if (!isOpen(outcome) || readings.length >= most) return { ...outcome, readings }
  }
}

/** Whether a claim is undecided only because timings on this machine were too noisy. */
export function isExcused({ measures }: Experiment, { outcome, checks }: Pick<Settled, 'outcome' | 'checks'>): boolean {
  const open = checks.filter((check) => check.outcome === 'undecided')
  const timed = Object.values(measures).some((measure) => measure.timed)
  return timed && outcome === 'undecided' && open.every(({ reason }) => reason !== undefined)
}

/** The description of a claim that a failing test prints. */
export const inWords = ({ checks, fault }: Pick<Settled, 'checks' | 'fault'>): readonly string[] => [
  ...(fault === undefined ? [] : [fault]),
  ...checks.map(({ says, outcome, z, compared, reason }) =>
    [
      outcome,
      says,
      compared && comparedText(compared),
      z === undefined ? '' : `z = ${z.toFixed(2)}`,
      reason ?? '',
    ].join(' | '),
  ),
]

const comparedText = ({ measured, relation, to }: Compared): string =>
  `${measured.value} ± ${measured.stderr} (${measured.repeats ?? 'no'} repeats) ${relation} ${to.value}`

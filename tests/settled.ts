import type { Compared, Experiment } from '../src/experiment'
import { claimValues, isOpen, mostRuns, seedOfRun, settle } from '../src/figure/claims'
import type { ClaimOutcome } from '../src/figure/state'
import type { AnyReading, Bench } from './runs'

/** What a claim comes to with as many runs as it takes, and the readings that it rests on. */
export interface Settled extends Omit<ClaimOutcome, 'backend'> {
  readonly readings: readonly AnyReading[]
}

/** Runs a claim as a reader's machine does: while it is open, with further draws, up to as many runs as it may take or as `most` says. */
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

/** Whether a claim is open for no other reason than that the machine was too busy to be timed. */
export function isExcused({ measures }: Experiment, { outcome, checks }: Pick<Settled, 'outcome' | 'checks'>): boolean {
  const open = checks.filter((check) => check.outcome === 'undecided')
  const timed = Object.values(measures).some((measure) => measure.timed)
  return timed && outcome === 'undecided' && open.every(({ reason }) => reason !== undefined)
}

/** What a failing test prints of a claim. */
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

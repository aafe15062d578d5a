import {
  type Check,
  type Experiment,
  faults,
  isAnswer,
  type Measures,
  type Outcome,
  type Reading,
} from '../../experiment'
import type { RunSetting } from '../setting'
import type { FigureAnswer } from '../state'

/** The outcome of what the reader claims with an answer that runs. */
export interface OwnOutcome {
  /** The parameter that the answer sets. */
  readonly param: string
  /** "your σ" and "the variance of y is 1 at every d". */
  readonly name: string
  readonly says: string
  /** undefined: there is no reading of this setting, or `reason` says why it cannot be judged. */
  readonly outcome: Outcome | undefined
  /** The check that decides: the first refuted, else the first undecided, else the one closest to its limit. */
  readonly check: Check | undefined
  readonly reason: string | undefined
}

interface Judged {
  readonly values: RunSetting['values']
  /** The reading of these values; null if there is none. */
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
  readonly answers: readonly FigureAnswer[]
}

/** Judges what the answers that run at this setting claim. No outcome for a figure without such an answer. */
export function ownOutcomes(
  experiment: Experiment,
  { values, reading, theory, answers }: Judged,
): readonly OwnOutcome[] {
  const { measures, params, ownClaims = {} } = experiment
  const runs = (param: string) =>
    isAnswer(params[param])
      ? values[param] !== ''
      : answers.some(({ sets }) => sets?.param === param && sets.value === values[param])
  return Object.entries(ownClaims).flatMap(([param, claim]): readonly OwnOutcome[] => {
    if (!claim || !runs(param) || claim.when?.(values) === false) return []
    const { name, says, checks: checkers } = claim
    const open = { param, name, says, outcome: undefined, check: undefined }
    if (!reading) return [{ ...open, reason: undefined }]
    const read = new Set<string>(checkers.flatMap((checker) => checker.reads))
    const broken = faults(
      Object.fromEntries(Object.entries(measures).filter(([measure]) => read.has(measure))),
      reading,
    )
    if (broken.length > 0) return [{ ...open, reason: broken.join('; ') }]
    const checks = checkers.map(({ judge }) => judge({ measured: reading, theory, values, measures }))
    const first = (outcome: Outcome) => checks.find((check) => check.outcome === outcome)
    const check = first('refuted') ?? first('undecided') ?? checks.reduce<Check | undefined>(nearer, undefined)
    return [
      { ...open, outcome: check?.outcome, check, reason: check?.outcome === 'undecided' ? check.reason : undefined },
    ]
  })
}

const nearer = (near: Check | undefined, check: Check): Check =>
  near && Math.abs(near.z ?? 0) >= Math.abs(check.z ?? 0) ? near : check

import type { Engine, RunHandle } from '../../engine/client'
import {
  type Check,
  type Claim,
  type Experiment,
  faults,
  initialValues,
  type Measures,
  MOST_RUNS,
  type Outcome,
  type Params,
  pooled,
  type Reading,
  type Value,
  Z_LIMIT,
} from '../../experiment'
import { drawer } from '../../numerics/laws/random'
import { seedOfRun } from '../setting'
import type { ClaimOutcome, StartClaim } from '../state'

type Values = Readonly<Record<string, Value>>

/** The parameter values at which a claim is tested. Throws if there is no such claim. */
export function claimValues(experiment: Experiment, name: string): Values {
  return { ...initialValues(experiment.params), ...claimOf(experiment, name).at } as Values
}

/** The maximum number of independent runs of a claim. Throws if there is no such claim. */
export const mostRuns = (experiment: Experiment, name: string): number => claimOf(experiment, name).runs ?? MOST_RUNS

/** Judges a claim by its runs so far: pools the last reading of each run and evaluates the checks. Throws if a check is declared wrongly. */
export function settle(
  experiment: Experiment,
  name: string,
  readings: readonly Reading<Measures>[],
  seed: number,
): Omit<ClaimOutcome, 'backend'> {
  const values = claimValues(experiment, name)
  const { checks: checkers } = claimOf(experiment, name)
  const read = new Set(checkers.flatMap(({ reads }) => reads))
  const used = Object.fromEntries(Object.entries(experiment.measures).filter(([measure]) => read.has(measure)))
  const broken = readings.flatMap((reading) => faults(used, reading))
  if (broken.length > 0) return unsettled(`${[...new Set(broken)].join('; ')}.`)
  const measured = pooled(used, readings) as Reading<Measures>
  const theories = readings.map((_, run) => experiment.theory(values, drawer(seedOfRun(seed, run))))
  const evidence = { measured, theory: pooled(experiment.measures, theories), values, measures: experiment.measures }
  const checks = checkers.map(({ judge }) => judge(evidence))
  return { outcome: worstOf(checks), checks, repeats: repeatsOf(checks), fault: undefined }
}

/** The outcome of a claim that cannot be judged, with the reason. */
const unsettled = (fault: string): Omit<ClaimOutcome, 'backend'> => ({
  outcome: undefined,
  checks: [],
  repeats: undefined,
  fault,
})

/** Calls `judge`; an error becomes an outcome that cannot be judged. */
function settledOrFault(judge: () => Omit<ClaimOutcome, 'backend'>): Omit<ClaimOutcome, 'backend'> {
  try {
    return judge()
  } catch (error) {
    return unsettled(error instanceof Error ? error.message : String(error))
  }
}

/** `refuted` if one check is refuted, else `undecided` if one is undecided, else `holds`. */
function worstOf(checks: readonly Check[]): Outcome {
  const has = (outcome: Outcome) => checks.some((check) => check.outcome === outcome)
  return has('refuted') ? 'refuted' : has('undecided') ? 'undecided' : 'holds'
}

/** The smallest number of repetitions behind a check. */
function repeatsOf(checks: readonly Check[]): number | undefined {
  const counts = checks.flatMap(({ compared }) => compared?.measured.repeats ?? [])
  return counts.length > 0 ? Math.min(...counts) : undefined
}

/**
 * Whether more repetitions could change the outcome so far. By chance one comparison in 16,000 is off by 4 standard errors, so a refutation at 4
 * standard errors is tested with all runs that the claim may take. A refutation at 8 standard errors, or of a number without sampling error, is
 * final.
 */
export function isOpen({ outcome, checks }: Pick<ClaimOutcome, 'outcome' | 'checks'>): boolean {
  if (outcome === undefined || outcome === 'holds') return false
  const final = checks.some(
    (check) => check.outcome === 'refuted' && !(check.z !== undefined && Math.abs(check.z) < 2 * Z_LIMIT),
  )
  return !final
}

/** Returns a function that starts the runs of one claim on the page's engine. Each start uses a new seed. */
export function claimStarter(engine: Engine, id: string, experiment: Experiment, name: string): StartClaim {
  const values = claimValues(experiment, name)
  const most = mostRuns(experiment, name)
  let seed = 0
  return (progress) => {
    seed++
    const mine = seed
    const taken: Reading<Measures>[] = []
    const { promise, resolve } = withResolvers<ClaimOutcome>()
    const end = (outcome: Omit<ClaimOutcome, 'backend'>) => resolve({ ...outcome, backend: engine.backend })
    const fail = (fault: string) => end(unsettled(fault))
    let handle: RunHandle | undefined
    let cancelled = false
    const take = (sofar: ClaimOutcome | undefined) => {
      const run = taken.length
      let last: Reading<Measures> | undefined
      let readings = 0
      const expected = experiment.readings(values)
      const tell = () => progress({ readings, expected, run: run + 1, most, sofar })
      tell()
      handle = engine.run(
        { experiment: id, values, seed: seedOfRun(mine, run) },
        { cost: experiment.cost(values) },
        {
          reading: (reading) => {
            last = reading
            readings++
            tell()
          },
          done: () => {
            if (cancelled) return
            if (!last) return fail('The run gave no reading.')
            taken.push(last)
            const settled = settledOrFault(() => settle(experiment, name, taken, mine))
            if (isOpen(settled) && taken.length < most) take({ ...settled, backend: engine.backend })
            else end(settled)
          },
          failed: fail,
          replayed: () => {
            readings = 0
            tell()
          },
        },
      )
    }
    take(undefined)
    const cancel = () => {
      cancelled = true
      handle?.cancel()
      fail('Cancelled.')
    }
    return { outcome: promise, cancel }
  }
}

function claimOf(experiment: Experiment, name: string): Claim<Params, Measures> {
  const claim = Object.hasOwn(experiment.claims, name) ? experiment.claims[name] : undefined
  if (!claim)
    throw new Error(
      `"${experiment.title}" has no claim "${name}" (it has: ${Object.keys(experiment.claims).join(', ')})`,
    )
  return claim
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((accept) => {
    resolve = accept
  })
  return { promise, resolve }
}

import type { Engine, RunHandle } from '../engine/client'
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
} from '../experiment'
import { drawer } from '../numerics/laws/random'
import type { ClaimOutcome, StartClaim } from './state'

type Values = Readonly<Record<string, Value>>

/** The parameters that a claim is tested at. Throws if there is no such claim. */
export function claimValues(experiment: Experiment, name: string): Values {
  return { ...initialValues(experiment.params), ...claimOf(experiment, name).at } as Values
}

/** How many independent runs a claim may take. Throws if there is no such claim. */
export const mostRuns = (experiment: Experiment, name: string): number => claimOf(experiment, name).runs ?? MOST_RUNS

/** Between the seeds of a claim's runs: further than any seed that a reader or a test counts to. */
const APART = 2 ** 20

/** The seed of a claim's run 0, 1, 2, ...: independent draws of one seed. */
export const seedOfRun = (seed: number, run: number): number => seed + run * APART

/** What the runs of a claim say so far: the last reading of each, taken together. */
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

/** No numbers to judge, and why. */
const unsettled = (fault: string): Omit<ClaimOutcome, 'backend'> => ({
  outcome: undefined,
  checks: [],
  repeats: undefined,
  fault,
})

/** What the runs say, or why they cannot be judged: a check throws where a number that it names is missing. */
function settledOrFault(judge: () => Omit<ClaimOutcome, 'backend'>): Omit<ClaimOutcome, 'backend'> {
  try {
    return judge()
  } catch (error) {
    return unsettled(error instanceof Error ? error.message : String(error))
  }
}

/** Refuted if one check is; else undecided if one is. */
function worstOf(checks: readonly Check[]): Outcome {
  const has = (outcome: Outcome) => checks.some((check) => check.outcome === outcome)
  return has('refuted') ? 'refuted' : has('undecided') ? 'undecided' : 'holds'
}

/** The fewest repetitions that any check rests on. */
function repeatsOf(checks: readonly Check[]): number | undefined {
  const counts = checks.flatMap(({ compared }) => compared?.measured.repeats ?? [])
  return counts.length > 0 ? Math.min(...counts) : undefined
}

/**
 * Whether more repetitions could change what the runs so far say. A refutation by sampling must bear all the runs that the claim may take,
 * since one comparison in 16,000 is 4 standard errors off by chance; one at twice that distance, or one that no sampling error excuses, stands.
 */
export function isOpen({ outcome, checks }: Pick<ClaimOutcome, 'outcome' | 'checks'>): boolean {
  if (outcome === undefined || outcome === 'holds') return false
  const final = checks.some(
    (check) => check.outcome === 'refuted' && !(check.z !== undefined && Math.abs(check.z) < 2 * Z_LIMIT),
  )
  return !final
}

/** Prepares the runs of one claim on the page's engine, from a seed of their own. */
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

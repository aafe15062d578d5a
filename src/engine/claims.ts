import { type Experiment, faults, initialValues, type Measures, type Reading, type Value } from '../experiment'
import { drawer } from '../numerics/random'
import type { Engine } from './engine'
import type { ClaimOutcome, StartClaim } from './state'

/** The parameters that a claim is tested at. Throws if there is no such claim. */
export function claimValues(experiment: Experiment, name: string): Readonly<Record<string, Value>> {
  return { ...initialValues(experiment.params), ...claimOf(experiment, name).at } as Readonly<Record<string, Value>>
}

/** What the last reading says of a claim. */
export function settle(
  experiment: Experiment,
  name: string,
  reading: Reading<Measures>,
  seed: number,
): Pick<ClaimOutcome, 'holds' | 'checks' | 'fault'> {
  const values = claimValues(experiment, name)
  const broken = faults(experiment.measures, reading)
  if (broken.length > 0) return { holds: undefined, checks: [], fault: `${broken.join('; ')}.` }
  const checks = claimOf(experiment, name).check(reading, experiment.theory(values, drawer(seed)), values)
  if (checks.some(({ holds }) => holds === false)) return { holds: false, checks, fault: undefined }
  const open = checks.find(({ holds }) => holds === undefined)
  return open ? { holds: undefined, checks, fault: open.says } : { holds: true, checks, fault: undefined }
}

/** Prepares the run of one claim on the page's engine, from a seed of its own. */
export function claimStarter(engine: Engine, id: string, experiment: Experiment, name: string): StartClaim {
  const values = claimValues(experiment, name)
  let seed = 0
  return (progress) => {
    seed++
    let last: Reading<Measures> | undefined
    let readings = 0
    const expected = experiment.readings(values)
    const { promise, resolve } = withResolvers<ClaimOutcome>()
    const undecided = (fault: string) => resolve({ holds: undefined, checks: [], backend: engine.backend, fault })
    const run = engine.run(
      { experiment: id, values, seed },
      { lane: `claim ${id} ${name}`, cost: experiment.cost(values) },
      {
        reading: (reading) => {
          last = reading
          progress(++readings, expected)
        },
        done: () =>
          last
            ? resolve({ ...settle(experiment, name, last, seed), backend: engine.backend })
            : undecided('The run gave no reading.'),
        failed: undecided,
        replayed: () => {
          readings = 0
        },
      },
    )
    const cancel = () => {
      run.cancel()
      undecided('Cancelled.')
    }
    return { outcome: promise, cancel }
  }
}

function claimOf(experiment: Experiment, name: string) {
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

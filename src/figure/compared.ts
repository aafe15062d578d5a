import type { Experiment, Value } from '../experiment'
import { drawer } from '../numerics/laws/random'
import type { Earlier, Pin } from './state'

/** A kept run with the theory of its own setting, shown as the figure is set to show; undefined while it has no reading. */
export function compared(
  experiment: Experiment,
  { values, seed, reading }: Pin,
  now: Readonly<Record<string, Value>>,
): Earlier | undefined {
  if (!reading) return undefined
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      experiment.params[name]?.display ? (now[name] ?? value) : value,
    ]),
  )
  return { values: shown, seed, reading, theory: experiment.theory(shown, drawer(seed)) }
}

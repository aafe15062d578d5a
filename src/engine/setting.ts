import { type Experiment, initialValues, type Params, type Value } from '../experiment'

/** What fixes the numbers of a run. */
export interface RunSetting {
  readonly values: Readonly<Record<string, Value>>
  readonly seed: number
}

/** Seeds are whole numbers from 0 to this. */
export const MAX_SEED = 2 ** 31 - 1

/** The setting with everything that changes the picture alone at its initial value. */
export function runSetting(params: Params, { values, seed }: RunSetting): RunSetting {
  const measured = Object.entries(values).map(([name, value]) => [
    name,
    params[name]?.display ? params[name].initial : value,
  ])
  return { values: Object.fromEntries(measured), seed }
}

/** Whether two settings give the same run, whatever is shown of it. */
export function sameRun(params: Params, a: RunSetting, b: RunSetting): boolean {
  return (
    a.seed === b.seed && Object.keys(params).every((name) => params[name]?.display || a.values[name] === b.values[name])
  )
}

/** The values of a preset: its own on top of the initial ones. Throws if there is no such preset. */
export function presetValues(experiment: Experiment, preset: string): Readonly<Record<string, Value>> {
  const found = Object.hasOwn(experiment.presets, preset) ? experiment.presets[preset] : undefined
  if (!found)
    throw new Error(
      `"${experiment.title}" has no preset "${preset}" (it has: ${Object.keys(experiment.presets).join(', ')})`,
    )
  return {
    ...initialValues(experiment.params),
    ...Object.fromEntries(
      Object.entries(found.at).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  }
}

/** The preset whose values these are, if they are one's. */
export function presetOf(experiment: Experiment, values: Readonly<Record<string, Value>>): string | undefined {
  return Object.keys(experiment.presets).find((preset) =>
    Object.entries(presetValues(experiment, preset)).every(([name, value]) => values[name] === value),
  )
}

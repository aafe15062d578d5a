import { type Experiment, initialValues, isOwn, type Params, type Value } from '../experiment'

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

type SomeValues = RunSetting['values']

/** The initial values, with the reader's own texts and pictures as they are: to ask for a setting is not to throw away what one has made. */
export function initialBeside(params: Params, values: SomeValues): SomeValues {
  const own = Object.entries(values).filter(([name]) => isOwn(params[name]))
  return { ...initialValues(params), ...Object.fromEntries(own) }
}

/** The values of a preset: its own on top of the initial ones, beside the texts and pictures in `values` that it does not name. Throws if there is no such preset. */
export function presetValues(experiment: Experiment, preset: string, values: SomeValues = {}): SomeValues {
  const found = Object.hasOwn(experiment.presets, preset) ? experiment.presets[preset] : undefined
  if (!found)
    throw new Error(
      `"${experiment.title}" has no preset "${preset}" (it has: ${Object.keys(experiment.presets).join(', ')})`,
    )
  const named = Object.entries(found.at).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return { ...initialBeside(experiment.params, values), ...Object.fromEntries(named) }
}

/** The preset whose values these are, if they are one's, whatever text or picture stands beside it. One that names them comes before those that do not. */
export function presetOf(experiment: Experiment, values: SomeValues): string | undefined {
  const presets = Object.keys(experiment.presets)
  const alike = (preset: string, beside: SomeValues) =>
    Object.entries(presetValues(experiment, preset, beside)).every(([name, value]) => values[name] === value)
  return presets.find((preset) => alike(preset, {})) ?? presets.find((preset) => alike(preset, values))
}

/** How values are told in few words: a preset by its name, and what differs from it; without one, what differs from the initial values. */
export function inFewWords(
  experiment: Experiment,
  values: SomeValues,
): { readonly preset: string | undefined; readonly changed: readonly (readonly [name: string, value: Value])[] } {
  const { params } = experiment
  const besides = (base: SomeValues) => Object.entries(values).filter(([name, value]) => base[name] !== value)
  const changed = besides(initialValues(params))
  const preset = changed.every(([name]) => isOwn(params[name])) ? undefined : presetOf(experiment, values)
  return { preset, changed: preset === undefined ? changed : besides(presetValues(experiment, preset)) }
}

import { type Experiment, initialValues, isOwn, type Params, type Value } from '../experiment'

/** The values and the seed, which determine the numbers of a run. */
export interface RunSetting {
  readonly values: Readonly<Record<string, Value>>
  readonly seed: number
}

/** Seeds are whole numbers from 0 to this one. */
export const MAX_SEED = 2 ** 31 - 1

/** The distance between the seeds of runs that are pooled: larger than any seed that a reader or a test begins with. */
const SEED_STRIDE = 2 ** 20

/** The seed of run 0, 1, 2, ... of those that are pooled into one reading. Different runs have independent draws. */
export const seedOfRun = (seed: number, run: number): number => seed + run * SEED_STRIDE

/** Returns the setting with all display parameters at their initial values. */
export function runSetting(params: Params, { values, seed }: RunSetting): RunSetting {
  const measured = Object.entries(values).map(([name, value]) => [
    name,
    params[name]?.display ? params[name].initial : value,
  ])
  return { values: Object.fromEntries(measured), seed }
}

/** Whether two settings have the same run: they may differ in display parameters. */
export function sameRun(params: Params, a: RunSetting, b: RunSetting): boolean {
  return (
    a.seed === b.seed && Object.keys(params).every((name) => params[name]?.display || a.values[name] === b.values[name])
  )
}

type SomeValues = RunSetting['values']

/** The initial values, except that texts and pictures made by the reader are kept. */
export function initialBeside(params: Params, values: SomeValues): SomeValues {
  const own = Object.entries(values).filter(([name]) => isOwn(params[name]))
  return { ...initialValues(params), ...Object.fromEntries(own) }
}

/**
 * The values of a preset: its own on top of the initial ones. Texts and pictures in `values` are kept unless the preset sets them. Throws if there is
 * no such preset.
 */
export function presetValues(experiment: Experiment, preset: string, values: SomeValues = {}): SomeValues {
  const found = Object.hasOwn(experiment.presets, preset) ? experiment.presets[preset] : undefined
  if (!found)
    throw new Error(
      `"${experiment.title}" has no preset "${preset}" (it has: ${Object.keys(experiment.presets).join(', ')})`,
    )
  const named = Object.entries(found.at).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return { ...initialBeside(experiment.params, values), ...Object.fromEntries(named) }
}

/** The preset with these values, if there is one. Presets that set the reader's texts and pictures are preferred to presets that leave them alone. */
export function presetOf(experiment: Experiment, values: SomeValues): string | undefined {
  const presets = Object.keys(experiment.presets)
  const alike = (preset: string, beside: SomeValues) =>
    Object.entries(presetValues(experiment, preset, beside)).every(([name, value]) => values[name] === value)
  return presets.find((preset) => alike(preset, {})) ?? presets.find((preset) => alike(preset, values))
}

/**
 * The shortest description of the values: a preset and the values that differ from it, or without a preset the values that differ from the initial
 * ones.
 */
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

import type { Experiment, Hero } from './experiment'
import type { Param, Params, Value } from './params/params'
import type { Measures } from './readings/measures'

/** An experiment that declares how it stands on the first page. */
export interface HeroExperiment extends Experiment {
  readonly hero: Hero<Params, Measures>
}

/** The experiment, begun at the setting of its hero and turned within its range. undefined: it declares none. Throws Error for a hero without a slider. */
export function heroOf(experiment: Experiment): HeroExperiment | undefined {
  const { hero, params } = experiment
  if (!hero) return undefined
  const { turns, from, to, at } = hero
  const begun = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, startingAt(param, at[name])]))
  const turned = begun[turns]
  if (turned?.kind !== 'number') {
    const numbers = Object.keys(params).filter((name) => params[name]?.kind === 'number')
    throw new Error(`A hero turns a number, not "${turns}" (there is: ${numbers.join(', ')})`)
  }
  return { ...experiment, hero, params: { ...begun, [turns]: { ...turned, min: from, max: to } } }
}

function startingAt(param: Param, value: Value | undefined): Param {
  if (param.kind === 'number') return typeof value === 'number' ? { ...param, initial: value } : param
  if (param.kind === 'toggle') return typeof value === 'boolean' ? { ...param, initial: value } : param
  if (param.kind === 'choice') return typeof value === 'string' ? { ...param, initial: value } : param
  return param
}

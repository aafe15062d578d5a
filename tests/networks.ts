import { layerValues } from '../src/charts/network/values'
import type { Experiment, NetworkLayer } from '../src/experiment'
import type { AnyReading, AnyValues } from './runs'

/** Parameters that count layers, blocks, skips or states: the network has that number of layers, plus one or two. */
const COUNTS = ['layers', 'blocks', 'depth', 'length']

/** All numbers of a reading. */
function numbersOf(reading: AnyReading): ReadonlySet<number> {
  const found = new Set<number>()
  const collect = (part: unknown): void => {
    if (typeof part === 'number') found.add(part)
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(collect)
  }
  collect(reading)
  return found
}

/**
 * Checks the networks that a figure draws at some values. Returns one sentence for each layer that the parameters do not define, and for each colour
 * that the reading does not contain.
 */
export function networkFaults(
  { views, params, measures }: Experiment,
  values: AnyValues,
  reading: AnyReading,
): readonly string[] {
  const numbers = numbersOf(reading)
  return views.flatMap((view) => {
    if (view.kind !== 'network') return []
    const layers = view.layers(values)
    const counts = COUNTS.filter((name) => params[name]?.kind === 'number').map((name) => Number(values[name]))
    const wrongCount = counts.length > 0 && !counts.some((n) => layers.length >= n && layers.length <= n + 2)
    return [
      ...(wrongCount ? [`${layers.length} layers are drawn for ${counts}`] : []),
      ...(layers.length > 0 ? [] : ['no layer is drawn']),
      ...repeated(layers.map(({ label }) => label)).map((label) => `two layers are "${label}"`),
      ...repeated(layers.flatMap(({ at }) => at ?? [])).map((at) => `two layers stand at ${at}`),
      ...layers.flatMap(unsound),
      ...(['forward', 'backward'] as const).flatMap((way) => {
        const told = layerValues(view, way, layers, values, measures, reading)
        const made = told.flatMap((value) => (value && !numbers.has(value.value) ? [value.value] : []))
        return [
          ...made.map((value) => `${way}: ${value} is coloured, and no number of the reading`),
          ...(view[way] && !told.some(Boolean) ? [`${way}: nothing is coloured`] : []),
          ...missed(view[way]?.measure?.(values), layers, reading).map((at) => `${way}: nothing is drawn at ${at}`),
        ]
      }),
    ]
  })
}

const repeated = <T>(items: readonly T[]): readonly T[] => items.filter((item, i) => items.indexOf(item) !== i)

const unsound = ({ label, units, skip, branch }: NetworkLayer): readonly string[] => [
  ...(units > 0 && (branch === undefined || branch === false || (branch.units ?? 1) > 0)
    ? []
    : [`"${label}" is empty`]),
  ...(branch === false && !skip ? [`nothing leads to "${label}"`] : []),
]

/** Names the positions where the reading has a number but the network has no layer. */
function missed(
  over: string | { readonly name: string } | undefined,
  layers: readonly NetworkLayer[],
  reading: AnyReading,
): readonly number[] {
  const taken = over === undefined ? undefined : reading[typeof over === 'string' ? over : over.name]
  if (typeof taken !== 'object') return []
  const places = 'columns' in taken ? taken.columns : 'at' in taken ? taken.at : []
  return places.filter((at) => !layers.some((layer) => layer.at === at))
}

import type { Measure, Measures } from './measures'
import type { Reading, Taken } from './readings'

/** Names the measures whose reading contains NaN or +infinity, in words; an empty list if there are none. */
export function faults<M extends Measures>(measures: M, reading: Partial<Reading<M>>): readonly string[] {
  return Object.entries(measures).flatMap(([name, measure]): string[] => {
    const taken: Taken | undefined = reading[name as keyof M]
    const fault = taken && faultOf(measure, taken)
    return fault === undefined ? [] : [fault]
  })
}

/**
 * "norm overflowed at layer 31": the first NaN or +infinity of a reading. Minus infinity is no fault: it is the logarithm of an underflow, which
 * charts mark.
 */
function faultOf(measure: Measure, taken: Taken): string | undefined {
  const values = valuesOf(taken)
  const i = values.findIndex((v) => v !== null && (Number.isNaN(v) || v === Number.POSITIVE_INFINITY))
  if (i < 0) return undefined
  const what = Number.isNaN(values[i]) ? 'is not a number' : 'overflowed'
  const where = measure.kind === 'series' ? measure.over : 'entry'
  return `${measure.label} ${what}${taken.kind === 'scalar' ? '' : ` at ${where} ${placeOf(taken, i)}`}`
}

/** The numbers of a reading, row by row. */
function valuesOf(taken: Taken): readonly (number | null)[] {
  switch (taken.kind) {
    case 'scalar':
      return [taken.value]
    case 'series':
      return taken.value
    case 'histogram':
      return taken.density
    case 'matrix':
      return taken.value.flat()
    case 'text':
      return []
  }
}

function placeOf(taken: Taken, i: number): number {
  if (taken.kind === 'series') return taken.at[i] ?? i
  return taken.kind === 'histogram' ? (taken.edges[i] ?? i) : i
}

import { faults, type Measure, type Measures, type Reading, type Taken, withheldOf } from '../src/experiment'

type Row = readonly number[]

const ascends = (row: Row) => row.every((x, i) => Number.isFinite(x) && (i === 0 || x > (row[i - 1] ?? x)))

/** A number has a standard error of 0 or more; a NaN, or the logarithm of an underflow, may have none. */
const hasErrors = (value: Row, stderr: Row) =>
  value.length === stderr.length && stderr.every((error, i) => error >= 0 || !Number.isFinite(value[i] ?? Number.NaN))

function wrongWith(measure: Measure, taken: Taken | undefined): string | undefined {
  if (taken === undefined) return 'is missing'
  if (taken.kind !== measure.kind) return `is a ${taken.kind}, declared as a ${measure.kind}`
  if (taken.kind === 'text') return undefined
  if ('repeats' in taken && !((taken.repeats ?? 0) >= 2)) return `has its error from ${taken.repeats} repetitions`
  // A withheld measurement may have an unknown error, as after one round of timings.
  const open = withheldOf(taken) !== undefined
  switch (taken.kind) {
    case 'scalar':
      return open || hasErrors([taken.value], [taken.stderr]) ? undefined : 'has no standard error'
    case 'series': {
      const { at, value, stderr, floor } = taken
      if (at.length === 0 || !ascends(at) || at.length !== value.length) return 'has an axis that does not fit'
      if (floor && floor.length !== at.length) return 'has a floor that does not fit'
      return open || hasErrors(value, stderr) ? undefined : 'has no standard errors'
    }
    case 'histogram': {
      const { edges, density, stderr } = taken
      if (!ascends(edges) || edges.length !== density.length + 1) return 'has edges that do not fit'
      const share = density.reduce((sum, d, i) => sum + d * ((edges[i + 1] ?? 0) - (edges[i] ?? 0)), 0)
      if (!(density.every((d) => d >= 0) && share <= 1 + 1e-5)) return `has densities that sum to ${share}`
      return hasErrors(density, stderr) ? undefined : 'has no standard errors'
    }
    case 'matrix': {
      const { rows, columns, value, stderr } = taken
      if (value.length !== rows.length || value.some((row) => row.length !== columns.length))
        return 'has a shape that does not fit'
      return value.every((row, i) =>
        hasErrors(
          row.map((v) => v ?? Number.NaN),
          stderr[i] ?? [],
        ),
      )
        ? undefined
        : 'has no standard errors'
    }
  }
}

/** Checks a reading against the declaration of its measures. Returns one sentence for each error that `faults` does not name. */
export function misshapen(measures: Measures, reading: Reading<Measures>): string[] {
  const named = faults(measures, reading)
  const strangers = Object.keys(reading).filter((name) => !Object.hasOwn(measures, name))
  return [
    ...strangers.map((name) => `${name} is not declared`),
    ...Object.entries(measures).flatMap(([name, measure]) => {
      const wrong = wrongWith(measure, reading[name])
      return wrong && !named.some((fault) => fault.startsWith(measure.label)) ? [`${name} ${wrong}`] : []
    }),
  ]
}

/** Names the measures whose theory and reading have different axes, one sentence each. Axes are compared up to the steps that the run has taken. */
export function unlike(reading: Reading<Measures>, theory: Partial<Reading<Measures>>): string[] {
  const steps = (name: string) => {
    const taken = reading[name]
    return taken?.kind === 'series' ? taken.at.length : 0
  }
  const axes = (name: string, taken: Taken | undefined) =>
    `${taken?.kind} ${JSON.stringify(placesOf(taken, steps(name)))}`
  return Object.entries(theory).flatMap(([name, expected]) =>
    axes(name, expected) === axes(name, reading[name])
      ? []
      : [`${name}: theory on ${axes(name, expected)}, measured on ${axes(name, reading[name])}`],
  )
}

/** The positions of the numbers of a reading; for a series only the first `steps`. */
function placesOf(taken: Taken | undefined, steps: number): readonly unknown[] {
  if (taken?.kind === 'histogram') return taken.edges
  if (taken?.kind === 'matrix') return [taken.rows, taken.columns]
  return taken?.kind === 'series' ? taken.at.slice(0, steps) : []
}

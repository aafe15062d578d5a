import { isLog, type Measure } from '../readings/measures'
import { numberText } from '../readings/numberText'
import type { Entry, Series, Taken } from '../readings/readings'
import type { Evidence } from './claim'

/** One number of a measure: `at('norm', 20)`, `end('loss')`, `times(end('loss'), 1 / 10)`. */
export interface Point<Name extends string> {
  readonly name: Name
  /** Describes the entry within its measure: " at skip 20" */
  where(evidence: Evidence<Name>): string
  read(taken: Taken | undefined, measure: Measure): Entry
}

/** A whole measure, by its name, or one number of it. */
export type Quantity<Name extends string> = Name | Point<Name>

/** The entry of a series at one position on its axis. Reading it throws RangeError if there is no such entry. */
export function at<const Name extends string>(name: Name, place: number): Point<Name> {
  return {
    name,
    where: ({ measures }) => ` at ${overOf(measures[name])}${numberText(place, 6)}`,
    read: (taken) => entry(seriesOf(name, taken), place),
  }
}

/** The last entry of a series. */
export function end<const Name extends string>(name: Name): Point<Name> {
  const lastOf = (taken: Taken | undefined) => {
    const series = seriesOf(name, taken)
    return { series, place: series.at.at(-1) ?? Number.NaN }
  }
  return {
    name,
    where: ({ measured, measures }) => ` at ${overOf(measures[name])}${numberText(lastOf(measured[name]).place, 6)}`,
    read: (taken) => {
      const { series, place } = lastOf(taken)
      return entry(series, place)
    },
  }
}

/** The entry of a matrix at one row and column, by their positions on the axes. Reading it throws RangeError if there is no such entry. */
export function cell<const Name extends string>(name: Name, row: number, column: number): Point<Name> {
  return {
    name,
    where: ({ measures }) => {
      const measure = measures[name]
      return measure.kind === 'matrix' ? ` at ${measure.rows} ${row}, ${measure.columns} ${column}` : ''
    },
    read(taken) {
      if (taken?.kind !== 'matrix') throw new TypeError(`"${name}" is no matrix`)
      const [r, c] = [taken.rows.indexOf(row), taken.columns.indexOf(column)]
      const [value, stderr] = [taken.value[r]?.[c], taken.stderr[r]?.[c]]
      if (value === undefined || value === null || stderr === undefined)
        throw new RangeError(`"${name}" has no entry in row ${row}, column ${column}`)
      return { value, stderr, ...(taken.repeats === undefined ? {} : { repeats: taken.repeats }) }
    },
  }
}

/** A quantity multiplied by a number, as in "a tenth of". */
export function times<const Name extends string>(quantity: Quantity<Name>, factor: number): Point<Name> {
  const point = pointOf(quantity)
  return {
    name: point.name,
    where: (evidence) => `${point.where(evidence)}, times ${numberText(factor)}`,
    read: (taken, measure) => {
      const { value, stderr, ...rest } = point.read(taken, measure)
      return isLog(measure)
        ? { value: value + Math.log10(factor), stderr, ...rest }
        : { value: value * factor, stderr: stderr * factor, ...rest }
    },
  }
}

/** Returns the entry of a series at one position on its axis. Throws RangeError if there is no such entry. */
export function entry(series: Series | undefined, place: number): Entry {
  const i = series?.at.indexOf(place) ?? -1
  const value = series?.value[i]
  const stderr = series?.stderr[i]
  if (!series || value === undefined || stderr === undefined)
    throw new RangeError(`The series has no entry at ${place} (it has ${series?.at.join(', ') ?? 'none'})`)
  return {
    value,
    stderr,
    ...(series.repeats === undefined ? {} : { repeats: series.repeats }),
    ...(series.withheld === undefined ? {} : { withheld: series.withheld }),
  }
}

/** Converts the name of a scalar to a point; returns a point unchanged. Reading the result throws TypeError if the measure is not a scalar. */
export function pointOf<Name extends string>(quantity: Quantity<Name>): Point<Name> {
  if (typeof quantity !== 'string') return quantity
  const read = (taken: Taken | undefined): Entry => {
    if (taken?.kind === 'scalar') return taken
    throw new TypeError(`"${quantity}" is no scalar: name an entry of it, at("${quantity}", ...) or end("${quantity}")`)
  }
  return { name: quantity, where: () => '', read }
}

/** Returns the reading of a series. Throws TypeError if it is of another kind. */
export function seriesOf(name: string, taken: Taken | undefined): Series {
  if (taken?.kind === 'series') return taken
  throw new TypeError(`"${name}" is no series`)
}

/** "norm at layer 20" */
export function labelOf<Name extends string>(quantity: Quantity<Name>, evidence: Evidence<Name>): string {
  const { name, where } = pointOf(quantity)
  return `${evidence.measures[name].label}${where(evidence)}`
}

/** The prefix of a position on the axis of a measure: "layer ", "d = ". */
export function overOf(measure: Measure): string {
  if (measure.kind !== 'series') return ''
  return /^[a-z]{2,}/.test(measure.over) ? `${measure.over} ` : `${measure.over} = `
}

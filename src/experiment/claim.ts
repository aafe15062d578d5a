import type { Estimate, Matrix, Measure, Measures, Reading, Series } from './measures'
import { numberText } from './numberText'
import type { Params, Value, Values } from './params'
import { type Comparison, compare, exactly, worst, Z_LIMIT, zOf } from './verdict'

/** Shown at `Z_LIMIT` standard errors; shown the other way as surely; neither on the repetitions so far. */
export type Outcome = 'holds' | 'refuted' | 'undecided'

/** One piece of evidence for or against a claim. */
export interface Check {
  /** What is compared, in words. */
  readonly says: string
  readonly outcome: Outcome
  /**
   * In standard errors. Of `agrees` and `equals`: how far the measurement is from what it should be. Of `below`, `above` and `between`:
   * how far it is on the right side of the nearest bound. Left out where nothing was sampled.
   */
  readonly z?: number
  /** The numbers behind it, stored as `measure` stores them. */
  readonly compared?: Compared
  /** Why there was nothing to judge, in a sentence: timings withheld, no theory. */
  readonly reason?: string
}

/** What was measured, and what it was held against: a literal, a theory, or another measurement. */
export interface Compared {
  readonly measure: Measure
  readonly measured: Estimate
  readonly relation: '=' | '<' | '>'
  readonly to: Estimate
}

type Taken = Reading<Measures>[string]

/** What a check looks at: the measures named `Name` among all that there are. */
export interface Evidence<Name extends string> {
  readonly measured: Readonly<Record<Name, Taken>>
  readonly theory: Readonly<Partial<Record<Name, Taken>>>
  readonly values: Readonly<Record<string, Value>>
  readonly measures: Readonly<Record<Name, Measure>>
}

/** Judges one piece of evidence. A checker made by `agrees('variance')` fits an experiment that measures `variance`. */
export type Checker<Name extends string> = (evidence: Evidence<Name>) => Check

/** A sentence of the page with the runs that test it. */
export interface Claim<P extends Params, M extends Measures> {
  /** The sentence; formulas between dollar signs. */
  readonly says: string
  /** Where it is tested, on top of the figure's initial values. */
  readonly at?: Partial<Values<P>>
  /** It holds if all of these do. It is refuted if one of these is. */
  readonly checks: readonly Checker<keyof M & string>[]
  /** How many independent runs it may take while it is undecided. Left out: `MOST_RUNS`. */
  readonly runs?: number
}

/** How many independent runs an undecided claim takes, unless it says otherwise. */
export const MOST_RUNS = 4

/** One number of a measure: `at('norm', 20)`, `end('loss')`, `times(end('loss'), 1 / 10)`. */
export interface Point<Name extends string> {
  readonly name: Name
  /** " at skip 20" */
  where(evidence: Evidence<Name>): string
  read(taken: Taken | undefined, measure: Measure): Estimate
}

/** A measure as a whole, by its name, or one number of it. */
export type Quantity<Name extends string> = Name | Point<Name>

/** The entry of a series at one place of its axis. Reading it throws RangeError if there is none. */
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

/** The measurement is what theory says, within sampling error: |z| <= 4; of a series or a matrix every entry, after Bonferroni. */
export function agrees<const Name extends string>(quantity: Quantity<Name>): Checker<Name> {
  return (evidence) => {
    const { measured, theory, measures } = evidence
    const { name } = pointOf(quantity)
    const says = labelOf(quantity, evidence)
    const measure = measures[name]
    if (theory[name] === undefined) return { says, outcome: 'refuted', reason: 'Theory says nothing of it.' }
    if (typeof quantity !== 'string')
      return equality(says, measure, quantity.read(measured[name], measure), quantity.read(theory[name], measure))
    const [taken, expected] = [measured[name], theory[name]]
    if (typeof taken === 'string' || typeof expected === 'string') throw new TypeError(`"${name}" is no number`)
    if ('density' in taken || 'density' in expected)
      throw new TypeError(`"${name}" is a histogram: no verdict rests on it`)
    const reason = withheldOf(taken)
    if (reason !== undefined) return { says, outcome: 'undecided', reason }
    return ofWorst(says, measure, compare(taken, expected))
  }
}

/** The measurement is a number that the derivation gives, within sampling error: |z| <= 4. In the measure's own unit, never its logarithm. */
export function equals<const Name extends string>(quantity: Quantity<Name>, value: number): Checker<Name> {
  return (evidence) => {
    const { name, read } = pointOf(quantity)
    const measure = evidence.measures[name]
    const says = labelOf(quantity, evidence)
    if (typeof quantity === 'string' && measure.kind === 'series') {
      const series = seriesOf(name, evidence.measured[name])
      const reason = withheldOf(series)
      if (reason !== undefined) return { says, outcome: 'undecided', reason }
      const literal = {
        ...series,
        value: series.value.map(() => storedAs(measure, value)),
        stderr: series.at.map(() => 0),
      }
      return ofWorst(says, measure, compare(series, literal))
    }
    return equality(says, measure, read(evidence.measured[name], measure), exactly(storedAs(measure, value)))
  }
}

/** A count, or a number that nothing rounds, is what the sentence says to the last bit; of a series, every entry. */
export function exact<const Name extends string>(quantity: Quantity<Name>, value: number): Checker<Name> {
  return (evidence) => {
    const { name, read } = pointOf(quantity)
    const measure = evidence.measures[name]
    const says = labelOf(quantity, evidence)
    const wanted = storedAs(measure, value)
    const found =
      typeof quantity === 'string' && measure.kind === 'series'
        ? (seriesOf(name, evidence.measured[name]).value.find((v) => v !== wanted) ?? wanted)
        : read(evidence.measured[name], measure).value
    return {
      says: `${says}, exactly`,
      outcome: found === wanted ? 'holds' : 'refuted',
      compared: { measure, measured: exactly(found), relation: '=', to: exactly(wanted) },
    }
  }
}

/** Every entry of a series passes; `rule` says in words what that takes. */
export function every<const Name extends string>(
  name: Name,
  rule: string,
  holds: (value: number, at: number) => boolean,
): Checker<Name> {
  return (evidence) => {
    const series = seriesOf(name, evidence.measured[name])
    const passes = series.at.length > 0 && series.at.every((place, i) => holds(series.value[i] ?? Number.NaN, place))
    return { says: `${labelOf(name, evidence)}: ${rule}`, outcome: passes ? 'holds' : 'refuted' }
  }
}

/** measured < bound, by at least 4 standard errors. A bound in numbers is in the measure's own unit, never its logarithm. */
export const below = <const Name extends string>(quantity: Quantity<Name>, bound: Quantity<Name> | number) =>
  bounded(quantity, '<', bound)

/** measured > bound, by at least 4 standard errors. */
export const above = <const Name extends string>(quantity: Quantity<Name>, bound: Quantity<Name> | number) =>
  bounded(quantity, '>', bound)

/** low < measured < high, each by at least 4 standard errors. */
export function between<const Name extends string>(
  quantity: Quantity<Name>,
  low: Quantity<Name> | number,
  high: Quantity<Name> | number,
): Checker<Name> {
  return (evidence) => {
    const sides = [bounded(quantity, '>', low)(evidence), bounded(quantity, '<', high)(evidence)]
    const nearest = sides.reduce((first, second) => {
      const [before, after] = [SEVERITY[first.outcome], SEVERITY[second.outcome]]
      if (before !== after) return before > after ? first : second
      return (second.z ?? 0) < (first.z ?? 0) ? second : first
    })
    const bound = (side: Quantity<Name> | number) =>
      typeof side === 'number' ? numberText(side, 6) : labelOf(side, evidence)
    return { ...nearest, says: `${labelOf(quantity, evidence)}, between ${bound(low)} and ${bound(high)}` }
  }
}

/** Of two bounds, the one with the greater of these decides. */
const SEVERITY: Readonly<Record<Outcome, number>> = { holds: 0, undecided: 1, refuted: 2 }

/** The number that the sentence prints is what theory says, to the digits printed: "0.0431" of 0.04313. */
export function states<const Name extends string>(
  printed: string,
  of: Quantity<Name> | ((evidence: Evidence<Name>) => number),
): Checker<Name> {
  return (evidence) => {
    const exactValue = typeof of === 'function' ? of(evidence) : theoryOf(of, evidence)
    const digits = printed.replace(/e.*$/i, '').replace('.', '').replace(/^-?0*/, '').length
    const holds = exactValue !== undefined && Number(exactValue.toPrecision(digits)) === Number(printed)
    const value = exactValue === undefined ? 'nothing' : numberText(exactValue, digits + 2)
    return { says: `${printed} is printed, theory says ${value}`, outcome: holds ? 'holds' : 'refuted' }
  }
}

/** The entry of a series at one place of its axis. Throws RangeError if it has none. */
export function entry(series: Series | undefined, place: number): Estimate {
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

function bounded<Name extends string>(
  quantity: Quantity<Name>,
  relation: '<' | '>',
  bound: Quantity<Name> | number,
): Checker<Name> {
  return (evidence) => {
    const point = pointOf(quantity)
    const measure = evidence.measures[point.name]
    const measured = point.read(evidence.measured[point.name], measure)
    const says = labelOf(quantity, evidence)
    const to = typeof bound === 'number' ? exactly(storedAs(measure, bound)) : readBeside(bound, measure, evidence)
    const against = typeof bound === 'number' ? '' : `, against ${labelOf(bound, evidence)}`
    const compared: Compared = { measure, measured, relation, to }
    const reason = measured.withheld ?? to.withheld
    if (reason !== undefined) return { says: `${says}${against}`, outcome: 'undecided', compared, reason }
    const z = relation === '<' ? zOf(to, measured) : zOf(measured, to)
    return {
      says: `${says}${against}`,
      outcome: z >= Z_LIMIT ? 'holds' : z <= -Z_LIMIT ? 'refuted' : 'undecided',
      z,
      compared,
    }
  }
}

/** Another quantity, stored in the same way. Throws TypeError if it is not: a number and a logarithm cannot be compared. */
function readBeside<Name extends string>(
  other: Quantity<Name>,
  measure: Measure,
  { measured, measures }: Evidence<Name>,
): Estimate {
  const { name, read } = pointOf(other)
  if (isLog(measures[name]) !== isLog(measure))
    throw new TypeError(`"${measures[name].label}" and "${measure.label}" are stored differently`)
  return read(measured[name], measures[name])
}

const equality = (says: string, measure: Measure, measured: Estimate, to: Estimate): Check =>
  measured.withheld === undefined
    ? ofComparison(says, measure, { measured, theory: to, z: zOf(measured, to), limit: Z_LIMIT })
    : { says, outcome: 'undecided', reason: measured.withheld }

function ofWorst(says: string, measure: Measure, comparisons: readonly Comparison[]): Check {
  const far = worst(comparisons)
  if (!far) return { says, outcome: 'refuted', reason: 'There is nothing to compare.' }
  const place =
    far.at === undefined ? '' : ` (worst of ${comparisons.length}, at ${overOf(measure)}${numberText(far.at, 6)})`
  return ofComparison(`${says}${place}`, measure, far)
}

const ofComparison = (says: string, measure: Measure, { measured, theory, z, limit }: Comparison): Check => ({
  says,
  outcome: Math.abs(z) <= limit ? 'holds' : 'refuted',
  z,
  compared: { measure, measured, relation: '=', to: theory },
})

/** A scalar by its name, or the point itself. */
function pointOf<Name extends string>(quantity: Quantity<Name>): Point<Name> {
  if (typeof quantity !== 'string') return quantity
  const read = (taken: Taken | undefined): Estimate => {
    if (typeof taken === 'object' && 'value' in taken && !('at' in taken) && !('rows' in taken)) return taken
    throw new TypeError(`"${quantity}" is no scalar: name an entry of it, at("${quantity}", ...) or end("${quantity}")`)
  }
  return { name: quantity, where: () => '', read }
}

function seriesOf(name: string, taken: Taken | undefined): Series {
  if (typeof taken === 'object' && 'at' in taken) return taken
  throw new TypeError(`"${name}" is no series`)
}

function theoryOf<Name extends string>(
  quantity: Quantity<Name>,
  { theory, measures }: Evidence<Name>,
): number | undefined {
  const { name, read } = pointOf(quantity)
  if (theory[name] === undefined) return undefined
  const { value } = read(theory[name], measures[name])
  return isLog(measures[name]) ? 10 ** value : value
}

const isLog = (measure: Measure): boolean => 'stored' in measure && measure.stored === 'log10'

/** A number in the measure's own unit as the measure stores it. */
const storedAs = (measure: Measure, value: number): number => (isLog(measure) ? Math.log10(value) : value)

const withheldOf = (taken: Estimate | Series | Matrix): string | undefined =>
  'withheld' in taken ? taken.withheld : undefined

function labelOf<Name extends string>(quantity: Quantity<Name>, evidence: Evidence<Name>): string {
  const { name, where } = pointOf(quantity)
  return `${evidence.measures[name].label}${where(evidence)}`
}

/** "layer ", "d = ": how an axis names one of its places. */
function overOf(measure: Measure): string {
  if (measure.kind !== 'series') return ''
  return /^[a-z]{2,}/.test(measure.over) ? `${measure.over} ` : `${measure.over} = `
}

import { isLog, type Measure } from '../readings/measures'
import { numberText } from '../readings/numberText'
import { type Entry, exactly, seriesReading, type Taken, withheldOf } from '../readings/readings'
import type { Check, Checker, Compared, Evidence, Outcome } from './claim'
import { labelOf, overOf, pointOf, type Quantity, seriesOf } from './quantities'
import { type Comparison, compare, worst, Z_LIMIT, zOf } from './verdict'

/** The measurement agrees with theory within sampling error: |z| <= 4; for a series or a matrix every entry, with a Bonferroni correction. */
export function agrees<const Name extends string>(quantity: Quantity<Name>): Checker<Name> {
  const { name } = pointOf(quantity)
  return {
    reads: [name],
    judge: (evidence) => {
      const says = labelOf(quantity, evidence)
      const measure = evidence.measures[name]
      const measured = evidence.measured[name]
      const expected = theoryOf(name, evidence)
      if (typeof quantity !== 'string')
        return equality(says, measure, quantity.read(measured, measure), quantity.read(expected, measure))
      if (measured.kind === 'histogram' || measured.kind === 'text')
        throw new TypeError(`"${name}" is a ${measured.kind}: no verdict rests on it`)
      return ofComparisons(says, measure, measured, expected)
    },
  }
}

/**
 * The measurement agrees within sampling error, |z| <= 4, with a number from the derivation. `value` is in the unit of the measure, never its
 * logarithm.
 */
export function equals<const Name extends string>(quantity: Quantity<Name>, value: number): Checker<Name> {
  const { name, read } = pointOf(quantity)
  return {
    reads: [name],
    judge: (evidence) => {
      const measure = evidence.measures[name]
      const says = labelOf(quantity, evidence)
      const wanted = storedAs(measure, value)
      if (typeof quantity !== 'string' || measure.kind !== 'series')
        return equality(says, measure, read(evidence.measured[name], measure), exactly(wanted))
      const { at, ...series } = seriesOf(name, evidence.measured[name])
      const literal = seriesReading({ at, value: at.map(() => wanted), stderr: at.map(() => 0) })
      return ofComparisons(says, measure, { at, ...series }, literal)
    },
  }
}

/** The measurement equals `value` exactly: for counts and other numbers without rounding. Every entry of a series is checked. */
export function exact<const Name extends string>(quantity: Quantity<Name>, value: number): Checker<Name> {
  const { name, read } = pointOf(quantity)
  return {
    reads: [name],
    judge: (evidence) => {
      const measure = evidence.measures[name]
      const wanted = storedAs(measure, value)
      const found =
        typeof quantity === 'string' && measure.kind === 'series'
          ? (seriesOf(name, evidence.measured[name]).value.find((v) => v !== wanted) ?? wanted)
          : read(evidence.measured[name], measure).value
      return {
        says: `${labelOf(quantity, evidence)}, exactly`,
        outcome: found === wanted ? 'holds' : 'refuted',
        compared: { measure, measured: exactly(found), relation: '=', to: exactly(wanted) },
      }
    },
  }
}

/** Every entry of a series passes `passes`; `rule` describes the test in words. */
export function every<const Name extends string>(
  name: Name,
  rule: string,
  holds: (value: number, at: number) => boolean,
): Checker<Name> {
  return {
    reads: [name],
    judge: (evidence) => {
      const series = seriesOf(name, evidence.measured[name])
      const says = `${labelOf(name, evidence)}: ${rule}`
      if (series.at.length === 0) return { says, outcome: 'undecided', reason: NOTHING }
      const passes = series.at.every((place, i) => holds(series.value[i] ?? Number.NaN, place))
      return { says, outcome: passes ? 'holds' : 'refuted' }
    },
  }
}

/** measured < bound, by at least 4 standard errors. A numeric bound is in the unit of the measure, never its logarithm. */
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
  const [over, under] = [bounded(quantity, '>', low), bounded(quantity, '<', high)]
  return {
    reads: [...over.reads, ...under.reads],
    judge: (evidence) => {
      const nearest = [over.judge(evidence), under.judge(evidence)].reduce((first, second) => {
        const [before, after] = [SEVERITY[first.outcome], SEVERITY[second.outcome]]
        if (before !== after) return before > after ? first : second
        return (second.z ?? 0) < (first.z ?? 0) ? second : first
      })
      const bound = (side: Quantity<Name> | number) =>
        typeof side === 'number' ? numberText(side, 6) : labelOf(side, evidence)
      return { ...nearest, says: `${labelOf(quantity, evidence)}, between ${bound(low)} and ${bound(high)}` }
    },
  }
}

/** If a claim has two bounds, the check with the higher number decides. */
const SEVERITY: Readonly<Record<Outcome, number>> = { holds: 0, undecided: 1, refuted: 2 }

/** A number printed in a sentence equals the theory, rounded to the printed digits: "0.0431" for 0.04313. */
export function states(printed: string, of: (evidence: Evidence<never>) => number): Checker<never>
export function states<const Name extends string>(printed: string, of: Quantity<Name>): Checker<Name>
export function states<const Name extends string>(
  printed: string,
  of: Quantity<Name> | ((evidence: Evidence<never>) => number),
): Checker<Name> {
  const digits = printed.replace(/e.*$/i, '').replace('.', '').replace(/^-?0*/, '').length
  return {
    reads: [],
    judge: (evidence) => {
      const exactValue = typeof of === 'function' ? of(evidence) : predicted(of, evidence)
      const holds = Number(exactValue.toPrecision(digits)) === Number(printed)
      return {
        says: `${printed} is printed, theory says ${numberText(exactValue, digits + 2)}`,
        outcome: holds ? 'holds' : 'refuted',
      }
    },
  }
}

function bounded<Name extends string>(
  quantity: Quantity<Name>,
  relation: '<' | '>',
  bound: Quantity<Name> | number,
): Checker<Name> {
  const point = pointOf(quantity)
  return {
    reads: typeof bound === 'number' ? [point.name] : [point.name, pointOf(bound).name],
    judge: (evidence) => {
      const measure = evidence.measures[point.name]
      const measured = point.read(evidence.measured[point.name], measure)
      const to = typeof bound === 'number' ? exactly(storedAs(measure, bound)) : readBeside(bound, measure, evidence)
      const against = typeof bound === 'number' ? '' : `, against ${labelOf(bound, evidence)}`
      const says = `${labelOf(quantity, evidence)}${against}`
      const compared: Compared = { measure, measured, relation, to }
      const reason = measured.withheld ?? to.withheld
      if (reason !== undefined) return { says, outcome: 'undecided', compared, reason }
      const z = relation === '<' ? zOf(to, measured) : zOf(measured, to)
      return { says, outcome: z >= Z_LIMIT ? 'holds' : z <= -Z_LIMIT ? 'refuted' : 'undecided', z, compared }
    },
  }
}

/** Reads another quantity. Throws TypeError unless it is stored in the same way: a number and a logarithm cannot be compared. */
function readBeside<Name extends string>(
  other: Quantity<Name>,
  measure: Measure,
  { measured, measures }: Evidence<Name>,
): Entry {
  const { name, read } = pointOf(other)
  if (isLog(measures[name]) !== isLog(measure))
    throw new TypeError(`"${measures[name].label}" and "${measure.label}" are stored differently`)
  return read(measured[name], measures[name])
}

const NOTHING = 'There is nothing to compare.'

function ofComparisons(says: string, measure: Measure, measured: Taken, expected: Taken): Check {
  const comparisons = compare(measured, expected)
  const far = worst(comparisons)
  if (!far) return { says, outcome: 'undecided', reason: withheldOf(measured) ?? NOTHING }
  if (far.at === undefined) return ofComparison(says, measure, far)
  const place = `at ${overOf(measure)}${numberText(far.at, 6)}`
  return { ...ofComparison(`${says} (worst of ${comparisons.length}, ${place})`, measure, far), place }
}

const equality = (says: string, measure: Measure, measured: Entry, to: Entry): Check =>
  measured.withheld === undefined
    ? ofComparison(says, measure, { measured, theory: to, z: zOf(measured, to), limit: Z_LIMIT })
    : { says, outcome: 'undecided', reason: measured.withheld }

const ofComparison = (says: string, measure: Measure, { measured, theory, z, limit }: Comparison): Check => ({
  says,
  outcome: Math.abs(z) <= limit ? 'holds' : 'refuted',
  z,
  compared: { measure, measured, relation: '=', to: theory },
})

/** Returns the theory of a measure. Throws if theory gives nothing at the values where the claim is tested. */
function theoryOf<Name extends string>(name: Name, { theory, measures }: Evidence<Name>): Taken {
  const expected = theory[name]
  if (expected === undefined) throw new Error(`Theory says nothing of "${measures[name].label}" at this setting`)
  return expected
}

/** Returns the theory of one number, in the unit of the measure. */
function predicted<Name extends string>(quantity: Quantity<Name>, evidence: Evidence<Name>): number {
  const { name, read } = pointOf(quantity)
  const measure = evidence.measures[name]
  const { value } = read(theoryOf(name, evidence), measure)
  return isLog(measure) ? 10 ** value : value
}

/** Converts a number in the unit of the measure to the form in which the measure is stored. */
const storedAs = (measure: Measure, value: number): number => (isLog(measure) ? Math.log10(value) : value)

import type { Params, Value, Values } from '../params/params'
import type { Measure, Measures } from '../readings/measures'
import type { Entry, Taken } from '../readings/readings'

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
  /** Why there was nothing to judge, in a sentence: timings withheld, all below rounding. */
  readonly reason?: string
}

/** What was measured, and what it was held against: a literal, a theory, or another measurement. */
export interface Compared {
  readonly measure: Measure
  readonly measured: Entry
  readonly relation: '=' | '<' | '>'
  readonly to: Entry
}

/** What a check looks at: the measures named `Name` among all that there are. */
export interface Evidence<Name extends string> {
  readonly measured: Readonly<Record<Name, Taken>>
  readonly theory: Readonly<Partial<Record<Name, Taken>>>
  readonly values: Readonly<Record<string, Value>>
  readonly measures: Readonly<Record<Name, Measure>>
}

/** One check of a claim. A checker made by `agrees('variance')` fits an experiment that measures `variance`. */
export interface Checker<Name extends string> {
  /** The measures whose measurement it reads: a number of theirs that overflowed leaves nothing to judge. */
  readonly reads: readonly Name[]
  /** Throws where the claim is declared wrongly: a measure of the wrong kind, a place off the axis, no theory to agree with. */
  readonly judge: (evidence: Evidence<Name>) => Check
}

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

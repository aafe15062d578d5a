import type { Params, Value, Values } from '../params/params'
import type { Measure, Measures } from '../readings/measures'
import type { Entry, Taken } from '../readings/readings'

/**
 * The result of a check or a claim. `holds`: shown at `Z_LIMIT` standard errors. `refuted`: the opposite is shown at `Z_LIMIT`. `undecided`: neither
 * is shown by the repetitions so far.
 */
export type Outcome = 'holds' | 'refuted' | 'undecided'

/** One piece of evidence for or against a claim. */
export interface Check {
  /** What is compared, in words. */
  readonly says: string
  readonly outcome: Outcome
  /**
   * In standard errors. For `agrees` and `equals`: the distance of the measurement from the expected value. For `below`, `above` and `between`: the
   * distance from the nearest bound, positive on the correct side. Absent if nothing was sampled.
   */
  readonly z?: number
  /** Where on the axis a series or a matrix was farthest from what was expected: "at d = 256". */
  readonly place?: string
  /** The two numbers compared, in the form in which `measure` is stored. */
  readonly compared?: Compared
  /** Why nothing could be judged, as a sentence: timings were withheld, or all values were below rounding. */
  readonly reason?: string
}

/** A measured number and what it was compared with: a literal, a theory, or another measurement. */
export interface Compared {
  readonly measure: Measure
  readonly measured: Entry
  readonly relation: '=' | '<' | '>'
  readonly to: Entry
}

/** The input of a check: the measures of the figure, among them those named `Name`, with their readings and theory. */
export interface Evidence<Name extends string> {
  readonly measured: Readonly<Record<Name, Taken>>
  readonly theory: Readonly<Partial<Record<Name, Taken>>>
  readonly values: Readonly<Record<string, Value>>
  readonly measures: Readonly<Record<Name, Measure>>
}

/** One check of a claim. A checker made by `agrees('variance')` fits an experiment that measures `variance`. */
export interface Checker<Name extends string> {
  /** The measures whose readings the check uses. If a reading overflowed, the check cannot be judged. */
  readonly reads: readonly Name[]
  /** Throws if the claim is declared wrongly: a measure of the wrong kind, a position that is not on the axis, no theory to agree with. */
  readonly judge: (evidence: Evidence<Name>) => Check
}

/** A sentence of the page with the runs that test it. */
export interface Claim<P extends Params, M extends Measures> {
  /** The sentence; formulas between dollar signs. */
  readonly says: string
  /** The parameter values of the test. Default: the figure's initial values. */
  readonly at?: Partial<Values<P>>
  /** The claim holds if all of these hold. It is refuted if one of these is refuted. */
  readonly checks: readonly Checker<keyof M & string>[]
  /** The maximum number of independent runs while the claim is undecided. Default: `MOST_RUNS`. */
  readonly runs?: number
}

/** What the reader claims with an answer that a figure runs: it is judged by every reading taken with the answer. */
export interface OwnClaim<M extends Measures> {
  /** Whose claim it is: "your σ". */
  readonly name: string
  /** The claim as the end of a sentence that begins with the name: "the variance of y is 1 at every d". */
  readonly says: string
  /** Whether the claim is about the setting; it is judged only there. Default: it is. */
  readonly when?: (values: Readonly<Record<string, Value>>) => boolean
  /** It holds if all of these hold. */
  readonly checks: readonly Checker<keyof M & string>[]
}

/** The default maximum number of independent runs of an undecided claim. */
export const MOST_RUNS = 4

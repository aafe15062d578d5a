import type { Measures, Reading, Value } from '../experiment'
import type { ChartAnswer } from './answer/answerMarks'

/** A finished run that the reader keeps in sight behind the present one. */
export interface Ghost {
  /** The name at its line: "pinned", "before". */
  readonly short: string
  /** The differences of its setting, in words. */
  readonly label: string
  readonly reading: Reading<Measures>
  /** The theory of its own setting, worked out when it is asked for. */
  theory(): Partial<Reading<Measures>>
}

/** The data that all pictures are drawn from. */
export interface Drawn {
  readonly measures: Measures
  readonly values: Readonly<Record<string, Value>>
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
  /** The reading belongs to other parameters than the theory. */
  readonly stale: boolean
  /** Names what is being measured: a change starts new domains. */
  readonly run: string
  readonly ghosts: readonly Ghost[]
  /** The answers of the reader that are shown. */
  readonly answers: readonly ChartAnswer[]
  /** Show the distance from theory in standard errors in place of the values, where a theory is compared point by point. */
  readonly residuals?: boolean
}

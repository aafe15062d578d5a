import type { Judgement, ReadAnswer } from '../../../answer/judgement'
import type { Question } from '../../../experiment'

/** Judges answers. It is loaded when a question gets the focus; until then a panel has none. */
export interface Judging {
  /** `given`: text as typed, the name of an option, or a sketch as text. */
  judge(question: Question, given: string): Judgement
  /** Reads an answer while it is being typed. */
  read(question: Question, given: string): ReadAnswer
}

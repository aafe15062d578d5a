import type { Question } from '../experiment'
import type { Figure } from '../figure/state'
import type { Typeset } from './vote/typeset'

/** The questions of a problem, by name, and what sets their formulas where there is any. */
export interface LectureQuestions {
  readonly questions: Readonly<Record<string, Question>>
  readonly typeset?: Typeset
}

/** What a lecture needs of its page. */
export interface LecturePage {
  readonly main: HTMLElement
  /** The query of the address. */
  readonly search: string
  /** Changes the query, in the same entry of the history. */
  rewrite(change: (search: string) => string): void
  /** The live figure; rejects if its script cannot be loaded. */
  figure(name: string): Promise<Figure>
  /** Query and anchor of a link to a figure that is loaded, as it is set now. */
  link(name: string): string
  questions(): Promise<LectureQuestions>
  /** Makes a question that is shown take answers, as it does on the page once it has the focus. */
  wakeQuestion(name: string): void
  /** Gives the page back. */
  left(): void
}

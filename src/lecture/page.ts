import type { Question } from '../experiment'
import type { Figure } from '../figure/state'
import type { SketchAxes } from '../ui/question/field/sketchAxes'
import type { Typeset } from './vote/typeset'

/** The questions of a problem, by name, what sets their formulas where there is any, and the axes of sketches. */
export interface LectureQuestions {
  readonly questions: Readonly<Record<string, Question>>
  readonly typeset?: Typeset
  /** The axes of those that are answered by a sketch. */
  readonly axes?: Readonly<Record<string, SketchAxes>>
}

/** The page, as a lecture uses it. */
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
  /**
   * Sets the figure of a sketch as its question says, and shows there what the class sketched in place of the reader's answers. undefined: shows the
   * answers again, and sets nothing.
   */
  showClassSketches(question: string, sketches: readonly string[] | undefined): Promise<void>
  /** Called when the lecture is left. */
  left(): void
}

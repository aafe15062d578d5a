import type { Question } from '../../experiment'
import type { SketchAxes } from '../../ui/question/field/sketchAxes'
import type { KeptLecture } from '../keptLecture'
import type { LectureQuestions } from '../page'
import { type Option, optionsOf } from './options'
import { NO_SKETCHES, redrawn, type Sketches, withAnother, withoutSketch } from './sketches'
import { counted, emptyTally, type Tally } from './tally'
import type { Typeset } from './typeset'

/** A vote as it stands. */
export interface Vote {
  readonly name: string
  readonly question: Question
  /** undefined for a question that is answered by a sketch or in words. */
  readonly options: readonly Option[] | undefined
  readonly tally: Tally
  /** What the class sketched; undefined for other questions. */
  readonly sketches: Sketches | undefined
  readonly revealed: boolean
  /** The figure that measures the answer, and the measure that it is drawn over. */
  readonly figure: string | undefined
  readonly measure: string | undefined
}

function measuredIn({ runs, draws = [] }: Question): Pick<Vote, 'figure' | 'measure'> {
  const figure = runs?.figure ?? draws[0]?.figure
  return { figure, measure: draws.find((drawing) => drawing.figure === figure)?.measure }
}

/** The votes of a lecture. Hands, sketches and what was revealed are kept with the lecture; the questions are loaded. */
export class Votes {
  private loaded: LectureQuestions = { questions: {} }

  constructor(private readonly kept: KeptLecture) {}

  load(questions: LectureQuestions): void {
    this.loaded = questions
  }

  get typeset(): Typeset | undefined {
    return this.loaded.typeset
  }

  /** The axes of a sketch. */
  axesOf({ name }: Vote): SketchAxes | undefined {
    const { axes = {} } = this.loaded
    return Object.hasOwn(axes, name) ? axes[name] : undefined
  }

  /** The vote on a question; undefined if the questions are not loaded, or have none of this name. */
  on(name: string | undefined): Vote | undefined {
    const { questions } = this.loaded
    const question = name !== undefined && Object.hasOwn(questions, name) ? questions[name] : undefined
    if (name === undefined || !question) return undefined
    const { tallies, sketches, revealed } = this.kept.now
    const options = optionsOf(question, name)
    const tally = tallies[name]
    const count = options?.length ?? 0
    return {
      name,
      question,
      options,
      tally: tally?.length === count ? tally : emptyTally(count),
      sketches: question.kind === 'sketch' ? (sketches[name] ?? NO_SKETCHES) : undefined,
      revealed: revealed.includes(name),
      ...measuredIn(question),
    }
  }

  /** Adds a hand to an option, by its number from 1, or takes one away. */
  count({ name, tally }: Vote, option: number, by: 1 | -1): void {
    this.kept.keep({ tallies: { ...this.kept.now.tallies, [name]: counted(tally, option, by) } })
  }

  /** Changes the sketch that is being drawn. */
  draw({ name, sketches = NO_SKETCHES }: Vote, text: string): void {
    this.keepSketches(name, redrawn(sketches, text))
  }

  /** Keeps the sketch that is being drawn, and begins another. */
  drawAnother({ name, sketches = NO_SKETCHES }: Vote): void {
    this.keepSketches(name, withAnother(sketches))
  }

  /** Removes a sketch, by its index. */
  removeSketch({ name, sketches = NO_SKETCHES }: Vote, index: number): void {
    this.keepSketches(name, withoutSketch(sketches, index))
  }

  private keepSketches(name: string, sketches: Sketches): void {
    this.kept.keep({ sketches: { ...this.kept.now.sketches, [name]: sketches } })
  }

  /** Reveals the result, or hides it again. */
  toggle({ name, revealed }: Vote): void {
    const others = this.kept.now.revealed.filter((other) => other !== name)
    this.kept.keep({ revealed: revealed ? others : [...others, name] })
  }
}

import type { Question } from '../../experiment'
import type { KeptLecture } from '../keptLecture'
import type { LectureQuestions } from '../page'
import { type Option, optionsOf } from './options'
import { counted, emptyTally, type Tally } from './tally'
import type { Typeset } from './typeset'

/** A vote as it stands. */
export interface Vote {
  readonly name: string
  readonly question: Question
  /** undefined for a question that is answered by drawing or in words. */
  readonly options: readonly Option[] | undefined
  readonly tally: Tally
  readonly revealed: boolean
  /** The figure that measures the answer, and the measure that it is drawn over. */
  readonly figure: string | undefined
  readonly measure: string | undefined
}

function measuredIn({ runs, draws = [] }: Question): Pick<Vote, 'figure' | 'measure'> {
  const figure = runs?.figure ?? draws[0]?.figure
  return { figure, measure: draws.find((drawing) => drawing.figure === figure)?.measure }
}

/** The votes of a lecture. Hands and what was revealed are kept; the questions are loaded. */
export class Votes {
  private loaded: LectureQuestions = { questions: {} }

  constructor(private readonly kept: KeptLecture) {}

  load(questions: LectureQuestions): void {
    this.loaded = questions
  }

  get typeset(): Typeset | undefined {
    return this.loaded.typeset
  }

  /** The vote on a question; undefined if the questions are not loaded, or have none of this name. */
  on(name: string | undefined): Vote | undefined {
    const { questions } = this.loaded
    const question = name !== undefined && Object.hasOwn(questions, name) ? questions[name] : undefined
    if (name === undefined || !question) return undefined
    const { tallies, revealed } = this.kept.now
    const options = optionsOf(question, name)
    const tally = tallies[name]
    const count = options?.length ?? 0
    return {
      name,
      question,
      options,
      tally: tally?.length === count ? tally : emptyTally(count),
      revealed: revealed.includes(name),
      ...measuredIn(question),
    }
  }

  /** Adds a hand to an option, by its number from 1, or takes one away. */
  count({ name, tally }: Vote, option: number, by: 1 | -1): void {
    this.kept.keep({ tallies: { ...this.kept.now.tallies, [name]: counted(tally, option, by) } })
  }

  /** Reveals the result, or hides it again. */
  toggle({ name, revealed }: Vote): void {
    const others = this.kept.now.revealed.filter((other) => other !== name)
    this.kept.keep({ revealed: revealed ? others : [...others, name] })
  }
}

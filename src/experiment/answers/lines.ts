import { evaluate, type Formula, readPostfix } from '../params/formula'
import { formulaText } from '../params/formulaText'
import type { Value } from '../params/params'
import type { AnswerFunction, Question } from '../questions'
import { curveAt, readCurves } from './curves'

/** The reader's answer as a line over a measure of a figure. */
export interface AnswerLine {
  readonly measure: string
  /** Only the shape counts, as for an order of growth: a chart scales the line to pass through the middle of the data. */
  readonly scaled: boolean
  /** The value of the measure at position x, at the figure's setting p, if the answer were right; NaN where it says nothing. `y`: the row of a matrix. */
  at(x: number, p: Readonly<Record<string, Value>>, y?: number): number
}

/** The maximum length of an answer in an address. */
export const MOST_ANSWER = 2000

/** An answer of the reader as it was read. */
export interface DrawnAnswer {
  /** In words: "1/√d", "a sketch". */
  readonly label: string
  /** The answer as a function for each measure that it is drawn over. */
  on(measure: string): AnswerFunction
}

/** Reads the canonical text of an answer, which may be untrusted; undefined if it is not an answer, or if answers of this kind are not functions. */
export function readDrawnAnswer(question: Question, text: string): DrawnAnswer | undefined {
  if (text.length > MOST_ANSWER) return undefined
  switch (question.kind) {
    case 'number':
      return ofFormula(readPostfix(text, []))
    case 'formula':
    case 'order':
      return ofFormula(readPostfix(text, Object.keys(question.variables)))
    case 'sketch': {
      const curves = readCurves(text, Object.keys(question.curves))
      return (
        curves && {
          label: 'a sketch',
          on:
            (measure) =>
            ({ x = Number.NaN }) =>
              curveAt(curves[measure] ?? [], x, question.scales),
        }
      )
    }
    default:
      return undefined
  }
}

const ofFormula = (formula: Formula | undefined): DrawnAnswer | undefined =>
  formula && { label: formulaText(formula), on: () => (at) => evaluate(formula, at) }

/** The lines of an answer in one figure. */
export function answerLines(question: Question, answer: DrawnAnswer, figure: string): readonly AnswerLine[] {
  return (question.draws ?? [])
    .filter((drawing) => drawing.figure === figure)
    .map((drawing) => {
      const value = answer.on(drawing.measure)
      return {
        measure: drawing.measure,
        scaled: question.kind === 'order',
        at: (x, p, y) => drawing.line(value, x, p, y),
      }
    })
}

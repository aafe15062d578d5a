import type { Experiment } from '../experiment'
import { evaluate, readPostfix } from '../params/formula'
import type { Value } from '../params/params'
import type { AnswerFunction, Question } from '../questions'
import type { View } from '../views'
import type { Params } from '../params/params'
import type { Measures } from '../readings/measures'
import { type CurveScales, curveAt, readCurves } from './curves'

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

/** An answer as a function for each measure, from its canonical text; undefined if the text is none, or if answers of this kind are no functions. */
export function answerFunction(
  question: Question,
  text: string,
  experiment: Experiment,
): ((measure: string) => AnswerFunction) | undefined {
  if (text.length > MOST_ANSWER) return undefined
  switch (question.kind) {
    case 'number':
      return ofFormula(text, [])
    case 'formula':
    case 'order':
      return ofFormula(text, Object.keys(question.variables))
    case 'sketch': {
      const names = Object.keys(question.curves)
      const curves = readCurves(text, names)
      if (!curves) return undefined
      const scales = scalesOf(experiment, question.measure)
      return (measure) => {
        // A curve of the name of a measure is drawn over it; the only curve over any.
        const curve = curves[measure] ?? (names.length === 1 ? Object.values(curves)[0] : undefined) ?? []
        return ({ x = Number.NaN }) => curveAt(curve, x, scales)
      }
    }
    default:
      return undefined
  }
}

function ofFormula(text: string, letters: readonly string[]): (() => AnswerFunction) | undefined {
  const formula = readPostfix(text, letters)
  return formula && (() => (at) => evaluate(formula, at))
}

/** The lines of an answer in one figure; undefined if its text is no answer of this kind. */
export function answerLines(
  question: Question,
  text: string,
  figure: string,
  experiment: Experiment,
): readonly AnswerLine[] | undefined {
  const functions = answerFunction(question, text, experiment)
  if (!functions) return undefined
  return (question.draws ?? [])
    .filter((drawing) => drawing.figure === figure)
    .map((drawing) => {
      const answer = functions(drawing.measure)
      return {
        measure: drawing.measure,
        scaled: question.kind === 'order',
        at: (x, p, y) => drawing.line(answer, x, p, y),
      }
    })
}

/** The scales of the axes that a measure is drawn on. */
function scalesOf({ views }: Experiment, measure: string): CurveScales {
  const shows = (view: View<Params, Measures>) =>
    (view.kind === 'series' || view.kind === 'race' || view.kind === 'fit') && view.measures.includes(measure)
  const view = views.find(shows)
  const scale = (axis: 'x' | 'y') =>
    view && (view.kind === 'series' || view.kind === 'race' || view.kind === 'fit')
      ? (view[axis].scale ?? 'linear')
      : 'linear'
  return { x: scale('x'), y: scale('y') }
}

import {
  answerLines,
  type Experiment,
  evaluate,
  parseValue,
  type Question,
  readDrawnAnswer,
  readPostfix,
  type Value,
} from '../experiment'
import type { Session } from '../figure/session'
import type { FigureAnswer } from '../figure/state'

/** Draws an answer in one figure, or notes there that it sets a number. Returns a sentence if it does neither. */
export function drawAnswer(
  session: Session,
  experiment: Experiment,
  question: Question,
  name: string,
  text: string,
  predicted?: string,
): readonly string[] {
  const [, figure = ''] = session.id.split('/')
  const answer = readDrawnAnswer(question, text)
  const lines = answer ? answerLines(question, answer, figure) : []
  const sets = answer && numberSet(experiment, question, figure, text)
  if (answer && (lines.length > 0 || sets)) {
    const first = predicted === undefined || predicted === text ? undefined : readDrawnAnswer(question, predicted)
    session.draw({
      question: name,
      text,
      label: answer.label,
      lines,
      ...(sets ? { sets } : {}),
      ...(first ? { predicted: { label: first.label, lines: answerLines(question, first, figure) } } : {}),
    })
    return []
  }
  const why = answer ? 'it is not drawn in this figure' : `it is no ${question.kind} as this page writes it`
  return [`The answer to "${name.slice(0, 40)}" was ignored: ${why}.`]
}

/** The number parameter of this figure that the answer to a question sets, with its legal value. */
function numberSet({ params }: Experiment, { runs }: Question, figure: string, text: string): FigureAnswer['sets'] {
  const param = runs?.figure === figure ? params[runs.param] : undefined
  const constant = param?.kind === 'number' ? readPostfix(text, []) : undefined
  if (!runs || !param || !constant) return undefined
  const { value } = parseValue(runs.param, param, evaluate(constant, {}))
  return value === undefined ? undefined : { param: runs.param, value }
}

/** The value that an answer gives to a parameter: its text, or its number for a parameter that is one. */
export function answerValue({ params }: Experiment, param: string, text: string): Value {
  const constant = params[param]?.kind === 'number' ? readPostfix(text, []) : undefined
  return constant ? evaluate(constant, {}) : text
}

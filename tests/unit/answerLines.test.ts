import { describe, expect, it } from 'vitest'
import { read } from '../../src/answer'
import { loadQuestions, problemIds } from '../../src/engine/catalog'
import {
  answerLines,
  curvesText,
  evaluate,
  initialValues,
  isAnswer,
  parseValue,
  parseValues,
  type Question,
  readDrawnAnswer,
  readPostfix,
} from '../../src/experiment'
import { drawer } from '../../src/numerics/laws/random'
import { everyExperiment } from '../runs'

const asked = (
  await Promise.all(
    problemIds.map(async (problem) =>
      Object.entries(await loadQuestions(problem)).map(([name, question]) => ({ problem, name, question })),
    ),
  )
).flat()

/** The canonical text of the right answer. */
function canonical(question: Question): string | undefined {
  if (question.kind === 'sketch')
    return curvesText(
      Object.fromEntries(
        Object.entries(question.curves).map(([name, { curve }]) => [
          name,
          question.x.map((x) => [x, curve(x)] as const),
        ]),
      ),
    )
  return question.kind === 'choice' || question.kind === 'words' ? undefined : read(question, question.answer).canonical
}

const figureOf = (problem: string, figure: string) => {
  const found = everyExperiment.find(({ id }) => id === `${problem}/${figure}`)
  if (!found) throw new Error(`There is no figure ${problem}/${figure}`)
  return found.experiment
}

const drawn = asked.flatMap(({ problem, name, question }) =>
  (question.draws ?? []).map((drawing) => ({ problem, name, question, drawing })),
)
const run = asked.flatMap(({ problem, name, question }) =>
  question.runs ? [{ problem, name, question, runs: question.runs }] : [],
)

it('finds questions that are drawn and questions that are run', () => {
  expect(drawn.length).toBeGreaterThan(8)
  expect(run.map(({ name }) => name)).toEqual(expect.arrayContaining(['matrix', 'selection', 'scale', 'gamma']))
})

describe('what an answer draws', () => {
  it.each(drawn)('is a line over $drawing.figure, $drawing.measure: $name', ({ problem, question, drawing }) => {
    const experiment = figureOf(problem, drawing.figure)
    const measure = experiment.measures[drawing.measure]
    const text = canonical(question) ?? ''
    const answer = readDrawnAnswer(question, text)
    const line = answer && answerLines(question, answer, drawing.figure).find((one) => one.measure === drawing.measure)
    if (!line || !measure) throw new Error(`The answer "${text}" draws nothing over ${drawing.measure}`)
    const { value: values } = parseValues(
      experiment.params,
      question.runs?.figure === drawing.figure ? question.runs.at : {},
    )
    const theory = experiment.theory(values, drawer(1))[drawing.measure]
    const found =
      theory?.kind === 'series'
        ? theory.at.map((x) => line.at(x, values))
        : theory?.kind === 'matrix'
          ? theory.rows.flatMap((row) => theory.columns.map((column) => line.at(column, values, row)))
          : [line.at(question.kind === 'sketch' ? question.x[0] : 4, values)]
    expect(found.some(Number.isFinite)).toBe(true)
  })
})

describe('what an answer runs', () => {
  it.each(run)('is a legal value of $runs.figure, $runs.param: $name', ({ problem, question, runs }) => {
    const experiment = figureOf(problem, runs.figure)
    const param = experiment.params[runs.param]
    const text = canonical(question) ?? ''
    if (!param) throw new Error(`There is no parameter ${runs.param}`)
    const constant = param.kind === 'number' ? readPostfix(text, []) : undefined
    expect(isAnswer(param) || constant !== undefined).toBe(true)
    expect(parseValue(runs.param, param, constant ? evaluate(constant, {}) : text)).toMatchObject({ problems: [] })
    expect(parseValues(experiment.params, runs.at, initialValues(experiment.params)).problems).toEqual([])
    // The figure says what has come of the answer.
    expect(experiment.ownClaims?.[runs.param]).toBeDefined()
  })
})

import { describe, expect, it } from 'vitest'
import { read } from '../../src/answer'
import type { Question } from '../../src/experiment'
import { evaluate, parseValue, RESERVED, readPostfix } from '../../src/experiment'
import { formulaHtml } from '../../src/pages/formulas'
import { answersOf, isTyped } from '../answers/forms'
import { everyInstance, everyQuestion } from '../answers/questions'
import { everyExperiment } from '../runs'

const NONE = { text: '', tokens: [] }

describe.each(everyQuestion)('$id', ({ problem, question }) => {
  const experiments = new Map(
    everyExperiment.flatMap(({ id, experiment }) =>
      id.startsWith(`${problem}/`) ? [[id.split('/')[1], experiment]] : [],
    ),
  )

  it('names figures, measures and parameters that there are', () => {
    for (const { figure, measure } of question.draws ?? [])
      expect(Object.keys(experiments.get(figure)?.measures ?? {})).toContain(measure)
    const settings = [question.runs, question.kind === 'sketch' ? question : undefined].flatMap((one) => one ?? [])
    for (const { figure, at } of settings)
      for (const name of Object.keys(at)) expect(Object.keys(experiments.get(figure)?.params ?? {})).toContain(name)
    if (question.runs)
      expect(Object.keys(experiments.get(question.runs.figure)?.params ?? {})).toContain(question.runs.param)
  })

  it('runs its right answers in the figure', () => {
    const { runs } = question
    if (!runs || !isTyped(question)) return
    const param = experiments.get(runs.figure)?.params[runs.param]
    if (!param) throw new Error(`${runs.figure} has no ${runs.param}`)
    const rights = [question.answer, ...Object.values(question.variants ?? {}).flatMap(({ answers }) => answers)]
    for (const answer of rights) {
      const { canonical } = read(question, answer)
      const value = param.kind === 'number' ? evaluate(readPostfix(canonical ?? '', []) ?? NONE, {}) : canonical
      const parsed = parseValue(runs.param, param, value)
      expect([answer, parsed.problems]).toEqual([answer, []])
      if (param.kind === 'number') expect(parsed.value).toBeCloseTo(Number(value), 3)
      else expect(parsed.value).toBe(value)
    }
  })

  it('says what a reader needs: a prompt, hints in order, a reply', () => {
    for (const text of [question.prompt, question.right, question.reveals]) expect(text.length).toBeGreaterThan(5)
    expect(question.hints.length).toBeGreaterThanOrEqual(2)
    expect(new Set(question.hints).size).toBe(question.hints.length)
  })

  it('draws a curve that is the right one', () => {
    if (question.kind === 'sketch' || !isTyped(question) || question.kind === 'tensor') return
    const letters = question.kind === 'number' ? [] : Object.keys(question.variables)
    const formula = readPostfix(read(question, question.answer).canonical ?? '', letters)
    for (const { figure, measure, line } of question.draws ?? []) {
      const experiment = experiments.get(figure)
      if (!formula || !experiment) throw new Error(`${figure} is missing`)
      const p = Object.fromEntries(Object.entries(experiment.params).map(([name, { initial }]) => [name, initial]))
      expect([measure, line((at) => evaluate(formula, at), 4, p, 9)]).toEqual([measure, expect.any(Number)])
    }
  })

  it('has letters that cannot be mistaken', () => {
    if (question.kind !== 'formula' && question.kind !== 'order') return
    for (const name of Object.keys(question.variables)) expect(RESERVED).not.toContain(name)
  })
})

const sketches = everyQuestion.flatMap(({ id, problem, question }) =>
  question.kind === 'sketch' ? [{ id, problem, question }] : [],
)

describe.each(sketches)('$id', ({ problem, question }) => {
  it('has the axes of its figure', () => {
    const experiment = everyExperiment.find(({ id }) => id === `${problem}/${question.figure}`)?.experiment
    const view = experiment?.views.find((one) => one.kind === 'series' && one.measures.includes(question.measure))
    if (view?.kind !== 'series') throw new Error(`No series shows ${question.measure}`)
    const measure = experiment?.measures[question.measure]
    const stored = measure?.kind === 'series' && measure.stored === 'log10' ? 'log10' : 'linear'
    expect(question.scales).toEqual({ x: view.x.scale ?? 'linear', y: view.y.scale ?? stored })
  })
})

/** All texts of a question that a reader sees. */
const textsOf = (question: Question): readonly string[] => [
  question.prompt,
  question.right,
  question.reveals,
  ...question.hints,
  ...('points' in question ? question.points : []),
  ...('options' in question ? Object.values(question.options).flatMap(({ label, says }) => [label, says ?? '']) : []),
  ...('misconceptions' in question ? Object.values(question.misconceptions).map(({ says }) => says) : []),
  ...('variants' in question ? Object.values(question.variants ?? {}).map(({ says }) => says) : []),
]

describe.each(everyInstance)('$id', ({ question }) => {
  it('has texts whose formulas can be set', () => {
    for (const text of textsOf(question)) {
      const parts = text.split('$')
      expect([text, parts.length % 2]).toEqual([text, 1])
      for (const formula of parts.filter((_, k) => k % 2 === 1)) expect(formulaHtml(formula)).toContain('<math')
      for (const words of parts.filter((_, k) => k % 2 === 0))
        expect([text, words]).toEqual([text, expect.not.stringMatching(/[\\_^{}]| {2}/)])
    }
  })

  it('shows each of its answers as mathematics', () => {
    if (!isTyped(question)) return
    for (const { answer } of answersOf(question))
      expect(formulaHtml(read(question, answer).tex ?? '\\missing')).toContain('<math')
  })
})

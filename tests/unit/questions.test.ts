import { describe, expect, it } from 'vitest'
import { judge, read } from '../../src/answer'
import { gridOf } from '../../src/answer/formula/agree'
import type {
  FormulaQuestion,
  NumberQuestion,
  OrderQuestion,
  Question,
  TensorQuestion,
  View,
} from '../../src/experiment'
import { evaluate, parseValue, RESERVED, readPostfix } from '../../src/experiment'
import { everyInstance, everyQuestion } from '../questions'
import { everyExperiment } from '../runs'

type Typed = NumberQuestion | FormulaQuestion | OrderQuestion | TensorQuestion
const isTyped = (question: Question): question is Typed => 'answer' in question && question.kind !== 'choice'

const typed = everyInstance.flatMap(({ id, question }) => (isTyped(question) ? [{ id, question }] : []))
const judged = (question: Question, answer: string) => judge(question, answer)

/** Forms of answers, right and wrong, written by hand: in the folder of the tests of each problem. */
const written = import.meta.glob<{ default: Readonly<Record<string, Forms>> }>('../problems/*/forms.ts', {
  eager: true,
})
interface Forms {
  readonly right: readonly string[]
  readonly wrong?: readonly string[]
  readonly unreadable?: readonly string[]
}

describe('the questions', () => {
  it('are there, in every problem', () => {
    expect(new Set(everyQuestion.map(({ problem }) => problem)).size).toBe(5)
    expect(everyQuestion.length).toBeGreaterThan(20)
  })

  it('have forms written by hand, each of them', () => {
    const withForms = Object.entries(written).flatMap(([path, { default: forms }]) =>
      Object.keys(forms).map((name) => `${path.split('/')[2]}/${name}`),
    )
    expect(withForms.sort()).toEqual(
      everyQuestion.flatMap(({ id, question }) => (isTyped(question) ? [id] : [])).sort(),
    )
  })
})

/** The answer in other forms that are equal to it, whatever it is. */
function equalForms({ kind, answer, ...rest }: Typed): readonly string[] {
  if (kind === 'tensor') {
    const left = 'left' in rest ? rest.left : undefined
    return [
      answer,
      `(${answer})`,
      `2 (${answer}) / 2`,
      `${answer} + 0`,
      `-(-(${answer}))`,
      answer.replaceAll('I', 'K'),
      answer.replaceAll(',', ' , '),
      `${left?.name}[${left?.indices.join(',')}] = ${answer}`,
      answer.replaceAll('[', '\\left[').replaceAll(']', '\\right]'),
      answer.replaceAll(' - ', ' − ').replaceAll(' L', ' · L'),
    ]
  }
  const forms = [
    answer,
    `(${answer})`,
    ` ${answer} `,
    `1*(${answer})`,
    `(${answer})/1`,
    `2 (${answer}) / 2`,
    `(${answer}) + 0`,
    `exp(log(${answer}))`,
    `√((${answer})^2)`,
    `((${answer})^2)^0.5`,
    `\\frac{${answer}}{1}`,
    `\\left(${answer}\\right)`,
    `[${answer}]`,
    answer.replaceAll('*', '·').replaceAll('-', '−').replaceAll('sqrt', '√'),
    answer.replaceAll('^', '**'),
    answer.replaceAll(/[0-9()+\-/*^]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
    ...(rest.names ?? []).map((name) => `${name}${name.endsWith('<') ? '' : ' ='} ${answer}`),
  ]
  // A value that is negative or zero has no logarithm, and no root of its square.
  return kind === 'number' && !(numberOf(answer) > 0) ? forms.filter((form) => !/exp|√\(\(|\^0\.5/.test(form)) : forms
}

const numberOf = (answer: string): number => {
  const { canonical = '' } = read(numberQuestion, answer)
  const formula = readPostfix(canonical, [])
  return formula ? evaluate(formula, {}) : Number.NaN
}
const numberQuestion: NumberQuestion = {
  kind: 'number',
  prompt: '',
  right: '',
  hints: [],
  reveals: '',
  answer: '1',
  misconceptions: {},
}

describe.each(typed)('$id', ({ question }) => {
  it('takes its answer as right, in at least six equal forms', () => {
    const forms = equalForms(question)
    expect(new Set(forms).size).toBeGreaterThanOrEqual(6)
    for (const form of forms)
      expect([form, judged(question, form)]).toEqual([form, { state: 'right', says: question.right }])
  })

  it('takes the TeX that it shows for a formula as that formula', () => {
    for (const { answer, known } of answersOf(question)) {
      const { tex = '', canonical } = read(question, answer)
      if (canonical === undefined) continue
      expect([answer, tex, judged(question, tex)]).toEqual([answer, tex, judged(question, answer)])
      expect(known).toBeDefined()
    }
  })

  it('recognises each misconception as that one, and gives its reply', () => {
    for (const [misconception, { answers, says }] of Object.entries(question.misconceptions))
      for (const answer of answers)
        expect([answer, judged(question, answer)]).toEqual([answer, { state: 'wrong', misconception, says }])
  })

  it('recognises each variant of the right answer as that one', () => {
    for (const [variant, { answers, says }] of Object.entries(question.variants ?? {}))
      for (const answer of answers)
        expect([answer, judged(question, answer)]).toEqual([answer, { state: 'right', variant, says }])
  })

  it('calls no near miss right', () => {
    const { answer } = question
    const misses =
      question.kind === 'tensor'
        ? [`2 ${answer}`, `-(${answer})`, `${answer} + 1`, `1.001 (${answer})`]
        : question.kind === 'order'
          ? [
              `(${answer})^1.01`,
              `(${answer}) log(${answer})`,
              `sqrt(${answer})`,
              `-(${answer})`,
              `0*(${answer})`,
              '1',
              `2^(${answer})`,
            ]
          : [
              `1.02 (${answer})`,
              `(${answer}) + 1`,
              `-(${answer}) - 1`,
              `(${answer})^2 + 3`,
              '0.123456789',
              `(${answer})/(1-1)`,
            ]
    for (const miss of misses) expect([miss, judged(question, miss).state]).not.toEqual([miss, 'right'])
  })

  it('calls no answer of another question right, unless it is equal', () => {
    for (const other of everyQuestion) {
      if (!isTyped(other.question)) continue
      for (const { answer } of answersOf(other.question)) {
        const { state } = judged(question, answer)
        if (state === 'right') expect([answer, isEqual(question, answer)]).toEqual([answer, true])
      }
    }
  })

  it('gives the answer away in no hint and in no reply to a wrong answer', () => {
    const replies = [...question.hints, ...Object.values(question.misconceptions).map(({ says }) => says)]
    for (const text of replies)
      for (const part of formulasIn(text))
        expect([text, part, judged(question, part).state]).not.toEqual([text, part, 'right'])
  })
})

const NONE = { text: '', tokens: [] }

/** The answers that a question knows, right and wrong. */
const answersOf = (question: Typed) => [
  { answer: question.answer, known: 'right' },
  ...Object.entries({ ...question.variants, ...question.misconceptions }).flatMap(([known, { answers }]) =>
    answers.map((answer) => ({ answer, known })),
  ),
]

/** Whether an answer, read in a question, has the values of its right answer or of a variant, compared here without the judge. */
function isEqual(question: Typed, answer: string): boolean {
  const rights = [question.answer, ...Object.values(question.variants ?? {}).flatMap(({ answers }) => answers)]
  const given = read(question, answer).canonical ?? ''
  return rights.some((right) => {
    const expected = read(question, right).canonical ?? ''
    if (question.kind === 'tensor') return given.split(' ').sort().join() === expected.split(' ').sort().join()
    const letters = question.kind === 'number' ? [] : Object.keys(question.variables)
    const [a, b] = [readPostfix(given, letters), readPostfix(expected, letters)]
    const points =
      question.kind === 'formula' ? gridOf(question) : question.kind === 'order' ? [{ L: 1e9, T: 1e9 }] : [{}]
    return (
      a !== undefined &&
      b !== undefined &&
      points.every(
        (point) =>
          Math.abs(evaluate(a, point) / evaluate(b, point) - 1) < 1e-6 || evaluate(a, point) === evaluate(b, point),
      )
    )
  })
}

/** What can be read as an answer in a text: formulas between dollar signs, their right sides, numbers and fractions outside of them. */
function formulasIn(text: string): readonly string[] {
  const set = [...text.matchAll(/\$([^$]+)\$/g)].map(([, inside = '']) => inside)
  const plain = [...text.replaceAll(/\$[^$]+\$/g, ' ').matchAll(/\d+(?:[.,/]\d+)*/g)].map(([number]) => number)
  return [...set, ...set.flatMap((inside) => inside.split(/=|\\le/)), ...plain].filter((part) => part.trim() !== '')
}

describe.each(Object.entries(written))('%s', (path, { default: forms }) => {
  const problem = path.split('/')[2]
  it.each(Object.entries(forms))('%s', (name, { right, wrong = [], unreadable = [] }) => {
    const question = everyQuestion.find(({ id }) => id === `${problem}/${name}`)?.question
    if (!question) throw new Error(`There is no question ${problem}/${name}`)
    expect(right.length).toBeGreaterThanOrEqual(6)
    const outcomes = (answers: readonly string[]) => answers.map((answer) => [answer, judged(question, answer).state])
    expect(outcomes(right)).toEqual(right.map((answer) => [answer, 'right']))
    expect(outcomes(wrong)).toEqual(wrong.map((answer) => [answer, 'wrong']))
    expect(outcomes(unreadable)).toEqual(unreadable.map((answer) => [answer, 'unreadable']))
  })
})

/** Inputs that nobody should send. */
const HOSTILE = [
  '',
  ' ',
  '\n',
  '\t\t',
  'constructor',
  '__proto__',
  'toString()',
  'hasOwnProperty',
  'valueOf',
  '[].constructor.constructor("x")()',
  'import("x")',
  'cot(1)',
  'f(x) = x',
  'a = 1; b = 2',
  'd = 3',
  '9!!!!!!',
  '9999999999!',
  '9^9^9^9^9',
  '1/0',
  '0/0',
  '-1/0',
  'sqrt(-1)',
  'log(0)',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e309',
  '1e-400',
  '0x10',
  '0b1',
  '1_000',
  '1,2,3',
  '1..2',
  '--1',
  '+-+-1',
  '((((((((((',
  '))))))))))',
  '()',
  '[]',
  '{}',
  '(1',
  '1)',
  '1 2',
  '^',
  '*',
  '/',
  '-',
  '√',
  '\\',
  '\\frac',
  '\\frac{',
  '\\frac{1}{',
  '\\frac{1}{}',
  '\\frac{}{}',
  '\\frac)(',
  '$',
  '$$',
  '%',
  '100%%',
  '=',
  '==',
  '1=1',
  '😀',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  '\u202e1/2',
  '\u200f1/2\u200f',
  '\u2066d\u2069',
  '\u0000',
  '\ufeff',
  'אבג',
  'مرحبا',
  '٣',
  '１／２',
  'é'.normalize('NFD'),
  '\ud800',
  'a'.repeat(10_000),
  '1+'.repeat(5000),
  '('.repeat(10_000),
  `${'2^'.repeat(90)}2`,
  '√'.repeat(199),
  '-'.repeat(199),
  '1'.repeat(199),
  'exp('.repeat(60),
  'sum_i '.repeat(60),
  'L[L[L[L[b]]]]',
  'W[j,I',
  'W[',
  'W]',
  'W[]',
  'W[,]',
  'W[j,,I]',
  'S[S[j]]',
  'W[j,I] L[b,x,y,I] '.repeat(20),
  '<script>alert(1)</script>',
  "';--",
  '%s%n',
]

describe.each(everyQuestion)('hostile answers to $id', ({ question }) => {
  it('get a sentence or are wrong, and never throw', () => {
    for (const answer of HOSTILE) {
      const { fault, tex } = read(question, answer)
      if (fault) {
        expect(fault.says).toMatch(/^.{10,200}[.…”)]$/su)
        expect(fault.at).toBeGreaterThanOrEqual(0)
        expect(fault.length).toBeGreaterThanOrEqual(0)
        expect(fault.at + fault.length).toBeLessThanOrEqual(answer.length)
      }
      const judgement = judged(question, answer)
      if (question.kind !== 'words') expect([answer, tex, judgement.state]).not.toEqual([answer, tex, 'kept'])
      if (isTyped(question) && judgement.state === 'right')
        expect([answer, isEqual(question, answer)]).toEqual([answer, true])
      if (judgement.state === 'unreadable') expect(judgement.says.length).toBeGreaterThan(10)
    }
  })
})

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
    const isOf = (view: View<never, never>) =>
      view.kind === 'series' && view.measures.some((name) => String(name) === question.measure)
    const view = experiment?.views.find((one) => isOf(one as View<never, never>))
    if (view?.kind !== 'series') throw new Error(`No series shows ${question.measure}`)
    const measure = experiment?.measures[question.measure]
    const stored = measure?.kind === 'series' && measure.stored === 'log10' ? 'log10' : 'linear'
    expect(question.scales).toEqual({ x: view.x.scale ?? 'linear', y: view.y.scale ?? stored })
  })
})

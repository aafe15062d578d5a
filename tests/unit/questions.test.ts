import { describe, expect, it } from 'vitest'
import { judge, read } from '../../src/answer'
import { gridOf } from '../../src/answer/formula/agree'
import { parseFormula } from '../../src/answer/formula/reading/parse'
import { printed } from '../../src/answer/formula/tree'
import type { Question } from '../../src/experiment'
import { evaluate, readPostfix } from '../../src/experiment'
import { randomOf } from '../../src/experiment/random'
import { answersOf, equalForms, HOSTILE, isTyped, rewritten, type Typed } from '../answers/forms'
import { everyInstance, everyQuestion } from '../answers/questions'
import { everyExperiment } from '../runs'

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
    expect(new Set(everyQuestion.map(({ problem }) => problem))).toEqual(
      new Set(everyExperiment.map(({ problem }) => problem)),
    )
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

describe.each(typed)('$id', ({ question }) => {
  it('takes its answer as right, in at least six equal forms', () => {
    const forms = equalForms(question)
    expect(new Set(forms).size).toBeGreaterThanOrEqual(6)
    for (const form of forms)
      expect([form, judged(question, form)]).toEqual([form, { state: 'right', says: question.right }])
  })

  it('takes an answer that is given in two forms as one', () => {
    if (question.kind === 'tensor') return
    const bare = (form: string) => form.replaceAll(/[\s()]/g, '')
    for (const other of equalForms(question).slice(0, 8)) {
      const forms = bare(other) === bare(question.answer) ? ['='] : ['=', 'or', '(']
      for (const sign of forms) {
        const twice = `${question.answer} ${sign} ${other}${sign === '(' ? ')' : ''}`
        expect([twice, judged(question, twice).state]).toEqual([twice, 'right'])
      }
    }
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

  it('calls no misconception right because its weights have other names', () => {
    if (question.kind !== 'tensor' || !question.ownBranch) return
    for (const [misconception, { answers }] of Object.entries(question.misconceptions))
      for (const answer of answers)
        expect([answer, judged(question, answer.replaceAll('W[', 'V['))]).toMatchObject([answer, { misconception }])
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
              `-(${answer}) - 1.7`,
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

  it('says in no reply what stands before it: "Right." or "Not yet."', () => {
    const replies = Object.values({ ...question.variants, ...question.misconceptions }).map(({ says }) => says)
    for (const says of [question.right, ...replies]) expect(says).not.toMatch(/^(right|not yet|yes|correct)\b/i)
  })

  it('gives the answer away in no hint and in no reply to a wrong answer', () => {
    const replies = [...question.hints, ...Object.values(question.misconceptions).map(({ says }) => says)]
    for (const text of replies)
      for (const part of formulasIn(text))
        expect([text, part, judged(question, part).state]).not.toEqual([text, part, 'right'])
  })
})

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

describe.each(typed.filter(({ question: { kind } }) => kind !== 'tensor'))('random forms of $id', ({ question }) => {
  const letters = question.kind === 'number' ? {} : 'variables' in question ? question.variables : {}
  const spelled = Object.fromEntries(Object.keys(letters).map((name) => [name, []]))

  it('are right if they are equal, and not right if they are a little more', () => {
    const random = randomOf(7)
    let counted = 0
    for (let k = 0; k < 40; k += 1) {
      const form = printed(rewritten(rewritten(parseFormula(question.answer, spelled), random), random))
      if (form.length > 180) continue
      counted += 1
      expect([form, judged(question, form).state]).toEqual([form, 'right'])
      if (question.kind !== 'order')
        expect([form, judged(question, `1.02 (${form}) + 0.001`).state]).not.toEqual([form, 'right'])
    }
    expect(counted).toBeGreaterThan(20)
  })
})

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
    // Every wrong answer gets a sentence about itself, and no sentence contains a right answer.
    for (const answer of wrong) {
      const said = judged(question, answer)
      const text = said.state === 'wrong' ? (said.says ?? said.remark ?? '') : ''
      expect([answer, text]).toEqual([answer, expect.stringMatching(/^.{15,}[.?]$/)])
      for (const part of formulasIn(text))
        if (!answer.includes(part))
          expect([answer, text, judged(question, part).state]).not.toEqual([answer, text, 'right'])
    }
  })
})

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

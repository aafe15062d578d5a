import { describe, expect, it } from 'vitest'
import {
  answerText,
  formula,
  formulaText,
  isAnswer,
  isOwn,
  parseValue,
  readPostfix,
  readTensor,
  tensor,
  tensorText,
} from '../../../../src/experiment'

const own = formula({
  label: 'your σ',
  letters: { d: 'inputs' },
  refuses: (f) => (f({ d: 4 }) > 9 ? 'it is over 9' : undefined),
})
const space = {
  left: ['b', 'x', 'y', 'j'],
  operands: { W: ['j', 'i'], L: ['b', 'x', 'y', 'i'] },
  maps: { S: { of: 'j', to: 'i' } },
  functions: ['sigma'],
}
const expression = tensor({ label: 'your expression', space })

describe('a formula as text', () => {
  it.each([
    ['1 d sqrt /', '1/√d'],
    ['1 2 d * sqrt /', '1/√(2 · d)'],
    ['gamma L 1 - ^', 'γ^(L − 1)'],
    ['2 N * d * L 1 - *', '2 · N · d · (L − 1)'],
    ['1 d L / /', '1/(d/L)'],
    ['1 d / L /', '1/d/L'],
    ['1 d L - -', '1 − (d − L)'],
    ['d neg 2 ^', '(−d)^2'],
    ['d 2 ^ neg', '−d^2'],
    ['d 1 + neg', '−(d + 1)'],
    ['2 3 ^ d ^', '(2^3)^d'],
    ['d log 2 *', 'log(d) · 2'],
  ])('%s is written %s', (text, written) => {
    const read = readPostfix(text, ['d', 'L', 'N', 'gamma'])
    expect(read && formulaText(read)).toBe(written)
  })

  it.each([
    ['W[j,I] L[b,x,y,I] * sum:I', 'W[j,I] L[b,x,y,I]'],
    ['L[b,x,y,S[j]]', 'L[b,x,y,S[j]]'],
    ['W[j,I] L[b,x,y,I] * sum:I 2 *', 'W[j,I] L[b,x,y,I] 2'],
    ['L[b,x,y,j] 1 + sigma neg', '−sigma(L[b,x,y,j] + 1)'],
    ['L[b,x,y,j] 1 + 2 *', '(L[b,x,y,j] + 1) 2'],
    ['L[b,x,y,k] sum:k', 'Σ_k L[b,x,y,k]'],
  ])('%s is written %s', (text, written) => {
    const read = readTensor(text, space)
    expect(read && tensorText(read)).toBe(written)
  })
})

describe('a parameter that runs an answer', () => {
  it('takes a formula in its letters as it is, and none', () => {
    expect(parseValue('sigma', own, '1 d /')).toEqual({ value: '1 d /', problems: [] })
    expect(parseValue('sigma', own, '')).toEqual({ value: '', problems: [] })
    expect(answerText(own, '1 d /')).toBe('1/d')
    expect(answerText(own, '')).toBeUndefined()
  })

  it('refuses what the figure cannot use, in the words of the formula', () => {
    expect(parseValue('sigma', own, 'd d * ')).toMatchObject({ value: undefined })
    expect(parseValue('sigma', own, 'd d *')).toEqual({
      value: undefined,
      problems: ['sigma = d · d was ignored: it is over 9.'],
    })
  })

  it.each([
    3,
    true,
    null,
    undefined,
    {},
    [],
    'd d',
    '1/d',
    'L',
    '__proto__',
    'toString',
    '1 d / ',
    '💥',
    '9'.repeat(10_000),
  ])('refuses %j with one sentence of limited length', (given) => {
    for (const param of [own, expression]) {
      const { value, problems } = parseValue('own', param, given)
      expect(value).toBeUndefined()
      expect(problems).toEqual([
        expect.stringMatching(/^own = .* was ignored: it is an? .*, as this page writes it\.$/u),
      ])
      expect(problems[0]?.length).toBeLessThan(200)
    }
  })

  it('takes a tensor expression in its space', () => {
    expect(parseValue('expression', expression, 'L[b,x,y,S[j]]')).toEqual({ value: 'L[b,x,y,S[j]]', problems: [] })
    expect(parseValue('expression', expression, 'L[b,x,y,i]').value).toBeUndefined()
    expect(answerText(expression, 'L[b,x,y,J] sum:J')).toBe('L[b,x,y,J]')
  })

  it('is an answer, and not a text of the reader that stays in this browser', () => {
    for (const param of [own, expression]) expect([isAnswer(param), isOwn(param)]).toEqual([true, false])
  })
})

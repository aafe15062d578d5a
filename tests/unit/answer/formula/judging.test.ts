import { describe, expect, it } from 'vitest'
import { judge, read } from '../../../../src/answer'
import { pointsOf } from '../../../../src/answer/formula/agree'
import { type FormulaQuestion, type OrderQuestion, tex } from '../../../../src/experiment'

const asked = { prompt: '', right: 'right', hints: [], reveals: '', misconceptions: {} } as const

describe('a formula', () => {
  const scale: FormulaQuestion = {
    ...asked,
    kind: 'formula',
    variables: { d: { symbol: tex`d`, meaning: 'inputs', values: [1, 2, 3, 16, 1024] } },
    names: ['sigma'],
    answer: '1/sqrt(d)',
  }

  it('is compared at legal values beside those that the question names', () => {
    // The products are zero at all values that the question names but one, and at all of them.
    const almost = '1/sqrt(d) + 1e-6 (d-1)(d-2)(d-3)(d-16)'
    expect(judge(scale, almost).state).toBe('wrong')
    expect(judge(scale, `${almost}(d-1024)`).state).toBe('wrong')
    expect(judge(scale, `1/sqrt(d) + (${'d-1)('.repeat(3)}d-1024)/1e6`).state).toBe('wrong')
  })

  it('is compared at legal values only, in whole numbers where they are whole', () => {
    const below: FormulaQuestion = { ...scale, legal: ({ d = 0 }) => d < 100 }
    expect(pointsOf(below).every(({ d = 0 }) => d < 100 && Number.isInteger(d))).toBe(true)
    expect(pointsOf(scale).length).toBeGreaterThan(40)
    expect(pointsOf(scale)).toEqual(pointsOf(scale))
    const real: FormulaQuestion = { ...scale, variables: { d: { symbol: tex`d`, meaning: '', values: [0.5, 2] } } }
    const drawn = pointsOf(real).slice(2)
    expect(drawn.every(({ d = 0 }) => d > 0.5 && d < 2 && !Number.isInteger(d))).toBe(true)
  })

  it('is right within rounding, and no further', () => {
    expect(judge(scale, '1.0000000001/sqrt(d)').state).toBe('right')
    expect(judge(scale, '1.00000001/sqrt(d)').state).toBe('wrong')
  })

  it('without a finite value somewhere is named with the place', () => {
    expect(judge(scale, '1/(d-2)')).toEqual({
      state: 'unreadable',
      says: 'This has no finite value at d = 2.',
      at: 0,
      length: 7,
    })
    expect(judge(scale, 'sqrt(2-d)')).toMatchObject({ state: 'unreadable', says: 'This has no finite value at d = 3.' })
  })

  it('whose exponent ends too early is told so, if the whole exponent would be right', () => {
    expect(judge(scale, 'd^-1/2')).toMatchObject({ state: 'wrong', says: expect.stringContaining('exponent') })
    expect(judge(scale, 'd^1/2')).toMatchObject({ state: 'wrong', remark: expect.any(String) })
    expect(judge(scale, '√1/d')).toMatchObject({ state: 'wrong', says: expect.stringContaining('root') })
  })

  it('may have its name before it, and no other', () => {
    expect(judge(scale, '\\sigma = 1/sqrt(d)').state).toBe('right')
    expect(judge(scale, 'tau = 1/sqrt(d)')).toMatchObject({ state: 'unreadable', at: 0, length: 5 })
    expect(read(scale, 'sigma = 1/sqrt(x)').fault).toMatchObject({ at: 15, length: 1 })
  })
})

describe('an order', () => {
  const order: OrderQuestion = {
    ...asked,
    kind: 'order',
    variables: {
      L: { symbol: tex`L`, meaning: 'layers', values: [20] },
      d: { symbol: tex`d`, meaning: 'width', values: [32] },
    },
    grows: 'L',
    answer: 'L',
  }
  const outcome = (answer: string, right = 'L') => judge({ ...order, answer: right }, answer).state

  it.each([
    'L',
    '3L+1',
    'L + 1e6',
    'O(L)',
    'Θ(L)',
    '\\mathcal{O}\\left(L\\right)',
    'd^3 L',
    'L/1e6 + 1e9',
    '(L+1)^2 - L^2',
    'L(L+1)/2 - L(L-1)/2',
    'L + sqrt L',
    'L + 100 log L',
    'L^2/(L+1)',
    'sqrt(L^2 + L)',
    'exp(log(L))',
    'L (1 + 1/log L) - L/log L',
    'L^3/L^2',
    '(L^-1)^-1',
  ])('takes %s as L', (answer) => {
    expect(outcome(answer)).toBe('right')
  })

  it.each([
    'L^2',
    'L log L',
    'L log log L',
    'L/log L',
    'L^1.01',
    'L^0.99',
    'L^1.0001',
    '2^L',
    'sqrt(L)',
    'log L',
    '1',
    'd',
    '1/L',
    '-L',
    '0',
    'L - L',
    'L - L^2',
    'L^2/(L+1)^2',
    'L + L^2/1e9',
    '1.0001 L^2 - L^2 + L',
    'exp(L)',
    'L^L',
    '1/(L - L)',
  ])('does not take %s as L', (answer) => {
    expect(outcome(answer)).not.toBe('right')
  })

  it('knows other orders', () => {
    expect(outcome('L log_2 L + 5L', 'L log L')).toBe('right')
    expect(outcome('L', 'L log L')).toBe('wrong')
    expect(outcome('L(L+1)/2', 'L^2')).toBe('right')
    expect(outcome('2^(L+3)', '2^L')).toBe('wrong')
  })

  it('says why a number of steps cannot be so', () => {
    expect(judge(order, '-L')).toMatchObject({ says: expect.stringContaining('not positive') })
    expect(judge(order, 'L - L')).toMatchObject({ says: expect.stringContaining('not positive') })
    expect(judge(order, '7')).toMatchObject({ says: 'This does not grow with L.' })
    expect(judge(order, 'O(L')).toMatchObject({ state: 'unreadable', at: 1, length: 1 })
  })
})

describe('a number', () => {
  const number = (answer: string, more = {}) => ({ ...asked, kind: 'number', answer, ...more }) as const
  it.each([
    ['1024', '1024', 'right'],
    ['1024', '1024.0001', 'wrong'],
    ['1/sqrt(2)', '0.707', 'right'],
    ['1/sqrt(2)', '0.7071', 'right'],
    ['1/sqrt(2)', '0.708', 'wrong'],
    ['1/64', '1.56 %', 'right'],
    ['1/64', '1.57 %', 'wrong'],
    ['1/64', '0,0156', 'right'],
    ['1/4', '25 %', 'right'],
    ['1/4', '25', 'wrong'],
    ['0', '0', 'right'],
    ['0', '1e-9', 'wrong'],
    ['-1', '−1', 'right'],
  ] as const)('%s from %s: %s', (answer, given, state) => {
    expect(judge(number(answer), given).state).toBe(state)
  })

  it('near the answer is told how many digits count', () => {
    expect(judge(number('1/sqrt(2)'), '0.71')).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('three significant digits'),
    })
    expect(judge(number('1/sqrt(2)'), '0.7')).toEqual({ state: 'wrong', remark: 'Yours is a little too small.' })
  })

  it('with a point between thousands is told how it was read', () => {
    expect(judge(number('622592'), '622.592')).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('decimal point'),
    })
    expect(judge(number('622592'), '622.593')).toEqual({ state: 'wrong', remark: 'Yours is far too small.' })
  })

  it('has no letters, and the faults speak of none', () => {
    expect(judge(number('1'), '2 +')).toMatchObject({ says: 'A number is missing after +.' })
    expect(judge(number('1'), '2 + d')).toMatchObject({ says: expect.stringContaining('This answer is a number') })
  })

  it('may have its unit, and no other', () => {
    const weights = number('1024', { unit: 'weights' })
    expect(judge(weights, '1024 weights').state).toBe('right')
    expect(judge(weights, '1024 Weight.').state).toBe('right')
    expect(judge(weights, '1024 kg')).toMatchObject({ state: 'unreadable', at: 5 })
  })

  it.each(['1/0', '0/0', 'sqrt(-1)', 'log(0)', '9^9^9^9'])('%s has no value', (given) => {
    expect(judge(number('1'), given)).toMatchObject({
      state: 'unreadable',
      says: expect.stringContaining('no finite value'),
    })
  })
})

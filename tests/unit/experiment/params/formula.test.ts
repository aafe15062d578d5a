import { describe, expect, it } from 'vitest'
import { evaluate, readPostfix } from '../../../../src/experiment'

const read = (text: string, letters: readonly string[] = ['d', 'N_b']) => readPostfix(text, letters)

describe('a formula in postfix notation', () => {
  it.each([
    ['1 d sqrt /', { d: 16 }, 0.25],
    ['d 0.5 neg ^', { d: 16 }, 0.25],
    ['2 N_b * d 1 - *', { d: 4, N_b: 3 }, 18],
    ['d log exp', { d: 5 }, 5],
    ['1e-3', {}, 0.001],
    ['7 3 -', {}, 4],
    ['1 0 /', {}, Number.POSITIVE_INFINITY],
  ])('%s at %o', (text, values, expected) => {
    const formula = read(text)
    if (!formula) throw new Error(`"${text}" was refused`)
    expect(formula.text).toBe(text)
    expect(evaluate(formula, values)).toBeCloseTo(expected, 12)
  })

  it.each([
    '',
    ' ',
    '1 ',
    '1  d +',
    '+',
    '1 +',
    '1 2',
    'x',
    'constructor',
    '__proto__',
    '1 toString',
    '-1',
    '.5',
    '1e9999',
    '1 d sqrt / /',
    'NaN',
    'Infinity',
    '0x10',
    '1,5',
    '9 !',
    'd\n1 +',
    '1 '.repeat(400),
    `${'1 '.repeat(65)}${'+ '.repeat(64)}`.trim(),
    '9'.repeat(10_000),
  ])('refuses %j', (text) => {
    expect(read(text)).toBeUndefined()
  })

  it('throws for a variable without a value, also one that every object inherits', () => {
    const formula = readPostfix('constructor 1 +', ['constructor'])
    expect(() => formula && evaluate(formula, {})).toThrow('needs constructor')
  })
})

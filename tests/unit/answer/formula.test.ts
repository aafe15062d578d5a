import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, read } from '../../../src/answer'
import { attempted } from '../../../src/answer/fault'
import { pointsOf } from '../../../src/answer/formula/agree'
import { parseFormula } from '../../../src/answer/formula/reading/parse'
import { texOf } from '../../../src/answer/formula/tex'
import { type Operator, postfixOf, printed, type Tree } from '../../../src/answer/formula/tree'
import { evaluate, type FormulaQuestion, type OrderQuestion, readPostfix, tex } from '../../../src/experiment'

const LETTERS = { N: [], Nb: ['N_b'], L: [], gamma: ['γ'], d: [] }
const NAMES = Object.keys(LETTERS)
const postfix = (text: string) => postfixOf(parseFormula(text, LETTERS))
const faultOf = (text: string) => {
  const read = attempted(() => parseFormula(text, LETTERS))
  return 'fault' in read ? read.fault : undefined
}

describe('a formula as people type it', () => {
  it.each([
    ['1/√d', '1 d sqrt /'],
    ['d^-0.5', 'd 0.5 neg ^'],
    ['2NN_b(L-1)', '2 N * Nb * L 1 - *'],
    ['2 N N_{b} (L−1)', '2 N * Nb * L 1 - *'],
    ['γ^(L−1)', 'gamma L 1 - ^'],
    ['1/sqrt 2', '1 2 sqrt /'],
    ['d**-.5', 'd 0.5 neg ^'],
    ['\\frac{1}{\\sqrt{d}}', '1 d sqrt /'],
    ['\\frac12 N', '1 2 / N *'],
    ['d⁻¹', 'd 1 neg ^'],
    ['½N', '1 2 / N *'],
    // A division of two numbers is a fraction; any other takes the whole product after it.
    ['1/2 N', '1 2 / N *'],
    ['1/dL', '1 d L * /'],
    ['L(L-1)', 'L L 1 - *'],
    ['(L-1)(L-2)', 'L 1 - L 2 - *'],
    ['N 2', 'N 2 *'],
    ['-d^2', 'd 2 ^ neg'],
    ['2^3^2', '2 3 2 ^ ^'],
    ['1-1-1', '1 1 - 1 -'],
    ['8/2/2', '8 2 / 2 /'],
    ['e^-d', '1 exp d neg ^'],
    ['log L^2', 'L 2 ^ log'],
    ['log_2 L', 'L log 2 log /'],
    ['√√d', 'd sqrt sqrt'],
    ['0,5', '0.5'],
    ['622 592', '622592'],
    ['1.5e-3', '0.0015'],
    ['１/√ｄ', '1 d sqrt /'],
    ['d.', 'd'],
  ])('%s', (text, expected) => {
    expect(postfix(text)).toBe(expected)
  })

  it.each([
    ['d+', 'missing after +', 1, 1],
    ['*d', 'missing before *', 0, 1],
    ['1/(d', 'not closed', 2, 1],
    ['d)', 'closes nothing', 1, 1],
    ['2 ()', 'something is missing', 2, 2],
    ['d^', 'missing after ^', 1, 1],
    ['1/sqrt', 'missing after the function', 2, 4],
    ['2 3', 'Two numbers', 2, 1],
    ['d2', 'For “times” write *', 1, 1],
    ['1,024', 'decimal comma', 0, 5],
    ['9!!', 'factorial', 1, 1],
    ['2 double', '“double” is not known here', 2, 6],
    ['2 foo + d', '“foo” is not known here. The letters here are N, Nb, L, gamma, d', 2, 3],
    ['d😀', '“😀” is not known', 1, 2],
    ['\u202ed', 'direction of writing', 0, 1],
    ['2x3', 'For “times” type *', 1, 1],
    ['\\sqrt[3]{d}', 'only the square root', 0, 6],
    ['\\frac{1}', 'A fraction needs two parts', 0, 5],
    ['1e999', 'too large', 0, 5],
    ['d'.repeat(300), 'at most 200', 200, 100],
    ['('.repeat(30), 'Too many parentheses', 20, 1],
    ['', 'no formula', 0, 0],
  ])('%j: %s', (text, says, at, length) => {
    expect(faultOf(text)).toEqual({ says: expect.stringContaining(says), at, length })
  })

  it.each([
    ['1/√d', '\\frac{1}{\\sqrt{d}}'],
    ['2NN_b(L-1)', '2\\,N\\,N_b\\,\\left(L - 1\\right)'],
    ['γ^(L-1)', '{\\gamma}^{L - 1}'],
    ['(d+1)^2', '{\\left(d + 1\\right)}^{2}'],
    ['2*3', '2 \\cdot 3'],
    ['d - (1 - L)', 'd - \\left(1 - L\\right)'],
  ])('%s is set as %s', (text, expected) => {
    const symbols: Readonly<Record<string, string>> = { Nb: 'N_b', gamma: '\\gamma' }
    expect(texOf(parseFormula(text, LETTERS), (name) => symbols[name] ?? name)).toBe(expected)
  })
})

const OPERATORS: readonly Operator[] = ['+', '-', '*', '/', '^']

/** Trees that a reader could type: numbers, letters, signs, functions, operators. */
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.nat(999).map((n): Tree => ({ kind: 'number', text: String(n / 8) })),
    fc.constantFrom(...NAMES).map((name): Tree => ({ kind: 'letter', name })),
    tie('tree').map((of): Tree => ({ kind: 'neg', of })),
    fc
      .tuple(fc.constantFrom('sqrt' as const, 'exp' as const, 'log' as const), tie('tree'))
      .map(([name, of]): Tree => ({ kind: 'call', name, of })),
    fc
      .tuple(fc.constantFrom(...OPERATORS), tie('tree'), tie('tree'))
      .map(([operator, left, right]): Tree => ({ kind: 'operator', operator, left, right })),
  ),
})).tree

const RUNS = { seed: 15, numRuns: 800 }
const short = (text: string) => text.length <= 200 && !/\({21}/.test(text)

/** The values of a formula, to twelve digits, at a point where nothing is special. */
function at(text: string): string {
  const formula = readPostfix(text, NAMES)
  if (!formula) throw new Error(`"${text}" was refused`)
  return evaluate(formula, { N: 3.1, Nb: 1.7, L: 2.3, gamma: 0.6, d: 5.9 }).toPrecision(9)
}

describe('reading', () => {
  it('gives back the tree that was printed', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = printed(tree)
        fc.pre(short(text))
        expect(parseFormula(text, LETTERS)).toEqual(tree)
      }),
      RUNS,
    )
  })

  it('gives back the value of the TeX that was set', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = texOf(tree, (name) => (name === 'gamma' ? '\\gamma' : name === 'Nb' ? 'N_{b}' : name))
        fc.pre(short(text) && faultOf(text)?.says.includes('Too many') !== true)
        expect([text, at(postfix(text))]).toEqual([text, at(postfixOf(tree))])
      }),
      RUNS,
    )
  })

  it('never throws anything but a fault inside the text', () => {
    const pieces = fc.constantFrom(
      ...[
        'd',
        'L',
        'N_b',
        'γ',
        'sqrt',
        '√',
        'log',
        'exp',
        '(',
        ')',
        '{',
        '}',
        '[',
        ']',
        '^',
        '**',
        '*',
        '/',
        '+',
        '-',
        '−',
        '.',
        ',',
        ' ',
        '=',
        '\\frac',
        '\\sqrt',
        '\\',
        '$',
      ],
      ...[
        '1',
        '0',
        '24',
        '1e',
        '½',
        '²',
        '⁻',
        '😀',
        '\u202e',
        'constructor',
        '__proto__',
        '%',
        '!',
        '_',
        'O(',
        'x',
        'e',
        '\ud800',
      ],
    )
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const fault = faultOf(text)
        if (!fault) return
        expect(fault.at).toBeGreaterThanOrEqual(0)
        expect(fault.length).toBeGreaterThanOrEqual(0)
        expect(fault.at + fault.length).toBeLessThanOrEqual(text.length)
        expect(fault.says).toMatch(/^\P{Ll}.*\.$/su)
      }),
      { seed: 15, numRuns: 4000 },
    )
  })

  it('needs no code from strings, so that the policy of the pages holds', () => {
    const program = `import { create, parseDependencies } from 'mathjs/number'
      const { parse } = create({ ...parseDependencies })
      if (parse('1/sqrt((v0)) + 2 (v1)^(3)').type !== 'OperatorNode') throw new Error('not parsed')
      try { new Function('') } catch { console.log('held') }`
    const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '-e', program]
    expect(execFileSync(process.execPath, flags, { encoding: 'utf8' }).trim()).toBe('held')
  })
})

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

import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attempted } from '../../../../src/answer/fault'
import { parseFormula } from '../../../../src/answer/formula/reading/parse'
import { texOf } from '../../../../src/answer/formula/tex'
import { type Operator, postfixOf, printed, type Tree } from '../../../../src/answer/formula/tree'
import { evaluate, readPostfix } from '../../../../src/experiment'

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
    ['('.repeat(30), 'too many nested parentheses', 20, 1],
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

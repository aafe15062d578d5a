import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, read } from '../../../src/answer'
import { readExpression } from '../../../src/answer/tensor/expression'
import { randomInputs } from '../../../src/answer/tensor/random'
import { evaluateTensor } from '../../../src/experiment'
import { matrixQuestion } from '../../answers/questions'

const canonical = (text: string) => read(matrixQuestion, text).canonical
const fault = (text: string) => read(matrixQuestion, text).fault

describe('a tensor expression', () => {
  it.each([
    ['W[j,I] L[b,x,I]', 'W[j,I] L[b,x,I] * sum:I'],
    ['W_n[j, I] · L_{n-1}[b, x, I]', 'W[j,I] L[b,x,I] * sum:I'],
    ['W[j,I] L[b,x,I] - B[j]', 'W[j,I] L[b,x,I] * sum:I B[j] -'],
    ['σ(W[j,I] L[b,x,I])', 'W[j,I] L[b,x,I] * sum:I sigma'],
    ['-B[j]', 'B[j] neg'],
    ['2 B[j] / 3', '2 B[j] * 3 /'],
    ['c B[j]', 'c B[j] *'],
    ['L[b,x,S[j]]', 'L[b,x,S[j]]'],
    ['L[b,x,S(j)]', 'L[b,x,S[j]]'],
    // An index is summed over the smallest product in which it stands twice.
    ['B[j] + W[j,I] L[b,x,I]', 'B[j] W[j,I] L[b,x,I] * sum:I +'],
    ['2 (W[j,I] L[b,x,I] + B[j])', '2 W[j,I] L[b,x,I] * sum:I B[j] + *'],
    ['W[j,I] (L[b,x,I] + L[b,x,I])', 'W[j,I] L[b,x,I] L[b,x,I] + * sum:I'],
    ['W[j,I] sigma(L[b,x,I])', 'W[j,I] L[b,x,I] sigma * sum:I'],
    ['V[j,J] sigma(W[J,I] L[b,x,I])', 'V[j,J] W[J,I] L[b,x,I] * sum:I sigma * sum:J'],
    ['(W[j,I] L[b,x,I]) (W[j,I] L[b,x,I])', 'W[j,I] L[b,x,I] * sum:I W[j,I] L[b,x,I] * sum:I *'],
    ['W[j,I] W[j,I] L[b,x,I]', 'W[j,I] W[j,I] * L[b,x,I] * sum:I'],
    ['V[J,J] B[j]', 'V[J,J] sum:J B[j] *'],
    // Alone it is summed over its term.
    ['B[j] + L[b,x,I]', 'B[j] L[b,x,I] sum:I +'],
    ['sum_k W[j,k] L[b,x,k]', 'W[j,k] L[b,x,k] * sum:k'],
    ['\\sum_{k} W[j,k]\\,L[b,x,k] - B[j]', 'W[j,k] L[b,x,k] * sum:k B[j] -'],
    // The left side may have other names for its indices, capitals too.
    ['A[b,x,k] = W[k,I] L[b,x,I]', 'W[j,I] L[b,x,I] * sum:I'],
    ['A(L)[B,X,J] = W[J,I] L[B,X,I]', 'W[j,I] L[b,x,I] * sum:I'],
    // The matrix the other way round is the same operand.
    ['W[I,j] L[b,x,I]', 'W[j,I] L[b,x,I] * sum:I'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected)
  })

  it.each([
    ['W[j,i] L[b,x,i]', 'i is not on the left: a repeated capital is summed', 4, 1],
    ['W L', 'W has two indices: write them in brackets', 0, 1],
    ['W[j,I] L[b,I]', 'L has three indices, but here are 2', 7, 6],
    ['M[j]', '“M” is not known here. There is L, W, B, V, c', 0, 1],
    ['W[j I]', 'a comma is expected', 4, 1],
    ['W[j,I', 'not closed', 1, 1],
    ['(W[j,I]', 'not closed', 0, 1],
    ['W[j,I])', 'closes nothing', 6, 1],
    ['W[j,I] +', 'missing after +', 8, 0],
    ['L[x,b,I]', 'x runs further', 2, 1],
    ['W[i2,I]', 'a comma is expected', 3, 1],
    ['W[ij,I]', 'an index is one letter', 2, 2],
    ['L[b,2x,I]', '“2x” steps over x', 4, 2],
    ['L[b,2 \\cdot x,I]', '“2x” steps over x', 4, 9],
    ['L[b,0,I]', 'A number would be one fixed place', 4, 1],
    ['S[j]', 'is a table of indices', 0, 1],
    ['L[b,x,S]', 'write the index that it is read at', 6, 1],
    ['L[S[j],x,I]', 'an index for another position', 2, 4],
    ['sigma B[j]', 'its argument in parentheses', 6, 1],
    ['sum_j W[j,I]', 'j is on the left', 0, 5],
    ['sum_k B[j]', 'it stands nowhere', 0, 5],
    ['V[I,K] W[K,I] L[b,x,I]', 'do not have the same length', 11, 1],
    ['y = B[j]', 'The left side is A(L)[b,x,j]', 0, 3],
    ['A[b,j] = B[j]', 'The left side has the indices b, x, j', 0, 8],
    ['W[j,I] 😀', '“😀” has no meaning', 7, 2],
    ['W[j,I] , L[b,x,I]', 'A comma belongs between the indices', 7, 1],
    ['W[J,I] L[B,X,I]', 'those of the left side are small: b, x, j', 0, 15],
  ])('%s: %s', (text, says, at, length) => {
    expect(fault(text)).toEqual({ says: expect.stringContaining(says), at, length })
  })

  it.each([
    ['W[j,I] L[b,x,I]', 'W_n[j, I]\\,L[b, x, I]'],
    ['sigma(W[j,I] L[b,x,I] - B[j])', '\\sigma\\left(W_n[j, I]\\,L[b, x, I] - B[j]\\right)'],
    ['2 (B[j] + c)', '2\\,\\left(B[j] + c\\right)'],
    ['L[b,x,S[j]]', 'L[b, x, S[j]]'],
    ['W[j,i] L[b,x,i]', 'W_n[j, i]\\,L[b, x, i]'],
  ])('%s is set as %s', (text, expected) => {
    expect(read(matrixQuestion, text).tex).toBe(expected)
  })

  it('has the values of the sums written out by hand', () => {
    const { expression, space, ...rest } = readExpression(
      matrixQuestion,
      'sigma(W[j,I] L[b,x,I] - B[j]) + c L[b,x,S[j]]',
    )
    const inputs = randomInputs({ expression, space, ...rest }, 7)
    const { L = [], W = [], B = [], c = [] } = inputs.operands
    const sigma = inputs.functions?.sigma ?? Number
    const expected: number[] = []
    for (let b = 0; b < 2; b += 1)
      for (let x = 0; x < 3; x += 1)
        for (let j = 0; j < 4; j += 1) {
          let sum = 0
          for (let i = 0; i < 5; i += 1) sum += (W[5 * j + i] ?? 0) * (L[15 * b + 5 * x + i] ?? 0)
          const selected = L[15 * b + 5 * x + (inputs.maps?.S?.[j] ?? 0)] ?? 0
          expected.push(sigma(sum - (B[j] ?? 0)) + (c[0] ?? 0) * selected)
        }
    const values = [...evaluateTensor(expression, space, inputs)]
    expect(values).toHaveLength(24)
    for (const [k, value] of values.entries()) expect(value).toBeCloseTo(expected[k] ?? Number.NaN, 12)
  })

  it('is compared on tables that take no index twice, and on a function without symmetry', () => {
    const inputs = randomInputs(readExpression(matrixQuestion, 'B[j]'), 3)
    const table = Array.from(inputs.maps?.S ?? [])
    expect(new Set(table).size).toBe(4)
    const sigma = inputs.functions?.sigma ?? Number
    expect(sigma(-0.7)).not.toBeCloseTo(1 - sigma(0.7), 2)
    expect(sigma(-0.7)).not.toBeCloseTo(-sigma(0.7), 2)
  })

  it('is judged by its values', () => {
    expect(judge(matrixQuestion, 'L[b,x,K] W[j,K]')).toEqual({ state: 'right', says: 'right' })
    expect(judge(matrixQuestion, 'W[I,j] L[b,x,I]')).toEqual({ state: 'right', says: 'turned', variant: 'turned' })
    expect(judge(matrixQuestion, 'W[j,i] L[b,x,i]')).toEqual({ state: 'wrong', misconception: 'small', says: 'small' })
    expect(judge(matrixQuestion, 'W[j,i] L[b,x,I]')).toMatchObject({ state: 'unreadable', at: 4, length: 1 })
    expect(judge(matrixQuestion, 'W[j,I] L[b,x,I] + 1e-6 c').state).toBe('unreadable')
    expect(judge(matrixQuestion, 'W[j,I] L[b,x,I] + 0.000001 c').state).toBe('wrong')
    expect(judge(matrixQuestion, '1/0').state).toBe('wrong')
  })

  it('never throws anything but a fault inside the text', () => {
    const pieces = fc.constantFrom(
      ...[
        'W',
        'L',
        'B',
        'V',
        'S',
        'c',
        'sigma',
        'σ',
        'sum_i',
        'Σ',
        '\\sum_',
        '[j,I]',
        '[b,x,I]',
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        ',',
        'j',
        'I',
        'b',
        'x',
      ],
      ...[
        ' ',
        '+',
        '-',
        '*',
        '/',
        '=',
        '2',
        '0.5',
        '_',
        '^',
        '\\',
        '\\left',
        '😀',
        '\u202e',
        '\ud800',
        'constructor',
        '__proto__',
        'S[j]',
        '\\,',
      ],
    )
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 24 }).map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const found = fault(text)
        if (!found) return
        expect(found.at).toBeGreaterThanOrEqual(0)
        expect(found.length).toBeGreaterThanOrEqual(0)
        expect(found.at + found.length).toBeLessThanOrEqual(text.length)
      }),
      { seed: 15, numRuns: 4000 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { evaluateTensor, readTensor, type TensorInputs, type TensorSpace } from '../../../../src/experiment'

const space: TensorSpace = {
  left: ['b', 'j'],
  operands: { L: ['b', 'i'], W: ['j', 'i'], B: ['j'], c: [] },
  maps: { S: { of: 'j', to: 'i' } },
  functions: ['square'],
}

/** b: 2, i: 3, j: 2. */
const inputs: TensorInputs = {
  sizes: { b: 2, i: 3, j: 2 },
  operands: { L: [1, 2, 3, 4, 5, 6], W: [1, 0, 2, 0, 1, 0], B: [10, 20], c: [0.5] },
  maps: { S: [2, 0] },
  functions: { square: (x) => x * x },
}

const values = (text: string) => {
  const expression = readTensor(text, space)
  if (!expression) throw new Error(`"${text}" was refused`)
  return [...evaluateTensor(expression, space, inputs)]
}

describe('a tensor expression', () => {
  it.each([
    ['W[j,I] L[b,I] * sum:I', [7, 2, 16, 5]],
    ['L[b,S[j]]', [3, 1, 6, 4]],
    ['L[b,j]', [1, 2, 4, 5]],
    ['L[b,I] sum:I', [6, 6, 15, 15]],
    ['W[j,I] L[b,I] * sum:I B[j] -', [-3, -18, 6, -15]],
    ['W[j,I] L[b,I] * sum:I B[j] - square', [9, 324, 36, 225]],
    ['B[j] c * neg', [-5, -10, -5, -10]],
    ['2', [2, 2, 2, 2]],
    ['B[j] 4 /', [2.5, 5, 2.5, 5]],
    ['W[K,I] L[b,I] * sum:I B[K] * sum:K', [7 * 10 + 2 * 20, 110, 16 * 10 + 5 * 20, 260]],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it('is NaN where an index runs beyond the end of an operand', () => {
    const wide: TensorSpace = { left: ['i'], operands: { B: ['j'] } }
    const expression = readTensor('B[i]', wide)
    expect(
      expression && [...evaluateTensor(expression, wide, { sizes: { i: 3, j: 2 }, operands: { B: [10, 20] } })],
    ).toEqual([10, 20, Number.NaN])
  })

  it.each([
    '',
    ' ',
    'L',
    'L[b]',
    'L[b,j,j]',
    'L[b,i]',
    'L[b,I]',
    'W[j,I] L[b,I] *',
    'W[j,I] sum:J',
    'M[j]',
    'constructor',
    '__proto__[b]',
    'L[b,T[j]]',
    'L[b,S[S[j]]]',
    'B[j] +',
    'B[j] B[j]',
    'sin',
    'B[j] sin',
    'W[I,I] sum:I',
    'c[j]',
    '-1',
    'B[j] toString',
    'L[b,I] sum:I sum:I',
    '1 '.repeat(500),
    'W[j, I]',
    'W[A,B] W[C,D] * W[E,B] * W[A,D] * B[E] * sum:A sum:B sum:C sum:D sum:E',
  ])('refuses %j', (text) => {
    expect(readTensor(text, space)).toBeUndefined()
  })

  it('throws for operands of other sizes, and for what is missing', () => {
    const expression = readTensor('W[j,I] L[b,I] * sum:I', space)
    if (!expression) throw new Error('refused')
    const without = (part: Partial<TensorInputs>) => () => evaluateTensor(expression, space, { ...inputs, ...part })
    expect(without({ operands: { ...inputs.operands, L: [1, 2, 3] } })).toThrow('"L" has 3 entries, not 6')
    expect(without({ operands: {} })).toThrow('operand "W" is missing')
    expect(without({ sizes: { b: 2, j: 2 } })).toThrow('size "i" is missing')
  })
})

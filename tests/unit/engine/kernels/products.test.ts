import { beforeAll, describe, expect, it } from 'vitest'
import type { Tf } from '../../../../src/experiment'
import { drawer } from '../../../../src/numerics/laws/random'
import { startWasm } from '../../../wasm'

let tf: Tf
beforeAll(async () => {
  tf = await startWasm()
})

const draw = drawer(3)
const numbers = (name: string, shape: readonly number[]) => draw('gaussian', name, shape)

/** Element (i, j) of the n-th product, in double precision, and the sum of its absolute products. */
function expected(a: number[][], b: number[][], i: number, j: number) {
  const products = (a[i] ?? []).map((x, k) => x * (b[k]?.[j] ?? Number.NaN))
  return { sum: products.reduce((s, x) => s + x, 0), size: products.reduce((s, x) => s + Math.abs(x), 0) }
}

const transpose = (m: number[][]) => (m[0] ?? []).map((_, j) => m.map((row) => row[j] ?? Number.NaN))

describe('the product of many matrices on wasm', () => {
  // Rows in fours and the rest, columns in eights and the rest, a lone matrix, a shared one, a long sum.
  it.each([
    [2, 2, 4, 3, 8],
    [3, 3, 5, 7, 9],
    [1, 4, 6, 2, 17],
    [4, 1, 3, 11, 1],
    [1, 1, 1, 1, 1],
    [2, 2, 9, 1500, 10],
  ])(
    'is that of double precision: %i and %i matrices, %i x %i times %i columns',
    (countA, countB, rows, inner, columns) => {
      for (const [transposeA, transposeB] of [
        [false, false],
        [false, true],
        [true, false],
        [true, true],
      ]) {
        const a = tf.tensor(
          numbers('a', [countA, rows * inner]),
          transposeA ? [countA, inner, rows] : [countA, rows, inner],
        )
        const b = tf.tensor(
          numbers('b', [countB, inner * columns]),
          transposeB ? [countB, columns, inner] : [countB, inner, columns],
        )
        const product = tf.matMul(a, b, transposeA, transposeB)
        expect(product.shape).toEqual([Math.max(countA, countB), rows, columns])
        const [listA, listB, list] = [a, b, product].map((t) => t.arraySync() as number[][][])
        list?.forEach((matrix, n) => {
          const left = listA?.[countA === 1 ? 0 : n] ?? []
          const right = listB?.[countB === 1 ? 0 : n] ?? []
          matrix.forEach((row, i) => {
            row.forEach((found, j) => {
              const { sum, size } = expected(
                transposeA ? transpose(left) : left,
                transposeB ? transpose(right) : right,
                i,
                j,
              )
              expect(Math.abs(found - sum)).toBeLessThanOrEqual(inner * 2 ** -23 * size)
            })
          })
        })
      }
    },
  )

  it('takes tensors of any rank, and broadcasts what the numbers of matrices allow', () => {
    const shape = (a: number[], b: number[]) => tf.matMul(tf.ones(a), tf.ones(b)).shape
    expect(shape([4, 3], [3, 2])).toEqual([4, 2])
    expect(shape([5, 2, 4, 3], [5, 2, 3, 2])).toEqual([5, 2, 4, 2])
    expect(shape([4, 3], [5, 2, 3, 2])).toEqual([5, 2, 4, 2])
    expect(shape([0, 4, 3], [3, 2])).toEqual([0, 4, 2])
    expect(() => shape([4, 3], [4, 3])).toThrow(/inner shapes/)
    expect(() => shape([2, 1, 4, 3], [1, 2, 3, 2])).toThrow('shapes [2,1] and [1,2]')
  })

  it.each([
    [[3, 2], [2]],
    [[2], [3, 2]],
    [
      [3, 2],
      [1, 2],
    ],
    [[3, 1, 2], [2]],
    [[1], [2, 2]],
  ])('repeats the matrices of %j beside %j', (outerA, outerB) => {
    const a = tf.tensor(numbers('a', [...outerA, 4, 5]), [...outerA, 4, 5])
    const b = tf.tensor(numbers('b', [...outerB, 5, 6]), [...outerB, 5, 6])
    // One element after the other, by broadcasting: [..., 4, 5, 1] x [..., 1, 5, 6], summed over the 5.
    const plain = tf.sum(tf.mul(tf.expandDims(a, -1), tf.expandDims(b, -3)), -2)
    const found = tf.matMul(a, b)
    expect(found.shape).toEqual(plain.shape)
    expect(Math.max(...tf.abs(tf.sub(found, plain)).dataSync())).toBeLessThan(1e-5)
  })

  it('passes on what is not finite', () => {
    const found = tf.matMul(
      tf.tensor2d([[0, 1, 2]]),
      tf.tensor2d([
        [Number.POSITIVE_INFINITY, 1],
        [1, Number.NaN],
        [1, 1],
      ]),
    )
    expect([...found.dataSync()]).toEqual([Number.NaN, Number.NaN])
    expect([
      ...tf
        .matMul(
          tf.tensor2d([[1, 1]]),
          tf.tensor2d([
            [Number.POSITIVE_INFINITY, 1],
            [1, 2],
          ]),
        )
        .dataSync(),
    ]).toEqual([Number.POSITIVE_INFINITY, 3])
  })

  it('finds its operands after the memory has grown', () => {
    const a = tf.fill([2, 2], 3)
    const large = tf.zeros([64, 2 ** 20])
    expect([...tf.matMul(a, tf.fill([2, 2], 2)).dataSync()]).toEqual([12, 12, 12, 12])
    large.dispose()
  })

  it('is ours, and no tf.js loop', () => {
    expect(String(tf.getKernel('BatchMatMul', 'wasm').kernelFunc)).toContain('products(')
  })
})

import { describe, expect, it } from 'vitest'
import { participationTheory } from '../../../../problems/1-residual-shape/skip-path/participation'
import { estimateOf } from '../../../../src/experiment'
import { drawer } from '../../../../src/numerics/laws/random'

/** (tr S)^2 / tr S^2, S = P P^T, for the product P of 1, 2, ... Gaussian matrices, in double precision. */
function sampled(n: number, depth: number, draws: Float32Array): number[] {
  const factors = Array.from({ length: depth }, (_, k) => Float64Array.from(draws.subarray(k * n * n, (k + 1) * n * n)))
  let product: Float64Array | undefined
  return factors.map((factor) => {
    product = product ? times(product, factor, n) : factor
    let [trace, squares] = [0, 0]
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        let inner = 0
        for (let l = 0; l < n; l++) inner += (product[i * n + l] ?? 0) * (product[j * n + l] ?? 0)
        trace += i === j ? inner : 0
        squares += (i === j ? 1 : 2) * inner ** 2
      }
    return trace ** 2 / squares
  })
}

/** A B, of n x n matrices. */
function times(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let l = 0; l < n; l++) {
      const x = a[i * n + l] ?? 0
      for (let j = 0; j < n; j++) product[i * n + j] = (product[i * n + j] ?? 0) + x * (b[l * n + j] ?? 0)
    }
  return product
}

describe('the mean participation ratio of a product of Gaussian matrices', () => {
  it.each([
    [16, 1, 20_000],
    [32, 2, 6_000],
  ])('of %d features after %d skips, as far as it is told, is that of samples', (n, depth, count) => {
    const draw = drawer(16)
    const ratios = Array.from({ length: count }, (_, r) => sampled(n, depth, draw('gaussian', `${r}`, [depth, n, n])))
    const theory = participationTheory(n, depth)
    for (const [k, wanted] of theory.entries()) {
      const { value, stderr } = estimateOf(ratios.map((row) => row[k] ?? Number.NaN))
      expect(Math.abs(value - wanted), `after ${k + 1}`).toBeLessThan(4 * stderr)
      // The samples must be accurate enough: half a per cent is four of these errors.
      expect(stderr / value, `after ${k + 1}`).toBeLessThan(0.00125)
    }
  })

  it('is not told where the formula is off', () => {
    expect(participationTheory(32, 4).map(Number.isNaN)).toEqual([false, false, true, true])
  })

  it('is d/(N + 1) for wide layers, as the page finds', () => {
    const [first = 0, , third = 0] = participationTheory(4096, 3)
    expect(first).toBeCloseTo(2048, -1)
    expect(third).toBeCloseTo(1024, -1)
  })
})

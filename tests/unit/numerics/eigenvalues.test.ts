import { describe, expect, it } from 'vitest'
import { drawer } from '../../../src/numerics/laws/random'
import { hadamardEntries } from '../../../src/numerics/networks/orthogonal'
import { singularValues, symmetricEigenvalues } from '../../../src/numerics/statistics/eigenvalues'

const draw = drawer(5)

describe('symmetricEigenvalues', () => {
  it.each([1, 2, 3, 8, 33])('are those of the second difference, 2 - 2 cos(pi k / (n + 1)), n = %d', (n) => {
    const entries = Array.from({ length: n * n }, (_, k) => {
      const apart = Math.abs(Math.floor(k / n) - (k % n))
      return apart === 0 ? 2 : apart === 1 ? -1 : 0
    })
    const known = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos((Math.PI * (n - k)) / (n + 1)))
    for (const [i, value] of symmetricEigenvalues(entries, n).entries()) expect(value).toBeCloseTo(known[i] ?? 0, 12)
  })

  it.each([2, 16, 64])('are unchanged by a rotation: Q D Q^T has those of D, n = %d', (n) => {
    const q = hadamardEntries(n)
    const values = Array.from({ length: n }, (_, i) => 10 ** (i / 8) * (i % 3 === 0 ? -1 : 1))
    const entries = new Float64Array(n * n)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        entries[i * n + j] = values.reduce((sum, v, k) => sum + v * (q[i * n + k] ?? 0) * (q[j * n + k] ?? 0), 0)
    const known = [...values].sort((a, b) => b - a)
    const size = Math.max(...values.map(Math.abs))
    for (const [i, value] of symmetricEigenvalues(entries, n).entries())
      expect(Math.abs(value - (known[i] ?? 0)) / size).toBeLessThan(1e-7)
  })

  it('keep trace and trace of the square of a random matrix', () => {
    const n = 40
    const a = draw('gaussian', 'a', [n, n])
    const entries = Float64Array.from(
      { length: n * n },
      (_, k) => (a[k] ?? 0) + (a[(k % n) * n + Math.floor(k / n)] ?? 0),
    )
    const values = symmetricEigenvalues(entries, n)
    const trace = Array.from({ length: n }, (_, i) => entries[i * n + i] ?? 0).reduce((s, x) => s + x, 0)
    expect(values.reduce((s, x) => s + x, 0)).toBeCloseTo(trace, 10)
    expect(values.reduce((s, x) => s + x * x, 0)).toBeCloseTo(
      entries.reduce((s, x) => s + x * x, 0),
      8,
    )
  })

  it('of a graded matrix converge, the largest to twelve digits', () => {
    const n = 32
    const q = hadamardEntries(n)
    const entries = new Float64Array(n * n)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        for (let k = 0; k < n; k++)
          entries[i * n + j] = (entries[i * n + j] ?? 0) + 10 ** -k * (q[i * n + k] ?? 0) * (q[j * n + k] ?? 0)
    const values = symmetricEigenvalues(entries, n)
    for (const k of [0, 1, 2, 3, 4]) expect((values[k] ?? 0) * 10 ** k).toBeCloseTo(1, 5)
    expect(Math.abs(values[n - 1] ?? 1)).toBeLessThan(1e-14)
  })

  it('of a matrix of zeros are 0', () => {
    expect([...symmetricEigenvalues(new Float64Array(9), 3)]).toEqual([0, 0, 0])
  })
})

describe('singularValues', () => {
  it('of a diagonal are its sizes in descending order, also where the matrix is not square', () => {
    expect([...singularValues([0, -3, 0, 2, 0, 0], 2, 3)]).toEqual([3, 2])
  })

  it('of an orthogonal matrix are 1', () => {
    for (const value of singularValues(hadamardEntries(32), 32, 32)) expect(value).toBeCloseTo(1, 6)
  })
})

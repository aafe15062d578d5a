import { describe, expect, it } from 'vitest'
import {
  above,
  agrees,
  below,
  entry,
  estimateText,
  exactly,
  exactSeries,
  limitFor,
  numberText,
  states,
} from '../../../src/experiment'

describe('a number in words', () => {
  it.each([
    [1.00349, '1'],
    [0.04338, '0.0434'],
    [4.5e-7, '4.50e-7'],
    [0, '0'],
    [-0, '0'],
    [12345.6, '12300'],
    [1e5, '1.00e+5'],
    [Number.NaN, 'not a number'],
    [Number.POSITIVE_INFINITY, 'infinity'],
    [Number.NEGATIVE_INFINITY, 'minus infinity'],
  ])('writes %d as %s', (x, text) => {
    expect(numberText(x)).toBe(text)
  })
})

describe('an estimate in words', () => {
  it.each([
    [1.0031, 0.0042, '1.003 ± 0.004'],
    [0.25, 0.00031, '0.2500 ± 0.0003'],
    [0.98, 0.1, '1.0 ± 0.1'],
    [123.4, 12, '120 ± 10'],
    [4.512e-7, 3e-9, '4.51e-7 ± 3e-9'],
    [0.0002, 0.01, '0.00 ± 0.01'],
    [-2.7149, 0.02, '-2.71 ± 0.02'],
    [-0.0002, 0.01, '0.00 ± 0.01'],
    [1.4999, 0.0096, '1.50 ± 0.01'],
    [1, 1e-9, '1.000000 ± 1e-9'],
    [2.5e8, 3e6, '2.50e+8 ± 3e+6'],
    [1, 0, '1'],
    [2 / 3, 0, '0.6667'],
    [1.5, Number.NaN, '1.5'],
    [Number.NaN, 0.1, 'not a number'],
    [Number.POSITIVE_INFINITY, 0.1, 'infinity'],
  ])('writes %d and %d as %s', (value, stderr, text) => {
    expect(estimateText({ value, stderr })).toBe(text)
  })
})

describe('checks', () => {
  const measured = { value: 1.003, stderr: 0.004 }

  it('agree within four standard errors, and no farther', () => {
    expect(agrees('Var y', measured, exactly(1))).toMatchObject({ holds: true })
    expect(agrees('Var y', measured, exactly(1.018)).holds).toBe(true)
    expect(agrees('Var y', measured, exactly(1.02)).holds).toBe(false)
    expect(agrees('Var y', measured, exactly(1)).says).toMatch(/^Var y: measured 1\.003 ± 0\.004, theory 1$/)
  })

  it('do not agree with nothing, or with what is not a number', () => {
    expect(agrees('Var y', measured, undefined)).toMatchObject({ holds: false, says: 'Var y: nothing to compare' })
    expect(agrees('Var y', { value: Number.NaN, stderr: 1 }, exactly(1)).holds).toBe(false)
    expect(agrees('Var y', { ...measured, stderr: Number.NaN }, exactly(1)).holds).toBe(false)
    expect(agrees('q', { at: [1], value: [1], stderr: [1] }, exactSeries([1], [Number.NaN])).holds).toBe(false)
  })

  it('hold a series to its worst entry, with the limit for as many', () => {
    const at = Array.from({ length: 50 }, (_, i) => i + 1)
    const series = (far: number) => ({ at, value: at.map((l) => (l === 31 ? far : 0)), stderr: at.map(() => 1) })
    const theory = exactSeries(
      at,
      at.map(() => 0),
    )
    expect(agrees('q', series(4.5), theory).holds).toBe(true)
    expect(agrees('q', series(limitFor(50) + 0.01), theory).holds).toBe(false)
    expect(agrees('q', series(-9), theory).says).toMatch(/worst of 50, at 31/)
  })

  it('are below or above a bound only when the bound is four standard errors away', () => {
    expect(below('u', measured, 1.02).holds).toBe(true)
    expect(below('u', measured, 1.018).holds).toBe(false)
    expect(above('u', measured, 0.98).holds).toBe(true)
    expect(above('u', measured, 0.99).holds).toBe(false)
    expect(below('u', measured, { value: 1.04, stderr: 0.02 }).holds).toBe(false)
    expect(below('u', { value: Number.NaN, stderr: 0 }, 1).holds).toBe(false)
    expect(above('u', { value: Number.NaN, stderr: 0 }, 1).holds).toBe(false)
  })
})

describe('an entry of a series', () => {
  const series = { at: [1, 2, 4], value: [10, 20, 40], stderr: [1, 2, 4], repeats: 8 }

  it('is the estimate at one point', () => {
    expect(entry(series, 4)).toEqual({ value: 40, stderr: 4, repeats: 8 })
  })

  it('is refused where there is none, with the points there are', () => {
    expect(() => entry(series, 3)).toThrow(/no entry at 3 \(it has 1, 2, 4\)/)
    expect(() => entry(undefined, 3)).toThrow(/it has none/)
  })
})

describe('a number in the sentence', () => {
  it.each([
    ['0.0431', 0.04313, true],
    ['0.0431', 0.04317, false],
    ['0.40', 0.3989, true],
    ['0.40', 0.4051, false],
    ['4e-7', 4.4e-7, true],
    ['4e-7', 4.6e-7, false],
    ['0.00066', 0.000663, true],
  ])('%s is what theory rounds to, or not: %d', (printed, value, holds) => {
    expect(states('it', printed, exactly(value)).holds).toBe(holds)
  })
  it('fails where theory is silent', () => expect(states('it', '1', undefined).holds).toBe(false))
})

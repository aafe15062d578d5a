import { describe, expect, it } from 'vitest'
import { estimateText, numberText } from '../../../../src/experiment'

describe('a number in words', () => {
  it.each([
    [1.00349, '1'],
    [0.04338, '0.0434'],
    [4.5e-7, '4.50e-7'],
    [0, '0'],
    [-0, '0'],
    [12345.6, '12300'],
    [1024, '1024'],
    [622592, '622592'],
    [123456.7, '1.23e+5'],
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

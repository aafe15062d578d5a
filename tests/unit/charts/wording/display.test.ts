import { describe, expect, it } from 'vitest'
import { exactText, numeral, quantityText, typeset } from '../../../../src/charts'
import { scalar } from '../../../../src/experiment'

const plain = scalar({ label: 'a' })
const logarithm = scalar({ label: 'a', stored: 'log10' })

describe('typeset', () => {
  it('sets powers of ten and minus signs, and leaves the rest', () => {
    expect(typeset('measured 4.5e-7, theory -3e+12')).toBe('measured 4.5 × 10⁻⁷, theory −3 × 10¹²')
    expect(typeset('one-hot e-mail, d = 4')).toBe('one-hot e-mail, d = 4')
  })
})

describe('quantityText', () => {
  it('writes value and error to the digits that the error allows', () => {
    expect(quantityText(plain, { value: 1.00312, stderr: 0.0042 })).toBe('1.003 ± 0.004')
    expect(quantityText(plain, { value: -0.25, stderr: 0 })).toBe('−0.25')
  })

  it('shares one power of ten between value and error', () => {
    expect(quantityText(plain, { value: 4.472e-7, stderr: 5e-9 })).toBe('(4.47 ± 0.05) × 10⁻⁷')
    expect(quantityText(plain, { value: 1.25e-9, stderr: 0 })).toBe('1.25 × 10⁻⁹')
  })

  it('writes counts in full and without an error, and what has one with it', () => {
    const counts = [0, 999, 1000, 622592, 1245184, -12345]
    const written = ['0', '999', '1000', '622,592', '1,245,184', '−12,345']
    expect(counts.map((value) => quantityText(plain, { value, stderr: 0 }))).toEqual(written)
    expect(counts.map((value) => exactText(plain, value))).toEqual(written)
    expect(quantityText(plain, { value: 1245184, stderr: 1000 })).toBe('(1.245 ± 0.001) × 10⁶')
    expect(quantityText(plain, { value: 0.25, stderr: 0 })).toBe('0.25')
  })

  it('leaves out an error that is rounding in single precision', () => {
    expect(quantityText(plain, { value: 1.033413, stderr: 2e-18 })).toBe('1.033')
    expect(quantityText(plain, { value: 1.033413, stderr: 2e-7 })).toBe('1.033')
    expect(quantityText(plain, { value: 1.033413, stderr: 2e-5 })).toBe('1.03341 ± 0.00002')
  })

  it('writes a stored logarithm as the quantity, with the error that the logarithm gives it', () => {
    // 10^-6.35 = 4.467e-7; its relative error is ln 10 * 0.005 = 1.15 %.
    expect(quantityText(logarithm, { value: -6.35, stderr: 0.005 })).toBe('(4.47 ± 0.05) × 10⁻⁷')
    expect(quantityText(logarithm, { value: 0, stderr: 0.01 })).toBe('1.00 ± 0.02')
  })

  it('gives a factor where an error in the logarithm is large', () => {
    expect(quantityText(logarithm, { value: -6.35, stderr: 0.2 })).toBe('4.47 × 10⁻⁷ ×/÷ 1.6')
  })

  it('reaches below what a double can hold', () => {
    expect(exactText(logarithm, -400.5)).toBe('3.162 × 10⁻⁴⁰¹')
    expect(exactText(logarithm, -6.0000001)).toBe('1 × 10⁻⁶')
  })

  it('names what is no number', () => {
    expect(exactText(logarithm, Number.NEGATIVE_INFINITY)).toBe('below 1e-38')
    expect(exactText(plain, Number.NaN)).toBe('not a number')
    expect(exactText(plain, Number.POSITIVE_INFINITY)).toBe('infinity')
  })

  it('appends the unit', () => {
    expect(exactText(scalar({ label: 't', unit: 'ms' }), 3)).toBe('3 ms')
  })
})

describe('numeral', () => {
  it('sets a number for a sentence', () => {
    expect(numeral(-0.000123)).toBe('−1.23 × 10⁻⁴')
    expect(numeral(64)).toBe('64')
  })
})

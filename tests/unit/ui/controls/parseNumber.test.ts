import { describe, expect, it } from 'vitest'
import { number } from '../../../../src/experiment'
import { parseNumber, readNumber, valueLabel } from '../../../../src/ui/controls/parseNumber'

const d = number({ label: 'd', min: 1, max: 1024, initial: 64, scale: 'log2', integer: true })
const gain = number({ label: 'gain', min: 0.25, max: 4, initial: 1, step: 0.05, unit: 'V' })

describe('parseNumber', () => {
  it('takes a legal value without a word', () => {
    expect(parseNumber(d, ' 128 ')).toEqual({ value: 128, message: undefined })
    expect(parseNumber(gain, '1.35')).toEqual({ value: 1.35, message: undefined })
    expect(parseNumber(gain, '2.5e0')).toEqual({ value: 2.5, message: undefined })
  })

  it('moves to the end of the range, and says so', () => {
    expect(parseNumber(d, '1e9')).toEqual({ value: 1024, message: 'Set to 1024: it runs from 1 to 1024.' })
    expect(parseNumber(gain, '−3')).toEqual({ value: 0.25, message: 'Set to 0.25: it runs from 0.25 to 4 V.' })
    expect(parseNumber(gain, 'Infinity').value).toBe(4)
  })

  it('moves to the nearest step, and says so', () => {
    expect(parseNumber(d, '100')).toEqual({ value: 128, message: 'Set to 128, the nearest step to 100.' })
  })

  it('makes nothing of junk', () => {
    for (const junk of ['', ' ', 'abc', '1,5,2', '3 apples', 'NaN']) {
      const { value, message } = parseNumber(gain, junk)
      expect(value).toBeUndefined()
      expect(message).toMatch(/is not a number\. Type one from 0\.25 to 4 V\.$/)
    }
    expect(parseNumber(gain, 'x'.repeat(200)).message?.length).toBeLessThan(90)
  })
})

describe('readNumber', () => {
  it.each([
    ['0,7', 0.7],
    ['-,5', -0.5],
    ['50%', 0.5],
    ['12,5 %', 0.125],
    ['1 024', 1024],
    ['1 024', 1024],
    ['65\n536', 65536],
    ['０．５', 0.5],
    ['−3', -3],
    ['1e−3', 1e-3],
    ['1,5e3', 1500],
    ['0x10', 16],
  ])('reads %j', (text, value) => {
    expect(readNumber(text)).toBeCloseTo(value, 12)
  })

  it('does not guess whether a comma parts thousands', () => {
    expect(readNumber('1,024')).toBeNaN()
    expect(readNumber('0,125')).toBe(0.125)
  })
})

describe('valueLabel', () => {
  it('writes whole numbers in full', () => {
    expect(
      valueLabel(number({ label: 'n', min: 1, max: 2 ** 20, initial: 1, scale: 'log2', integer: true }), 65536),
    ).toBe('65536')
  })
})

import { describe, expect, it } from 'vitest'
import { number } from '../../../../src/experiment'
import {
  mayBeFormula,
  parseFormula,
  parseNumber,
  readNumber,
  valueLabel,
} from '../../../../src/ui/controls/parseNumber'

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

  it('gives no value for junk', () => {
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
    ['١٫٥', 1.5],
    ['१२', 12],
    ['𝟏𝟗', 19],
    ['\u200f0.5\u2069', 0.5],
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

describe('parseFormula', () => {
  const width = number({ label: 'n', min: 1, max: 4096, initial: 1, scale: 'log2', integer: true })
  const scale = number({ label: 'g', min: 0.001, max: 4, initial: 1, step: 0.001, unit: 'V' })

  it.each([
    ['2^10', width, 1024],
    ['2*8', width, 16],
    ['1/2', scale, 0.5],
    ['sqrt(3)/2', scale, 0.866],
    ['√4 V', scale, 2],
    ['1/4 %', scale, 0.003],
    ['1e-3 * 500', scale, 0.5],
    ['3/4 = 0,75', scale, 0.75],
    ['½', scale, 0.5],
    ['√¼', scale, 0.5],
    ['1½', scale, 1.5],
    ['2·1 ½', scale, 3],
    ['1⁄2', scale, 0.5],
    ['١/٢', scale, 0.5],
    ['e', scale, Math.round(Math.E * 1000) / 1000],
    ['π', scale, Math.round(Math.PI * 1000) / 1000],
    ['pi', scale, Math.round(Math.PI * 1000) / 1000],
    ['Pi V', scale, Math.round(Math.PI * 1000) / 1000],
    ['π/4', scale, Math.round(Math.PI * 250) / 1000],
    ['sqrt(2/π)', scale, Math.round(Math.sqrt(2 / Math.PI) * 1000) / 1000],
    ['exp(-pi/2)', scale, Math.round(Math.exp(-Math.PI / 2) * 1000) / 1000],
    ['sqrt(e)', scale, Math.round(Math.sqrt(Math.E) * 1000) / 1000],
    ['1/e^2', scale, Math.round(1000 / Math.E ** 2) / 1000],
    ['2π/3', scale, Math.round((2000 * Math.PI) / 3) / 1000],
  ] as const)('reads %j', async (text, param, value) => {
    expect(parseNumber(param, text).value).toBeUndefined()
    expect(mayBeFormula(text)).toBe(true)
    expect((await parseFormula(param, text)).value).toBeCloseTo(value, 9)
  })

  it('says what it cannot read, and moves what is out of range', async () => {
    expect(await parseFormula(scale, '1/sqrt(')).toEqual({
      value: undefined,
      message: expect.stringMatching(/^“1\/sqrt\(” is not a number\. Type one from 0\.001 to 4 V\. ./),
    })
    expect((await parseFormula(scale, '1/0')).message).toMatch(/no finite value/)
    expect((await parseFormula(scale, '2^d')).value).toBeUndefined()
    expect(await parseFormula(scale, '2^10')).toEqual({ value: 4, message: 'Set to 4: it runs from 0.001 to 4 V.' })
  })

  it('is not asked for plain words', () => {
    for (const text of ['', 'abc', 'NaN', 'pick', '1,024', '12']) expect(mayBeFormula(text)).toBe(false)
  })
})

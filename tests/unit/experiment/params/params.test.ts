import { describe, expect, it } from 'vitest'
import {
  choice,
  fromSlider,
  initialValues,
  nearest,
  number,
  parseValue,
  parseValues,
  toggle,
  toSlider,
  valueText,
} from '../../../../src/experiment'

const params = {
  d: number({ label: 'width', min: 1, max: 1024, initial: 64, scale: 'log2', integer: true }),
  sd: number({ label: 'sd', min: 0.1, max: 1000, initial: 1, scale: 'log10', step: 0.1 }),
  gain: number({ label: 'gain', min: 0.25, max: 4, initial: 1, step: 0.05 }),
  law: choice({ label: 'law', options: { gaussian: 'Gaussian', sign: 'plus or minus one' }, initial: 'gaussian' }),
  skewed: toggle({ label: 'skewed', initial: false }),
}

describe('a number parameter', () => {
  it.each([
    [-5, 1],
    [0.2, 1],
    [1e9, 1024],
    [Number.POSITIVE_INFINITY, 1024],
    [Number.NEGATIVE_INFINITY, 1],
    [100, 128],
    [90, 64],
    [Number.NaN, 64],
  ])('takes %d to the nearest power of two in range, %d', (given, legal) => {
    expect(nearest(params.d, given)).toBe(legal)
  })

  it('steps by tenths of a decade on a log10 slider, from its lower end on', () => {
    expect(nearest(params.sd, 10)).toBe(10)
    expect(nearest(params.sd, 12)).toBeCloseTo(10 ** 1.1, 8)
    expect(nearest(params.sd, 0.11)).toBe(0.1)
  })

  it('has steps without the rounding errors of binary fractions', () => {
    const values = Array.from({ length: 76 }, (_, i) => nearest(params.gain, 0.25 + i * 0.05))
    for (const value of values) expect(String(value).length, String(value)).toBeLessThanOrEqual(4)
    expect(new Set(values).size).toBe(76)
  })

  it('never leaves its range, though the steps do not end at its end', () => {
    const uneven = number({ label: 'x', min: 0, max: 1, initial: 0, step: 0.3 })
    expect(nearest(uneven, 1)).toBeLessThanOrEqual(1)
    expect(nearest(uneven, 0.99)).toBeLessThanOrEqual(1)
  })

  it.each([1, 2, 32, 1024])('goes to the slider and back: d = %d', (d) => {
    expect(fromSlider(params.d, toSlider(params.d, d))).toBe(d)
  })

  it('is its own fixed point at every position of the slider', () => {
    for (const param of [params.d, params.sd, params.gain])
      for (let i = 0; i <= 50; i++) {
        const low = toSlider(param, param.min)
        const legal = fromSlider(param, low + (i / 50) * (toSlider(param, param.max) - low))
        expect(nearest(param, legal)).toBe(legal)
      }
  })

  it('refuses an initial value that the slider cannot reach, and a log slider from 0', () => {
    expect(() => number({ label: 'd', min: 1, max: 64, initial: 48, scale: 'log2' })).toThrow(/"d".*48.*nearest: 64/)
    expect(() => number({ label: 'sd', min: 0, max: 1, initial: 1, scale: 'log10' })).toThrow(/"sd".*above 0/)
    expect(() => number({ label: 'n', min: 0, max: 5, initial: 7 })).toThrow(/7/)
  })
})

describe('parsing what is not trusted', () => {
  it('understands what an address writes', () => {
    const given = { d: '128', sd: '10', gain: '1.5', law: 'sign', skewed: 'on' }
    expect(parseValues(params, given)).toEqual({
      value: { d: 128, sd: 10, gain: 1.5, law: 'sign', skewed: true },
      problems: [],
    })
    for (const [name, value] of Object.entries(parseValues(params, given).value))
      expect(valueText(value)).toBe(given[name as keyof typeof given])
  })

  it.each([
    'abc',
    'NaN',
    '1e999',
    '-1e999',
    '',
    ' ',
    'Infinity',
    '12px',
    '1,5',
    '٣',
    null,
    undefined,
    {},
    [],
    [1, 2],
    true,
  ])('ignores %j for a number, and says so', (given) => {
    const { value, problems } = parseValue('d', params.d, given)
    expect(value).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^d = .* was ignored: it is a number from 1 to 1024\.$/)
  })

  it('moves a number out of range to the end of it, and says so', () => {
    expect(parseValue('d', params.d, '4096')).toEqual({
      value: 1024,
      problems: ['d = 4096 was moved to 1024: it runs from 1 to 1024.'],
    })
    expect(parseValue('gain', params.gain, -1).value).toBe(0.25)
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'Gaussian', 3, true, null])(
    'ignores %j for a choice, and names the options',
    (given) => {
      const { value, problems } = parseValue('law', params.law, given)
      expect(value).toBeUndefined()
      expect(problems[0]).toMatch(/law = .* was ignored: it is one of gaussian, sign\./)
    },
  )

  it.each(['yes', 1, 0, '', null, 'TRUE'])('ignores %j for a toggle', (given) => {
    expect(parseValue('skewed', params.skewed, given)).toMatchObject({ value: undefined })
  })

  it.each(['__proto__', 'constructor', 'valueOf', 'nope'])('names a parameter that is none: %s', (name) => {
    const given = JSON.parse(`{"${name}": {"d": 2}}`)
    const { value, problems } = parseValues(params, given)
    expect(value).toEqual(initialValues(params))
    expect(problems).toEqual([`${name} was ignored: there is no such parameter (there is d, sd, gain, law, skewed).`])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.getPrototypeOf({})).not.toHaveProperty('d')
  })

  it.each([null, undefined, 'd=2', 7, true])('ignores parameters that are no object: %j', (given) => {
    const { value, problems } = parseValues(params, given)
    expect(value).toEqual(initialValues(params))
    expect(problems).toHaveLength(1)
  })

  it('quotes at most a line of a huge text', () => {
    const { problems } = parseValue('d', params.d, 'x'.repeat(1e6))
    expect(problems[0]?.length).toBeLessThan(120)
  })

  it('keeps the good values beside the bad, on top of a base', () => {
    const base = { ...initialValues(params), d: 2, law: 'sign' as const }
    const { value, problems } = parseValues(params, { gain: '2', sd: 'junk' }, base)
    expect(value).toEqual({ ...base, gain: 2 })
    expect(problems).toHaveLength(1)
  })
})

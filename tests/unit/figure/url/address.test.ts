import { describe, expect, it } from 'vitest'
import { initialValues } from '../../../../src/experiment'
import { presetValues } from '../../../../src/figure/setting'
import { readAddress, strayKeys, writeAddress } from '../../../../src/figure/url/address'
import { readBackend, writeBackend } from '../../../../src/figure/url/backendKey'
import { ContentStore } from '../../../../src/figure/url/contentStore'
import { countdown, marathon } from '../countdown'

const store = new ContentStore()
const read = (search: string) => readAddress(search, 'countdown', countdown, store)
const write = (search: string, setting: Parameters<typeof writeAddress>[3]) =>
  writeAddress(search, 'countdown', countdown, setting, store)

describe('the address', () => {
  it('carries what differs from the initial values, and comes back the same', () => {
    const setting = { values: { level: 2.5, steps: 3, width: 64 }, seed: 7, preset: undefined, pins: [] }
    const search = write('?other.d=1&utm=x', setting)
    expect(search).toBe('?other.d=1&utm=x&countdown.level=2.5&countdown.width=64&countdown.seed=7')
    expect(read(search)).toEqual({ ...setting, problems: [] })
  })

  it('names a preset, and is empty for the initial state', () => {
    const high = { values: presetValues(countdown, 'high'), seed: 1, preset: 'high', pins: [] }
    expect(write('', high)).toBe('?countdown.preset=high')
    expect(read('?countdown.preset=high')).toEqual({ ...high, problems: [] })
    expect(write('?countdown.level=1', read(''))).toBe('')
  })

  it('lets a parameter stand on top of a preset', () => {
    expect(read('?countdown.steps=9&countdown.preset=high')).toMatchObject({
      values: { level: 5, steps: 9 },
      preset: undefined,
    })
  })

  it('carries pinned runs by what differs from the initial values, in words', () => {
    const pins = [
      { values: { level: -2.5, steps: 3, width: 64 }, seed: 7 },
      { values: presetValues(countdown, 'high'), seed: 1 },
      { values: read('').values, seed: 1 },
    ]
    const search = write('?countdown.pin=level+1', { ...read(''), pins })
    expect(search).toBe('?countdown.pin=level+-2.5+width+64+seed+7&countdown.pin=preset+high&countdown.pin=')
    expect(read(search)).toMatchObject({ pins, seed: 1, problems: [] })
  })

  it('carries nothing of a pinned run that changes the picture alone', () => {
    const values = { ...initialValues(marathon.params), shown: 'one' }
    const search = writeAddress(
      '',
      'm',
      marathon,
      { values, seed: 1, preset: undefined, pins: [{ values, seed: 2 }] },
      store,
    )
    expect(search).toBe('?m.preset=close&m.pin=seed+2')
    expect(readAddress('?m.pin=shown+one', 'm', marathon, store).pins).toEqual([
      { values: initialValues(marathon.params), seed: 1 },
    ])
  })

  it('reads each pinned run once, and no more of them than there is room for', () => {
    const { pins, problems } = read('?countdown.pin=level+1&countdown.pin=level+1+steps+3&countdown.pin=level+2')
    expect([pins.map(({ values }) => values.level), problems]).toEqual([[1, 2], []])
    const many = read(`?${[1, 2, 3, 4].map((level) => `countdown.pin=level+${level}`).join('&')}`)
    expect(many.pins.map(({ values }) => values.level)).toEqual([1, 2, 3])
    expect(many.problems).toEqual(['The pin "level 4" was ignored: there is room for 3.'])
  })

  it('moves a value of a pinned run into its range, and says so', () => {
    const { pins, problems } = read('?countdown.pin=level+99')
    expect(pins).toMatchObject([{ values: { level: 5 } }])
    expect(problems).toEqual([expect.stringMatching(/^Of a pin: level = 99 was moved to 5/)])
  })

  it.each([
    ['level', /"level" was ignored: it is names, each followed by its value/],
    ['levle+1', /the parameters are level, steps, width/],
    ['__proto__+1', /the parameters are/],
    ['level+high', /level has no such value/],
    ['seed+-1', /whole number/],
    ['seed+99999999999', /whole number/],
    ['preset+toString', /the presets are high/],
    ['9'.repeat(5000), /was ignored/],
  ])('names and ignores a pin of %s', (pin, sentence) => {
    const { pins, problems, values } = read(`?countdown.pin=${pin}`)
    expect(pins).toEqual([])
    expect(problems).toEqual([expect.stringMatching(sentence)])
    expect(problems[0]?.length).toBeLessThan(250)
    expect(values).toEqual(initialValues(countdown.params))
  })

  it.each([
    ['countdown.level=abc', /level = "abc" was ignored: it is a number from -5 to 5/],
    ['countdown.level=99', /level = 99 was moved to 5/],
    ['countdown.level=1e999', /was ignored/],
    ['countdown.levle=1', /levle was ignored: there is no such parameter/],
    ['countdown.__proto__=1', /__proto__ was ignored/],
    ['countdown.constructor=1', /constructor was ignored/],
    ['countdown.seed=-1', /seed = "-1" was ignored/],
    ['countdown.seed=99999999999', /was ignored/],
    ['countdown.preset=toString', /preset "toString" was ignored: there is high/],
    [`countdown.level=${'9'.repeat(5000)}`, /was ignored/],
    ['countdown.level=%E0%A4%A', /was ignored/],
  ])('names and ignores %s', (search, sentence) => {
    const { problems, values, seed } = read(`?${search}`)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(sentence)
    expect(problems[0]?.length).toBeLessThan(250)
    expect(Object.keys(values)).toEqual(['level', 'steps', 'width'])
    expect(Math.abs(Number(values.level))).toBeLessThanOrEqual(5)
    expect(seed).toBe(1)
  })

  it('names figures that are not on the page and backends that are none, and no foreign key', () => {
    expect(strayKeys('?countdwon.level=1&utm_source=x&backend=gpu', ['countdown'])).toEqual([
      'countdwon.level was ignored: this page has the figures countdown.',
      'backend = "gpu" was ignored: it is one of webgl, wasm, cpu.',
    ])
  })

  it('reads and writes the backend', () => {
    expect(readBackend('?backend=wasm')).toBe('wasm')
    expect(readBackend('?backend=gpu')).toBeUndefined()
    expect(writeBackend('?a.b=1', 'cpu')).toBe('?a.b=1&backend=cpu')
    expect(writeBackend('?backend=cpu', undefined)).toBe('')
  })
})

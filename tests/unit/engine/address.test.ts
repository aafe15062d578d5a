import { describe, expect, it } from 'vitest'
import {
  presetValues,
  readAddress,
  readBackend,
  strayKeys,
  writeAddress,
  writeBackend,
} from '../../../src/engine/address'
import { countdown } from './countdown'

const read = (search: string) => readAddress(search, 'countdown', countdown)

describe('the address', () => {
  it('carries what differs from the initial values, and comes back the same', () => {
    const setting = { values: { level: 2.5, steps: 3, width: 64 }, seed: 7, preset: undefined }
    const search = writeAddress('?other.d=1&utm=x', 'countdown', countdown, setting)
    expect(search).toBe('?other.d=1&utm=x&countdown.level=2.5&countdown.width=64&countdown.seed=7')
    expect(read(search)).toEqual({ ...setting, problems: [] })
  })

  it('names a preset, and is empty for the initial state', () => {
    const high = { values: presetValues(countdown, 'high'), seed: 1, preset: 'high' }
    expect(writeAddress('', 'countdown', countdown, high)).toBe('?countdown.preset=high')
    expect(read('?countdown.preset=high')).toEqual({ ...high, problems: [] })
    expect(writeAddress('?countdown.level=1', 'countdown', countdown, read(''))).toBe('')
  })

  it('lets a parameter stand on top of a preset', () => {
    expect(read('?countdown.steps=9&countdown.preset=high')).toMatchObject({
      values: { level: 5, steps: 9 },
      preset: undefined,
    })
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

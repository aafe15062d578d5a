import { beforeEach, describe, expect, it } from 'vitest'
import { readAddress, writeAddress } from '../../../src/engine/address'
import { isMark, type Storage, shelved, unshelved } from '../../../src/engine/shelf'
import { type Experiment, passage } from '../../../src/experiment'
import { countdown } from './countdown'

class Drawer implements Storage {
  readonly kept = new Map<string, string>()
  getItem = (key: string) => this.kept.get(key) ?? null
  setItem(key: string, value: string) {
    this.kept.set(key, value)
  }
  removeItem(key: string) {
    this.kept.delete(key)
  }
}

const LONG = 'To be, or not to be & that = the question? '.repeat(20)
const query = (text: string, more = '') => `?${new URLSearchParams({ 'figure.text': text })}${more}`

let drawer: Drawer
beforeEach(() => {
  drawer = new Drawer()
})

describe('the shelf', () => {
  it('takes a text that is too long for an address, and gives it back', () => {
    const short = shelved(query(LONG, '&figure.d=3'), drawer)
    expect(short.length).toBeLessThan(60)
    expect(isMark(new URLSearchParams(short).get('figure.text') ?? '')).toBe(true)
    expect(unshelved(short, drawer)).toBe(query(LONG, '&figure.d=3'))
  })

  it('leaves a short query as it is written', () => {
    for (const search of ['', '?a.b=1', '?a=%20x', query('a few words')]) {
      expect(shelved(search, drawer)).toBe(search)
      expect(unshelved(search, drawer)).toBe(search)
    }
    expect(drawer.kept.size).toBe(0)
  })

  it('marks two texts differently, one text always alike, and keeps the last eight', () => {
    const marks = Array.from({ length: 12 }, (_, i) => shelved(query(LONG + i), drawer))
    expect(new Set(marks).size).toBe(12)
    expect(shelved(query(`${LONG}11`), drawer)).toBe(marks[11])
    expect(unshelved(marks[11] ?? '', drawer)).toBe(query(`${LONG}11`))
    expect(unshelved(marks[3] ?? '', drawer)).toBe(marks[3])
    expect(drawer.kept.size).toBe(9)
  })

  it('does without storage, and with one that refuses', () => {
    const refusing: Storage = {
      getItem: () => null,
      removeItem: () => {},
      setItem: () => {
        throw new Error('full')
      },
    }
    for (const storage of [undefined, refusing]) {
      const mark = shelved(query(LONG), storage)
      expect(mark.length).toBeLessThan(60)
      expect(unshelved(mark, storage)).toBe(mark)
    }
  })
})

describe('a figure with a text', () => {
  const reader: Experiment = {
    ...countdown,
    params: {
      text: passage({
        label: 'text',
        empty: 'the book',
        most: 1000,
        refuses: (given) => (new Set(given).size < 2 ? 'it has one letter' : undefined),
      }),
    },
    presets: {},
  }
  const read = (search: string) => readAddress(search, 'figure', reader)

  it('keeps it in the address, and in those of pinned runs', () => {
    const setting = {
      values: { text: 'level 5 seed 3 %20' },
      seed: 1,
      preset: undefined,
      pins: [{ values: { text: 'pin seed 7 & more' }, seed: 2 }],
    }
    const search = writeAddress('', 'figure', reader, setting)
    expect(read(search)).toEqual({ ...setting, problems: [] })
  })

  it('says where a text is that this machine does not have', () => {
    const { values, problems } = read(shelved(query(LONG), drawer))
    expect(values).toEqual({ text: '' })
    expect(problems.join()).toMatch(/text was ignored: its text is kept on the machine where it was given/)
  })

  it('refuses what cannot be used, and cuts what is too long, in a sentence each', () => {
    expect(read('?figure.text=aaa')).toMatchObject({ values: { text: '' }, problems: [/it has one letter/] })
    const cut = read(query('ab'.repeat(900)))
    expect(cut.values.text).toHaveLength(1000)
    expect(cut.problems.join()).toMatch(/first 1,000 characters/)
  })
})

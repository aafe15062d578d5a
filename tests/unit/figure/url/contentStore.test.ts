import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Experiment, passage } from '../../../../src/experiment'
import { readAddress, writeAddress } from '../../../../src/figure/url/address'
import { ContentStore, isMark, type Storage } from '../../../../src/figure/url/contentStore'
import { countdown } from '../countdown'

/** A browser's storage with a maximum number of characters. */
class LimitedStorage implements Storage {
  readonly kept = new Map<string, string>()
  constructor(private readonly most = Number.POSITIVE_INFINITY) {}
  getItem = (key: string) => this.kept.get(key) ?? null
  setItem(key: string, value: string) {
    const others = [...this.kept].reduce((sum, [name, text]) => sum + (name === key ? 0 : text.length), 0)
    if (others + value.length > this.most) throw new DOMException('full', 'QuotaExceededError')
    this.kept.set(key, value)
  }
  removeItem(key: string) {
    this.kept.delete(key)
  }
  get texts() {
    return [...this.kept.values()].filter((text) => !isMark(text.split(':')[0] ?? ''))
  }
}

const TEXT = 'To be, or not to be & that = the question? '
const LONG = 'x'.repeat(199_999)

let storage: LimitedStorage
/** Opens another page of the same browser. */
const page = () => new ContentStore(storage)
beforeEach(() => {
  storage = new LimitedStorage()
})

describe('the store', () => {
  it('marks a text, whatever its length, and gives it back to a later page', () => {
    for (const text of ['ab', TEXT, LONG, 'Über 学习 \ufffd']) {
      const mark = page().put(text)
      expect(isMark(mark)).toBe(true)
      expect(page().get(mark)).toBe(text)
    }
    expect(page().put('')).toBe('')
  })

  it('marks two texts differently, one text always alike', () => {
    const marks = Array.from({ length: 12 }, (_, i) => page().put(TEXT + i))
    expect(new Set(marks).size).toBe(12)
    expect(page().put(`${TEXT}11`)).toBe(marks[11])
  })

  it('stores a text once, however often it is written', () => {
    const set = vi.spyOn(storage, 'setItem')
    const store = page()
    for (let i = 0; i < 20; i++) store.put(LONG)
    expect(set.mock.calls.filter(([, text]) => text === LONG)).toHaveLength(1)
    expect(set).toHaveBeenCalledTimes(2)
  })

  it('makes room for a new text by what was out of use the longest, not by what came first', () => {
    const mine = page().put(`${LONG}mine`)
    const marks = [0, 1, 2, 3, 4, 5, 6].map((i) => page().put(LONG + i))
    // Writing a text again counts as use, and so does reading it.
    page().put(`${LONG}mine`)
    for (const i of [7, 8, 9]) page().put(LONG + i)
    expect(page().get(mine)).toBe(`${LONG}mine`)
    for (const i of [10, 11, 12, 13]) page().put(LONG + i)
    expect(page().get(mine)).toBe(`${LONG}mine`)
    expect(page().get(marks[3] ?? '')).toBeUndefined()
    expect(storage.texts.join('').length).toBeLessThan(1_700_000)
  })

  it('keeps a text in use beside many pictures', () => {
    const mark = page().put(LONG)
    for (let i = 0; i < 40; i++) page().put(`picture ${i}`)
    expect(page().get(mark)).toBe(LONG)
  })

  it('loses nothing that it has when there is no room for more, and tells', () => {
    storage = new LimitedStorage(250_000)
    const first = page().put(LONG)
    const store = page()
    const second = store.put(`${LONG}2`)
    expect([store.isLosing(LONG), store.isLosing(`${LONG}2`)]).toEqual([false, true])
    // The text lasts as long as the page.
    expect(store.get(second)).toBe(`${LONG}2`)
    expect(page().get(second)).toBeUndefined()
    expect(page().get(first)).toBe(LONG)
    expect(storage.texts).toEqual([LONG])
  })

  it('does without storage, and with one that refuses', () => {
    const refuse = () => {
      throw new Error('forbidden')
    }
    for (const store of [
      new ContentStore(),
      new ContentStore({ getItem: refuse, setItem: refuse, removeItem: refuse }),
    ]) {
      const mark = store.put(TEXT)
      expect(store.isLosing(TEXT)).toBe(true)
      expect(store.get(mark)).toBe(TEXT)
      expect(store.get('~0123456789abcdef')).toBeUndefined()
    }
  })

  it('takes from storage only what is behind its own mark', () => {
    const mark = page().put(TEXT)
    for (const [key, text] of storage.kept) if (text === TEXT) storage.kept.set(key, 'something else')
    expect(page().get(mark)).toBeUndefined()
  })
})

describe('a figure with a text', () => {
  const reader: Experiment = {
    ...countdown,
    params: {
      ...countdown.params,
      text: passage({
        label: 'text',
        empty: 'the book',
        most: 1000,
        refuses: (given) => (new Set(given).size < 2 ? 'it has one letter' : undefined),
      }),
    },
  }
  const initial = { level: 0, steps: 3, width: 16, text: '' }
  const read = (search: string, store = page()) => readAddress(search, 'figure', reader, store)
  const write = (text: string, { preset = false, pinned = '' } = {}) => {
    const values = { ...initial, text, level: preset ? 5 : 0 }
    const pins = pinned === '' ? [] : [{ values: { ...initial, text: pinned }, seed: 2 }]
    const setting = { values, seed: 1, preset: preset ? 'high' : undefined, pins }
    return { setting, search: writeAddress('', 'figure', reader, setting, page()) }
  }

  it('keeps it by its mark, and those of pinned runs, and nothing of the words stands in the address', () => {
    const { setting, search } = write('level 5 seed 3 %20', { pinned: 'pin seed 7 & more' })
    expect(search).toMatch(/^\?figure\.text=%7E[0-9a-f]{16}&figure\.pin=text\+%7E[0-9a-f]{16}\+seed\+2$/)
    expect(read(search)).toEqual({ ...setting, problems: [] })
  })

  it('names a preset beside it', () => {
    const { setting, search } = write('my own', { preset: true })
    expect(search).toMatch(/^\?figure\.preset=high&figure\.text=%7E[0-9a-f]{16}$/)
    expect(read(search)).toEqual({ ...setting, problems: [] })
  })

  it('carries a text that looks like a mark', () => {
    const { setting, search } = write('~0123456789abcdef')
    expect(read(search)).toEqual({ ...setting, problems: [] })
  })

  it('says where a text is that this machine does not have, of a pinned run too', () => {
    const { search } = write('one text', { pinned: 'another' })
    const { values, pins, problems } = read(search, new ContentStore())
    expect([values.text, pins]).toEqual(['', []])
    expect(problems).toEqual([
      'text was ignored: the text or picture is stored in the browser in which it was made, and this one does not have it.',
      expect.stringMatching(
        /^The pin "text ~[0-9a-f]{16} seed 2" was ignored: the text or picture is stored in the browser/,
      ),
    ])
  })

  it('looks up marks of texts alone', () => {
    const mark = page().put('5')
    expect(read(`?figure.level=${mark}`).values.level).toBe(0)
    expect(read(`?figure.pin=level+${mark}`).pins).toEqual([])
  })

  it('reads a text that stands in an address; refuses what cannot be used, and cuts what is too long, in a sentence each', () => {
    expect(read('?figure.text=plain+words')).toMatchObject({ values: { text: 'plain words' }, problems: [] })
    expect(read('?figure.text=aaa')).toMatchObject({ values: { text: '' }, problems: [/it has one letter/] })
    const cut = read(`?figure.text=${'ab'.repeat(900)}`)
    expect(cut.values.text).toHaveLength(1000)
    expect(cut.problems).toEqual(['text is too long. Only the first 1,000 characters are used.'])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { NO_WORK, readWork, type Work, workText } from '../../../../src/client/work/work'
import { type StoreWindow, UNREAD_KEY, WORK_KEY, WorkStore } from '../../../../src/client/work/workStore'
import { type AnswerRecord, UNANSWERED } from '../../../../src/ui/question/record/record'

const ID = '3-weight-initialization/scale'
const right: AnswerRecord = {
  ...UNANSWERED,
  answer: '1/sqrt(d)',
  state: 'right',
  tries: 2,
  predicted: '1/d',
  missed: true,
}

/** A storage of a certain size that several tabs share. */
class Shared {
  readonly kept = new Map<string, string>()
  readonly tabs: ((event: { readonly key: string | null }) => void)[] = []
  constructor(public room = Number.POSITIVE_INFINITY) {}

  tab(): { store: WorkStore; hear: (key: string | null) => void } {
    let hear = (_: { readonly key: string | null }) => {}
    const at: StoreWindow = { addEventListener: (_, listener) => (hear = listener) }
    const storage = {
      getItem: (key: string) => this.kept.get(key) ?? null,
      setItem: (key: string, value: string) => {
        if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError')
        this.kept.set(key, value)
      },
      removeItem: (key: string) => void this.kept.delete(key),
    }
    return { store: new WorkStore(storage, at), hear: (key) => hear({ key }) }
  }
}

describe('WorkStore', () => {
  let shared: Shared
  beforeEach(() => {
    shared = new Shared()
  })

  it('keeps answers, notes, places and choices for the next visit', () => {
    const { store } = shared.tab()
    store.putAnswer(ID, right)
    store.putNote('3-weight-initialization/a', 'variances add')
    store.putPlace('3-weight-initialization', 'b')
    store.show('3-weight-initialization/variance')
    store.askFirst(false)
    const next = shared.tab().store
    expect(next.get()).toEqual(store.get())
    expect(next.answer(ID)).toMatchObject({ answer: '1/sqrt(d)', state: 'right', predicted: '1/d', missed: true })
    expect(next.get()).toMatchObject({
      notes: { '3-weight-initialization/a': { text: 'variances add' } },
      places: { '3-weight-initialization': { part: 'b' } },
      shown: ['3-weight-initialization/variance'],
      askFirst: false,
    })
    expect([...shared.kept.keys()]).toEqual([WORK_KEY])
  })

  it('hears of what another tab writes, and does not write over it', () => {
    const [one, two] = [shared.tab(), shared.tab()]
    one.store.putAnswer(ID, right)
    // The other tab has not heard of it yet, and writes something else.
    two.store.putNote('3-weight-initialization/a', 'mine')
    one.hear(WORK_KEY)
    for (const { store } of [one, two]) {
      expect(store.answer(ID).state).toBe('right')
      expect(store.get().notes['3-weight-initialization/a']?.text).toBe('mine')
    }
    two.store.forgetAll()
    one.hear(WORK_KEY)
    expect(one.store.get()).toEqual(NO_WORK)
  })

  it('keeps an answer that another tab wrote over, because it had not read it', () => {
    const [one, other] = [shared.tab(), shared.tab()]
    one.store.putPlace('3-weight-initialization', 'a')
    const before = shared.kept.get(WORK_KEY) ?? ''
    other.store.putAnswer(ID, right)
    // The first tab reads late, writes what it knew, and both hear of it.
    shared.kept.set(WORK_KEY, before)
    other.hear(WORK_KEY)
    one.hear(WORK_KEY)
    expect([one, other].map(({ store }) => store.answer(ID).state)).toEqual(['right', 'right'])
    const text = shared.kept.get(WORK_KEY)
    one.hear(WORK_KEY)
    other.hear(WORK_KEY)
    expect(shared.kept.get(WORK_KEY)).toBe(text)
  })

  it.each([
    ['is refused', undefined],
    ['is full', 10],
  ])('keeps work for as long as the page where storage %s, and says so', (_, room) => {
    const store = room === undefined ? new WorkStore(undefined) : new Shared(room).tab().store
    expect(store.losing).toBeUndefined()
    store.putAnswer(ID, right)
    expect(store.losing).toMatch(/storage is full or closed/)
    expect(store.answer(ID).state).toBe('right')
    store.putNote('3-weight-initialization/a', 'still here')
    expect(store.answer(ID).state).toBe('right')
  })

  it('leaves the work of a later version alone', () => {
    const later = JSON.stringify({ book: 'trainability', version: 99, answers: 'who knows' })
    shared.kept.set(WORK_KEY, later)
    const { store } = shared.tab()
    store.putAnswer(ID, right)
    expect(store.losing).toMatch(/a later version of this book/)
    expect(store.answer(ID).state).toBe('right')
    expect(shared.kept.get(WORK_KEY)).toBe(later)
  })

  it.each([
    '{{{not json',
    'null',
    '[1,2]',
    '{"book":"trainability","version":1,"answers":{"3-weight-initialization/scale":7}}',
  ])('sets aside what it cannot read, until everything is forgotten: %s', (junk) => {
    shared.kept.set(WORK_KEY, junk)
    const { store } = shared.tab()
    expect(store.hasUnread).toBe(true)
    store.putAnswer(ID, right)
    expect(shared.kept.get(UNREAD_KEY)).toBe(junk)
    expect(shared.tab().store.answer(ID).state).toBe('right')
    store.forgetAll()
    expect([...shared.kept.keys()]).toEqual([])
  })

  it('begins anew with what cannot be read', () => {
    for (const text of ['', 'null', '[]', '{', '"trainability"', '{"book":"trainability"}']) {
      shared.kept.set(WORK_KEY, text)
      expect(shared.tab().store.get(), text).toEqual(NO_WORK)
    }
  })

  it('takes the later of two answers from a file, and keeps what the file does not have', () => {
    const { store } = shared.tab()
    store.putAnswer(ID, right)
    store.putNote('3-weight-initialization/a', 'kept')
    const older: Work = {
      ...NO_WORK,
      answers: { [ID]: { ...UNANSWERED, at: 1 }, '5-rnn-run-time/order': { ...right, at: 5 } },
    }
    store.add(older)
    expect(store.answer(ID).state).toBe('right')
    expect(store.answer('5-rnn-run-time/order').state).toBe('right')
    expect(store.get().notes['3-weight-initialization/a']?.text).toBe('kept')
  })
})

describe('readWork', () => {
  it('reads back what it wrote', () => {
    const work: Work = { ...NO_WORK, answers: { [ID]: { ...right, at: 7 } }, shown: [ID] }
    expect(readWork(workText(work))).toEqual({ work, ignored: 0 })
  })

  it('says of a file whether it is foreign or of a later version', () => {
    expect(readWork('not even JSON')).toEqual({ fault: 'foreign' })
    expect(readWork('{"version":1}')).toEqual({ fault: 'foreign' })
    expect(readWork('{"book":"trainability","version":2}')).toEqual({ fault: 'newer' })
  })

  it('reads an old file that lacks what came later', () => {
    const old = {
      book: 'trainability',
      version: 1,
      answers: { [ID]: { answer: 'd', state: 'wrong', tries: 1, hints: 0 } },
    }
    const read = readWork(JSON.stringify(old))
    expect(read).toMatchObject({
      ignored: 0,
      work: { answers: { [ID]: { state: 'wrong', missed: false, points: [] } } },
    })
  })

  it.each([
    ['an id that is none', { constructor: { answer: '', state: 'open', tries: 0, hints: 0 } }],
    ['a prototype', JSON.parse('{"__proto__":{"answer":"","state":"open","tries":0,"hints":0}}')],
    ['an unknown state', { [ID]: { answer: '', state: 'perfect', tries: 0, hints: 0 } }],
    ['an answer that is no text', { [ID]: { answer: 3, state: 'open', tries: 0, hints: 0 } }],
    ['an answer without end', { [ID]: { answer: 'x'.repeat(1e6), state: 'open', tries: 0, hints: 0 } }],
    ['a count below zero', { [ID]: { answer: '', state: 'open', tries: -1, hints: 0 } }],
    ['no object', { [ID]: 'right' }],
  ])('ignores %s', (_, answers) => {
    const read = readWork(JSON.stringify({ book: 'trainability', version: 1, answers }))
    expect(read).toEqual({ work: NO_WORK, ignored: 1 })
  })

  it('does not keep times in the future', () => {
    const answers = { [ID]: { ...right, at: 1e15 } }
    const read = readWork(JSON.stringify({ book: 'trainability', version: 1, answers }))
    expect('work' in read && (read.work.answers[ID]?.at ?? 0) <= Date.now()).toBe(true)
  })
})

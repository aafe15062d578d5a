import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AddressBar } from '../../../src/client/addressBar'
import { type FigureSource, PageFigures } from '../../../src/client/figures'
import { Engine, type WorkerPort } from '../../../src/engine/client'
import type { Command } from '../../../src/engine/protocol'
import {
  type Experiment,
  experiment,
  formula,
  number,
  passage,
  picture,
  pictureText,
  type Questions,
  scalar,
  scalarReading,
  tex,
} from '../../../src/experiment'
import { ContentStore, type Storage } from '../../../src/figure/url/contentStore'

const made = (title: string): Experiment =>
  experiment({
    title,
    summary: 'None.',
    about: { computes: 'Nothing.', repeated: 'draws', errors: 'None.', fixes: 'All.', limits: 'All.' },
    params: {
      d: number({ label: 'd', min: 1, max: 9, initial: 3, step: 1 }),
      text: passage({ label: 'text', empty: 'the book', most: 1000, refuses: () => undefined }),
      own: picture({ label: 'picture', size: 4 }),
      rule: formula({
        label: 'rule',
        letters: { d: 'inputs' },
        refuses: (f) => (f({ d: 1 }) > 9 ? 'it is over 9' : undefined),
      }),
    },
    measures: { mean: scalar({ label: 'mean' }) },
    presets: { large: { title: 'Large', says: 'Large.', at: { d: 9 } } },
    views: [],
    claims: { holds: { says: 'It holds.', checks: [] } },
    *measure() {
      yield { mean: scalarReading({ value: 0, stderr: 1 }) }
    },
    readings: () => 1,
    theory: () => ({ mean: scalarReading({ value: 0, stderr: 0 }) }),
    cost: () => 1,
  })

const PICTURE = pictureText([0, 1, 2, 3].map((y) => [0, 5, 10, y]))

let sent: Command[]
let engines: Engine[]
let search: string
let hash: string
let flush: () => void
let entries: string[]
let goBack: () => void
let store: ContentStore

let loaded: string[]
let fails: boolean

const asked = { part: 'a', prompt: '?', right: 'Yes.', hints: [], reveals: '!', answer: '1', misconceptions: {} }
const QUESTIONS: Questions = {
  scale: {
    ...asked,
    kind: 'formula',
    variables: { d: { symbol: tex`d`, meaning: 'inputs', values: [1, 2] } },
    draws: [
      { figure: 'first', measure: 'mean', line: (answer, x) => answer({ d: x }) },
      { figure: 'second', measure: 'mean', line: (answer) => answer({ d: 1 }) },
    ],
    runs: { figure: 'second', param: 'rule', at: { d: 4 } },
  },
  count: { ...asked, kind: 'number', runs: { figure: 'first', param: 'd', at: {} } },
  curve: {
    ...asked,
    kind: 'sketch',
    figure: 'first',
    measure: 'mean',
    at: { d: 7 },
    x: [0, 1],
    y: [0, 1],
    scales: { x: 'linear', y: 'linear' },
    curves: { mean: { label: 'mean', curve: (x) => x, features: [] } },
    draws: [{ figure: 'first', measure: 'mean', line: (answer, x) => answer({ x }) }],
  },
}

const EXPERIMENTS: Readonly<Record<string, Experiment>> = { first: made('First'), second: made('Second') }
const source: FigureSource = {
  names: Object.keys(EXPERIMENTS),
  questions: async () => {
    if (fails) throw new TypeError('no network')
    return QUESTIONS
  },
  load: async (name) => {
    loaded.push(name)
    if (fails) throw new TypeError('no network')
    return EXPERIMENTS[name] ?? expect.fail(`no experiment "${name}" (it has: ${Object.keys(EXPERIMENTS).join(', ')})`)
  },
}

const sessionOf = async (figures: PageFigures, name: string) => (await figures.figure(name)).session

/** A page with the figures `first` and `second` at a given address. */
function page(at: string): PageFigures {
  const [, query = '', fragment = ''] = /^([^#]*)(.*)$/.exec(at) ?? []
  search = query
  hash = fragment
  const bar = new AddressBar({
    location: {
      pathname: '/',
      get hash() {
        return hash
      },
      get search() {
        return search
      },
    },
    history: {
      state: null,
      replaceState: (_state, _unused, url) => {
        const [, query = '', fragment = ''] = /^\/([^#]*)(.*)$/.exec(url) ?? []
        search = query
        hash = fragment
      },
      pushState: (_state, _unused, url) => {
        entries.push(search)
        search = /^\/([^#]*)/.exec(url)?.[1] ?? ''
      },
    },
    setTimeout: (run) => {
      flush = run
    },
    addEventListener: (kind, listener) => {
      if (kind === 'popstate') goBack = listener
    },
  })
  const port: WorkerPort = {
    postMessage: (command) => sent.push(command),
    terminate: () => {},
    onmessage: null,
    onerror: null,
  }
  const start = () => {
    const engine = new Engine(() => port)
    engines.push(engine)
    return engine
  }
  return new PageFigures('9-made-up', source, start, bar, store)
}

beforeEach(() => {
  loaded = []
  fails = false
  sent = []
  engines = []
  flush = () => {}
  entries = []
  goBack = () => {}
  store = new ContentStore()
})

describe('the figures of a page', () => {
  it('are as the address sets them', async () => {
    const figures = page('?first.d=5&first.seed=4&second.preset=large')
    expect((await sessionOf(figures, 'first')).getState()).toMatchObject({ values: { d: 5 }, seed: 4, notices: [] })
    expect((await sessionOf(figures, 'second')).getState()).toMatchObject({ values: { d: 9 }, preset: 'large' })
  })

  it('name what is junk, each its own, and the first what belongs to none', async () => {
    const figures = page('?first.d=many&third.d=2&second.e=1')
    const first = (await sessionOf(figures, 'first')).getState().notices.join()
    expect(first).toContain('many')
    expect(first).toContain('third.d')
    expect((await sessionOf(figures, 'second')).getState().notices.join()).not.toContain('third.d')
  })

  it('write what changes into the address, and leave the rest of it', async () => {
    const figures = page('?second.d=2&utm=x')
    ;(await sessionOf(figures, 'first')).set('d', 7)
    flush()
    expect(search).toBe('?second.d=2&utm=x&first.d=7')
    ;(await sessionOf(figures, 'first')).apply('large')
    ;(await sessionOf(figures, 'first')).newDraw()
    flush()
    expect(search).toBe('?second.d=2&utm=x&first.preset=large&first.seed=2')
    ;(await sessionOf(figures, 'first')).reset()
    flush()
    expect(search).toBe('?second.d=2&utm=x&first.seed=2')
  })

  it('go back with the address, which has an entry for each preset and reset', async () => {
    const figures = page('?first.d=5')
    const first = await sessionOf(figures, 'first')
    first.apply('large')
    first.reset()
    expect([search, ...entries]).toEqual(['', '?first.d=5', '?first.preset=large'])
    for (const d of [9, 5]) {
      search = entries.pop() ?? ''
      goBack()
      expect(first.getState().values.d).toBe(d)
    }
    expect(entries).toEqual([])
    first.undo()
    expect(first.getState().values.d).toBe(9)
  })

  it('keep pinned runs in the address, and take them from it', async () => {
    const figures = page('?first.pin=d+5&first.pin=nonsense')
    const first = await sessionOf(figures, 'first')
    expect(first.getState()).toMatchObject({ pins: [{ values: { d: 5 }, reading: null }] })
    expect(first.getState().notices.join()).toContain('nonsense')
    first.unpin(0)
    flush()
    expect(search).toBe('')
  })

  it('share one engine, made when it is first needed and asked when a figure is first seen', async () => {
    const figures = page('?backend=cpu')
    expect(engines).toHaveLength(0)
    const first = await sessionOf(figures, 'first')
    await sessionOf(figures, 'second')
    expect(await sessionOf(figures, 'first')).toBe(first)
    expect(engines).toHaveLength(1)
    expect(sent).toEqual([])
    first.setVisible(true)
    expect(sent[0]).toEqual({ kind: 'start', backend: 'cpu' })
    for (const engine of engines) engine.dispose()
  })

  it('keep the chosen backend in the address', async () => {
    const figures = page('')
    ;(await sessionOf(figures, 'first')).chooseBackend('wasm')
    flush()
    expect(search).toBe('?backend=wasm')
  })

  it('are those of the problem: another name is refused, and it is said which there are', async () => {
    await expect(page('').figure('third')).rejects.toThrow('it has: first, second')
    await expect(page('').claim('first', 'nothing')).rejects.toThrow('it has: holds')
    expect(() => page('').link('first')).toThrow('The figure "first" is not loaded')
  })

  it('load the experiment of the figure that is asked for, and no other', async () => {
    const figures = page('')
    await figures.claim('second', 'holds')
    await Promise.all([figures.figure('first'), figures.figure('first')])
    await figures.claim('first', 'holds')
    expect(new Set(loaded)).toEqual(new Set(['second', 'first']))
    expect((await figures.figure('first')).session).toBe(await sessionOf(figures, 'first'))
  })

  it('can be asked for again where the load failed', async () => {
    const figures = page('?first.d=5')
    fails = true
    await expect(figures.figure('first')).rejects.toThrow('no network')
    await expect(figures.claim('first', 'holds')).rejects.toThrow('no network')
    fails = false
    expect((await sessionOf(figures, 'first')).getState()).toMatchObject({ values: { d: 5 } })
    expect(await figures.claim('first', 'holds')).toMatchObject({ repeated: 'draws' })
  })

  it('keep what the reader made out of the address, and give it back on the same machine', async () => {
    const first = await sessionOf(page(''), 'first')
    first.set('text', 'my own words')
    first.set('own', PICTURE)
    flush()
    expect(search).toMatch(/^\?first\.text=%7E[0-9a-f]{16}&first\.own=%7E[0-9a-f]{16}$/)
    expect(hash).toBe('')
    expect((await sessionOf(page(search), 'first')).getState()).toMatchObject({
      values: { text: 'my own words', own: PICTURE },
    })
  })

  it('give a link that brings pictures along where no server sees them, those of pinned runs too, and no text', async () => {
    const here = page('?first.pin=d+5')
    const first = await sessionOf(here, 'first')
    first.set('text', 'my own words')
    first.set('own', PICTURE)
    const link = here.link('first')
    expect(link).toMatch(/^\?first\.text=%7E[0-9a-f]{16}&first\.own=%7E[0-9a-f]{16}&first\.pin=d\+5#first\?/)
    expect(link.split('?').at(-1)).toBe(PICTURE)
    expect(link.split('#')[0]).not.toContain(PICTURE)
    expect(link).not.toContain('words')
    // Another computer, without the stored picture.
    store = new ContentStore()
    const friend = (await sessionOf(page(link), 'first')).getState()
    expect(friend.values).toMatchObject({ own: PICTURE, text: '' })
    expect(friend.notices).toEqual([expect.stringMatching(/^text was ignored: .* kept in the browser/)])
    expect(hash).toBe('#first')
    // The friend reloads the page.
    expect((await sessionOf(page(search), 'first')).getState().values).toMatchObject({ own: PICTURE })
  })

  it('give a link to one of them alone, with its own setting only', async () => {
    const here = page('?embed=first&controls=none&backend=wasm&second.d=4')
    const first = await sessionOf(here, 'first')
    first.set('d', 5)
    expect(here.link('first')).toBe('?backend=wasm&second.d=4&first.d=5#first')
    expect(here.embedLink('first')).toBe('?embed=first&first.d=5')
    await here.answer('curve', 'mean 0 0 1 1')
    first.set('d', 5)
    expect(here.ownLink('first')).toBe('?first.d=5#first')
    first.reset()
    expect(here.ownLink('first')).toBe('?first.seed=1#first')
    await here.answer('curve', undefined)
    first.set('d', 5)
    first.set('own', PICTURE)
    expect(here.embedLink('first')).toMatch(/^\?embed=first&first\.d=5&first\.own=%7E[0-9a-f]{16}#first\?/)
    expect(here.embedLink('first').split('?').at(-1)).toBe(PICTURE)
  })

  it('take from a link what can be a picture, and no more of it than a figure can hold', () => {
    const put = vi.spyOn(store, 'put')
    page(`#first?${'A'.repeat(9000)}&<b>&&${PICTURE}&${Array.from({ length: 40 }, (_, i) => `B${i}`).join('&')}`)
    const taken = put.mock.calls.flat()
    expect(taken.slice(0, 2)).toEqual([PICTURE, 'B0'])
    expect(taken.length).toBeLessThan(20)
  })

  it('say it when a text cannot be kept, once, and use it none the less', async () => {
    const full: Storage = {
      getItem: () => null,
      removeItem: () => {},
      setItem: () => {
        throw new Error('full')
      },
    }
    store = new ContentStore(full)
    const first = await sessionOf(page(''), 'first')
    first.set('text', 'my own words')
    flush()
    first.set('d', 5)
    flush()
    expect(first.getState().notices).toEqual([expect.stringMatching(/storage is full.*until you reload the page/)])
    expect(first.getState().values.text).toBe('my own words')
  })
})

describe('an answer of the reader', () => {
  const state = async (figures: PageFigures, name: string) => (await sessionOf(figures, name)).getState()

  it('is drawn in each of its figures and run in one, and travels in the link', async () => {
    const figures = page('')
    expect(await figures.answer('scale', '1 d /')).toEqual([])
    expect(await state(figures, 'first')).toMatchObject({
      answers: [{ question: 'scale', text: '1 d /', label: '1/d', shown: true }],
      values: { d: 3, rule: '' },
    })
    expect(await state(figures, 'second')).toMatchObject({ values: { d: 4, rule: '1 d /' } })
    const [line] = (await state(figures, 'first')).answers[0]?.lines ?? []
    expect(line?.at(4, {})).toBe(0.25)
    flush()
    expect(search).toContain('first.answer.scale=1%7Ed%7E%2F%7E')
    const friend = page(search)
    expect(await state(friend, 'first')).toMatchObject({ answers: [{ label: '1/d' }], notices: [] })
    expect(await state(friend, 'second')).toMatchObject({ values: { d: 4, rule: '1 d /' }, notices: [] })
  })

  it('that is hidden stays out of the link', async () => {
    const figures = page('')
    await figures.answer('scale', '1 d /')
    const first = await sessionOf(figures, 'first')
    flush()
    first.showAnswer('scale', false)
    flush()
    expect(search).not.toContain('first.answer')
    expect(first.getState().answers).toHaveLength(1)
  })

  it('that is a sketch sets its figure as the axes were, once: an old one does not set what was set since', async () => {
    const figures = page('')
    await figures.answer('curve', 'mean 0 0 1 1')
    expect(await state(figures, 'first')).toMatchObject({ values: { d: 7 }, answers: [{ label: 'a sketch' }] })
    const first = await sessionOf(figures, 'first')
    first.set('d', 2)
    await figures.answer('curve', 'mean 0 0 1 1', { isNew: false })
    expect(first.getState()).toMatchObject({ values: { d: 2 }, answers: [{ label: 'a sketch' }] })
  })

  it('has the first answer of the reader behind it, unless that is the same', async () => {
    const figures = page('')
    const predicted = async () => {
      const [drawn] = (await sessionOf(figures, 'first')).getState().answers
      return drawn?.predicted && [drawn.predicted.label, drawn.predicted.lines[0]?.at(4, {})]
    }
    await figures.answer('scale', '1 d /', { predicted: '1 d sqrt /' })
    expect(await predicted()).toEqual(['1/√d', 0.5])
    await figures.answer('scale', '1 d sqrt /', { predicted: '1 d sqrt /' })
    expect(await predicted()).toBeUndefined()
    await figures.answer('scale', '1 d /')
    expect(await predicted()).toBeUndefined()
  })

  it('that was given before is drawn with the first one, runs nothing, and replaces no answer of a link', async () => {
    const figures = page('')
    await figures.answer('scale', '1 d /', { predicted: '1 d sqrt /', isNew: false })
    expect(await state(figures, 'first')).toMatchObject({ answers: [{ label: '1/d', predicted: { label: '1/√d' } }] })
    expect(await state(figures, 'second')).toMatchObject({ values: { rule: '' } })
    const second = await sessionOf(figures, 'second')
    second.set('rule', '2 d /')
    await figures.answer('scale', '1 d /', { isNew: false })
    expect(second.getState().values).toMatchObject({ rule: '2 d /' })
    await figures.answer('count', '14 2 /', { isNew: false })
    expect(await state(figures, 'first')).toMatchObject({ values: { d: 3 } })

    const linked = page('?first.d=5&first.answer.count=5')
    await linked.answer('count', '7', { isNew: false })
    expect(await state(linked, 'first')).toMatchObject({ values: { d: 5 }, answers: [{ text: '5' }] })
    // An address that had no time to follow the answer that runs.
    const late = page('?first.d=7&first.answer.count=5')
    await late.answer('count', '7', { isNew: false })
    expect(await state(late, 'first')).toMatchObject({ values: { d: 7 }, answers: [{ text: '7' }] })
  })

  it('gives way to the sketches of a class, which no address has, and comes back', async () => {
    const figures = page('')
    await figures.answer('curve', 'mean 0 0 1 1')
    const session = await sessionOf(figures, 'first')
    session.reset()
    const own = session.getState().answers
    flush()
    await figures.showClassSketches('curve', ['mean 0 0 1 1', 'junk', 'mean 0 1 1 0'])
    flush()
    const { classSketches, values, answers } = session.getState()
    expect(classSketches?.map(({ question, number }) => [question, number])).toEqual([
      ['curve', 1],
      ['curve', 3],
    ])
    expect(classSketches?.[1]?.lines[0]?.at(0.25, {})).toBeCloseTo(0.75)
    expect(answers).toBe(own)
    expect(values).toMatchObject({ d: 7 })
    expect([...new URLSearchParams(search).keys()].filter((key) => key.includes('answer'))).toEqual([
      'first.answer.curve',
    ])
    expect(new URLSearchParams(search).get('first.answer.curve')).toBe('mean~0~0~1~1')
    session.set('d', 5)
    await figures.showClassSketches('curve', undefined)
    expect(session.getState()).toMatchObject({ classSketches: undefined, values: { d: 5 } })
    // A class that has sketched nothing does not see the reader's answers either.
    await figures.showClassSketches('curve', [])
    expect(session.getState().classSketches).toEqual([])
    await expect(figures.showClassSketches('scale', [])).rejects.toThrow(/no question "scale" that is a sketch/)
  })

  it('is taken out of all its figures', async () => {
    const figures = page('')
    await figures.answer('scale', '1 d /')
    await figures.answer('scale', undefined)
    expect(await state(figures, 'first')).toMatchObject({ answers: [] })
    expect(await state(figures, 'second')).toMatchObject({ answers: [], values: { rule: '' } })
  })

  it('sets a number, and is known as what set it', async () => {
    const figures = page('')
    expect(await figures.answer('count', '14 2 /')).toEqual([])
    expect(await state(figures, 'first')).toMatchObject({
      values: { d: 7 },
      answers: [{ question: 'count', lines: [], sets: { param: 'd', value: 7 } }],
    })
    expect(await figures.answer('count', '1 0 /')).toEqual([expect.stringMatching(/d = Infinity was ignored/)])
    expect(await figures.answer('count', '99')).toEqual([expect.stringMatching(/moved to 9/)])
  })

  it('that the figure cannot run says why', async () => {
    const figures = page('')
    expect(await figures.answer('scale', '10')).toEqual(['rule = 10 was ignored: it is over 9.'])
    await figures.answer('scale', '1')
    expect((await state(figures, 'second')).values.rule).toBe('1')
    await figures.answer('scale', '10')
    expect(await state(figures, 'second')).toMatchObject({ values: { rule: '' }, answers: [{ text: '10' }] })
    await expect(figures.answer('sclae', '1')).rejects.toThrow(/has no question "sclae"/)
    await expect(figures.answer('constructor', '1')).rejects.toThrow(/has no question/)
  })

  it.each([
    ['first.answer.scale=1/d', /The answer to "scale" was ignored: it is no formula as this page writes it/],
    [`first.answer.scale=${'1~'.repeat(9000)}`, /it is no formula/],
    ['first.answer.scale=x', /it is no formula/],
    ['first.answer.nothing=1', /The answer to "nothing" was ignored: the questions are scale, count, curve\./],
    ['first.answer.__proto__=1', /The answer to "__proto__" was ignored/],
    ['first.answer.=1', /The answer to "" was ignored/],
    ['second.answer.count=1', /it is not drawn in this figure/],
  ])('of an address that is junk is named and ignored: %s', async (given, sentence) => {
    const figures = page(`?${given.slice(0, 20_000)}`)
    const { answers, notices } = await state(figures, given.split('.')[0] ?? '')
    expect(answers).toEqual([])
    expect(notices).toEqual([expect.stringMatching(sentence)])
    expect(notices[0]?.length).toBeLessThan(200)
  })

  it('of an address is given up with a notice if the questions cannot be loaded, and the figure works', async () => {
    const figures = page('?first.answer.scale=1')
    const questions = vi.spyOn(source, 'questions').mockRejectedValueOnce(new TypeError('no network'))
    expect(await state(figures, 'first')).toMatchObject({
      answers: [],
      notices: [expect.stringMatching(/could not be loaded/)],
    })
    questions.mockRestore()
  })
})

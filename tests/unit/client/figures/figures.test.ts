import { describe, expect, it, vi } from 'vitest'
import { ContentStore, type Storage } from '../../../../src/figure/url/contentStore'
import {
  breakNetwork,
  engines,
  entries,
  flush,
  hash,
  loaded,
  PICTURE,
  page,
  replaceStore,
  returnTo,
  search,
  sent,
  sessionOf,
  startAnew,
  store,
} from './madeUpPage'

startAnew()

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
      returnTo()
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
    breakNetwork(true)
    await expect(figures.figure('first')).rejects.toThrow('no network')
    await expect(figures.claim('first', 'holds')).rejects.toThrow('no network')
    breakNetwork(false)
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
    replaceStore(new ContentStore())
    const friend = (await sessionOf(page(link), 'first')).getState()
    expect(friend.values).toMatchObject({ own: PICTURE, text: '' })
    expect(friend.notices).toEqual([expect.stringMatching(/^text was ignored: .* stored in the browser/)])
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
    replaceStore(new ContentStore(full))
    const first = await sessionOf(page(''), 'first')
    first.set('text', 'my own words')
    flush()
    first.set('d', 5)
    flush()
    expect(first.getState().notices).toEqual([expect.stringMatching(/storage is full.*until you reload the page/)])
    expect(first.getState().values.text).toBe('my own words')
  })
})

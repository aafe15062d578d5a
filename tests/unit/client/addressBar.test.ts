import { beforeEach, describe, expect, it } from 'vitest'
import { AddressBar } from '../../../src/client/addressBar'
import { LateChange, type LateWindow } from '../../../src/client/lateChange'

/** A window with a simulated clock that counts the changes of its address. */
class TestWindow {
  readonly location = { pathname: '/book/', search: '', hash: '#a' }
  readonly urls: string[] = []
  private waiting: (() => void)[] = []
  private readonly listeners: { kind: string; listener: () => void }[] = []
  /** The addresses that Back returns to. */
  readonly entries: string[] = []

  readonly history = {
    state: { kept: true },
    replaceState: (state: unknown, _: string, url: string) => {
      expect(state).toEqual({ kept: true })
      this.urls.push(url)
      const [, search = '', hash = ''] = /^[^?#]*([^#]*)(.*)$/.exec(url) ?? []
      Object.assign(this.location, { search, hash })
    },
    pushState: (state: unknown, _: string, url: string) => {
      this.entries.push(this.location.search)
      this.history.replaceState(state, _, url)
    },
  }
  setTimeout(run: () => void): void {
    this.waiting.push(run)
  }
  addEventListener(kind: 'pagehide' | 'pageshow' | 'popstate', listener: () => void): void {
    this.listeners.push({ kind, listener })
  }
  pass(): void {
    for (const run of this.waiting.splice(0)) run()
  }
  leave(kind = 'pagehide'): void {
    for (const one of this.listeners) if (one.kind === kind) one.listener()
  }
  goBack(): void {
    this.location.search = this.entries.pop() ?? ''
    this.leave('popstate')
  }
}

const set = (key: string, value: string) => (search: string) => {
  const query = new URLSearchParams(search)
  query.set(key, value)
  return `?${query}`
}

let at: TestWindow
let bar: AddressBar
beforeEach(() => {
  at = new TestWindow()
  bar = new AddressBar(at)
})

describe('the address', () => {
  it('changes once for a burst, to the latest of each key, and keeps path and anchor', () => {
    for (let i = 0; i <= 100; i++) bar.change('variance', set('variance.d', String(i)))
    bar.change('depth', set('depth.layers', '3'))
    expect(at.urls).toEqual([])
    at.pass()
    expect(at.urls).toEqual(['/book/?variance.d=100&depth.layers=3#a'])
  })

  it('follows later changes too', () => {
    bar.change('variance', set('variance.d', '1'))
    at.pass()
    bar.change('variance', set('variance.d', '2'))
    at.pass()
    expect(at.urls.at(-1)).toBe('/book/?variance.d=2#a')
  })

  it('is not touched by a change back to what it says', () => {
    at.location.search = '?variance.d=2'
    bar.change('variance', set('variance.d', '2'))
    at.pass()
    expect(at.urls).toEqual([])
  })

  it('is up to date when the page is left', () => {
    bar.change('variance', set('variance.d', '7'))
    at.leave()
    expect(at.urls).toEqual(['/book/?variance.d=7#a'])
  })

  it('follows what comes after a change that went wrong', () => {
    bar.change('variance', () => {
      throw new URIError('no text')
    })
    expect(() => at.pass()).toThrow(URIError)
    bar.change('variance', set('variance.d', '7'))
    at.pass()
    expect(at.urls).toEqual(['/book/?variance.d=7#a'])
  })

  it('has an entry for what replaces a setting, after what was about to be written', () => {
    bar.change('variance', set('variance.d', '3'))
    bar.enter(set('variance.d', '9'))
    expect(at.entries).toEqual(['?variance.d=3'])
    expect(at.location.search).toBe('?variance.d=9')
    bar.enter(set('variance.d', '9'))
    expect(at.entries).toHaveLength(1)
  })

  it('has none in the frame of another page, whose history it shares', () => {
    const framed = new AddressBar(at, () => true)
    framed.enter(set('variance.d', '9'))
    expect(at.entries).toEqual([])
    expect(at.location.search).toBe('?variance.d=9')
  })

  it('tells of steps back that bring another query, and of no others, and writes nothing over them', () => {
    let returns = 0
    bar.onReturn(() => returns++)
    at.leave('popstate')
    expect(returns).toBe(0)
    bar.enter(set('variance.d', '9'))
    bar.change('variance', set('variance.d', '8'))
    at.goBack()
    at.pass()
    expect([returns, at.location.search]).toEqual([1, ''])
  })

  it('gives what a link brings, and leaves the anchor alone', () => {
    expect(bar.takeBrought()).toBe('')
    expect(at.urls).toEqual([])
    at.location.hash = '#a?AA'
    at.location.search = '?variance.d=2'
    expect(bar.takeBrought()).toBe('AA')
    expect(at.urls).toEqual(['/book/?variance.d=2#a'])
    expect(bar.takeBrought()).toBe('')
  })
})

describe('a change that came too late for a reload', () => {
  /** A window after a navigation of some type, with what the storage of its tab holds. */
  const tab = (window: TestWindow, type: string, kept: Map<string, string>): LateWindow => ({
    location: window.location,
    history: window.history,
    sessionStorage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    },
    performance: { getEntriesByType: () => [{ type }] },
  })

  /** What the address is after a change from `before` to `?variance.d=4` or to nothing, without a pause, and a navigation of some type. */
  function addressAfter(type: string, before: string, come: string, d = '4', kept = new Map<string, string>()): string {
    const left = new TestWindow()
    left.location.search = before
    const bar = new AddressBar(left, undefined, new LateChange(tab(left, 'navigate', kept)))
    bar.change('variance', () => (d === '' ? '' : `?variance.d=${d}`))
    left.leave()
    const page = new TestWindow()
    page.location.search = come
    new LateChange(tab(page, type, kept)).restore()
    return page.location.search + page.location.hash
  }

  it('is in the address of the reloaded page, and of no other', () => {
    expect(addressAfter('reload', '?variance.d=1', '?variance.d=1')).toBe('?variance.d=4#a')
    expect(addressAfter('reload', '?variance.d=1', '?variance.d=1', '')).toBe('#a')
    expect(addressAfter('reload', '', '')).toBe('?variance.d=4#a')
    expect(addressAfter('reload', '?variance.d=1', '?variance.d=2')).toBe('?variance.d=2#a')
    expect(addressAfter('navigate', '?variance.d=1', '?variance.d=1')).toBe('?variance.d=1#a')
  })

  it('is forgotten by a page that the browser kept alive while it was away', () => {
    const kept = new Map<string, string>()
    bar = new AddressBar(at, undefined, new LateChange(tab(at, 'navigate', kept)))
    bar.change('variance', set('variance.d', '4'))
    at.leave()
    expect(kept.size).toBe(1)
    at.leave('pageshow')
    expect(kept.size).toBe(0)
  })

  it.each(['junk', '?junk', '?https://elsewhere/?b=2', ''])('is ignored if another program wrote it: %s', (text) => {
    const kept = new Map([['trainability.late /book/?a=1', text]])
    at.location.search = '?a=1'
    new LateChange(tab(at, 'reload', kept)).restore()
    expect(at.urls).toEqual([])
    expect(kept.size).toBe(0)
  })

  it('is lost, and nothing else, where storage is refused', () => {
    const refused: LateWindow = {
      location: at.location,
      history: at.history,
      get sessionStorage(): never {
        throw new DOMException('refused', 'SecurityError')
      },
      performance: { getEntriesByType: () => [] },
    }
    const late = new LateChange(refused)
    late.restore()
    bar = new AddressBar(at, undefined, late)
    bar.change('variance', set('variance.d', '4'))
    at.leave()
    expect(at.location.search).toBe('?variance.d=4')
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { AddressBar } from '../../../src/book/addressBar'
import { PageFigures } from '../../../src/book/figures'
import { Engine, type WorkerPort } from '../../../src/engine/engine'
import type { Command } from '../../../src/engine/protocol'
import { type Experiment, experiment, number, scalar } from '../../../src/experiment'

const made = (title: string): Experiment =>
  experiment({
    title,
    summary: 'None.',
    params: { d: number({ label: 'd', min: 1, max: 9, initial: 3, step: 1 }) },
    measures: { mean: scalar({ label: 'mean' }) },
    presets: { large: { says: 'Large.', at: { d: 9 } } },
    views: [],
    claims: { holds: { says: 'It holds.', check: () => [] } },
    *measure() {
      yield { mean: { value: 0, stderr: 1 } }
    },
    readings: () => 1,
    theory: () => ({ mean: { value: 0, stderr: 0 } }),
    cost: () => 1,
  })

let sent: Command[]
let engines: Engine[]
let search: string
let flush: () => void

/** A page with the figures first and second at an address. */
function page(at: string): PageFigures {
  search = at
  const bar = new AddressBar({
    location: {
      pathname: '/',
      hash: '',
      get search() {
        return search
      },
    },
    history: {
      state: null,
      replaceState: (_state, _unused, url) => {
        search = url.slice(1)
      },
    },
    setTimeout: (run) => {
      flush = run
    },
    addEventListener: () => {},
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
  return new PageFigures('9-made-up', { first: made('First'), second: made('Second') }, start, bar)
}

beforeEach(() => {
  sent = []
  engines = []
  flush = () => {}
})

describe('the figures of a page', () => {
  it('are as the address sets them', () => {
    const figures = page('?first.d=5&first.seed=4&second.preset=large')
    expect(figures.session('first').getState()).toMatchObject({ values: { d: 5 }, seed: 4, notices: [] })
    expect(figures.session('second').getState()).toMatchObject({ values: { d: 9 }, preset: 'large' })
  })

  it('name what is junk, each its own, and the first what belongs to none', () => {
    const figures = page('?first.d=many&third.d=2&second.e=1')
    const first = figures.session('first').getState().notices.join()
    expect(first).toContain('many')
    expect(first).toContain('third.d')
    expect(figures.session('second').getState().notices.join()).not.toContain('third.d')
  })

  it('write what changes into the address, and leave the rest of it', () => {
    const figures = page('?second.d=2&utm=x')
    figures.session('first').set('d', 7)
    flush()
    expect(search).toBe('?second.d=2&utm=x&first.d=7')
    figures.session('first').apply('large')
    figures.session('first').newDraw()
    flush()
    expect(search).toBe('?second.d=2&utm=x&first.preset=large&first.seed=2')
    figures.session('first').reset()
    flush()
    expect(search).toBe('?second.d=2&utm=x&first.seed=2')
  })

  it('keep pinned runs in the address, and take them from it', () => {
    const figures = page('?first.pin=d+5&first.pin=nonsense')
    const first = figures.session('first')
    expect(first.getState()).toMatchObject({ pins: [{ values: { d: 5 }, reading: null }] })
    expect(first.getState().notices.join()).toContain('nonsense')
    first.unpin(0)
    flush()
    expect(search).toBe('')
  })

  it('share one engine, made when it is first needed and asked when a figure is first seen', () => {
    const figures = page('?backend=cpu')
    expect(engines).toHaveLength(0)
    const first = figures.session('first')
    figures.session('second')
    expect(figures.session('first')).toBe(first)
    expect(engines).toHaveLength(1)
    expect(sent).toEqual([])
    first.setVisible(true)
    expect(sent[0]).toEqual({ kind: 'start', backend: 'cpu' })
    for (const engine of engines) engine.dispose()
  })

  it('keep the chosen backend in the address', () => {
    const figures = page('')
    figures.session('first').chooseBackend('wasm')
    flush()
    expect(search).toBe('?backend=wasm')
  })

  it('are those of the problem: another name throws, and says which there are', () => {
    expect(() => page('').session('third')).toThrow('it has: first, second')
    expect(() => page('').claim('first', 'nothing')).toThrow('it has: holds')
  })
})

import { beforeEach, expect } from 'vitest'
import { AddressBar } from '../../../../src/client/addressBar'
import { type FigureSource, PageFigures } from '../../../../src/client/figures'
import { Engine, type WorkerPort } from '../../../../src/engine/client'
import type { Command } from '../../../../src/engine/protocol'
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
} from '../../../../src/experiment'
import { readBackend } from '../../../../src/figure/url/backendKey'
import { ContentStore } from '../../../../src/figure/url/contentStore'

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

export const PICTURE = pictureText([0, 1, 2, 3].map((y) => [0, 5, 10, y]))

export let sent: Command[]
export let engines: Engine[]
export let search: string
export let hash: string
export let flush: () => void
export let entries: string[]
let goBack: () => void
export let store: ContentStore

export let loaded: string[]
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
export const source: FigureSource = {
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

export const sessionOf = async (figures: PageFigures, name: string) => (await figures.figure(name)).session

/** The address goes back to where it was. */
export function returnTo(): void {
  search = entries.pop() ?? ''
  goBack()
}

/** From now on, loading fails, or works again. */
export function breakNetwork(isBroken: boolean): void {
  fails = isBroken
}

/** Takes another store, as another browser has. */
export function replaceStore(other: ContentStore): void {
  store = other
}

/** A page with the figures `first` and `second` at a given address. */
export function page(at: string): PageFigures {
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
    engine.choose(readBackend(search))
    engines.push(engine)
    return engine
  }
  return new PageFigures('9-made-up', source, start, bar, store)
}

/** Gives each test of a file an address, a history, a store and a network of its own. */
export function startAnew(): void {
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
}

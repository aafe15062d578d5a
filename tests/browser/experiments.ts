import { beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../src/engine/backend'
import { type Experiment, initialValues, judge } from '../../src/experiment'
import { claimValues } from '../../src/figure/claims'
import { drawer } from '../../src/numerics/laws/random'
import { countCalls } from '../countCalls'
import {
  type AnyReading,
  type AnyValues,
  Bench,
  everyExperiment,
  judgedAnywhere,
  readbacksOf,
  settingsOf,
  smallestOf,
  type Taken,
  untimed,
} from '../runs'
import { inWords, settled } from '../settled'
import { misshapen, unlike } from '../shapes'
import { farApart } from './precision'

let backend: Backend
let webgl: Bench
beforeAll(async () => {
  const pixels = countCalls(WebGL2RenderingContext.prototype, 'readPixels')
  const buffers = countCalls(WebGL2RenderingContext.prototype, 'getBufferSubData')
  backend = await startBackend('webgl', () => expect.fail('the context was lost'))
  webgl = new Bench(backend.tf, () => pixels() + buffers())
})

/** Files that share the figures: each takes every second, so that two pages have some to do from the start. */
const SHARES = 2

/** Runs one share of the figures on WebGL. */
export function testExperiments(share: number): void {
  it('runs on WebGL, whose arithmetic is single precision', () => {
    expect(backend.state).toMatchObject({ name: 'webgl', passedOver: [] })
    expect(backend.tf.getBackend()).toBe('webgl')
    expect(backend.state.renderer).not.toBe('')
    expect(backend.isLost()).toBe(false)
  })

  describe.each(everyExperiment.filter((_, i) => i % SHARES === share))('$id', ({ experiment }) => testOne(experiment))
}

function testOne(experiment: Experiment): void {
  const { measures, params, waits } = experiment
  const initial = initialValues(params)

  let taken: readonly Taken[] | undefined
  /** The first readings at the initial values, once for all tests; of a long run what a figure shows before it is asked to play. Whole runs are made on wasm. */
  const atInitial = (): readonly [Taken, ...Taken[]] => {
    // Draws of other figures would be let go of in between, where the room is full.
    if (!taken) webgl.forget()
    taken ??= firstOf(webgl.run(experiment, initial, 1), waits ? 1 : 2)
    const [first, ...more] = taken
    return first ? [first, ...more] : expect.fail('there is no reading')
  }

  // Of a long run two readings, as small as it can be: between them it has trained. What is timed is not compared.
  const smallest = smallestOf(experiment)
  const compared = waits ? smallest : initial
  const count = waits && !Object.values(measures).some(({ timed }) => timed) ? 2 : 1
  let small: readonly AnyReading[] | undefined
  /** What is read at the values that wasm measures too, once for all tests. */
  const toCompare = (): readonly AnyReading[] => {
    if (!waits) return [atInitial()[0].reading]
    if (!small) webgl.forget()
    small ??= readingsOf(webgl, experiment, compared, count)
    return small
  }

  const expectSound = ({ reading, leaked, readbacks }: Taken, values: AnyValues) => {
    expect(leaked).toBe(0)
    expect(readbacksOf(measures)).toContain(readbacks)
    expect(misshapen(measures, reading)).toEqual([])
    expect(unlike(reading, experiment.theory(values, drawer(1)))).toEqual([])
  }

  it('measures at its initial values: shapes, tensors, one readback a reading', () => {
    for (const each of atInitial()) expectSound(each, initial)
  })

  it('agrees with its theory at its initial values, where it has one', () => {
    const last = atInitial().at(-1)?.reading ?? {}
    const theory = experiment.theory(initial, drawer(1))
    const { verdict, findings } = judge(measures, untimed(measures, last), theory)
    const sure =
      judgedAnywhere(measures, theory).length > 0 && !findings.every(({ withheld }) => withheld !== undefined)
    expect({ verdict, off: findings.filter((f) => f.verdict === 'disagrees') }).toEqual({
      verdict: sure ? 'agrees' : 'none',
      off: [],
    })
  })

  it('leaves the device as it was, reading after reading', () => {
    const bytesAfterOne = () => {
      const [first] = webgl.run(experiment, smallest, 1)
      expect(first).toMatchObject({ leaked: 0 })
      return backend.bytes()
    }
    // What is drawn is kept from the first run on, and the textures of two runs have been met by the second.
    bytesAfterOne()
    const bytes = bytesAfterOne()
    expect(bytesAfterOne()).toBeLessThanOrEqual(bytes)
  })

  it('measures what wasm measures, to single precision', async () => {
    const ours = toCompare()
    try {
      const { state } = await startBackend('wasm', () => {})
      expect(state.name).toBe('wasm')
      const wasm = new Bench(backend.tf, () => 0)
      const theirs = readingsOf(wasm, experiment, compared, count)
      wasm.cache.dispose()
      expect(ours.length).toBeGreaterThan(0)
      expect(theirs).toHaveLength(ours.length)
      for (const [i, reading] of ours.entries()) expect(farApart(measures, reading, theirs[i] ?? {})).toEqual([])
    } finally {
      await backend.tf.setBackend('webgl')
    }
  })

  // The presets of long runs are measured on wasm.
  const presets = waits ? [] : settingsOf(experiment).slice(1)
  it.each(presets)('measures at %s: shapes, tensors, one readback a reading', (_, values) => {
    const [first] = webgl.run(experiment, values, 1)
    expectSound(first ?? expect.fail('there is no reading'), values)
  })

  // Every claim is tested on wasm, at two seeds, and WebGL measures what wasm does (above): one claim a figure, the one that costs least,
  // tells that claims run here as well.
  const costOf = (name: string) => experiment.cost(claimValues(experiment, name))
  const [cheapest] = waits ? [] : Object.keys(experiment.claims).sort((a, b) => costOf(a) - costOf(b))
  it.each(cheapest === undefined ? [] : [cheapest])('holds to its claim "%s"', (name) => {
    const found = settled(webgl, experiment, name, 1)
    expect(found.outcome, inWords(found).join('\n')).toBe('holds')
  })
}

/** The first of what a generator gives, at most so many, and no more of it. */
function firstOf<T>(all: Iterable<T>, count: number): T[] {
  const found: T[] = []
  for (const one of all) {
    found.push(one)
    if (found.length === count) break
  }
  return found
}

/** The first readings of a run, at most so many. */
const readingsOf = (bench: Bench, experiment: Experiment, values: AnyValues, count: number): AnyReading[] =>
  firstOf(bench.run(experiment, values, 1), count).map(({ reading }) => reading)

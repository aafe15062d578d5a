import { beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../src/engine/backend'
import { type Experiment, initialValues, judge } from '../../src/experiment'
import { claimValues } from '../../src/figure/claims/claims'
import { drawer } from '../../src/numerics/laws/random'
import { inWords, settled } from '../claims/settled'
import { countCalls } from '../countCalls'
import {
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

  const shared = everyExperiment.filter((_, i) => i % SHARES === share)
  describe.each(shared)('$id', ({ experiment }) => testOne(experiment))

  // All claims are tested on wasm, with which WebGL agrees (below). The cheapest claim shows that claims run here too.
  const [cheapest] = shared
    .filter(({ experiment }) => !experiment.waits)
    .flatMap(({ experiment }) =>
      Object.keys(experiment.claims).map((name) => ({
        experiment,
        name,
        cost: experiment.cost(claimValues(experiment, name)),
      })),
    )
    .toSorted((a, b) => a.cost - b.cost)
  it('holds to the claim that costs least', () => {
    const { experiment, name } = cheapest ?? expect.fail('there is no claim')
    const found = settled(webgl, experiment, name, 1)
    expect(found.outcome, inWords(found).join('\n')).toBe('holds')
  })
}

function testOne(experiment: Experiment): void {
  const { measures, params, waits } = experiment
  const initial = initialValues(params)

  // A long run as small as it can be, two readings: between them it has trained. Whole runs, and large ones, are made on wasm. What is
  // timed is not compared.
  const values = waits ? smallestOf(experiment) : initial
  const count = waits && !Object.values(measures).some(({ timed }) => timed) ? 2 : 1
  let taken: readonly Taken[] | undefined
  /** The first readings, once for all tests. */
  const atFirst = (): readonly [Taken, ...Taken[]] => {
    // Otherwise the draws of other figures fill the cache, and are disposed of during this run.
    if (!taken) webgl.forget()
    taken ??= firstOf(webgl.run(experiment, values, 1), count)
    const [first, ...more] = taken
    return first ? [first, ...more] : expect.fail('there is no reading')
  }

  const expectSound = ({ reading, leaked, readbacks }: Taken, at: AnyValues) => {
    expect(leaked).toBe(0)
    expect(readbacksOf(measures)).toContain(readbacks)
    expect(misshapen(measures, reading)).toEqual([])
    expect(unlike(reading, experiment.theory(at, drawer(1)))).toEqual([])
  }

  it('measures: shapes, tensors, one readback a reading', () => {
    for (const each of atFirst()) expectSound(each, values)
  })

  it('agrees with its theory, where it has one', () => {
    const last = atFirst().at(-1)?.reading ?? {}
    const theory = experiment.theory(values, drawer(1))
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
      const [first] = webgl.run(experiment, values, 1)
      expect(first).toMatchObject({ leaked: 0 })
      return backend.bytes()
    }
    // Draws are cached from the first run on, and the textures of later runs are pooled from the second.
    atFirst()
    const bytes = bytesAfterOne()
    expect(bytesAfterOne()).toBeLessThanOrEqual(bytes)
  })

  it('measures what wasm measures, to single precision', async () => {
    const ours = atFirst().map(({ reading }) => reading)
    try {
      const { state } = await startBackend('wasm', () => {})
      expect(state.name).toBe('wasm')
      const wasm = new Bench(backend.tf, () => 0)
      const theirs = firstOf(wasm.run(experiment, values, 1), count).map(({ reading }) => reading)
      wasm.cache.dispose()
      expect(ours.length).toBeGreaterThan(0)
      expect(theirs).toHaveLength(ours.length)
      for (const [i, reading] of ours.entries()) expect(farApart(measures, reading, theirs[i] ?? {})).toEqual([])
    } finally {
      await backend.tf.setBackend('webgl')
    }
  })

  // Every preset is measured at its numbers on wasm, and long runs there alone. Here each has the numbers of the first reading: another number is
  // another shape, for which all programs would be compiled again. One that changes numbers alone is the first reading.
  const choices = waits
    ? []
    : distinct(settingsOf(experiment).map(([name, at]) => [name, { ...at, ...numbersOf(initial) }]))
  it.each(choices.slice(1))('measures at the choices of %s: shapes, tensors, one readback a reading', (_, at) => {
    const [first] = webgl.run(experiment, at, 1)
    expectSound(first ?? expect.fail('there is no reading'), at)
  })
}

const numbersOf = (values: AnyValues): AnyValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'number'))

/** The first of each setting. */
const distinct = (settings: readonly (readonly [string, AnyValues])[]) => {
  const texts = settings.map(([, values]) => JSON.stringify(values))
  return settings.filter((_, i) => texts.indexOf(texts[i] ?? '') === i)
}

/** The first values of a generator, at most `count`, which is then closed. */
function firstOf<T>(all: Iterable<T>, count: number): T[] {
  const found: T[] = []
  for (const one of all) {
    found.push(one)
    if (found.length === count) break
  }
  return found
}

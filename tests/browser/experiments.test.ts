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

it('runs on WebGL, whose arithmetic is single precision', () => {
  expect(backend.state).toMatchObject({ name: 'webgl', passedOver: [] })
  expect(backend.tf.getBackend()).toBe('webgl')
  expect(backend.state.renderer).not.toBe('')
  expect(backend.isLost()).toBe(false)
})

describe.each(everyExperiment)('$id', ({ experiment }) => {
  const { measures, params } = experiment
  const initial = initialValues(params)

  // The presets of long runs are measured on wasm.
  const settings = experiment.waits ? settingsOf(experiment).slice(0, 1) : settingsOf(experiment)
  it.each(settings)('measures at %s: shapes, tensors, one readback a reading', (_, values) => {
    const theory = experiment.theory(values, drawer(1))
    const [first] = webgl.run(experiment, values, 1)
    if (!first) throw new Error('there is no reading')
    expect(first.leaked).toBe(0)
    expect(readbacksOf(measures)).toContain(first.readbacks)
    expect(misshapen(measures, first.reading)).toEqual([])
    expect(unlike(first.reading, theory)).toEqual([])
  })

  it('agrees with its theory at its initial values, where it has one', () => {
    // Of a long run, as much as a figure shows before it is asked to play.
    const [first] = experiment.waits ? webgl.run(experiment, initial, 1) : []
    const last = first?.reading ?? webgl.last(experiment, initial, 1)
    const theory = experiment.theory(initial, drawer(1))
    const { verdict, findings } = judge(measures, untimed(measures, last), theory)
    const sure =
      judgedAnywhere(measures, theory).length > 0 &&
      !(experiment.waits && findings.every(({ withheld }) => withheld !== undefined))
    expect({ verdict, off: findings.filter((f) => f.verdict === 'disagrees') }).toEqual({
      verdict: sure ? 'agrees' : 'none',
      off: [],
    })
  })

  // Every claim is tested on wasm, at two seeds, and WebGL measures what wasm does (below): one claim a figure, the one that costs least,
  // tells that claims run here as well.
  const costOf = (name: string) => experiment.cost(claimValues(experiment, name))
  const [cheapest] = experiment.waits ? [] : Object.keys(experiment.claims).sort((a, b) => costOf(a) - costOf(b))
  it.each(cheapest === undefined ? [] : [cheapest])('holds to its claim "%s"', (name) => {
    const found = settled(webgl, experiment, name, 1)
    expect(found.outcome, inWords(found).join('\n')).toBe('holds')
  })

  it('leaves the device as it was, reading after reading', () => {
    const bytesAfterOne = () => {
      const [first] = webgl.run(experiment, initial, 1)
      expect(first).toMatchObject({ leaked: 0 })
      return backend.bytes()
    }
    // Draws of other figures would be let go of in between, where the room is full.
    webgl.forget()
    // What is drawn is kept from the first on, and the textures of two runs have been met by the second.
    bytesAfterOne()
    const bytes = bytesAfterOne()
    expect(bytesAfterOne()).toBeLessThanOrEqual(bytes)
  })

  it('measures what wasm measures, to single precision', async () => {
    const values = experiment.waits ? smallestOf(experiment) : initial
    // Of a long run two readings: between them it has trained. What is timed is not compared.
    const trains = experiment.waits && !Object.values(measures).some(({ timed }) => timed)
    const count = trains ? 2 : 1
    const ours = readingsOf(webgl, experiment, values, count)
    try {
      const { state } = await startBackend('wasm', () => {})
      expect(state.name).toBe('wasm')
      const wasm = new Bench(backend.tf, () => 0)
      const theirs = readingsOf(wasm, experiment, values, count)
      wasm.cache.dispose()
      expect(ours.length).toBeGreaterThan(0)
      expect(theirs).toHaveLength(ours.length)
      for (const [i, reading] of ours.entries()) expect(farApart(measures, reading, theirs[i] ?? {})).toEqual([])
    } finally {
      await backend.tf.setBackend('webgl')
    }
  })
})

/** The first readings of a run, at most so many. */
function readingsOf(bench: Bench, experiment: Experiment, values: AnyValues, count: number): AnyReading[] {
  const readings: AnyReading[] = []
  for (const { reading } of bench.run(experiment, values, 1)) {
    readings.push(reading)
    if (readings.length === count) break
  }
  return readings
}

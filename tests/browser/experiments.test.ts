import { beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../src/engine/backend'
import { claimValues, settle } from '../../src/engine/claims'
import { initialValues, judge } from '../../src/experiment'
import { drawer } from '../../src/numerics/random'
import { countCalls } from '../countCalls'
import { Bench, everyExperiment, judgedAnywhere, readbacksOf, settingsOf, untimed } from '../runs'
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

  it.each(settingsOf(experiment))('measures at %s: shapes, tensors, one readback a reading', (_, values) => {
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

  // A drawn WebGL trains too slowly for a test: claims of long runs are tested on wasm.
  it.each(experiment.waits ? [] : Object.keys(experiment.claims))('holds to its claim "%s"', (name) => {
    const last = webgl.last(experiment, claimValues(experiment, name), 1)
    const { holds, checks, fault } = settle(experiment, name, last, 1)
    expect({ fault, failing: checks.filter((check) => !check.holds) }).toEqual({ fault: undefined, failing: [] })
    expect(holds).toBe(true)
  })

  it('leaves the device as it was, reading after reading', () => {
    const bytesAfterOne = () => {
      const [first] = webgl.run(experiment, initial, 1)
      expect(first).toMatchObject({ leaked: 0 })
      return backend.bytes()
    }
    bytesAfterOne()
    const bytes = bytesAfterOne()
    expect(bytesAfterOne()).toBeLessThanOrEqual(bytes)
  })

  it('measures what the processor measures, to single precision', async () => {
    const [first] = webgl.run(experiment, initial, 1)
    await import('@tensorflow/tfjs-backend-cpu')
    try {
      await backend.tf.setBackend('cpu')
      const cpu = new Bench(backend.tf, () => 0)
      const [reference] = cpu.run(experiment, initial, 1)
      cpu.room.dispose()
      if (!first || !reference) throw new Error('there is no reading to compare')
      expect(farApart(measures, first.reading, reference.reading)).toEqual([])
    } finally {
      await backend.tf.setBackend('webgl')
    }
  })
})

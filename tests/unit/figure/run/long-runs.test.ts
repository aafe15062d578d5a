import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countdown, marathon, staged } from '../countdown'

let on: ReturnType<typeof staged>
/** The commands to the worker about the last run, in order, after its request. */
const told = () => {
  const { runId } = on.lastRun()
  return on.worker().received.flatMap((c) => ('runId' in c && c.runId === runId && c.kind !== 'run' ? [c.kind] : []))
}
/** The number of readings requested one by one. */
const readingsAsked = () => told().filter((kind) => kind === 'step').length

beforeEach(() => {
  on = staged(marathon)
})
afterEach(() => on.engine.dispose())

describe('a run that waits', () => {
  it('takes one reading when it is first seen, and rests with the run kept', () => {
    expect(on.state()).toMatchObject({ status: 'idle', readings: 0 })
    on.session.setVisible(true)
    expect(on.lastRun().paused).toBe(true)
    expect(told()).toEqual(['step'])
    expect(on.state()).toMatchObject({ status: 'running', paused: true })
    on.read(1)
    expect(on.state()).toMatchObject({ status: 'idle', paused: true, readings: 1, expected: 3 })
    expect(told()).toEqual(['step'])
  })

  it('is played from there to its end, and paused on the way', () => {
    on.session.setVisible(true)
    on.read(1)
    on.session.play()
    expect(told()).toEqual(['step', 'resume'])
    on.read(1)
    expect(on.state()).toMatchObject({ status: 'running', paused: false, readings: 2 })
    on.session.pause()
    expect(on.state()).toMatchObject({ status: 'idle', paused: true, readings: 2 })
    on.session.play()
    on.read(1)
    on.finish()
    expect(on.state()).toMatchObject({ status: 'done', readings: 3 })
    expect(on.worker().asked).toHaveLength(1)
  })

  it('begins anew at a change that matters: at one reading while it rests, all through once it was asked to play', () => {
    on.session.setVisible(true)
    on.read(1)
    on.session.set('level', 1)
    expect(on.state()).toMatchObject({ status: 'stale', readings: 0 })
    expect(told()).toEqual(['step'])
    on.read(1)
    expect(on.state().status).toBe('idle')
    on.session.play()
    on.session.set('level', 2)
    expect(on.lastRun()).toMatchObject({ paused: false, request: { values: { level: 2 } } })
    on.read(2)
    expect(on.state()).toMatchObject({ status: 'running', readings: 1 })
    on.finish()
    on.session.newDraw()
    expect(on.lastRun()).toMatchObject({ paused: false, request: { seed: 2 } })
    on.session.pause()
    on.session.newDraw()
    expect(on.lastRun()).toMatchObject({ paused: true, request: { seed: 3 } })
  })

  it('is reset to its first reading, though nothing was changed', () => {
    on.session.setVisible(true)
    on.read(1)
    on.session.step()
    on.read(1)
    expect(on.state().readings).toBe(2)
    const before = on.lastRun().runId
    on.session.reset()
    expect(on.lastRun().runId).toBeGreaterThan(before)
    expect(on.lastRun().request).toMatchObject({ seed: 1, values: { level: 0 } })
    expect(told()).toEqual(['step'])
  })

  it('comes to its end by steps', () => {
    on.session.setVisible(true)
    for (const left of [2, 1, 0]) {
      on.read(1)
      expect(on.state().readings).toBe(3 - left)
      if (left > 0) on.session.step()
    }
    // After the third of three readings one more step lets the run end.
    expect(readingsAsked()).toBe(4)
    on.finish()
    expect(on.state().status).toBe('done')
  })

  it('does nothing off screen, and takes up there what was due', () => {
    on.session.setVisible(true)
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(told()).toEqual(['step', 'pause', 'step'])
    on.read(1)
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(told()).toEqual(['step', 'pause', 'step', 'pause'])
    on.session.play()
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(told().slice(4)).toEqual(['resume', 'pause', 'resume'])
  })

  it('is brought back to where it rested when the worker is lost', () => {
    on.session.setVisible(true)
    on.read(1)
    on.session.step()
    on.read(1)
    on.worker().say({ kind: 'broken', message: 'lost' })
    expect(on.workers).toHaveLength(2)
    expect(on.state()).toMatchObject({ status: 'stale', readings: 0 })
    on.read(1)
    expect(on.state()).toMatchObject({ status: 'running', readings: 1 })
    on.read(1)
    expect(on.state()).toMatchObject({ status: 'idle', readings: 2, paused: true })
    expect(told()).toEqual(['step', 'step'])
  })
})

describe('a parameter that changes the picture alone', () => {
  beforeEach(() => on.session.setVisible(true))

  it('changes its value, and keeps run, reading and theory', () => {
    on.session.play()
    on.read(1)
    const { reading, theory, seed } = on.state()
    const before = on.worker().received.length
    on.session.set('shown', 'one')
    expect(on.state()).toMatchObject({
      values: { shown: 'one' },
      preset: 'close',
      status: 'running',
      readings: 1,
      seed,
    })
    expect(on.state().reading).toBe(reading)
    expect(on.state().theory).toBe(theory)
    expect(on.worker().received).toHaveLength(before)
  })

  it('starts no run out of a preset, and none where the run is done', () => {
    on.session.play()
    on.read(1)
    on.finish()
    const before = on.worker().received.length
    on.session.apply('close')
    on.session.adopt({
      values: { ...on.state().values, shown: 'all' },
      seed: 1,
      preset: undefined,
      pins: [],
      problems: [],
    })
    expect(on.state()).toMatchObject({ values: { shown: 'all' }, status: 'done', readings: 1 })
    expect(on.worker().received).toHaveLength(before)
    on.session.apply('high')
    expect(on.state().status).toBe('stale')
  })
})

describe('pinned runs', () => {
  const pinned = [
    { values: { level: 1, steps: 3, width: 16, shown: 'all' }, seed: 4 },
    { values: { level: 2, steps: 2, width: 16, shown: 'all' }, seed: 1 },
  ]
  const arrive = () => {
    on.session.adopt({ values: on.state().values, seed: 1, preset: undefined, pins: pinned, problems: [] })
    on.session.setVisible(true)
  }
  const done = (level: number) => {
    on.session.set('level', level)
    on.read(level)
    on.finish()
  }

  it('are kept when they are done, with their reading, three of them and none twice', () => {
    on.session.setVisible(true)
    on.session.pin()
    expect(on.state().pins).toEqual([])
    on.session.play()
    on.read(0.5)
    on.session.pin()
    expect(on.state().pins).toEqual([])
    on.finish()
    on.session.pin()
    on.session.set('shown', 'one')
    on.session.pin()
    expect(on.state().pins).toMatchObject([{ values: { level: 0 }, seed: 1, reading: { mean: { value: 0.5 } } }])
    for (const level of [1, 2, 3]) {
      done(level)
      on.session.pin()
    }
    expect(on.state().pins.map(({ values }) => values.level)).toEqual([0, 1, 2])
    on.session.unpin(1)
    expect(on.state().pins.map(({ values }) => values.level)).toEqual([0, 2])
  })

  it('of an address are measured again, one after another, before the figure itself', () => {
    arrive()
    expect(on.state()).toMatchObject({ status: 'running', pins: [{ reading: null }, { reading: null }] })
    expect(on.worker().asked).toHaveLength(1)
    expect(on.lastRun()).toMatchObject({ paused: false, request: { seed: 4, values: { level: 1 } } })
    on.read(1)
    expect(on.state().pins[0]).toMatchObject({ reading: null, readings: 1, expected: 3 })
    expect(on.state().readings).toBe(0)
    on.finish()
    expect(on.state().pins[0]).toMatchObject({ reading: { mean: { value: 1 } } })
    expect(on.lastRun().request).toMatchObject({ seed: 1, values: { level: 2 } })
    on.read(2)
    on.finish()
    expect(on.lastRun()).toMatchObject({ paused: true, request: { values: { level: 0 } } })
    on.read(0)
    expect(on.state()).toMatchObject({
      status: 'idle',
      readings: 1,
      pins: [{ fault: undefined }, { fault: undefined }],
    })
  })

  it('are paused with the figure, off screen and by the reader', () => {
    arrive()
    on.session.setVisible(false)
    on.session.setVisible(true)
    on.session.pause()
    expect(on.state()).toMatchObject({ status: 'idle', paused: true })
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(told()).toEqual(['pause', 'resume', 'pause', 'pause'])
    on.session.play()
    expect(told().at(-1)).toBe('resume')
    expect(on.state()).toMatchObject({ status: 'running', paused: false })
  })

  it('do not keep a reader waiting who changes something', () => {
    arrive()
    const pin = on.lastRun()
    on.session.set('level', 5)
    expect(on.worker().asked).toHaveLength(2)
    expect(on.lastRun().request.values.level).toBe(5)
    on.read(5)
    expect(on.state()).toMatchObject({ readings: 1, pins: [{ reading: null }, { reading: null }] })
    on.finish(pin)
    expect(on.state().readings).toBe(1)
  })

  it('say why one has no reading, and make way for the next', () => {
    arrive()
    on.worker().say({ kind: 'failed', runId: on.lastRun().runId, message: 'no memory' })
    expect(on.state().pins[0]).toMatchObject({ reading: null, fault: 'no memory' })
    expect(on.lastRun().request.values.level).toBe(2)
    on.session.unpin(1)
    expect(on.lastRun().request.values.level).toBe(0)
    expect(on.state().pins).toHaveLength(1)
  })

  it('name what diverged', () => {
    arrive()
    on.read(Number.POSITIVE_INFINITY)
    on.finish()
    expect(on.state().pins[0]?.fault).toBe('mean overflowed; walk overflowed at step 1.')
  })

  it('begin again in a new worker, and are measured again on another backend', () => {
    arrive()
    on.read(1)
    on.worker().say({ kind: 'broken', message: 'lost' })
    expect(on.state().pins[0]).toMatchObject({ reading: null, readings: 0 })
    expect(on.lastRun().request.values.level).toBe(1)
    for (const _ of pinned) {
      on.read(1)
      on.finish()
    }
    on.read(0)
    on.session.chooseBackend('cpu')
    expect(on.state().pins).toMatchObject([{ reading: null }, { reading: null }])
  })

  it('leave nothing behind', () => {
    arrive()
    on.session.dispose()
    expect(on.worker().asked).toHaveLength(0)
  })
})

it('a run that plays by itself does so after its pins', () => {
  on = staged(countdown)
  on.session.adopt({
    values: on.state().values,
    seed: 1,
    preset: undefined,
    pins: [{ values: { level: 1, steps: 1, width: 16 }, seed: 1 }],
    problems: [],
  })
  on.session.setVisible(true)
  on.read(1)
  on.finish()
  expect(on.lastRun()).toMatchObject({ paused: false, request: { values: { level: 0 } } })
  expect(told()).toEqual([])
})

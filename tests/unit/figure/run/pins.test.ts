import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { marathon, staged } from '../countdown'

let on: ReturnType<typeof staged>

beforeEach(() => {
  on = staged(marathon)
})
afterEach(() => on.engine.dispose())
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
    expect(on.told()).toEqual(['pause', 'resume', 'pause', 'pause'])
    on.session.play()
    expect(on.told().at(-1)).toBe('resume')
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

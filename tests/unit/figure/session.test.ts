import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isGoing, isWorking } from '../../../src/figure/state'
import { countdown, staged } from './countdown'

describe('Session', () => {
  let on: ReturnType<typeof staged>
  beforeEach(() => {
    on = staged(countdown)
  })
  afterEach(() => on.engine.dispose())

  it('does no work until it is seen, then measures by itself', () => {
    on.session.set('level', 1)
    expect(on.workers).toHaveLength(0)
    on.session.setVisible(true)
    expect(on.lastRun().request).toMatchObject({ experiment: 'made-up/countdown', seed: 1, values: { level: 1 } })
    expect(on.state().status).toBe('running')
    on.read(1)
    on.finish()
    expect(on.state()).toMatchObject({ status: 'done', readings: 1, ms: 2 })
  })

  it('moves the theory at once and keeps the old reading, marked stale, until the new one comes', () => {
    on.session.setVisible(true)
    on.read(0)
    on.finish()
    on.session.set('level', 2)
    expect(on.state()).toMatchObject({
      status: 'stale',
      readings: 0,
      theory: { mean: { value: 2 } },
      reading: { mean: { value: 0 } },
    })
    on.read(2)
    expect(on.state()).toMatchObject({ status: 'running', readings: 1, reading: { mean: { value: 2 } } })
  })

  it('says that a run stands still out of sight, which is not a pause', () => {
    on.session.setVisible(true)
    on.session.set('steps', 3)
    on.read(1)
    on.session.setVisible(false)
    expect(on.state()).toMatchObject({ status: 'idle', paused: false, readings: 1 })
    expect([isWorking(on.state()), isGoing(on.state())]).toEqual([false, true])
    on.session.setVisible(true)
    expect(on.state()).toMatchObject({ status: 'running', readings: 1 })
    on.session.pause()
    expect([isWorking(on.state()), isGoing(on.state())]).toEqual([false, false])
  })

  it('asks for the last value of a burst only', () => {
    on.session.setVisible(true)
    for (let i = 1; i <= 10; i++) on.session.set('level', i / 2)
    expect(on.worker().asked).toHaveLength(1)
    expect(on.lastRun().request.values.level).toBe(5)
  })

  it('clamps what it is given, and throws for a parameter that is none', () => {
    on.session.set('level', 99)
    expect(on.state().values.level).toBe(5)
    expect(() => on.session.set('levle', 1)).toThrow(/no parameter "levle" \(it has: level, steps, width\)/)
  })

  it('undoes a preset, a reset and the whole move of a slider, each in one step, and counts what the address enters', () => {
    expect(on.state()).toMatchObject({ undoable: false, jumps: 0 })
    for (const level of [1, 2, 3]) on.session.set('level', level)
    on.session.reset()
    expect(on.state()).toMatchObject({ undoable: true, jumps: 1, changed: ['level'] })
    on.session.undo()
    expect(on.state()).toMatchObject({ values: { level: 3 }, jumps: 2, changed: ['level'] })
    on.session.undo()
    expect(on.state()).toMatchObject({ values: { level: 0 }, undoable: false })
    on.session.undo()
    expect(on.state().jumps).toBe(3)
  })

  it('keeps the run before the last change to compare with: before the whole move of a slider, and none that was not measured', () => {
    on.session.setVisible(true)
    expect(on.state().earlier).toBeUndefined()
    on.read(0)
    on.finish()
    on.session.set('level', 1)
    on.read(1)
    on.session.set('level', 2)
    expect(on.state().earlier).toMatchObject({
      values: { level: 0 },
      reading: { mean: { value: 0 } },
      theory: { mean: { value: 0 } },
    })
    on.session.newDraw()
    expect(on.state().earlier).toMatchObject({ values: { level: 0 } })
    on.read(2)
    on.session.undo()
    expect(on.state().earlier).toMatchObject({ values: { level: 2 }, seed: 2, reading: { mean: { value: 2 } } })
  })

  it('keeps what was measured as a ghost when the text sets it, and the way back', () => {
    const [preset = ''] = Object.keys(countdown.presets)
    const back = () => {}
    on.session.setVisible(true)
    on.session.set('level', 3)
    on.session.follow(preset, back)
    expect(on.state()).toMatchObject({ before: undefined, back })
    on.session.set('level', 3)
    on.read(3)
    on.finish()
    on.session.follow(preset, back)
    expect(on.state().before).toMatchObject({ values: { level: 3 }, reading: { mean: { value: 3 } } })
    on.session.forgetBefore()
    expect(on.state().before).toBeUndefined()
  })

  it('resets the parameters and not the seed; a new draw changes the seed and not the parameters', () => {
    on.session.set('level', 2)
    on.session.newDraw()
    expect(on.state()).toMatchObject({ seed: 2, values: { level: 2 } })
    on.session.reset()
    expect(on.state()).toMatchObject({ seed: 2, values: { level: 0 } })
  })

  it('knows the preset whose values it has', () => {
    on.session.apply('high')
    expect(on.state()).toMatchObject({ preset: 'high', values: { level: 5 } })
    on.session.set('level', 4)
    expect(on.state().preset).toBeUndefined()
  })

  it('pauses, steps one reading, and plays on', () => {
    on.session.setVisible(true)
    on.session.pause()
    expect(on.state()).toMatchObject({ status: 'idle', paused: true })
    on.session.step()
    on.read(0)
    expect(on.state()).toMatchObject({ status: 'idle', paused: true, readings: 1 })
    on.session.play()
    expect(on.worker().received.at(-1)?.kind).toBe('resume')
    on.finish()
    expect(on.state().status).toBe('done')
  })

  it('rests off screen and goes on when seen again, unless the reader paused it', () => {
    on.session.setVisible(true)
    on.session.setVisible(false)
    expect(on.worker().received.at(-1)?.kind).toBe('pause')
    on.session.setVisible(true)
    expect(on.worker().received.at(-1)?.kind).toBe('resume')
    on.session.pause()
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(on.worker().received.at(-1)?.kind).toBe('pause')
  })

  it('refuses a setting over the cost cap in a sentence, and recovers', () => {
    on.session.setVisible(true)
    on.session.set('width', 2 ** 20)
    expect(on.state()).toMatchObject({ status: 'failed', fault: expect.stringMatching(/over the limit/) })
    on.session.set('width', 4)
    expect(on.state()).toMatchObject({ status: 'running', fault: undefined })
  })

  it('names what is not a number', () => {
    on.session.setVisible(true)
    on.read(Number.NaN)
    expect(on.state().fault).toBe('mean is not a number; walk is not a number at step 1.')
    on.finish()
    expect(on.state()).toMatchObject({ status: 'done', fault: expect.stringContaining('at step 1') })
    on.session.newDraw()
    expect(on.state().fault).toBeUndefined()
  })

  it('keeps the settings and starts again when the worker is lost', () => {
    on.session.setVisible(true)
    on.session.set('level', 3)
    on.worker().ready()
    on.read(3)
    on.worker().say({ kind: 'broken', message: 'lost' })
    expect(on.state()).toMatchObject({ status: 'stale', readings: 0, values: { level: 3 } })
    expect(on.lastRun().request.values.level).toBe(3)
  })

  it('measures again on a backend that the reader chooses', () => {
    on.session.setVisible(true)
    on.worker().ready()
    on.read(0)
    on.finish()
    on.session.chooseBackend('cpu')
    expect(on.state()).toMatchObject({ status: 'stale', wanted: 'cpu' })
    expect(on.lastRun().request.experiment).toBe('made-up/countdown')
  })

  it('gives a new object for every change, and tells who listens', () => {
    const before = on.state()
    let told = 0
    const stop = on.session.subscribe(() => told++)
    on.session.set('level', 1)
    stop()
    on.session.set('level', 2)
    expect(on.state()).not.toBe(before)
    expect(before.values.level).toBe(0)
    expect(told).toBeGreaterThan(0)
  })

  it('leaves nothing behind', () => {
    on.session.setVisible(true)
    on.session.dispose()
    expect(on.worker().asked).toHaveLength(0)
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../src/figure/session'
import { isGoing, isWorking } from '../../../src/figure/state'
import { countdown, staged } from './countdown'

describe('Session', () => {
  let on: ReturnType<typeof staged>
  let session: Session
  const worker = () => on.worker()
  const lastRun = () => on.lastRun()
  const read = (mean: number) => on.read(mean)
  const finish = () => on.finish()
  const getState = () => on.state()
  beforeEach(() => {
    on = staged(countdown)
    session = on.session
  })
  afterEach(() => on.engine.dispose())

  it('does no work until it is seen, then measures by itself', () => {
    session.set('level', 1)
    expect(on.workers).toHaveLength(0)
    session.setVisible(true)
    expect(lastRun().request).toMatchObject({ experiment: 'made-up/countdown', seed: 1, values: { level: 1 } })
    expect(getState().status).toBe('running')
    read(1)
    finish()
    expect(getState()).toMatchObject({ status: 'done', readings: 1, ms: 2 })
  })

  it('moves the theory at once and keeps the old reading, marked stale, until the new one comes', () => {
    session.setVisible(true)
    read(0)
    finish()
    session.set('level', 2)
    expect(getState()).toMatchObject({
      status: 'stale',
      readings: 0,
      theory: { mean: { value: 2 } },
      reading: { mean: { value: 0 } },
    })
    read(2)
    expect(getState()).toMatchObject({ status: 'running', readings: 1, reading: { mean: { value: 2 } } })
  })

  it('says that a run stands still out of sight, which is not a pause', () => {
    session.setVisible(true)
    session.set('steps', 3)
    read(1)
    session.setVisible(false)
    expect(getState()).toMatchObject({ status: 'idle', paused: false, readings: 1 })
    expect([isWorking(getState()), isGoing(getState())]).toEqual([false, true])
    session.setVisible(true)
    expect(getState()).toMatchObject({ status: 'running', readings: 1 })
    session.pause()
    expect([isWorking(getState()), isGoing(getState())]).toEqual([false, false])
  })

  it('asks for the last value of a burst only', () => {
    session.setVisible(true)
    for (let i = 1; i <= 10; i++) session.set('level', i / 2)
    expect(worker().asked).toHaveLength(1)
    expect(lastRun().request.values.level).toBe(5)
  })

  it('clamps what it is given, and throws for a parameter that is none', () => {
    session.set('level', 99)
    expect(getState().values.level).toBe(5)
    expect(() => session.set('levle', 1)).toThrow(/no parameter "levle" \(it has: level, steps, width\)/)
  })

  it('undoes a preset, a reset and the whole move of a slider, each in one step, and counts what the address enters', () => {
    expect(getState()).toMatchObject({ undoable: false, jumps: 0 })
    for (const level of [1, 2, 3]) session.set('level', level)
    session.reset()
    expect(getState()).toMatchObject({ undoable: true, jumps: 1, changed: ['level'] })
    session.undo()
    expect(getState()).toMatchObject({ values: { level: 3 }, jumps: 2, changed: ['level'] })
    session.undo()
    expect(getState()).toMatchObject({ values: { level: 0 }, undoable: false })
    session.undo()
    expect(getState().jumps).toBe(3)
  })

  it('keeps the run before the last change to compare with: before the whole move of a slider, and none that was not measured', () => {
    session.setVisible(true)
    expect(getState().earlier).toBeUndefined()
    read(0)
    finish()
    session.set('level', 1)
    read(1)
    session.set('level', 2)
    expect(getState().earlier).toMatchObject({
      values: { level: 0 },
      reading: { mean: { value: 0 } },
      theory: { mean: { value: 0 } },
    })
    session.newDraw()
    expect(getState().earlier).toMatchObject({ values: { level: 0 } })
    read(2)
    session.undo()
    expect(getState().earlier).toMatchObject({ values: { level: 2 }, seed: 2, reading: { mean: { value: 2 } } })
  })

  it('keeps what was measured as a ghost when the text sets it, and the way back', () => {
    const [preset = ''] = Object.keys(countdown.presets)
    const back = () => {}
    session.setVisible(true)
    session.set('level', 3)
    session.follow(preset, back)
    expect(getState()).toMatchObject({ before: undefined, back })
    session.set('level', 3)
    read(3)
    finish()
    session.follow(preset, back)
    expect(getState().before).toMatchObject({ values: { level: 3 }, reading: { mean: { value: 3 } } })
    session.forgetBefore()
    expect(getState().before).toBeUndefined()
  })

  it('resets the parameters and not the seed; a new draw changes the seed and not the parameters', () => {
    session.set('level', 2)
    session.newDraw()
    expect(getState()).toMatchObject({ seed: 2, values: { level: 2 } })
    session.reset()
    expect(getState()).toMatchObject({ seed: 2, values: { level: 0 } })
  })

  it('knows the preset whose values it has', () => {
    session.apply('high')
    expect(getState()).toMatchObject({ preset: 'high', values: { level: 5 } })
    session.set('level', 4)
    expect(getState().preset).toBeUndefined()
  })

  it('pauses, steps one reading, and plays on', () => {
    session.setVisible(true)
    session.pause()
    expect(getState()).toMatchObject({ status: 'idle', paused: true })
    session.step()
    read(0)
    expect(getState()).toMatchObject({ status: 'idle', paused: true, readings: 1 })
    session.play()
    expect(worker().received.at(-1)?.kind).toBe('resume')
    finish()
    expect(getState().status).toBe('done')
  })

  it('rests off screen and goes on when seen again, unless the reader paused it', () => {
    session.setVisible(true)
    session.setVisible(false)
    expect(worker().received.at(-1)?.kind).toBe('pause')
    session.setVisible(true)
    expect(worker().received.at(-1)?.kind).toBe('resume')
    session.pause()
    session.setVisible(false)
    session.setVisible(true)
    expect(worker().received.at(-1)?.kind).toBe('pause')
  })

  it('refuses a setting over the cost cap in a sentence, and recovers', () => {
    session.setVisible(true)
    session.set('width', 2 ** 20)
    expect(getState()).toMatchObject({ status: 'failed', fault: expect.stringMatching(/over the limit/) })
    session.set('width', 4)
    expect(getState()).toMatchObject({ status: 'running', fault: undefined })
  })

  it('names what is not a number', () => {
    session.setVisible(true)
    read(Number.NaN)
    expect(getState().fault).toBe('mean is not a number; walk is not a number at step 1.')
    finish()
    expect(getState()).toMatchObject({ status: 'done', fault: expect.stringContaining('at step 1') })
    session.newDraw()
    expect(getState().fault).toBeUndefined()
  })

  it('keeps the settings and starts again when the worker is lost', () => {
    session.setVisible(true)
    session.set('level', 3)
    worker().ready()
    read(3)
    worker().say({ kind: 'broken', message: 'lost' })
    expect(getState()).toMatchObject({ status: 'stale', readings: 0, values: { level: 3 } })
    expect(lastRun().request.values.level).toBe(3)
  })

  it('measures again on a backend that the reader chooses', () => {
    session.setVisible(true)
    worker().ready()
    read(0)
    finish()
    session.chooseBackend('cpu')
    expect(getState()).toMatchObject({ status: 'stale', wanted: 'cpu' })
    expect(lastRun().request.experiment).toBe('made-up/countdown')
  })

  it('gives a new object for every change, and tells who listens', () => {
    const before = getState()
    let told = 0
    const stop = session.subscribe(() => told++)
    session.set('level', 1)
    stop()
    session.set('level', 2)
    expect(getState()).not.toBe(before)
    expect(before.values.level).toBe(0)
    expect(told).toBeGreaterThan(0)
  })

  it('leaves nothing behind', () => {
    session.setVisible(true)
    session.dispose()
    expect(worker().asked).toHaveLength(0)
  })
})

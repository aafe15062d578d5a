import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countdown, marathon, staged } from '../countdown'

let on: ReturnType<typeof staged>

/** The number of readings requested one by one. */
const readingsAsked = () => on.told().filter((kind) => kind === 'step').length

beforeEach(() => {
  on = staged(marathon)
})
afterEach(() => on.engine.dispose())

describe('a run that waits', () => {
  it('takes one reading when it is first seen, and rests with the run kept', () => {
    expect(on.state()).toMatchObject({ status: 'idle', readings: 0 })
    on.session.setVisible(true)
    expect(on.lastRun().paused).toBe(true)
    expect(on.told()).toEqual(['step'])
    expect(on.state()).toMatchObject({ status: 'running', paused: true })
    on.read(1)
    expect(on.state()).toMatchObject({ status: 'idle', paused: true, readings: 1, expected: 3 })
    expect(on.told()).toEqual(['step'])
  })

  it('is played from there to its end, and paused on the way', () => {
    on.session.setVisible(true)
    on.read(1)
    on.session.play()
    expect(on.told()).toEqual(['step', 'resume'])
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
    expect(on.told()).toEqual(['step'])
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
    expect(on.told()).toEqual(['step'])
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

  it('does nothing off screen, and takes the deferred readings when it is seen', () => {
    on.session.setVisible(true)
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(on.told()).toEqual(['step', 'pause', 'step'])
    on.read(1)
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(on.told()).toEqual(['step', 'pause', 'step', 'pause'])
    on.session.play()
    on.session.setVisible(false)
    on.session.setVisible(true)
    expect(on.told().slice(4)).toEqual(['resume', 'pause', 'resume'])
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
    expect(on.told()).toEqual(['step', 'step'])
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
  expect(on.told()).toEqual([])
})

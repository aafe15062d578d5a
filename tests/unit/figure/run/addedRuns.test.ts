import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exactly } from '../../../../src/experiment'
import type { Session } from '../../../../src/figure/session'
import { seedOfRun } from '../../../../src/figure/setting'
import { countdown, staged } from '../countdown'

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

describe('a session after its last reading', () => {
  /** Takes a whole run of three readings, the last of a given mean. */
  const whole = (mean: number) => {
    for (const one of [0, 1, mean]) read(one)
    finish()
  }
  beforeEach(() => {
    session.setVisible(true)
    whole(2)
  })

  it('adds a run with draws of its own, and pools it with those before when it has ended', () => {
    expect(getState()).toMatchObject({ status: 'done', runs: 1, extends: true })
    session.play()
    expect(lastRun().request).toMatchObject({ seed: seedOfRun(1, 1), values: { level: 0 } })
    read(9)
    expect(getState()).toMatchObject({ status: 'running', readings: 3, adding: 1, reading: { mean: { value: 2 } } })
    read(9)
    read(4)
    finish()
    const { mean } = getState().reading ?? {}
    expect(mean).toMatchObject({ value: 3, repeats: 32 })
    expect(getState()).toMatchObject({ status: 'done', runs: 2, adding: 0, extends: true })
    session.step()
    expect(lastRun().request.seed).toBe(seedOfRun(1, 2))
  })

  it('forgets the runs before when the setting changes, or the draw', () => {
    session.play()
    whole(4)
    session.newDraw()
    expect(getState()).toMatchObject({ readings: 0, runs: 0, extends: false })
    expect(lastRun().request.seed).toBe(2)
    whole(5)
    expect(getState()).toMatchObject({ runs: 1, reading: { mean: { value: 5, repeats: 16 } } })
  })

  it('keeps what it has while a lost worker repeats the run that is added', () => {
    session.play()
    read(9)
    worker().say({ kind: 'broken', message: 'lost' })
    expect(getState()).toMatchObject({ status: 'running', readings: 3, adding: 0, reading: { mean: { value: 2 } } })
    expect(lastRun().request.seed).toBe(seedOfRun(1, 1))
    whole(4)
    expect(getState()).toMatchObject({ runs: 2, reading: { mean: { value: 3 } } })
  })

  it('does not pool what is not a number, or what ended before its time', () => {
    session.play()
    read(1)
    finish()
    expect(getState()).toMatchObject({ status: 'done', runs: 1, extends: false, reading: { mean: { value: 2 } } })
    session.newDraw()
    whole(1)
    session.play()
    whole(Number.NaN)
    expect(getState()).toMatchObject({
      runs: 1,
      extends: false,
      fault: expect.stringContaining('not a number'),
      reading: { mean: { value: 1 } },
    })
  })

  it('does not pool what has a theory of its draw, and measures it again', () => {
    on.engine.dispose()
    on = staged({
      ...countdown,
      theory: (_, draw) => ({ mean: exactly(draw('gaussian', 'one', [1])[0] ?? 0) }),
    })
    session = on.session
    session.setVisible(true)
    whole(2)
    expect(getState()).toMatchObject({ runs: 1, extends: false })
    session.play()
    expect(lastRun().request.seed).toBe(1)
    expect(getState()).toMatchObject({ status: 'stale', readings: 0 })
  })

  it('measures again on another backend, and pools nothing of the one before', () => {
    worker().ready()
    session.play()
    read(9)
    session.chooseBackend('cpu')
    expect(getState()).toMatchObject({ status: 'stale', readings: 0, runs: 0 })
    expect(lastRun().request.seed).toBe(1)
  })
})

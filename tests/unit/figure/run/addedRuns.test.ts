import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exactly } from '../../../../src/experiment'
import { seedOfRun } from '../../../../src/figure/setting'
import { countdown, staged } from '../countdown'

let on: ReturnType<typeof staged>
beforeEach(() => {
  on = staged(countdown)
})
afterEach(() => on.engine.dispose())

describe('a session after its last reading', () => {
  /** Takes a whole run of three readings, the last of a given mean. */
  const whole = (mean: number) => {
    for (const one of [0, 1, mean]) on.read(one)
    on.finish()
  }
  beforeEach(() => {
    on.session.setVisible(true)
    whole(2)
  })

  it('adds a run with draws of its own, and pools it with those before when it has ended', () => {
    expect(on.state()).toMatchObject({ status: 'done', runs: 1, extends: true })
    on.session.play()
    expect(on.lastRun().request).toMatchObject({ seed: seedOfRun(1, 1), values: { level: 0 } })
    on.read(9)
    expect(on.state()).toMatchObject({ status: 'running', readings: 3, adding: 1, reading: { mean: { value: 2 } } })
    on.read(9)
    on.read(4)
    on.finish()
    const { mean } = on.state().reading ?? {}
    expect(mean).toMatchObject({ value: 3, repeats: 32 })
    expect(on.state()).toMatchObject({ status: 'done', runs: 2, adding: 0, extends: true })
    on.session.step()
    expect(on.lastRun().request.seed).toBe(seedOfRun(1, 2))
  })

  it('forgets the runs before when the setting changes, or the draw', () => {
    on.session.play()
    whole(4)
    on.session.newDraw()
    expect(on.state()).toMatchObject({ readings: 0, runs: 0, extends: false })
    expect(on.lastRun().request.seed).toBe(2)
    whole(5)
    expect(on.state()).toMatchObject({ runs: 1, reading: { mean: { value: 5, repeats: 16 } } })
  })

  it('keeps what it has while a lost worker repeats the run that is added', () => {
    on.session.play()
    on.read(9)
    on.worker().say({ kind: 'broken', message: 'lost' })
    expect(on.state()).toMatchObject({ status: 'running', readings: 3, adding: 0, reading: { mean: { value: 2 } } })
    expect(on.lastRun().request.seed).toBe(seedOfRun(1, 1))
    whole(4)
    expect(on.state()).toMatchObject({ runs: 2, reading: { mean: { value: 3 } } })
  })

  it('does not pool what is not a number, or what ended before its time', () => {
    on.session.play()
    on.read(1)
    on.finish()
    expect(on.state()).toMatchObject({ status: 'done', runs: 1, extends: false, reading: { mean: { value: 2 } } })
    on.session.newDraw()
    whole(1)
    on.session.play()
    whole(Number.NaN)
    expect(on.state()).toMatchObject({
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
    on.session.setVisible(true)
    whole(2)
    expect(on.state()).toMatchObject({ runs: 1, extends: false })
    on.session.play()
    expect(on.lastRun().request.seed).toBe(1)
    expect(on.state()).toMatchObject({ status: 'stale', readings: 0 })
  })

  it('measures again on another backend, and pools nothing of the one before', () => {
    on.worker().ready()
    on.session.play()
    on.read(9)
    on.session.chooseBackend('cpu')
    expect(on.state()).toMatchObject({ status: 'stale', readings: 0, runs: 0 })
    expect(on.lastRun().request.seed).toBe(1)
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { marathon, staged } from '../countdown'

let on: ReturnType<typeof staged>

beforeEach(() => {
  on = staged(marathon)
})
afterEach(() => on.engine.dispose())
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

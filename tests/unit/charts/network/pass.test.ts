import { describe, expect, it } from 'vitest'
import { isReached, type PassState, paceOf, passReducer, RESTING, stopsOf } from '../../../../src/charts/network/pass'

const stops = 4
const passed = (...types: ('play' | 'tick' | 'forwards' | 'backwards' | 'pause' | 'stop')[]): PassState =>
  types.reduce((state, type) => passReducer(state, { type, stops }), RESTING)

describe('the stops of a slow pass', () => {
  const ways = (forward: readonly unknown[], backward: readonly unknown[]) =>
    stopsOf({ forward, backward }).map(({ layer, direction }) => `${direction} ${layer}`)

  it('lead forwards through all layers, then backwards', () => {
    expect(ways([1, 2, 3], [4, 5, 6])).toEqual([
      'forward 0',
      'forward 1',
      'forward 2',
      'backward 2',
      'backward 1',
      'backward 0',
    ])
  })

  it('are where something was measured', () => {
    expect(ways([undefined, 1, undefined], [2, undefined, 3])).toEqual(['forward 1', 'backward 2', 'backward 0'])
    expect(ways([undefined], [undefined])).toEqual([])
  })
})

describe('the slow pass', () => {
  it('plays from the first stop to the last, and stays there', () => {
    expect(passed('play')).toEqual({ at: 0, playing: true })
    expect(passed('play', 'tick', 'tick')).toEqual({ at: 2, playing: true })
    expect(passed('play', 'tick', 'tick', 'tick')).toEqual({ at: 3, playing: false })
    expect(passed('play', 'tick', 'tick', 'tick', 'tick')).toEqual({ at: 3, playing: false })
  })

  it('plays anew from the end, and on from a pause', () => {
    expect(passed('play', 'tick', 'tick', 'tick', 'play')).toEqual({ at: 0, playing: true })
    expect(passed('play', 'tick', 'pause')).toEqual({ at: 1, playing: false })
    expect(passed('play', 'tick', 'pause', 'play')).toEqual({ at: 1, playing: true })
  })

  it('is stepped both ways, and a step holds the clock', () => {
    expect(passed('forwards')).toEqual({ at: 0, playing: false })
    expect(passed('play', 'tick', 'forwards')).toEqual({ at: 2, playing: false })
    expect(passed('play', 'tick', 'backwards')).toEqual({ at: 0, playing: false })
    expect(passed('forwards', 'backwards')).toEqual(RESTING)
    expect(passed('forwards', 'forwards', 'forwards', 'forwards', 'forwards').at).toBe(3)
  })

  it('rests when it is stopped, and a clock that ticks late moves nothing', () => {
    expect(passed('play', 'tick', 'stop')).toEqual(RESTING)
    expect(passed('play', 'stop', 'tick')).toEqual(RESTING)
    expect(passed('stop')).toBe(RESTING)
  })

  it('cannot begin where nothing was measured', () => {
    expect(passReducer(RESTING, { type: 'play', stops: 0 })).toEqual(RESTING)
    expect(passReducer(RESTING, { type: 'forwards', stops: 0 })).toEqual(RESTING)
  })

  it('has reached what lies behind it', () => {
    const forward = { layer: 2, direction: 'forward' } as const
    expect([1, 2, 3].map((layer) => isReached(forward, layer, 'forward'))).toEqual([true, true, false])
    expect(isReached(forward, 1, 'backward')).toBe(false)
    const backward = { layer: 2, direction: 'backward' } as const
    expect([1, 2, 3].map((layer) => isReached(backward, layer, 'backward'))).toEqual([false, true, true])
    expect(isReached(backward, 0, 'forward')).toBe(true)
    expect(isReached(undefined, 0, 'backward')).toBe(true)
  })

  it('takes no longer than half a minute, and no stop is too short to see', () => {
    for (const count of [2, 40, 100, 500]) {
      expect(paceOf(count)).toBeGreaterThanOrEqual(60)
      expect(paceOf(count) * count).toBeLessThanOrEqual(30_000)
    }
  })
})

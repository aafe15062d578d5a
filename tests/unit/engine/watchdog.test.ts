import { describe, expect, it, vi } from 'vitest'
import { begin, listener, report, stageEngine, worker, workers } from './stagedEngine'

stageEngine()

describe('the time limits of a worker', () => {
  it('leaves a worker alone that is idle, loads, or takes a reading', () => {
    const run = begin(1e9)
    worker().ready()
    vi.advanceTimersByTime(60_000)
    report('begun')
    worker().hasEnded = true
    run.pause()
    vi.advanceTimersByTime(20_000)
    expect(workers).toHaveLength(1)
  })

  it('waits longer for a costly reading', () => {
    begin(1e9)
    worker().ready()
    report('begun')
    vi.advanceTimersByTime(20_000)
    expect(workers).toHaveLength(1)
    vi.advanceTimersByTime(10_000)
    expect(workers).toHaveLength(2)
  })

  it('gives a slow machine more time at every attempt', () => {
    begin()
    for (const limit of [8000, 40_000, 200_000]) {
      const before = workers.length
      worker().ready()
      report('begun')
      vi.advanceTimersByTime(limit - 1000)
      expect(workers).toHaveLength(before)
      vi.advanceTimersByTime(2000)
    }
    expect(listener.log.at(-1)).toMatch(/^failed: A reading did not come/)
  })

  it('does not count the time in which the machine slept', () => {
    begin()
    worker().ready()
    report('begun')
    vi.advanceTimersByTime(1000)
    // Asleep: the clock goes on, and no timer fires.
    const awake = performance.now() + 45_000
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => awake)
    vi.advanceTimersByTime(500)
    expect(workers).toHaveLength(1)
    clock.mockRestore()
    report('done')
    expect(listener.log).toEqual(['done'])
  })

  it('gives up where no worker ever starts, even one that stays silent', () => {
    begin()
    worker().say({ kind: 'broken', message: 'No backend could be started.' })
    worker().onerror?.({ message: '' } as ErrorEvent)
    // Two have failed: the third has four times as long.
    vi.advanceTimersByTime(121_000)
    expect(listener.log.at(-1)).toMatch(/^failed: The worker did not start/)
    expect(workers).toHaveLength(3)
  })
})

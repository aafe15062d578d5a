import { describe, expect, it, vi } from 'vitest'
import { Engine, type RunListener } from '../../../src/engine/client'
import { aReading, ScriptedWorker } from '../figure/countdown'
import { begin, engine, facts, listener, report, request, stageEngine, worker, workers } from './stagedEngine'

stageEngine()

describe('Engine', () => {
  it('starts one worker for all runs, at the first', () => {
    expect(workers).toHaveLength(0)
    begin()
    begin()
    expect(workers).toHaveLength(1)
    expect(worker().asked.map(({ runId }) => runId)).toEqual([1, 2])
  })

  it('starts the worker ahead of the first run when asked to, once', () => {
    engine.prepare()
    engine.prepare()
    expect(workers).toHaveLength(1)
    worker().ready()
    begin()
    expect(workers).toHaveLength(1)
    expect(worker().asked.map(({ runId }) => runId)).toEqual([1])
  })

  it('tries again at the first run where the worker could not be started ahead of it', () => {
    engine.prepare()
    worker().onerror?.({ message: '' } as ErrorEvent)
    expect(workers).toHaveLength(1)
    begin()
    expect(workers).toHaveLength(2)
    worker().ready()
    report('done')
    expect(listener.log).toEqual(['done'])
  })

  it('passes readings on to the run they belong to, and nothing to a cancelled one', () => {
    const run = begin()
    const cancelled = worker().asked[0]?.runId ?? -1
    run.cancel()
    const other: RunListener = { reading: vi.fn(), done: vi.fn(), failed: vi.fn() }
    engine.run(request, { cost: 1 }, other)
    worker().say({ kind: 'reading', runId: cancelled, reading: aReading(1), ...facts })
    worker().say({ kind: 'reading', runId: cancelled + 1, reading: aReading(2), ...facts })
    expect(listener.log).toEqual([])
    expect(other.reading).toHaveBeenCalledOnce()
  })

  it.each([
    ['a lost context', () => worker().say({ kind: 'broken', message: 'The WebGL context was lost.' })],
    ['a crash', () => worker().onerror?.({ message: 'boom' } as ErrorEvent)],
    ['a reading that never comes', () => vi.advanceTimersByTime(9000)],
  ])('replaces the worker after %s and replays what was asked', (_, provoke) => {
    begin()
    worker().ready()
    report('begun')
    provoke()
    expect(workers).toHaveLength(2)
    expect(workers[0]?.terminated).toBe(true)
    expect(worker().asked[0]?.request).toEqual(request)
    expect(listener.log).toEqual(['replayed'])
    worker().ready()
    report('begun')
    report('done')
    expect(listener.log).toEqual(['replayed', 'done'])
  })

  it('replaces a worker in which a run failed before the next run: files that it could not load stay lost in it', () => {
    begin()
    worker().ready()
    worker().say({ kind: 'failed', runId: worker().asked[0]?.runId ?? -1, message: 'lost' })
    expect(workers).toHaveLength(1)
    begin()
    expect(workers).toHaveLength(2)
    expect(workers[0]?.terminated).toBe(true)
    worker().ready()
    report('done')
    expect(listener.log).toEqual(['failed: lost', 'done'])
    begin()
    expect(workers).toHaveLength(2)
  })

  it.each(['run', 'resume', 'step', 'cancel'] as const)(
    'replaces a worker that ended while it was idle: %s',
    (kind) => {
      const idle = engine.run(request, { cost: 1, paused: true }, listener)
      worker().ready()
      worker().hasEnded = true
      if (kind === 'run') begin()
      else idle[kind]()
      vi.advanceTimersByTime(8500)
      expect(workers[0]?.terminated).toBe(true)
      if (kind === 'cancel') begin()
      expect(workers).toHaveLength(2)
      worker().ready()
      worker().say({ kind: 'done', runId: worker().asked.at(-1)?.runId ?? -1 })
      expect(listener.log.at(-1)).toBe('done')
    },
  )

  it('does not end the runs of others for that', () => {
    begin()
    begin()
    worker().ready()
    worker().say({ kind: 'failed', runId: worker().asked[0]?.runId ?? -1, message: 'lost' })
    begin()
    expect(workers).toHaveLength(1)
  })

  it('says at each attempt that the code could not be loaded, if a worker never sends a message', () => {
    begin()
    for (let i = 0; i < 3; i++) worker().onerror?.({ message: '' } as ErrorEvent)
    expect(listener.log.at(-1)).toBe(
      'failed: The code that runs the networks could not be loaded. It was tried 3 times.',
    )
  })

  it('fails a run with a sentence where no worker may be started, and tries again with the next', async () => {
    let allowed = false
    const refusing = new Engine(() => {
      if (!allowed) throw new DOMException('refused', 'SecurityError')
      const started = new ScriptedWorker()
      workers.push(started)
      return started
    })
    refusing.run(request, { cost: 1 }, listener)
    expect(listener.log).toEqual([])
    await Promise.resolve()
    expect(listener.log).toEqual([expect.stringContaining('which this page may not start')])
    allowed = true
    refusing.run(request, { cost: 1 }, listener)
    expect(worker().asked).toHaveLength(1)
    refusing.dispose()
  })

  it('ignores a worker that it has replaced', () => {
    begin()
    worker().ready()
    const [old] = workers
    old?.say({ kind: 'broken', message: 'lost' })
    old?.say({ kind: 'broken', message: 'lost' })
    expect(workers).toHaveLength(2)
  })

  it('gives up a run that crashes three workers, with a sentence', () => {
    begin()
    for (let i = 0; i < 3; i++) {
      worker().ready()
      report('begun')
      worker().say({ kind: 'broken', message: 'The WebGL context was lost.' })
    }
    expect(workers).toHaveLength(3)
    expect(listener.log.at(-1)).toMatch(/^failed: The WebGL context was lost/)
  })

  it('does not count earlier crashes once the run gets further', () => {
    begin()
    const read = () => worker().say({ kind: 'reading', runId: 1, reading: aReading(1), ...facts })
    const crash = () => {
      worker().ready()
      report('begun')
      worker().say({ kind: 'broken', message: 'lost' })
    }
    for (let round = 1; round <= 4; round++) {
      crash()
      crash()
      worker().ready()
      for (let taken = 1; taken <= round; taken++) read()
    }
    expect(listener.log.filter((line) => line.startsWith('failed'))).toEqual([])
    // A run that comes no further than before is given up.
    for (let i = 0; i < 3; i++) {
      worker().ready()
      read()
      report('begun')
      worker().say({ kind: 'broken', message: 'lost' })
    }
    expect(listener.log.at(-1)).toMatch(/^failed: lost/)
  })

  it('runs everything again on another backend when the reader chooses one', () => {
    begin()
    worker().ready()
    engine.choose('wasm')
    expect(workers).toHaveLength(2)
    expect(worker().received[0]).toEqual({ kind: 'start', backend: 'wasm' })
    expect(worker().asked).toHaveLength(1)
  })

  it('replays a paused run paused', () => {
    begin().pause()
    worker().ready()
    worker().say({ kind: 'broken', message: 'lost' })
    expect(worker().asked[0]?.paused).toBe(true)
  })

  it('leaves no worker and no timer behind', () => {
    begin()
    engine.dispose()
    expect(worker().terminated).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})

import { afterEach, beforeEach, expect, vi } from 'vitest'
import { Engine, type RunListener } from '../../../src/engine/client'
import { ScriptedWorker } from '../figure/countdown'

export const request = { experiment: 'made-up/countdown', values: { level: 1 }, seed: 1 }
export const facts = { ms: 1, tensors: 0, bytes: 0 }

export let workers: ScriptedWorker[]
export let engine: Engine
export let listener: RunListener & { log: string[] }
export const worker = () => workers.at(-1) ?? expect.fail('no worker was started')

/** Gives each test of a file a new engine, whose workers and clock the test controls. */
export function stageEngine(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    workers = []
    engine = new Engine(() => {
      const started = new ScriptedWorker()
      workers.push(started)
      return started
    })
    const log: string[] = []
    listener = {
      log,
      reading: (reading) => log.push(`reading ${JSON.stringify(reading.mean)}`),
      done: () => log.push('done'),
      failed: (message) => log.push(`failed: ${message}`),
      replayed: () => log.push('replayed'),
    }
  })
  afterEach(() => {
    engine.dispose()
    vi.useRealTimers()
  })
}

export const begin = (cost = 1) => engine.run(request, { cost }, listener)
export const report = (kind: 'begun' | 'done') => worker().say({ kind, runId: worker().asked[0]?.runId ?? -1 })

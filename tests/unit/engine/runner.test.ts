import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeEach, describe, expect, it } from 'vitest'
import { DrawCache } from '../../../src/engine/drawCache'
import type { Report } from '../../../src/engine/protocol'
import { Runner, type RunnerHost } from '../../../src/engine/runner'
import { countdown } from '../figure/countdown'

const request = (values: Record<string, number>, seed = 1) => ({ experiment: 'made-up/countdown', values, seed })

describe('Runner', () => {
  let reports: Report[]
  let lost: boolean
  let runner: Runner
  let turns: (() => void)[]

  beforeEach(async () => {
    await tf.setBackend('cpu')
    reports = []
    lost = false
    turns = []
    const ground: RunnerHost = {
      cache: new DrawCache(tf),
      tensors: () => tf.memory().numTensors,
      bytes: () => tf.memory().numBytes,
      isLost: () => lost,
      find: async (id) => {
        if (id !== 'made-up/countdown') throw new Error(`There is no "${id}"`)
        return countdown
      },
      post: (report) => reports.push(report),
      turn: () => new Promise((resume) => turns.push(resume)),
    }
    runner = new Runner(ground)
  })

  /** Runs the event loop until nothing is waiting, or `times` times. */
  async function turn(times = Number.POSITIVE_INFINITY): Promise<void> {
    for (let i = 0; i < times; i++) {
      await new Promise((resume) => setTimeout(resume))
      const next = turns.shift()
      if (!next) return
      next()
    }
    await new Promise((resume) => setTimeout(resume))
  }

  const readingsOf = (runId: number) => reports.filter((r) => r.kind === 'reading' && r.runId === runId)
  const kinds = (runId: number) =>
    reports.flatMap((r) => ('runId' in r && r.runId === runId && r.kind !== 'begun' ? [r.kind] : []))

  it('posts one reading a step and then that it is done', async () => {
    runner.handle({ kind: 'run', runId: 1, request: request({ steps: 3 }), paused: false })
    await turn()
    expect(kinds(1)).toEqual(['reading', 'reading', 'reading', 'done'])
  })

  it('measures only the last of a burst, the others of which are cancelled', async () => {
    for (let runId = 1; runId <= 20; runId++) {
      if (runId > 1) runner.handle({ kind: 'cancel', runId: runId - 1 })
      runner.handle({ kind: 'run', runId, request: request({ level: runId / 4 }), paused: false })
    }
    await turn()
    expect(reports.flatMap((r) => (r.kind === 'done' ? [r.runId] : []))).toEqual([20])
    for (let runId = 1; runId < 20; runId++) expect(readingsOf(runId)).toEqual([])
  })

  it('takes turns between runs', async () => {
    runner.handle({ kind: 'run', runId: 1, request: request({ steps: 2 }), paused: false })
    runner.handle({ kind: 'run', runId: 2, request: request({ steps: 2 }), paused: false })
    await turn()
    expect(reports.flatMap((r) => (r.kind === 'reading' ? [r.runId] : []))).toEqual([1, 2, 1, 2])
  })

  it('stops at the next reading when cancelled, and leaks no tensor', async () => {
    const before = tf.memory().numTensors
    runner.handle({ kind: 'run', runId: 1, request: request({ steps: 50 }), paused: false })
    await turn(2)
    runner.handle({ kind: 'cancel', runId: 1 })
    await turn()
    expect(readingsOf(1).length).toBeLessThan(4)
    expect(kinds(1)).not.toContain('done')
    const kept = readingsOf(1).length
    expect(tf.memory().numTensors).toBe(before + kept)
  })

  it('keeps a pace where one is asked for, lets others through meanwhile, and takes a step at once', async () => {
    const times: number[] = []
    const posted = reports.push.bind(reports)
    reports.push = (...more) => {
      for (const report of more) if (report.kind === 'reading' && report.runId === 3) times.push(performance.now())
      return posted(...more)
    }
    // A minute, so that the next reading does not begin on a slow machine during the test.
    runner.handle({ kind: 'run', runId: 1, request: request({ steps: 3 }), paused: false, pace: 60_000 })
    runner.handle({ kind: 'run', runId: 2, request: request({ steps: 3 }), paused: false })
    await turn()
    expect(readingsOf(1)).toHaveLength(1)
    expect(kinds(2)).toContain('done')
    runner.handle({ kind: 'step', runId: 1 })
    await turn()
    expect(readingsOf(1)).toHaveLength(2)
    runner.handle({ kind: 'cancel', runId: 1 })
    runner.handle({ kind: 'run', runId: 3, request: request({ steps: 2 }), paused: true, pace: 60 })
    runner.handle({ kind: 'step', runId: 3 })
    await turn()
    runner.handle({ kind: 'resume', runId: 3 })
    while (!kinds(3).includes('done')) await turn()
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(59)
  })

  it('pauses, takes single steps, and resumes where it was', async () => {
    runner.handle({ kind: 'run', runId: 1, request: request({ steps: 4 }), paused: true })
    await turn()
    expect(readingsOf(1)).toHaveLength(0)
    runner.handle({ kind: 'step', runId: 1 })
    await turn()
    expect(readingsOf(1)).toHaveLength(1)
    runner.handle({ kind: 'resume', runId: 1 })
    await turn()
    expect(readingsOf(1)).toHaveLength(4)
    expect(kinds(1).at(-1)).toBe('done')
  })

  it('clamps an untrusted request', async () => {
    runner.handle({ kind: 'run', runId: 1, request: request({ level: 1e9, steps: 1 }), paused: false })
    await turn()
    const [first] = readingsOf(1)
    expect(first?.kind === 'reading' && first.reading.walk).toMatchObject({ value: [Number.NaN] })
  })

  it('says why a run is impossible: unknown, too costly, a seed that is none', async () => {
    runner.handle({
      kind: 'run',
      runId: 1,

      request: { ...request({}), experiment: 'made-up/varience' },
      paused: false,
    })
    runner.handle({ kind: 'run', runId: 2, request: request({ width: 2 ** 20 }), paused: false })
    runner.handle({ kind: 'run', runId: 3, request: request({}, 1.5), paused: false })
    await turn()
    const messages = reports.flatMap((r) => (r.kind === 'failed' ? [r.message] : []))
    expect(messages).toHaveLength(3)
    expect(messages.join('\n')).toMatch(/no "made-up\/varience"[\s\S]*over the limit[\s\S]*seed 1.5/)
  })

  it('publishes nothing from a lost context', async () => {
    runner.handle({ kind: 'run', runId: 1, request: request({ steps: 5 }), paused: false })
    await turn(2)
    const before = readingsOf(1).length
    lost = true
    await turn()
    expect(readingsOf(1)).toHaveLength(before)
    expect(reports.at(-1)).toMatchObject({ kind: 'broken' })
  })

  it('counts the same tensors after every reading', async () => {
    runner.handle({ kind: 'run', runId: 1, request: request({ steps: 5 }), paused: false })
    await turn()
    const counts = reports.flatMap((r) => (r.kind === 'reading' ? [r.tensors] : []))
    expect(new Set(counts).size).toBe(1)
  })
})

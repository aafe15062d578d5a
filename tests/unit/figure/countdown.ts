import { expect } from 'vitest'
import { Engine, type WorkerPort } from '../../../src/engine/client'
import type { Command, Report } from '../../../src/engine/protocol'
import {
  agrees,
  choice,
  type Experiment,
  estimateOf,
  exactly,
  experiment,
  number,
  scalar,
  scalarReading,
  series,
  seriesReading,
  tex,
} from '../../../src/experiment'
import { Session } from '../../../src/figure/session'

/** An artificial experiment with known readings: `steps` readings of the mean of n draws around `level`. */
export const countdown: Experiment = experiment({
  title: 'Countdown',
  summary: 'A few readings of a known number.',
  about: { computes: 'Nothing.', repeated: 'draws', errors: 'None.', fixes: 'All.', limits: 'All.' },
  params: {
    level: number({ label: 'level', symbol: tex`\mu`, min: -5, max: 5, initial: 0, step: 0.5 }),
    steps: number({ label: 'steps', min: 1, max: 100, initial: 3, integer: true }),
    width: number({ label: 'width', min: 1, max: 2 ** 20, initial: 16, scale: 'log2' }),
  },
  measures: { mean: scalar({ label: 'mean' }), walk: series({ label: 'walk', over: 'step' }) },
  presets: { high: { title: 'A high level', says: 'A high level.', at: { level: 5 } } },
  views: [{ kind: 'scalars', title: 'The mean', measures: ['mean'] }],
  claims: {
    level: {
      says: 'The mean is the level.',
      at: { level: 2 },
      checks: [agrees('mean')],
    },
  },
  *measure({ tf, draw }, { level, steps, width }) {
    for (let step = 1; step <= steps; step++) {
      const samples = tf.tidy(() => tf.add(draw('gaussian', `noise/${step}`, [width]), level).dataSync())
      yield {
        mean: estimateOf(samples),
        walk: seriesReading({ at: [step], value: [level === 5 ? Number.NaN : level], stderr: [0] }),
      }
    }
  },
  readings: ({ steps }) => steps,
  theory: ({ level }) => ({ mean: exactly(level) }),
  cost: ({ width }) => width * width,
})

/** A long run that waits for Play, with a display parameter. */
export const marathon: Experiment = {
  ...countdown,
  params: {
    ...countdown.params,
    shown: choice({ label: 'shown', initial: 'all', options: { all: 'all', one: 'one' }, display: true }),
  },
  presets: { ...countdown.presets, close: { title: 'One alone', says: 'One alone.', at: { shown: 'one' } } },
  waits: true,
}

/** A worker simulated by the test. */
export class ScriptedWorker implements WorkerPort {
  readonly received: Command[] = []
  onmessage: WorkerPort['onmessage'] = null
  onerror: WorkerPort['onerror'] = null
  terminated = false
  /** Ended by the browser, without an event. */
  hasEnded = false

  postMessage(command: Command): void {
    this.received.push(structuredClone(command))
    if (command.kind !== 'start' && !this.hasEnded) this.say({ kind: 'heard' })
  }

  terminate(): void {
    this.terminated = true
  }

  say(report: Report): void {
    this.onmessage?.(new MessageEvent('message', { data: structuredClone(report) }))
  }

  ready(): void {
    this.say({ kind: 'ready', backend: { name: 'cpu', renderer: '', software: false, passedOver: [] } })
  }

  /** The runs that were requested and not cancelled. */
  get asked(): Extract<Command, { kind: 'run' }>[] {
    const cancelled = new Set(this.received.flatMap((c) => (c.kind === 'cancel' ? [c.runId] : [])))
    return this.received.flatMap((c) => (c.kind === 'run' && !cancelled.has(c.runId) ? [c] : []))
  }
}

/** A session whose worker is simulated by the test. */
export function staged(experiment: Experiment) {
  const workers: ScriptedWorker[] = []
  const engine = new Engine(() => {
    const started = new ScriptedWorker()
    workers.push(started)
    return started
  })
  const session = new Session('made-up/countdown', experiment, engine)
  const worker = () => workers.at(-1) ?? expect.fail('no worker was started')
  const lastRun = () => worker().asked.at(-1) ?? expect.fail('no run was asked for')
  const read = (mean: number, { runId } = lastRun()) =>
    worker().say({ kind: 'reading', runId, reading: aReading(mean), ms: 2, tensors: 0, bytes: 0 })
  const finish = ({ runId } = lastRun()) => worker().say({ kind: 'done', runId })
  /** The commands to the worker about the last run, in order, after its request. */
  const told = () => {
    const { runId } = lastRun()
    return worker().received.flatMap((c) => ('runId' in c && c.runId === runId && c.kind !== 'run' ? [c.kind] : []))
  }
  return { workers, engine, session, worker, lastRun, read, finish, told, state: session.getState }
}

export const aReading = (mean: number) => ({
  mean: scalarReading({ value: mean, stderr: 0.1, repeats: 16 }),
  walk: seriesReading({ at: [1], value: [mean], stderr: [0.1] }),
})

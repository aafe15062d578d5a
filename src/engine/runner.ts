import { type Experiment, parseValues } from '../experiment'
import { tooCostly } from './cost'
import type { DrawCache } from './drawCache'
import type { AnyReading, Command, Report } from './protocol'

/** The environment of the runner, replaced by small stand-ins in tests. */
export interface RunnerHost {
  readonly cache: DrawCache
  readonly tensors: () => number
  readonly bytes: () => number
  readonly isLost: () => boolean
  readonly find: (id: string) => Promise<Experiment>
  readonly post: (report: Report) => void
  /** Waits until all messages already queued have been handled. */
  readonly turn: () => Promise<void>
}

type RunCommand = Extract<Command, { kind: 'run' }>

interface Run {
  readonly id: number
  /** undefined until the experiment is loaded. */
  readings: Generator<AnyReading, void, void> | undefined
  /** The number of readings that the run may take before it pauses. */
  allowed: number
  /** Minimum milliseconds between the starts of two readings, and the earliest time of the next. */
  readonly pace: number
  due: number
}

/** Steps the generators of all active runs in turn, one reading each, and handles messages between readings. */
export class Runner {
  private readonly runs = new Map<number, Run>()
  private working = false
  private alarm: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly host: RunnerHost) {}

  async handle(command: Exclude<Command, { kind: 'start' }>): Promise<void> {
    if (command.kind === 'run') return this.begin(command)
    const run = this.runs.get(command.runId)
    if (!run) return
    if (command.kind === 'cancel') return this.drop(run)
    run.allowed = { pause: 0, resume: Number.POSITIVE_INFINITY, step: 1 }[command.kind]
    if (command.kind === 'step') run.due = 0
    await this.work()
  }

  private async begin({ runId, request, paused, pace = 0 }: RunCommand): Promise<void> {
    const allowed = paused ? 0 : Number.POSITIVE_INFINITY
    const run: Run = { id: runId, readings: undefined, allowed, pace, due: 0 }
    this.runs.set(runId, run)
    try {
      const experiment = await this.host.find(request.experiment)
      if (!this.runs.has(runId)) return
      const { value: values } = parseValues(experiment.params, request.values)
      const refused = tooCostly(experiment.cost(values))
      if (refused) throw new RangeError(refused)
      if (!Number.isSafeInteger(request.seed)) throw new RangeError(`The seed ${request.seed} is not a whole number.`)
      run.readings = experiment.measure(this.host.cache.lab(request.seed), values)
    } catch (error) {
      this.drop(run)
      this.host.post({ kind: 'failed', runId, message: messageOf(error) })
      return
    }
    await this.work()
  }

  private async work(): Promise<void> {
    if (this.working) return
    this.working = true
    try {
      for (;;) {
        await this.host.turn()
        const wanted = [...this.runs.values()].filter(({ readings, allowed }) => readings && allowed > 0)
        const now = performance.now()
        const run = wanted.find(({ due }) => due <= now)
        if (!run?.readings) return this.waitFor(wanted, now)
        // Move the run to the end of the queue, so that the figures of a page take turns.
        this.runs.delete(run.id)
        this.runs.set(run.id, run)
        run.allowed--
        run.due = now + run.pace
        this.step(run, run.readings)
      }
    } finally {
      this.working = false
    }
  }

  /** Continues when the first of these runs is due. */
  private waitFor(paced: readonly Run[], now: number): void {
    clearTimeout(this.alarm)
    if (paced.length > 0) this.alarm = setTimeout(() => this.work(), Math.min(...paced.map(({ due }) => due)) - now)
  }

  private step(run: Run, readings: Generator<AnyReading, void, void>): void {
    const { cache, post, isLost, tensors, bytes } = this.host
    post({ kind: 'begun', runId: run.id })
    const start = performance.now()
    try {
      const { done, value } = readings.next()
      const ms = performance.now() - start
      cache.trim()
      if (isLost()) this.lose()
      else if (!done)
        post({
          kind: 'reading',
          runId: run.id,
          reading: value,
          ms,
          tensors: tensors() - cache.cachedTensors,
          bytes: bytes(),
        })
      else {
        this.drop(run)
        post({ kind: 'done', runId: run.id })
      }
    } catch (error) {
      this.drop(run)
      if (isLost()) this.lose()
      else post({ kind: 'failed', runId: run.id, message: messageOf(error) })
    }
  }

  private lose(): void {
    this.runs.clear()
    this.host.post({ kind: 'broken', message: 'The WebGL context was lost.' })
  }

  private drop(run: Run): void {
    this.runs.delete(run.id)
    run.readings?.return()
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

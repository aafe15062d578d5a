import type { AnyReading, BackendName, BackendState, Command, Report, RunRequest } from './protocol'
import { type Timed, Watchdog } from './watchdog'

/** The methods of a Worker that the engine uses; a test passes one end of a MessageChannel. */
export interface WorkerPort {
  postMessage(command: Command): void
  terminate(): void
  onmessage: ((event: MessageEvent<Report>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/** Receives the events of a run. */
export interface RunListener {
  reading(reading: AnyReading, facts: { readonly ms: number; readonly tensors: number; readonly bytes: number }): void
  done(): void
  failed(message: string): void
  /** The worker was replaced: the run starts again from its first reading. */
  replayed?(): void
}

/** Controls a run. No effect once the run has ended. */
export interface RunHandle {
  pause(): void
  resume(): void
  step(): void
  cancel(): void
}

/** Options of a run that do not change its numbers. */
export interface RunOptions {
  /** Floating-point operations of one reading, from which the engine computes its time limit. */
  readonly cost: number
  readonly paused?: boolean
  /** Minimum milliseconds between readings. */
  readonly pace?: number | undefined
}

interface Run extends RunOptions, Timed {
  readonly request: RunRequest
  readonly listener: RunListener
  mode: 'running' | 'paused'
  /** The number of workers that crashed during a reading of this run, since it last took a reading that was new. */
  crashes: number
  /** Readings taken from the present worker, and the most from any. */
  taken: number
  furthest: number
}

/** The time limit of a reading in milliseconds, plus its cost divided by a rate that any machine reaches. */
const TIME_LIMIT_MS = 8000
const SLOWEST_OPERATIONS_PER_MS = 5e4

/** The factor by which the time limit of a reading grows each time it was too short: a worker that hangs is replaced soon, and a slow machine succeeds in the end. */
const MORE_TIME = 5

/** A run is given up after crashing this many workers. */
const MAX_CRASHES = 3

/** The fault of a worker that ended before it was ready: the browser says nothing of a script that it could not load. */
const UNLOADED = 'The code that runs the networks could not be loaded.'

/** Runs the experiments of a page in one worker, and replaces the worker if it crashes. Independent of React. */
export class Engine {
  /** The backend in use, once the worker has reported it. */
  backend: BackendState | undefined
  /** The backend chosen by the reader. */
  wanted: BackendName | undefined
  /** The number of workers started so far. */
  workers = 0

  private worker: WorkerPort | undefined
  private readonly runs = new Map<number, Run>()
  private readonly listeners = new Set<() => void>()
  private readonly watchdog = new Watchdog(
    () => this.runs.values(),
    (says) => this.handleCrash(says),
  )
  private nextId = 1
  private failedStarts = 0
  /** A run has failed in this worker. Files that it could not load stay lost in it: it is replaced before the next run, if it has no other. */
  private isSpent = false

  constructor(
    private readonly spawn: () => WorkerPort,
    private readonly timeLimitMs = TIME_LIMIT_MS,
  ) {}

  /** Calls `listener` after every change of `backend` or `wanted`. Returns the function that removes it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Starts the worker, and in it the backend, before there is a run. No effect if there is one. */
  prepare(): void {
    if (!this.worker) this.start()
  }

  run(request: RunRequest, options: RunOptions, listener: RunListener): RunHandle {
    const id = this.nextId++
    const run: Run = {
      ...options,
      request,
      listener,
      mode: options.paused ? 'paused' : 'running',
      deadline: Number.POSITIVE_INFINITY,
      crashes: 0,
      taken: 0,
      furthest: 0,
    }
    if (this.isSpent && this.runs.size === 0) this.stop()
    this.runs.set(id, run)
    if (this.worker) this.ask(id, run)
    else this.start()
    const tell = (kind: 'pause' | 'resume' | 'step' | 'cancel') => {
      if (!this.runs.has(id)) return
      this.send({ kind, runId: id })
      if (kind === 'cancel') this.forget(id)
      else run.mode = kind === 'resume' ? 'running' : 'paused'
    }
    return {
      pause: () => tell('pause'),
      resume: () => tell('resume'),
      step: () => tell('step'),
      cancel: () => tell('cancel'),
    }
  }

  /** Changes the backend of the whole page; active runs start again on it. */
  choose(wanted: BackendName | undefined): void {
    if (wanted === this.wanted) return
    this.wanted = wanted
    this.backend = undefined
    if (this.worker) this.restart()
    this.notify()
  }

  dispose(): void {
    this.stop()
    this.runs.clear()
    this.listeners.clear()
  }

  private start(): void {
    let worker: WorkerPort
    try {
      worker = this.spawn()
    } catch (error) {
      // Deferred, because the caller does not have the handle of its run yet.
      queueMicrotask(() => this.refuse(error))
      return
    }
    this.workers++
    this.isSpent = false
    this.worker = worker
    worker.onmessage = ({ data }) => this.worker === worker && this.handle(data)
    worker.onerror = (event) =>
      this.worker === worker && this.handleCrash(event.message || (this.backend ? 'The worker stopped.' : UNLOADED))
    worker.postMessage({ kind: 'start', backend: this.wanted })
    for (const [id, run] of this.runs) this.ask(id, run)
    this.watchdog.start(this.failedStarts)
  }

  private stop(): void {
    this.watchdog.stop()
    this.worker?.terminate()
    this.worker = undefined
  }

  /** Fails all runs: the browser, a policy or a frame allows no worker. */
  private refuse(error: unknown): void {
    for (const [id, { listener }] of [...this.runs]) {
      this.forget(id)
      listener.failed(`The networks run in a worker, which this page may not start. (${error})`)
    }
  }

  /** Replaces the worker and restarts all runs in the new one. */
  private restart(): void {
    this.stop()
    for (const run of this.runs.values()) Object.assign(run, { deadline: Number.POSITIVE_INFINITY, taken: 0 })
    this.start()
    // Notify only after the new worker has started, because a listener may start another run at once.
    for (const run of [...this.runs.values()]) run.listener.replayed?.()
  }

  private ask(runId: number, { request, mode, pace }: Run): void {
    this.send({ kind: 'run', runId, request, paused: mode === 'paused', pace })
  }

  private send(command: Command): void {
    if (this.backend) this.watchdog.sent(this.timeLimitMs)
    this.worker?.postMessage(command)
  }

  private handle(report: Report): void {
    this.watchdog.heard()
    if (report.kind === 'heard') return
    if (report.kind === 'ready') {
      this.failedStarts = 0
      this.watchdog.ready()
      this.backend = report.backend
      this.notify()
    } else if (report.kind === 'broken') this.handleCrash(report.message)
    else {
      const run = this.runs.get(report.runId)
      if (run) this.handleRunReport(report.runId, run, report)
    }
  }

  private handleRunReport(id: number, run: Run, report: Exclude<Report, { kind: 'ready' | 'heard' | 'broken' }>): void {
    const timeLimit = (this.timeLimitMs + run.cost / SLOWEST_OPERATIONS_PER_MS) * MORE_TIME ** run.crashes
    run.deadline = report.kind === 'begun' ? performance.now() + timeLimit : Number.POSITIVE_INFINITY
    if (report.kind === 'reading') {
      run.taken++
      if (run.taken > run.furthest) Object.assign(run, { furthest: run.taken, crashes: 0 })
      run.listener.reading(report.reading, report)
    }
    if (report.kind === 'done' || report.kind === 'failed') this.forget(id)
    if (report.kind === 'done') run.listener.done()
    if (report.kind === 'failed') {
      this.isSpent = true
      run.listener.failed(report.message)
    }
  }

  /** Handles the loss of the worker: a run whose reading was in progress counts a crash, all other runs start again. */
  private handleCrash(message: string): void {
    const ready = this.backend !== undefined
    this.backend = undefined
    if (!ready) this.failedStarts++
    const crashed = [...this.runs].filter(([, run]) => run.deadline < Number.POSITIVE_INFINITY)
    for (const [, run] of crashed) run.crashes++
    const giveUp = this.failedStarts >= MAX_CRASHES
    for (const [id, run] of giveUp ? [...this.runs] : crashed) {
      if (!giveUp && run.crashes < MAX_CRASHES) continue
      this.forget(id)
      run.listener.failed(`${message} It was tried ${MAX_CRASHES} times.`)
    }
    if (this.runs.size > 0) this.restart()
    else this.stop()
    this.notify()
  }

  private forget(id: number): void {
    this.runs.delete(id)
  }

  private notify(): void {
    for (const listener of this.listeners) listener()
  }
}

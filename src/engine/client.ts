import type { AnyReading, BackendName, BackendState, Command, Report, RunRequest } from './protocol'

/** As much of a Worker as the engine uses; a test gives one end of a MessageChannel. */
export interface WorkerPort {
  postMessage(command: Command): void
  terminate(): void
  onmessage: ((event: MessageEvent<Report>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/** What a run tells the one who asked for it. */
export interface RunListener {
  reading(reading: AnyReading, facts: { readonly ms: number; readonly tensors: number; readonly bytes: number }): void
  done(): void
  failed(message: string): void
  /** The worker was replaced: the readings begin again from the first. */
  replayed?(): void
}

/** Steers a run. Without effect once it has ended. */
export interface RunHandle {
  pause(): void
  resume(): void
  step(): void
  cancel(): void
}

/** What a run is, beyond its request. */
export interface RunOptions {
  /** Floating-point operations of one reading: what the engine's patience is measured by. */
  readonly cost: number
  readonly paused?: boolean
  /** Milliseconds between readings at least. */
  readonly pace?: number | undefined
}

interface Run extends RunOptions {
  readonly request: RunRequest
  readonly listener: RunListener
  mode: 'running' | 'paused'
  /** Milliseconds of the clock at which the reading under way is given up. */
  deadline: number
  /** Workers that went down under its readings. */
  strikes: number
}

/** A reading may take this long, and longer by its cost at a rate that any machine reaches. */
const PATIENCE_MS = 8000
const SLOWEST_OPERATIONS_PER_MS = 5e4

/** A run whose readings have brought down this many workers is given up. */
const STRIKES = 3

/** A worker that is not ready by then has failed to load. */
const START_MS = 30_000

/** How often the engine looks for a reading that never comes. */
const WATCH_MS = 250

/** One worker for a page: asks, listens, and replaces it when it breaks. Knows no React. */
export class Engine {
  /** What runs, once the worker has said so. */
  backend: BackendState | undefined
  /** What the reader asked for. */
  wanted: BackendName | undefined
  /** Workers started so far. */
  workers = 0

  private worker: WorkerPort | undefined
  private readonly runs = new Map<number, Run>()
  private readonly listeners = new Set<() => void>()
  private watch: ReturnType<typeof setInterval> | undefined
  private nextId = 1
  private failedStarts = 0
  private readyBy = Number.POSITIVE_INFINITY

  constructor(
    private readonly spawn: () => WorkerPort,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Hears of a change of `backend` and `wanted`. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  run(request: RunRequest, options: RunOptions, listener: RunListener): RunHandle {
    const id = this.nextId++
    const run: Run = {
      ...options,
      request,
      listener,
      mode: options.paused ? 'paused' : 'running',
      deadline: Number.POSITIVE_INFINITY,
      strikes: 0,
    }
    this.runs.set(id, run)
    if (this.worker) this.ask(id, run)
    else this.start()
    const tell = (kind: 'pause' | 'resume' | 'step' | 'cancel') => {
      if (!this.runs.has(id)) return
      this.worker?.postMessage({ kind, runId: id })
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

  /** Changes the backend for the whole page; runs under way begin again on it. */
  choose(wanted: BackendName | undefined): void {
    if (wanted === this.wanted) return
    this.wanted = wanted
    this.backend = undefined
    if (this.worker) this.restart()
    this.announce()
  }

  dispose(): void {
    this.stop()
    this.runs.clear()
    this.listeners.clear()
  }

  private start(): void {
    const worker = this.spawn()
    this.workers++
    this.readyBy = performance.now() + START_MS
    this.worker = worker
    worker.onmessage = ({ data }) => this.worker === worker && this.hear(data)
    worker.onerror = (event) => this.worker === worker && this.breakDown(event.message || 'The worker stopped.')
    worker.postMessage({ kind: 'start', backend: this.wanted })
    for (const [id, run] of this.runs) this.ask(id, run)
    this.watch = setInterval(() => this.look(), WATCH_MS)
  }

  private stop(): void {
    clearInterval(this.watch)
    this.worker?.terminate()
    this.worker = undefined
  }

  /** A new worker, and everything that was asked for asked again. */
  private restart(): void {
    this.stop()
    for (const run of this.runs.values()) run.deadline = Number.POSITIVE_INFINITY
    this.start()
    // A listener may ask at once for more: the worker is there to hear it.
    for (const run of [...this.runs.values()]) run.listener.replayed?.()
  }

  private ask(runId: number, { request, mode, pace }: Run): void {
    this.worker?.postMessage({ kind: 'run', runId, request, paused: mode === 'paused', pace })
  }

  private hear(report: Report): void {
    if (report.kind === 'ready') {
      this.failedStarts = 0
      this.readyBy = Number.POSITIVE_INFINITY
      this.backend = report.backend
      this.announce()
    } else if (report.kind === 'broken') this.breakDown(report.message)
    else {
      const run = this.runs.get(report.runId)
      if (run) this.hearRun(report.runId, run, report)
    }
  }

  private hearRun(id: number, run: Run, report: Exclude<Report, { kind: 'ready' | 'broken' }>): void {
    const patience = this.patienceMs + run.cost / SLOWEST_OPERATIONS_PER_MS
    run.deadline = report.kind === 'begun' ? performance.now() + patience : Number.POSITIVE_INFINITY
    if (report.kind === 'reading') run.listener.reading(report.reading, report)
    if (report.kind === 'done' || report.kind === 'failed') this.forget(id)
    if (report.kind === 'done') run.listener.done()
    if (report.kind === 'failed') run.listener.failed(report.message)
  }

  /** The worker is lost: a run whose reading was under way gets a strike, the other runs begin again. */
  private breakDown(message: string): void {
    const ready = this.backend !== undefined
    this.backend = undefined
    if (!ready) this.failedStarts++
    const guilty = [...this.runs].filter(([, run]) => run.deadline < Number.POSITIVE_INFINITY)
    for (const [, run] of guilty) run.strikes++
    const hopeless = this.failedStarts >= STRIKES
    for (const [id, run] of hopeless ? [...this.runs] : guilty) {
      if (!hopeless && run.strikes < STRIKES) continue
      this.forget(id)
      run.listener.failed(`${message} It was tried ${STRIKES} times.`)
    }
    if (this.runs.size > 0) this.restart()
    else this.stop()
    this.announce()
  }

  /** A worker that never starts, a reading that never comes. */
  private look(): void {
    const now = performance.now()
    if (this.readyBy < now) this.breakDown('The worker did not start.')
    else if ([...this.runs.values()].some(({ deadline }) => deadline < now)) this.breakDown('A reading did not come.')
  }

  private forget(id: number): void {
    this.runs.delete(id)
  }

  private announce(): void {
    for (const listener of this.listeners) listener()
  }
}

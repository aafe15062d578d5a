/** The time limit for starting a worker, in milliseconds; it doubles each time it was too short. */
const START_MS = 30_000

/** Milliseconds between checks of the time limits. */
const CHECK_MS = 250

/** A check that comes this many milliseconds late shows that the page itself was suspended, for example because the machine slept. */
const SUSPENDED_MS = 2000

/** A reading in progress, as the watchdog sees it. */
export interface Timed {
  /** The time (`performance.now()`) by which the current reading has to have come; infinite while there is none. */
  deadline: number
}

/** Checks the time limits of one worker: its start, its replies to commands, and its readings. */
export class Watchdog {
  private timer: ReturnType<typeof setInterval> | undefined
  private readyBy = Number.POSITIVE_INFINITY
  /** The time by which a ready worker has to reply to a command. A browser may end an idle worker without an event. */
  private heardBy = Number.POSITIVE_INFINITY
  private lastCheck = 0

  /** `timed` gives all runs of the worker; `expired` is called with a sentence when a time limit has passed. */
  constructor(
    private readonly timed: () => Iterable<Timed>,
    private readonly expired: (says: string) => void,
  ) {}

  /** Watches a worker that is being started, after so many starts that failed. */
  start(failedStarts: number): void {
    this.lastCheck = performance.now()
    this.readyBy = this.lastCheck + START_MS * 2 ** failedStarts
    this.timer = setInterval(() => this.check(), CHECK_MS)
  }

  /** The worker is ready: it has no time limit to start any more. */
  ready(): void {
    this.readyBy = Number.POSITIVE_INFINITY
  }

  /** A command was sent to a ready worker, which has to reply within this number of milliseconds. */
  sent(timeLimitMs: number): void {
    this.heardBy = Math.min(this.heardBy, performance.now() + timeLimitMs)
  }

  /** The worker has sent a message, and so has received the command. */
  heard(): void {
    this.heardBy = Number.POSITIVE_INFINITY
  }

  stop(): void {
    clearInterval(this.timer)
    this.heard()
  }

  /** Time in which the page was suspended does not count. */
  private check(): void {
    const now = performance.now()
    const late = now - this.lastCheck - CHECK_MS
    this.lastCheck = now
    const runs = [...this.timed()]
    if (late > SUSPENDED_MS) {
      this.readyBy += late
      this.heardBy += late
      for (const run of runs) run.deadline += late
    }
    // A worker receives no command while it takes a reading.
    const firstDeadline = Math.min(...runs.map(({ deadline }) => deadline))
    if (this.readyBy < now) this.expired('The worker did not start.')
    else if (firstDeadline < now) this.expired('A reading did not come.')
    else if (this.heardBy < now && firstDeadline === Number.POSITIVE_INFINITY) this.expired('The worker stopped.')
  }
}

import { type Experiment, faults, initialValues, parseValue, type Value } from '../experiment'
import { drawer } from '../numerics/laws/random'
import type { FigureSetting } from './address'
import { tooCostly } from './cost'
import type { Engine, RunHandle, RunListener } from './engine'
import { Pins } from './pins'
import type { BackendName } from './protocol'
import { initialBeside, MAX_SEED, presetOf, presetValues, sameRun } from './setting'
import type { Figure, FigureState } from './state'

/** One figure: holds its state, asks the engine, and tells whoever listens. Without an engine (on the server) it stays idle. */
export class Session implements Figure {
  readonly params: Experiment['params']
  private state: FigureState
  private readonly listeners = new Set<() => void>()
  private run: RunHandle | undefined
  private visible = false
  /** A run is wanted, and will be asked for as soon as the figure is seen and its pinned runs are measured. */
  private owed = true
  /** Readings that are still wanted before the run rests. */
  private due = 0
  /** The reader has asked for more than the first reading of a run that waits. */
  private playing = false
  /** The reader has paused all. */
  private held = false
  private readonly pins: Pins
  private readonly unsubscribe: (() => void) | undefined

  constructor(
    readonly id: string,
    private readonly experiment: Experiment,
    private readonly engine: Engine | undefined,
  ) {
    this.params = experiment.params
    const values: Readonly<Record<string, Value>> = initialValues(experiment.params)
    this.state = {
      values,
      seed: 1,
      preset: presetOf(experiment, values),
      theory: experiment.theory(values, drawer(1)),
      fault: undefined,
      reading: null,
      status: 'idle',
      paused: false,
      readings: 0,
      expected: experiment.readings(values),
      ms: undefined,
      backend: engine?.backend,
      wanted: engine?.wanted,
      pins: [],
      notices: [],
    }
    this.pins = new Pins(
      id,
      experiment,
      engine,
      (pins) => this.update({ pins }),
      () => this.owed && this.visible && !this.held && this.measure(),
    )
    this.unsubscribe = engine?.subscribe(() => this.hearBackend())
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  getState = (): FigureState => this.state

  set(name: string, value: Value): void {
    const param = Object.hasOwn(this.params, name) ? this.params[name] : undefined
    if (!param)
      throw new Error(`"${this.id}" has no parameter "${name}" (it has: ${Object.keys(this.params).join(', ')})`)
    const legal = parseValue(name, param, value).value
    if (legal === undefined || legal === this.state.values[name]) return
    this.change({ values: { ...this.state.values, [name]: legal } })
  }

  apply(preset: string): void {
    this.change({ values: presetValues(this.experiment, preset, this.state.values) })
  }

  /** The state that an address describes, with what was not understood of it. */
  adopt({ values, seed, pins, problems }: FigureSetting & { readonly problems: readonly string[] }): void {
    this.pins.take(pins)
    this.change({ values, seed })
    this.update({ notices: problems })
  }

  play(): void {
    this.playing = true
    this.held = false
    if (this.run) {
      this.due = Number.POSITIVE_INFINITY
      this.update({ paused: false, status: this.state.readings > 0 ? 'running' : this.waiting() })
      this.goOn()
      if (this.visible) this.pins.play()
    } else if (this.owed) this.begin()
    else this.measure()
  }

  pause(): void {
    if (!this.run && !this.owed) return
    this.playing = false
    this.held = true
    this.due = 0
    this.run?.pause()
    this.pins.pause()
    this.update({ paused: true, status: 'idle' })
  }

  step(): void {
    this.playing = false
    if (this.run) {
      this.due = 1
      this.update({ paused: true, status: this.state.readings > 0 ? 'running' : this.waiting() })
      this.goOn()
    } else this.measure(1)
  }

  reset(): void {
    this.change({ values: initialBeside(this.params, this.state.values) })
    // The run begins anew, whatever was changed.
    if (this.state.readings > 0) this.measure()
  }

  newDraw(): void {
    this.change({ seed: this.state.seed >= MAX_SEED ? 0 : this.state.seed + 1 })
  }

  pin(): void {
    const { status, values, seed, reading, readings, expected, fault } = this.state
    if (status === 'done') this.pins.add({ values, seed, reading, readings, expected, fault })
  }

  unpin(index: number): void {
    this.pins.remove(index)
  }

  /** Says something beside what the address gave to say, once. */
  note(notice: string): void {
    const { notices } = this.state
    if (!notices.includes(notice)) this.update({ notices: [...notices, notice] })
  }

  dismissNotices(): void {
    this.update({ notices: [] })
  }

  chooseBackend(name: BackendName | undefined): void {
    this.engine?.choose(name)
  }

  setVisible(visible: boolean): void {
    if (visible === this.visible) return
    this.visible = visible
    if (!visible) {
      this.run?.pause()
      this.pins.pause()
    } else if (this.owed) {
      if (!this.held) this.begin()
    } else {
      this.goOn()
      if (!this.held) this.pins.play()
    }
  }

  /** The figure is gone: nothing of it runs on. */
  dispose(): void {
    this.run?.cancel()
    this.pins.stop()
    this.unsubscribe?.()
    this.listeners.clear()
  }

  /** New parameters or a new seed: unless they change the picture alone, the theory at once and a measurement as soon as may be. */
  private change(next: Partial<Pick<FigureState, 'values' | 'seed'>>): void {
    const before = this.state
    const { values, seed } = { ...before, ...next }
    this.update({ values, seed, preset: presetOf(this.experiment, values) })
    if (sameRun(this.params, before, this.state)) return
    this.update({ theory: this.experiment.theory(values, drawer(seed)), expected: this.experiment.readings(values) })
    this.measure()
  }

  /** What a figure does when it is seen: the pinned runs that are not measured yet, then its own. */
  private begin(): void {
    if (this.pins.pending && this.visible) {
      this.update({ readings: 0, paused: false, status: this.waiting() })
      this.pins.play()
    } else this.measure()
  }

  /** Asks for a run from the first reading on, of as many readings as are due; off screen it is owed. */
  private measure(due = this.experiment.waits && !this.playing ? 1 : Number.POSITIVE_INFINITY): void {
    this.run?.cancel()
    this.run = undefined
    this.due = due
    this.held = false
    this.owed = !this.visible || !this.engine
    const { values, seed } = this.state
    const cost = this.experiment.cost(values)
    const fault = tooCostly(cost)
    const resting = this.state.reading ? 'stale' : 'idle'
    const paused = due < Number.POSITIVE_INFINITY
    this.update({ readings: 0, paused, fault, status: fault ? 'failed' : this.owed ? resting : this.waiting() })
    if (this.owed || !this.engine) return
    this.pins.play()
    if (fault) return
    this.run = this.engine.run(
      { experiment: this.id, values, seed },
      { lane: this.id, cost, paused, pace: this.experiment.pace },
      this.hearing(),
    )
    if (paused) this.goOn()
  }

  private hearing(): RunListener {
    return {
      reading: (reading, { ms }) => {
        const overflow = faults(this.experiment.measures, reading)
        const readings = this.state.readings + 1
        // After the last reading the run has only to end.
        this.due = Math.max(readings === this.state.expected ? 1 : 0, this.due - 1)
        this.update({
          reading,
          ms,
          readings,
          status: this.due > 0 ? 'running' : 'idle',
          fault: overflow.length > 0 ? `${overflow.join('; ')}.` : undefined,
        })
        if (this.due < Number.POSITIVE_INFINITY) this.goOn()
      },
      done: () => {
        this.run = undefined
        this.update({ status: 'done', paused: false })
      },
      failed: (message) => {
        this.run = undefined
        this.update({ status: 'failed', fault: message })
      },
      replayed: () => {
        // A run at rest is brought back to where it was.
        this.due += this.state.readings
        this.update({ readings: 0, status: this.due > 0 ? this.waiting() : 'idle' })
        if (this.due < Number.POSITIVE_INFINITY) this.goOn()
      },
    }
  }

  /** Whoever can be seen takes the readings that are due. */
  private goOn(): void {
    if (!this.visible) return
    if (this.due === Number.POSITIVE_INFINITY) this.run?.resume()
    else if (this.due > 0) this.run?.step()
  }

  /** The status of a figure whose first new reading is on its way. */
  private waiting(): FigureState['status'] {
    return this.state.reading ? 'stale' : 'running'
  }

  private hearBackend(): void {
    const { backend, wanted } = this.engine ?? {}
    const chosen = wanted !== this.state.wanted
    this.update({ backend: backend ?? this.state.backend, wanted })
    // What the badge names is what ran: numbers of another backend are measured again.
    if (!chosen) return
    this.pins.again()
    if (!this.run) this.owed = true
    if (this.held) return
    if (this.owed) this.begin()
    else if (this.visible) this.pins.play()
  }

  private update(next: Partial<FigureState>): void {
    this.state = { ...this.state, ...next }
    for (const listener of this.listeners) listener()
  }
}

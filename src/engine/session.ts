import { type Experiment, faults, initialValues, parseValue, type Value } from '../experiment'
import { drawer } from '../numerics/random'
import { type FigureSetting, MAX_SEED, presetOf, presetValues } from './address'
import { tooCostly } from './cost'
import type { Engine, RunHandle } from './engine'
import type { BackendName } from './protocol'
import type { Figure, FigureState } from './state'

/** One figure: holds its state, asks the engine, and tells whoever listens. Without an engine (on the server) it stays idle. */
export class Session implements Figure {
  readonly params: Experiment['params']
  private state: FigureState
  private readonly listeners = new Set<() => void>()
  private run: RunHandle | undefined
  private visible = false
  /** A reading is wanted, and will be asked for as soon as the figure is seen. */
  private owed = true
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
      notices: [],
    }
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
    this.change({ values: presetValues(this.experiment, preset) })
  }

  /** The state that an address describes, with what was not understood of it. */
  adopt({ values, seed, problems }: FigureSetting & { readonly problems: readonly string[] }): void {
    this.change({ values, seed })
    this.update({ notices: problems })
  }

  play(): void {
    this.update({ paused: false })
    if (this.run) {
      this.update({ status: this.state.readings > 0 ? 'running' : this.waiting() })
      this.run.resume()
    } else this.measure()
  }

  pause(): void {
    if (!this.run) return
    this.run.pause()
    this.update({ paused: true, status: 'idle' })
  }

  step(): void {
    if (!this.run) this.measure(true)
    else this.run.pause()
    this.update({ paused: true, status: this.state.readings > 0 ? 'running' : this.waiting() })
    this.run?.step()
  }

  reset(): void {
    this.change({ values: initialValues(this.params) })
  }

  newDraw(): void {
    this.change({ seed: this.state.seed >= MAX_SEED ? 0 : this.state.seed + 1 })
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
    if (!visible) this.run?.pause()
    else if (this.owed) this.measure()
    else if (!this.state.paused) this.run?.resume()
  }

  /** The figure is gone: nothing of it runs on. */
  dispose(): void {
    this.run?.cancel()
    this.unsubscribe?.()
    this.listeners.clear()
  }

  /** New parameters or a new seed: the theory at once, a measurement as soon as may be. */
  private change(next: Partial<Pick<FigureState, 'values' | 'seed'>>): void {
    const { values, seed } = { ...this.state, ...next }
    this.update({
      values,
      seed,
      preset: presetOf(this.experiment, values),
      theory: this.experiment.theory(values, drawer(seed)),
      expected: this.experiment.readings(values),
    })
    this.measure()
  }

  /** Asks for a run from the first reading on; off screen it is owed. */
  private measure(paused = false): void {
    this.run?.cancel()
    this.run = undefined
    this.owed = !this.visible || !this.engine
    const { values, seed } = this.state
    const cost = this.experiment.cost(values)
    const fault = tooCostly(cost)
    const resting = this.state.reading ? 'stale' : 'idle'
    this.update({ readings: 0, paused, fault, status: fault ? 'failed' : this.owed ? resting : this.waiting() })
    if (this.owed || fault || !this.engine) return
    this.run = this.engine.run(
      { experiment: this.id, values, seed },
      { lane: this.id, cost, paused },
      {
        reading: (reading, { ms }) => {
          const overflow = faults(this.experiment.measures, reading)
          this.update({
            reading,
            ms,
            readings: this.state.readings + 1,
            status: this.state.paused ? 'idle' : 'running',
            fault: overflow.length > 0 ? `${overflow.join('; ')}.` : undefined,
          })
        },
        done: () => {
          this.run = undefined
          this.update({ status: 'done', paused: false })
        },
        failed: (message) => {
          this.run = undefined
          this.update({ status: 'failed', fault: message })
        },
        replayed: () => this.update({ readings: 0, status: this.state.paused ? 'idle' : this.waiting() }),
      },
    )
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
    if (chosen && !this.run) this.measure()
  }

  private update(next: Partial<FigureState>): void {
    this.state = { ...this.state, ...next }
    for (const listener of this.listeners) listener()
  }
}

import type { Engine, RunHandle } from '../engine/client'
import { tooCostly } from '../engine/cost'
import type { BackendName } from '../engine/protocol'
import {
  type Experiment,
  faults,
  initialValues,
  type Measures,
  parseValue,
  parseValues,
  type Reading,
  type Value,
} from '../experiment'
import { Past } from './past'
import { Pins } from './pins'
import { advance, isPaused, type RunCommand, type RunEvent, type RunState, statusOf, unseen } from './runState'
import { initialBeside, MAX_SEED, presetOf, presetValues, type RunSetting, sameRun, seedOfRun } from './setting'
import { type Figure, type FigureAnswer, type FigureState, isFresh } from './state'
import type { FigureSetting } from './url/address'
import { WholeRuns } from './wholeRuns'

/** The state of one figure. It sends commands to the engine and notifies its listeners. Without an engine (on the server) it stays idle. */
export class Session implements Figure {
  readonly params: Experiment['params']
  private state: FigureState
  private readonly listeners = new Set<() => void>()
  private handle: RunHandle | undefined
  private run: RunState
  private readonly whole: WholeRuns
  private readonly initial: FigureState
  private readonly pins: Pins
  private readonly past = new Past()
  private readonly unsubscribe: (() => void) | undefined

  constructor(
    readonly id: string,
    private readonly experiment: Experiment,
    private readonly engine: Engine | undefined,
  ) {
    this.params = experiment.params
    this.whole = new WholeRuns(experiment)
    const values: Readonly<Record<string, Value>> = initialValues(experiment.params)
    this.initial = {
      values,
      seed: 1,
      preset: presetOf(experiment, values),
      theory: this.whole.theory(values, 1),
      fault: undefined,
      reading: null,
      status: 'idle',
      paused: false,
      readings: 0,
      expected: experiment.readings(values),
      runs: 0,
      adding: 0,
      extends: false,
      ms: undefined,
      backend: undefined,
      wanted: undefined,
      pins: [],
      answers: [],
      undoable: false,
      jumps: 0,
      changed: [],
      before: undefined,
      earlier: undefined,
      back: undefined,
      notices: [],
    }
    this.run = unseen(this.first)
    this.state = { ...this.initial, backend: engine?.backend, wanted: engine?.wanted }
    this.pins = new Pins(
      id,
      experiment,
      engine,
      (pins) => this.update({ pins }),
      () => this.dispatch({ kind: 'pinsMeasured' }),
    )
    this.unsubscribe = engine?.subscribe(() => this.handleBackend())
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  getState = (): FigureState => this.state

  getInitialState = (): FigureState => this.initial

  set(name: string, value: Value): void {
    const param = Object.hasOwn(this.params, name) ? this.params[name] : undefined
    if (!param)
      throw new Error(`"${this.id}" has no parameter "${name}" (it has: ${Object.keys(this.params).join(', ')})`)
    const legal = parseValue(name, param, value).value
    if (legal === undefined || legal === this.state.values[name]) return
    this.remember(name)
    this.change({ values: { ...this.state.values, [name]: legal } })
  }

  apply(preset: string): void {
    this.jump({ values: presetValues(this.experiment, preset, this.state.values) })
  }

  follow(preset: string, back?: () => void): void {
    const { values, seed, reading, readings, expected } = this.state
    const measured = isFresh(this.state)
    this.jump({ values: presetValues(this.experiment, preset, values) })
    const moved = this.state.values !== values
    const before = measured && moved ? { values, seed, reading, readings, expected, fault: undefined } : undefined
    this.update({ back, before })
  }

  undo(): void {
    const setting = this.past.takeBack()
    if (!setting) return
    this.keepEarlier()
    this.replace(setting)
  }

  /** Shows the setting of an address after the reader went back or forth in the browser's history. */
  revisit({ values, seed }: RunSetting): void {
    const { values: now, seed: draw } = this.state
    if (seed === draw && Object.keys(this.params).every((name) => values[name] === now[name])) return
    this.remember()
    this.replace({ values, seed }, 0)
  }

  forgetBefore(): void {
    this.update({ before: undefined })
  }

  /** Takes over the setting of an address, with notices about the parts that were not understood. */
  adopt({ values, seed, pins, problems }: FigureSetting & { readonly problems: readonly string[] }): void {
    this.pins.take(pins)
    this.change({ values, seed })
    this.update({ notices: problems })
  }

  play(): void {
    this.dispatch({ kind: 'played' })
  }

  pause(): void {
    this.dispatch({ kind: 'paused' })
  }

  step(): void {
    this.dispatch({ kind: 'stepped' })
  }

  reset(): void {
    this.jump({ values: initialBeside(this.params, this.state.values) })
    // Reset restarts the run even if the values were the initial ones already.
    if (this.state.readings > 0) this.dispatch({ kind: 'renewed' })
  }

  newDraw(): void {
    this.remember('seed')
    this.change({ seed: this.state.seed >= MAX_SEED ? 0 : this.state.seed + 1 })
  }

  pin(): void {
    const { status, values, seed, reading, readings, expected, fault } = this.state
    if (status === 'done') this.pins.add({ values, seed, reading, readings, expected, fault })
  }

  unpin(index: number): void {
    this.pins.remove(index)
  }

  /** Draws an answer of the reader over the measurement, in place of an earlier one to the same question. */
  draw(answer: Omit<FigureAnswer, 'shown'>): void {
    const others = this.state.answers.filter(({ question }) => question !== answer.question)
    this.update({ answers: [...others, { ...answer, shown: true }] })
  }

  /** Removes the answer to a question. */
  erase(question: string): void {
    this.update({ answers: this.state.answers.filter((answer) => answer.question !== question) })
  }

  showAnswer(question: string, shown: boolean): void {
    this.update({
      answers: this.state.answers.map((answer) => (answer.question === question ? { ...answer, shown } : answer)),
    })
  }

  /**
   * Runs an answer of the reader: the initial values, with these in their place. One undo takes it back. A number out of range is moved to the end of
   * its slider. If a value is not legal, nothing is changed, because the figure would run something else.
   */
  runAnswer(given: RunSetting['values']): { readonly isRunning: boolean; readonly problems: readonly string[] } {
    const { value, problems } = parseValues(this.params, given, initialBeside(this.params, this.state.values))
    const isLegal = ([name, one]: [string, Value]) => {
      const param = Object.hasOwn(this.params, name) ? this.params[name] : undefined
      return param !== undefined && parseValue(name, param, one).value !== undefined
    }
    const isRunning = Object.entries(given).every(isLegal)
    if (isRunning) this.jump({ values: value })
    return { isRunning, problems }
  }

  /** Adds a notice, unless it is shown already. */
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
    // Ignored without an engine, because then nothing can be measured.
    if (visible !== this.run.visible && this.engine) this.dispatch({ kind: visible ? 'seen' : 'hidden' })
  }

  /** Stops every run of the figure. */
  dispose(): void {
    this.handle?.cancel()
    this.pins.stop()
    this.unsubscribe?.()
    this.listeners.clear()
  }

  /** Replaces the whole setting; one undo takes it back. */
  private jump(next: Partial<RunSetting>): void {
    const { values, seed } = { ...this.state, ...next }
    const before = this.state
    if (seed === before.seed && Object.keys(this.params).every((name) => values[name] === before.values[name])) return
    this.remember()
    this.replace({ values, seed })
  }

  /** Adds the setting before a change to the undo history, and keeps what was measured there. */
  private remember(by?: string): void {
    if (this.past.remember(this.state, by)) this.keepEarlier()
  }

  private keepEarlier(): void {
    const { values, seed, reading, theory } = this.state
    if (reading && isFresh(this.state)) this.update({ earlier: { values, seed, reading, theory } })
  }

  private replace({ values, seed }: RunSetting, jumps = 1): void {
    const before = this.state
    const changed = Object.keys(this.params).filter((name) => values[name] !== before.values[name])
    this.change({ values, seed }, { changed, jumps: before.jumps + jumps })
  }

  /** Changes values or the seed. Unless only the picture changes, it evaluates the theory at once and starts a new run. */
  private change(
    next: Partial<RunSetting>,
    also: Partial<Pick<FigureState, 'changed' | 'jumps'>> = { changed: [] },
  ): void {
    const before = this.state
    const { values, seed } = { ...before, ...next }
    this.update({ values, seed, preset: presetOf(this.experiment, values), undoable: !this.past.empty, ...also })
    if (sameRun(this.params, before, this.state)) return
    this.update({ theory: this.whole.theory(values, seed), expected: this.experiment.readings(values) })
    this.dispatch({ kind: 'renewed' })
  }

  /** Passes an event to the reducer, shows the new state, and carries out the commands. */
  private dispatch(event: RunEvent, also: Partial<FigureState> = {}): void {
    const refusal = tooCostly(this.experiment.cost(this.state.values))
    const { run, commands } = advance(this.run, event, {
      first: this.first,
      refused: refusal !== undefined,
      pinsPending: this.pins.pending,
      extends: this.state.extends,
    })
    this.run = run
    const cleared = commands.includes('clear')
      ? { readings: 0, fault: refusal, runs: 0, adding: 0, extends: false }
      : {}
    if (commands.includes('clear')) this.whole.clear()
    const { readings, reading } = { ...this.state, ...also, ...cleared }
    const status = statusOf(run, { readings, hasReading: reading !== null, refused: refusal !== undefined })
    this.update({ ...also, ...cleared, status, paused: isPaused(run) })
    for (const command of commands) this.carryOut(command)
  }

  private carryOut(command: RunCommand): void {
    switch (command) {
      case 'cancel':
        this.handle?.cancel()
        this.handle = undefined
        return
      case 'ask':
        this.ask()
        return
      case 'playPins':
        this.pins.play()
        return
      case 'pausePins':
        this.pins.pause()
        return
      case 'clear':
        return
      default:
        this.handle?.[command]()
    }
  }

  private ask(): void {
    const { values, seed } = this.state
    const options = {
      cost: this.experiment.cost(values),
      paused: isPaused(this.run),
      pace: this.experiment.pace,
    }
    const { adds } = this.run
    let last: Reading<Measures> | undefined
    let taken = 0
    const request = { experiment: this.id, values, seed: seedOfRun(seed, this.whole.count) }
    this.handle = this.engine?.run(request, options, {
      reading: (reading, { ms }) => {
        last = reading
        taken++
        const overflow = adds ? [] : faults(this.experiment.measures, reading)
        const fault = overflow.length > 0 ? `${overflow.join('; ')}.` : undefined
        const now = adds ? { ms, adding: taken } : { reading, ms, readings: taken, fault }
        this.dispatch({ kind: 'read', last: taken === this.state.expected }, now)
      },
      done: () => {
        this.handle = undefined
        this.dispatch({ kind: 'ended' }, this.withLast(last, taken))
      },
      failed: (fault) => {
        this.handle = undefined
        this.dispatch({ kind: 'broke' }, { fault })
      },
      replayed: () => {
        const lost = taken
        taken = 0
        this.dispatch({ kind: 'replayed', taken: lost }, adds ? { adding: 0 } : {})
      },
    })
  }

  /** The run that has just ended, pooled with those before it; a run that ended before its time is not. */
  private withLast(last: Reading<Measures> | undefined, taken: number): Partial<FigureState> {
    const { expected, fault } = this.state
    return last && fault === undefined && taken === expected ? this.whole.add(last) : { extends: false }
  }

  /** The number of readings taken without being asked: the first of a long run, else all. */
  private get first(): number {
    return this.experiment.waits ? 1 : Number.POSITIVE_INFINITY
  }

  private handleBackend(): void {
    const { backend, wanted } = this.engine ?? {}
    const chosen = wanted !== this.state.wanted
    this.update({ backend: backend ?? this.state.backend, wanted })
    // The badge names the backend of the numbers shown. After a change of backend they are measured again.
    if (!chosen) return
    this.pins.again()
    this.dispatch({ kind: 'backendChosen' })
  }

  private update(next: Partial<FigureState>): void {
    this.state = { ...this.state, ...next }
    for (const listener of this.listeners) listener()
  }
}

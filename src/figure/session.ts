import type { Engine } from '../engine/client'
import type { BackendName } from '../engine/protocol'
import { type Experiment, initialValues, parseValue, type Value } from '../experiment'
import { valuesOfAnswer, withAnswer, withoutAnswer, withShown } from './answers'
import { INITIAL_SEED, initialState } from './initialState'
import { Past } from './past'
import { FigureRun } from './run/figureRun'
import { WholeRuns } from './run/wholeRuns'
import { initialBeside, MAX_SEED, presetOf, presetValues, type RunSetting, sameRun } from './setting'
import { type ClassSketch, type Figure, type FigureAnswer, type FigureState, isFresh } from './state'
import { FigureStore } from './store'
import type { FigureSetting } from './url/address'

/** A figure on a page: its setting, with the history of it, its run, and the reader's answers. Without an engine (on the server) it stays idle. */
export class Session implements Figure {
  readonly params: Experiment['params']
  readonly subscribe: (listener: () => void) => () => void
  readonly getState: () => FigureState
  private readonly initial: FigureState
  private readonly store: FigureStore
  private readonly run: FigureRun
  private readonly past = new Past()
  private readonly unsubscribe: (() => void) | undefined

  constructor(
    readonly id: string,
    private readonly experiment: Experiment,
    private readonly engine: Engine | undefined,
  ) {
    this.params = experiment.params
    const whole = new WholeRuns(experiment)
    this.initial = initialState(experiment, whole.theory(initialValues(experiment.params), INITIAL_SEED))
    this.store = new FigureStore({ ...this.initial, backend: engine?.backend, wanted: engine?.wanted })
    this.subscribe = this.store.subscribe
    this.getState = this.store.get
    this.run = new FigureRun(id, experiment, engine, this.store, whole)
    this.unsubscribe = engine?.subscribe(() => this.handleBackend())
  }

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
    this.run.pins.take(pins)
    this.change({ values, seed })
    this.update({ notices: problems })
  }

  play(): void {
    this.run.dispatch({ kind: 'played' })
  }

  pause(): void {
    this.run.dispatch({ kind: 'paused' })
  }

  step(): void {
    this.run.dispatch({ kind: 'stepped' })
  }

  reset(): void {
    this.jump({ values: initialBeside(this.params, this.state.values) })
    // Reset restarts the run even if the values were the initial ones already.
    if (this.state.readings > 0) this.run.dispatch({ kind: 'renewed' })
  }

  newDraw(): void {
    this.remember('seed')
    this.change({ seed: this.state.seed >= MAX_SEED ? 0 : this.state.seed + 1 })
  }

  pin(): void {
    const { status, values, seed, reading, readings, expected, fault } = this.state
    if (status === 'done') this.run.pins.add({ values, seed, reading, readings, expected, fault })
  }

  unpin(index: number): void {
    this.run.pins.remove(index)
  }

  /** Draws an answer of the reader over the measurement, in place of an earlier one to the same question. */
  draw(answer: Omit<FigureAnswer, 'shown'>): void {
    this.update({ answers: withAnswer(this.state.answers, answer) })
  }

  /** Removes the answer to a question. */
  erase(question: string): void {
    this.update({ answers: withoutAnswer(this.state.answers, question) })
  }

  /** Shows the sketches of a class in place of the reader's answers. undefined: the answers again. */
  showClassSketches(classSketches: readonly ClassSketch[] | undefined): void {
    if (classSketches !== this.state.classSketches) this.update({ classSketches })
  }

  showAnswer(question: string, shown: boolean): void {
    this.update({ answers: withShown(this.state.answers, question, shown) })
  }

  /**
   * Runs an answer of the reader: the initial values, with these in their place. One undo takes it back. A number out of range is moved to the end of
   * its slider. If a value is not legal, nothing is changed, because the figure would run something else.
   */
  runAnswer(given: RunSetting['values']): { readonly isRunning: boolean; readonly problems: readonly string[] } {
    const { values, problems } = valuesOfAnswer(this.params, given, this.state.values)
    if (values) this.jump({ values })
    return { isRunning: values !== undefined, problems }
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
    this.run.setVisible(visible)
  }

  /** Stops every run of the figure. */
  dispose(): void {
    this.run.stop()
    this.unsubscribe?.()
    this.store.clear()
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
    this.run.renew({ values, seed })
  }

  private handleBackend(): void {
    const { backend, wanted } = this.engine ?? {}
    const chosen = wanted !== this.state.wanted
    this.update({ backend: backend ?? this.state.backend, wanted })
    if (chosen) this.run.changeBackend()
  }

  private get state(): FigureState {
    return this.store.get()
  }

  private update(next: Partial<FigureState>): void {
    this.store.update(next)
  }
}

import type { Engine, RunHandle } from '../../engine/client'
import { tooCostly } from '../../engine/cost'
import { type Experiment, faults, type Measures, type Reading } from '../../experiment'
import { type RunSetting, seedOfRun } from '../setting'
import type { FigureState } from '../state'
import type { FigureStore } from '../store'
import { Pins } from './pins'
import { advance, isPaused, type RunCommand, type RunEvent, type RunState, statusOf, unseen } from './runState'
import type { WholeRuns } from './wholeRuns'

/** The run of a figure, and its pinned runs: passes events to the reducer, carries out its commands in the engine, and puts readings into the store. */
export class FigureRun {
  readonly pins: Pins
  private handle: RunHandle | undefined
  private run: RunState

  constructor(
    private readonly id: string,
    private readonly experiment: Experiment,
    private readonly engine: Engine | undefined,
    private readonly store: FigureStore,
    private readonly whole: WholeRuns,
  ) {
    this.run = unseen(this.first)
    this.pins = new Pins(
      id,
      experiment,
      engine,
      (pins) => store.update({ pins }),
      () => this.dispatch({ kind: 'pinsMeasured' }),
    )
  }

  /** Evaluates the theory at a changed setting, and supersedes the run by one at that setting. */
  renew({ values, seed }: RunSetting): void {
    this.store.update({ theory: this.whole.theory(values, seed), expected: this.experiment.readings(values) })
    this.dispatch({ kind: 'renewed' })
  }

  setVisible(visible: boolean): void {
    // Ignored without an engine, because then nothing can be measured.
    if (visible !== this.run.visible && this.engine) this.dispatch({ kind: visible ? 'seen' : 'hidden' })
  }

  /** Measures again on another backend, because the badge names the backend of the numbers shown. */
  changeBackend(): void {
    this.pins.again()
    this.dispatch({ kind: 'backendChosen' })
  }

  stop(): void {
    this.handle?.cancel()
    this.pins.stop()
  }

  /** Passes an event to the reducer, shows the new state, and carries out the commands. */
  dispatch(event: RunEvent, also: Partial<FigureState> = {}): void {
    const state = this.store.get()
    const refusal = tooCostly(this.experiment.cost(state.values))
    const { run, commands } = advance(this.run, event, {
      first: this.first,
      refused: refusal !== undefined,
      pinsPending: this.pins.pending,
      extends: state.extends,
    })
    this.run = run
    const cleared = commands.includes('clear')
      ? { readings: 0, fault: refusal, runs: 0, adding: 0, extends: false }
      : {}
    if (commands.includes('clear')) this.whole.clear()
    const { readings, reading } = { ...state, ...also, ...cleared }
    const status = statusOf(run, { readings, hasReading: reading !== null, refused: refusal !== undefined })
    this.store.update({ ...also, ...cleared, status, paused: isPaused(run) })
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
    const { values, seed } = this.store.get()
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
        this.dispatch({ kind: 'read', last: taken === this.store.get().expected }, now)
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
    const { expected, fault } = this.store.get()
    return last && fault === undefined && taken === expected ? this.whole.add(last) : { extends: false }
  }

  /** The number of readings taken without being asked: the first of a long run, else all. */
  private get first(): number {
    return this.experiment.waits ? 1 : Number.POSITIVE_INFINITY
  }
}

import type { BackendName, BackendState } from '../engine/protocol'
import type { AnswerLine, Check, Measures, Outcome, Params, Reading, Value } from '../experiment'
import type { RunSetting } from './setting'

/**
 * The status of a figure (`data-status`). `stale`: the reading shown belongs to another setting, and a new one is coming. A run that is paused, or
 * stands still off screen, is `idle`, unless the reading shown is stale.
 */
export type Status = 'idle' | 'running' | 'done' | 'failed' | 'stale'

/** A pinned run: a finished run kept for comparison with later runs. */
export interface Pin extends RunSetting {
  /** Its last reading; null while it is being measured again, after the address named it. */
  readonly reading: Reading<Measures> | null
  readonly readings: number
  readonly expected: number
  /** The measures that overflowed, or the reason why the run failed. */
  readonly fault: string | undefined
}

/** The measurement before the last change, with its theory: shown while the reader presses the compare button. */
export interface Earlier extends RunSetting {
  readonly reading: Reading<Measures>
  readonly theory: Partial<Reading<Measures>>
}

/** An answer of the reader to a question that this figure draws. */
export interface FigureAnswer {
  /** The name of the question: "scale". */
  readonly question: string
  /** The canonical text of the answer. */
  readonly text: string
  /** The answer in words: "1/√d". */
  readonly label: string
  /** Empty if the answer runs here and is not drawn. */
  readonly lines: readonly AnswerLine[]
  /** The number parameter that the answer sets, and its value. */
  readonly sets?: { readonly param: string; readonly value: Value }
  /** The reader's first answer, if this is a later one: what was predicted stays as a ghost. */
  readonly predicted?: Pick<FigureAnswer, 'label' | 'lines'>
  readonly shown: boolean
}

/** A sketch of a class, in a vote of a lecture. */
export interface ClassSketch {
  /** The question that it answers, and its number in the vote, from 1. */
  readonly question: string
  readonly number: number
  readonly lines: readonly AnswerLine[]
}

/** Whether the reading shown belongs to the present setting. */
export const isFresh = ({ reading, readings, status }: Pick<FigureState, 'reading' | 'readings' | 'status'>): boolean =>
  reading !== null && readings > 0 && status !== 'stale'

/** Whether a reading is being taken, or is about to be. */
export const isWorking = ({ status }: Pick<FigureState, 'status'>): boolean =>
  status === 'running' || status === 'stale'

/** Whether the run goes on by itself: it is measured now, or stands still until the figure is in sight. */
export const isGoing = (state: Pick<FigureState, 'status' | 'paused'>): boolean =>
  isWorking(state) || (state.status === 'idle' && !state.paused)

/** The whole state of a figure. What we have (theory, reading) is separate from what we are doing (status). Each change makes a new object. */
export interface FigureState {
  readonly values: Readonly<Record<string, Value>>
  readonly seed: number
  /** The preset with these values, if there is one. */
  readonly preset: string | undefined
  readonly theory: Partial<Reading<Measures>>
  /** The last reading. If `readings` is 0, it belongs to the setting before. */
  readonly reading: Reading<Measures> | null
  readonly status: Status
  readonly paused: boolean
  /** The number of readings since the last change, and the number in a full run. */
  readonly readings: number
  readonly expected: number
  /** The number of whole runs that are pooled in the reading; 0 before the first has ended. */
  readonly runs: number
  /** The number of readings of the run that is being added to them. */
  readonly adding: number
  /** Whether Play adds a run, with its own draws, to those that have ended. If not, it measures the same draws again. */
  readonly extends: boolean
  /** Milliseconds that the last reading took. */
  readonly ms: number | undefined
  readonly backend: BackendState | undefined
  /** The backend chosen by the reader for this page; undefined for automatic choice. */
  readonly wanted: BackendName | undefined
  /** Why the run failed or was refused, or what overflowed, as a sentence. */
  readonly fault: string | undefined
  /** Pinned runs. Those without a reading are measured before the figure's own run. */
  readonly pins: readonly Pin[]
  /** The reader's answers that belong to this figure, in the order in which they were given. They do not change a run. */
  readonly answers: readonly FigureAnswer[]
  /** The sketches of a class, shown in place of the reader's answers even if there are none; undefined: the answers are shown. No address has them. */
  readonly classSketches: readonly ClassSketch[] | undefined
  /** Whether there is a setting to go back to. */
  readonly undoable: boolean
  /** The number of times the whole setting was replaced, by a preset, a reset or an undo. Each adds an entry to the browser's history. */
  readonly jumps: number
  /** The parameters changed by the last of these. */
  readonly changed: readonly string[]
  /** The measurement before a link in the text changed the setting, shown faded until it is dismissed or replaced. */
  readonly before: Pin | undefined
  /** The run before the last change, if it had a reading. */
  readonly earlier: Earlier | undefined
  /** Scrolls back to the link in the text that set the figure. */
  readonly back: (() => void) | undefined
  /** Parts of the address that were not understood, with what was done about them, and texts that this browser cannot keep. */
  readonly notices: readonly string[]
}

/** The interface between a figure and its panel. `subscribe` and `getState` are those of React's useSyncExternalStore. */
export interface Figure {
  /** "3-weight-initialization/variance" */
  readonly id: string
  readonly params: Params
  subscribe(listener: () => void): () => void
  getState(): FigureState
  /** The state before the address is read, which the prerendered HTML shows. */
  getInitialState(): FigureState
  /** Sets a parameter to the nearest legal value. Unless only the picture changes, it evaluates the theory at once and starts a new run. */
  set(name: string, value: Value): void
  /** Applies a preset. Texts and pictures made by the reader are kept unless the preset sets them. */
  apply(preset: string): void
  /** Applies a preset for a link in the text: the old measurement stays visible, faded, and `back`, if given, scrolls back to the link. */
  follow(preset: string, back?: () => void): void
  /** Goes back to the setting before the last change. */
  undo(): void
  /** Hides the measurement before the last link. */
  forgetBefore(): void
  /** Continues a paused run; after the last reading, adds another run, or measures again where the setting has one draw alone. */
  play(): void
  pause(): void
  /** Takes one more reading and stops; after the last reading, does what Play does. */
  step(): void
  /** Initial values, same seed, from the first reading on. Texts and pictures made by the reader are kept; their own controls remove them. */
  reset(): void
  /** Same values, next seed. */
  newDraw(): void
  /** Pins the finished run. No effect if the run is not finished, is pinned already, or there is no room. */
  pin(): void
  unpin(index: number): void
  /** Shows the line of an answer, or hides it. */
  showAnswer(question: string, shown: boolean): void
  dismissNotices(): void
  /** Chooses the backend for all figures of the page. */
  chooseBackend(name: BackendName | undefined): void
  /** A figure that is off screen or in a hidden tab does no work. */
  setVisible(visible: boolean): void
}

/** The outcome of a claim. */
export interface ClaimOutcome {
  /** undefined if there was no reading to judge; `fault` then says why. */
  readonly outcome: Outcome | undefined
  readonly checks: readonly Check[]
  /** The number of independent repetitions; undefined if nothing is repeated. */
  readonly repeats: number | undefined
  readonly backend: BackendState | undefined
  readonly fault: string | undefined
}

/** The progress of a claim's runs. */
export interface ClaimProgress {
  /** The number of readings of the current run so far, and in all. */
  readonly readings: number
  readonly expected: number
  /** The number of the current run, from 1, and the maximum number of runs. */
  readonly run: number
  readonly most: number
  /** The undecided outcome of the runs before this one; undefined in the first run. */
  readonly sofar: ClaimOutcome | undefined
}

/** A claim whose runs have been started. */
export interface ClaimRun {
  readonly outcome: Promise<ClaimOutcome>
  cancel(): void
}

/** Starts the runs of one claim. */
export type StartClaim = (progress: (progress: ClaimProgress) => void) => ClaimRun

import type { BackendName, BackendState } from '../engine/protocol'
import type { Check, Measures, Outcome, Params, Reading, Value } from '../experiment'
import type { RunSetting } from './setting'

/** As the figure's `data-status` says it. `stale`: the reading shown belongs to other parameters, and a new one is on its way. A paused run is idle. */
export type Status = 'idle' | 'running' | 'done' | 'failed' | 'stale'

/** A finished run, kept behind the ones after it. */
export interface Pin extends RunSetting {
  /** Its last reading; null while it is measured again, on a page whose address named it. */
  readonly reading: Reading<Measures> | null
  readonly readings: number
  readonly expected: number
  /** What overflowed, or why it could not be measured. */
  readonly fault: string | undefined
}

/** What was measured before the last change, with its theory: shown while the reader holds on to compare. */
export interface Earlier extends RunSetting {
  readonly reading: Reading<Measures>
  readonly theory: Partial<Reading<Measures>>
}

/** All that a figure shows: what we have (theory, reading) and what we are doing (status), apart. Each change is a new object. */
export interface FigureState {
  readonly values: Readonly<Record<string, Value>>
  readonly seed: number
  /** The preset whose values these are, if they are one's. */
  readonly preset: string | undefined
  readonly theory: Partial<Reading<Measures>>
  /** The last reading. While `readings` is 0 it belongs to other parameters. */
  readonly reading: Reading<Measures> | null
  readonly status: Status
  readonly paused: boolean
  /** Readings since the last change, and how many a full run has. */
  readonly readings: number
  readonly expected: number
  /** Milliseconds per reading, of the last one. */
  readonly ms: number | undefined
  readonly backend: BackendState | undefined
  /** The backend that the reader asked for, on this page; undefined: the best there is. */
  readonly wanted: BackendName | undefined
  /** Why it failed or was refused, in a sentence; what overflowed. */
  readonly fault: string | undefined
  /** Runs to compare with. While one of them has no reading it is measured, and the figure's own run comes after. */
  readonly pins: readonly Pin[]
  /** There is a setting before this one to go back to. */
  readonly undoable: boolean
  /** How often the whole setting was replaced: by a preset, a reset, an undo. The browser's history has an entry for each. */
  readonly jumps: number
  /** The parameters that the last of these changed. */
  readonly changed: readonly string[]
  /** What was measured before the text set the figure anew: a ghost, until it is dismissed or replaced. */
  readonly before: Pin | undefined
  /** The run before the last change, if it had a reading. */
  readonly earlier: Earlier | undefined
  /** Leads back to the place in the text that set the figure. */
  readonly back: (() => void) | undefined
  /** What in the address was not understood and what was done about it; what this browser cannot keep. */
  readonly notices: readonly string[]
}

/** A figure as its panel drives it. `subscribe` and `getState` are what React's useSyncExternalStore asks for. */
export interface Figure {
  /** "3-weight-initialization/variance" */
  readonly id: string
  readonly params: Params
  subscribe(listener: () => void): () => void
  getState(): FigureState
  /** As it is at first, whatever the address says: what its prerendered HTML shows. */
  getInitialState(): FigureState
  /** Clamps; unless it changes the picture alone, moves the theory at once and asks for a new reading. */
  set(name: string, value: Value): void
  /** The values of a preset, beside the texts and pictures of the reader's own that it does not name. */
  apply(preset: string): void
  /** The same for a link of the text: what was measured stays as a ghost, and `back` leads back to the link. */
  follow(preset: string, back: () => void): void
  /** The setting before the last change. */
  undo(): void
  /** Puts the ghost of the setting before away. */
  forgetBefore(): void
  /** Continues a paused run, or measures anew after the last reading. */
  play(): void
  pause(): void
  /** Takes one more reading and stops. */
  step(): void
  /** Initial parameters, same seed, from the first reading on. What the reader made stays: a text or a picture is taken back at its own control. */
  reset(): void
  /** Same parameters, next seed. */
  newDraw(): void
  /** Keeps the run that is done. Without effect before, where it is kept already, and where there is no room. */
  pin(): void
  unpin(index: number): void
  dismissNotices(): void
  /** For every figure of the page. */
  chooseBackend(name: BackendName | undefined): void
  /** Off screen, or in a hidden tab, a figure does no work. */
  setVisible(visible: boolean): void
}

/** What the runs of a claim came to. */
export interface ClaimOutcome {
  /** undefined: there was no reading to judge; `fault` says why. */
  readonly outcome: Outcome | undefined
  readonly checks: readonly Check[]
  /** Independent repetitions that it rests on; undefined where nothing is repeated. */
  readonly repeats: number | undefined
  readonly backend: BackendState | undefined
  readonly fault: string | undefined
}

/** How far the runs of a claim are. */
export interface ClaimProgress {
  /** Readings taken of the run under way, and readings it has. */
  readonly readings: number
  readonly expected: number
  /** Which run this is, from 1, and how many there may be. */
  readonly run: number
  readonly most: number
  /** What the runs before this one left undecided; undefined in the first. */
  readonly sofar: ClaimOutcome | undefined
}

/** A claim being run. */
export interface ClaimRun {
  readonly outcome: Promise<ClaimOutcome>
  cancel(): void
}

/** Starts the runs of one claim. */
export type StartClaim = (progress: (progress: ClaimProgress) => void) => ClaimRun

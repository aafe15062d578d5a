import type { Position } from './position'
import type { Vote } from './vote/votes'

/** The overlay that covers the moment. */
export type Overlay = 'black' | 'overview' | 'qr' | 'keys'

/** The state of a lecture. Each change makes a new object. */
export interface LectureState {
  readonly position: Position
  readonly steps: number
  readonly overlay: Overlay | undefined
  readonly controls: boolean
  /** One sentence for the foot. */
  readonly said: string
  /** The digits of a number that is being typed. */
  readonly typed: string
  readonly vote: Vote | undefined
}

/** The state of a lecture before its first moment is shown. */
export const INITIAL_STATE: LectureState = {
  position: { moment: 0, step: 0 },
  steps: 1,
  overlay: undefined,
  controls: false,
  said: '',
  typed: '',
  vote: undefined,
}

/** Holds the state of a lecture and notifies listeners of each change, until it is closed. */
export class LectureStore {
  private readonly listeners = new Set<() => void>()
  private state: LectureState = INITIAL_STATE
  /** After the lecture was left: whatever is still being loaded then changes nothing. */
  private closed = false

  get isClosed(): boolean {
    return this.closed
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly getState = (): LectureState => this.state

  update(next: Partial<LectureState>): void {
    if (this.closed) return
    this.state = { ...this.state, ...next }
    for (const listener of this.listeners) listener()
  }

  close(): void {
    this.closed = true
    this.listeners.clear()
  }
}

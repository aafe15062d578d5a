import type { Position } from './position'
import type { Vote } from './vote/votes'

/** What covers the moment. */
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

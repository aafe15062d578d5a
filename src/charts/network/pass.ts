/** A direction through the network: the signal goes forwards, the gradient backwards. */
export type Direction = 'forward' | 'backward'

/** One moment of the slow pass: a layer, by its index, and the way that the pass is on. */
export interface Stop {
  readonly layer: number
  readonly direction: Direction
}

/** The stops of a pass: forwards through the layers where something was measured on that way, then backwards. */
export function stopsOf(measured: Readonly<Record<Direction, readonly unknown[]>>): readonly Stop[] {
  const along = (direction: Direction) =>
    measured[direction].flatMap((value, layer): Stop[] => (value === undefined ? [] : [{ layer, direction }]))
  return [...along('forward'), ...along('backward').reverse()]
}

/** The state of the slow pass. `at` is a stop, undefined before the first; `playing` while the clock moves it on. */
export interface PassState {
  readonly at: number | undefined
  readonly playing: boolean
}

/** Before the first stop. */
export const RESTING: PassState = { at: undefined, playing: false }

/** The actions of the reader and of the clock. `stops` is the present number of stops. */
export type PassAction =
  | { readonly type: 'play' | 'tick' | 'forwards' | 'backwards'; readonly stops: number }
  | { readonly type: 'pause' | 'stop' }

/** The next state. Play begins anew at the end; a step pauses; the clock stops at the last stop, which stays highlighted. */
export function passReducer(state: PassState, action: PassAction): PassState {
  const { at, playing } = state
  switch (action.type) {
    case 'stop':
      return at === undefined && !playing ? state : RESTING
    case 'pause':
      return playing ? { at, playing: false } : state
    case 'play': {
      const last = action.stops - 1
      if (last < 0) return state
      return { at: at === undefined || at >= last ? 0 : at, playing: true }
    }
    case 'tick': {
      if (!playing) return state
      const next = (at ?? -1) + 1
      return { at: Math.min(next, action.stops - 1), playing: next < action.stops - 1 }
    }
    case 'forwards': {
      if (action.stops === 0) return state
      return { at: Math.min((at ?? -1) + 1, action.stops - 1), playing: false }
    }
    case 'backwards':
      return at === undefined || at === 0 ? RESTING : { at: Math.min(at, action.stops) - 1, playing: false }
  }
}

/** Whether the pass has reached a layer in a direction. Before it has begun everything measured is shown. */
export function isReached(stop: Stop | undefined, layer: number, direction: Direction): boolean {
  if (!stop) return true
  if (stop.direction === 'forward') return direction === 'forward' && layer <= stop.layer
  return direction === 'forward' || layer >= stop.layer
}

/** Milliseconds from stop to stop: slow enough to follow, and a deep network in about twelve seconds. */
export const paceOf = (stops: number): number => Math.max(60, Math.min(600, 12_000 / Math.max(1, stops)))

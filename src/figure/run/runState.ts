/** The state of a figure's run. The status of the figure and the commands to the engine follow from it alone. */
export interface RunState {
  readonly visible: boolean
  /** The last request of the reader. `nothing`: only the readings that the figure takes without being asked. `all`: all readings. `pause`: none. */
  readonly asked: 'nothing' | 'all' | 'pause'
  /** `wanted`: the engine is asked once the figure is visible and its pinned runs are measured. `active`: the engine has the run. */
  readonly phase: 'wanted' | 'active' | 'done' | 'failed'
  /** The number of readings that an active run takes before it pauses: finite if it is paused or stepped. */
  readonly remaining: number
  /** Whether the run is added to those before it at the same setting. */
  readonly adds: boolean
}

/** An event in the life of a run. */
export type RunEvent =
  /** The setting changed, or the reader restarted the run. */
  | { readonly kind: 'renewed' }
  | { readonly kind: 'played' | 'paused' | 'stepped' | 'seen' | 'hidden' }
  | { readonly kind: 'pinsMeasured' | 'backendChosen' }
  /** A reading arrived; `last` if it was the last one of the run. */
  | { readonly kind: 'read'; readonly last: boolean }
  | { readonly kind: 'ended' | 'broke' }
  /** A new worker restarts the run after `taken` readings. */
  | { readonly kind: 'replayed'; readonly taken: number }

/**
 * A command that follows from an event; commands are carried out in order. `clear`: the readings shown belong to another run. `ask`: start a new run
 * in the engine.
 */
export type RunCommand = 'cancel' | 'clear' | 'ask' | 'resume' | 'pause' | 'step' | 'playPins' | 'pausePins'

/** The facts about the figure that the reducer needs. */
export interface RunContext {
  /** The number of readings that the figure takes without being asked. */
  readonly first: number
  /** Whether one reading at the setting costs more than `COST_CAP`. */
  readonly refused: boolean
  readonly pinsPending: boolean
  /** Whether the readings of another run can be pooled with those of the finished ones. */
  readonly extends: boolean
}

/** The state after an event, and the commands that follow. */
export interface Advance {
  readonly run: RunState
  readonly commands: readonly RunCommand[]
}

/** The state of a figure before it is first visible; it will take `first` readings without being asked. */
export const unseen = (first: number): RunState => ({
  visible: false,
  asked: 'nothing',
  phase: 'wanted',
  remaining: first,
  adds: false,
})

/** The reducer: returns the state after an event and the commands that follow. */
export function advance(run: RunState, event: RunEvent, context: RunContext): Advance {
  switch (event.kind) {
    case 'renewed':
      return start(run, context)
    case 'played': {
      const all = { ...run, asked: 'all' } as const
      if (canAdd(run, context)) return addRun(all)
      if (run.phase === 'active') return resumeAll({ ...all, remaining: Number.POSITIVE_INFINITY })
      return run.phase === 'wanted' ? startAfterPins(all, context) : start(all, context)
    }
    case 'paused':
      if (run.phase !== 'active' && run.phase !== 'wanted') return { run, commands: [] }
      return { run: { ...run, asked: 'pause', remaining: 0 }, commands: ['pause', 'pausePins'] }
    case 'stepped': {
      const one = { ...run, asked: 'nothing' } as const
      if (canAdd(run, context)) return addRun(one)
      return run.phase === 'active' ? resume({ ...one, remaining: 1 }) : start(one, context, 1)
    }
    case 'seen': {
      const seen = { ...run, visible: true }
      if (run.phase !== 'wanted') return resumeAll(seen)
      return run.asked === 'pause' ? { run: seen, commands: [] } : startAfterPins(seen, context)
    }
    case 'hidden':
      return { run: { ...run, visible: false }, commands: ['pause', 'pausePins'] }
    case 'pinsMeasured':
      if (run.phase === 'wanted' && run.visible && run.asked !== 'pause') return start(run, context)
      return { run, commands: [] }
    case 'backendChosen': {
      // Readings of different backends are not pooled.
      const again = run.phase === 'active' && !run.adds ? run : ({ ...run, phase: 'wanted' } as const)
      if (run.asked === 'pause') return { run: again, commands: run.adds ? ['cancel'] : [] }
      if (again.phase === 'wanted') return startAfterPins(again, context)
      return { run, commands: run.visible ? ['playPins'] : [] }
    }
    case 'read': {
      const remaining = Math.max(event.last ? 1 : 0, run.remaining - 1)
      return remaining === Number.POSITIVE_INFINITY ? { run, commands: [] } : resume({ ...run, remaining })
    }
    case 'ended':
      return { run: { ...run, phase: 'done' }, commands: [] }
    case 'broke':
      return { run: { ...run, phase: 'failed' }, commands: [] }
    case 'replayed': {
      // Repeat the readings that were lost with the worker, so that a paused run pauses at the same reading.
      const remaining = run.remaining + event.taken
      const { run: back, commands } = resume({ ...run, remaining })
      const lost = run.adds ? [] : (['clear'] as const)
      return { run: back, commands: [...lost, ...(remaining === Number.POSITIVE_INFINITY ? [] : commands)] }
    }
  }
}

const canAdd = ({ phase, visible }: RunState, context: RunContext): boolean =>
  phase === 'done' && visible && context.extends && !context.refused

/** Starts another whole run, whose readings are pooled with those of the finished ones. */
const addRun = (run: RunState): Advance => ({
  run: { ...run, phase: 'active', remaining: Number.POSITIVE_INFINITY, adds: true },
  commands: ['cancel', 'ask'],
})

/** Starts the pinned runs that are not measured yet, or the figure's own run if there are none. */
function startAfterPins(run: RunState, context: RunContext): Advance {
  if (!context.pinsPending || !run.visible) return start(run, context)
  return { run: { ...run, phase: 'wanted' }, commands: ['cancel', 'clear', 'playPins'] }
}

/** Starts a run of `remaining` readings. The run is deferred while the figure is hidden, and refused if the setting is too costly. */
function start(
  { visible, asked }: RunState,
  { first, refused }: RunContext,
  remaining = asked === 'all' ? Number.POSITIVE_INFINITY : first,
): Advance {
  const run = { visible, asked: asked === 'pause' ? 'nothing' : asked, remaining, adds: false } as const
  if (!visible) return { run: { ...run, phase: 'wanted' }, commands: ['cancel', 'clear'] }
  if (refused) return { run: { ...run, phase: 'failed' }, commands: ['cancel', 'clear', 'playPins'] }
  const { commands } = resume({ ...run, phase: 'active' })
  const stepped = remaining === Number.POSITIVE_INFINITY ? [] : commands
  return { run: { ...run, phase: 'active' }, commands: ['cancel', 'clear', 'playPins', 'ask', ...stepped] }
}

/** Resumes the run, and the pinned runs unless the reader has paused. */
function resumeAll(run: RunState): Advance {
  const { commands } = resume(run)
  return { run, commands: run.visible && run.asked !== 'pause' ? [...commands, 'playPins'] : commands }
}

/** Resumes an active run if the figure is visible and the run has readings left to take. */
function resume(run: RunState): Advance {
  if (run.phase !== 'active' || !run.visible || run.remaining === 0) return { run, commands: [] }
  return { run, commands: [run.remaining === Number.POSITIVE_INFINITY ? 'resume' : 'step'] }
}

/**
 * The status of the figure (`data-status`). `stale`: the reading shown belongs to another setting, and a new one is coming. A run that is paused, or
 * stands still off screen, is `idle`, unless the reading shown is stale.
 */
export function statusOf(
  { phase, visible, asked, remaining }: RunState,
  {
    readings,
    hasReading,
    refused,
  }: { readonly readings: number; readonly hasReading: boolean; readonly refused: boolean },
): 'idle' | 'running' | 'done' | 'failed' | 'stale' {
  const going = visible ? 'running' : 'idle'
  const waiting = hasReading ? 'stale' : going
  if (phase === 'done' || phase === 'failed') return phase
  if (refused) return 'failed'
  if (phase === 'active') return remaining === 0 ? 'idle' : readings > 0 ? going : waiting
  return asked === 'pause' ? 'idle' : waiting
}

/** Whether Play would continue the run. */
export const isPaused = ({ phase, asked, remaining }: RunState): boolean =>
  phase === 'active' ? remaining < Number.POSITIVE_INFINITY : phase === 'wanted' && asked === 'pause'

/** What a figure does about its run. Its status, and what the engine is told, follow from this alone. */
export interface RunState {
  readonly visible: boolean
  /** What the reader asked for last: nothing beyond what the figure does unasked, all readings, or to pause. */
  readonly asked: 'nothing' | 'all' | 'pause'
  /** `wanted`: the engine is asked as soon as the figure is seen and its pinned runs are measured. `active`: the engine has the run. */
  readonly phase: 'wanted' | 'active' | 'done' | 'failed'
  /** Readings that an active run still takes before it rests: finite while it is paused or stepped. */
  readonly remaining: number
}

/** What happens to a figure. */
export type RunEvent =
  /** Another setting, or the same anew. */
  | { readonly kind: 'renewed' }
  | { readonly kind: 'played' | 'paused' | 'stepped' | 'seen' | 'hidden' }
  | { readonly kind: 'pinsMeasured' | 'backendChosen' }
  /** A reading came; `last` where the run has only to end. */
  | { readonly kind: 'read'; readonly last: boolean }
  | { readonly kind: 'ended' | 'broke' }
  /** A new worker begins the run again; `taken` readings had come of it. */
  | { readonly kind: 'replayed'; readonly taken: number }

/** What is done about it, in order. `clear`: the readings shown belong to another run. `ask`: a new run of the engine. */
export type RunCommand = 'cancel' | 'clear' | 'ask' | 'resume' | 'pause' | 'step' | 'playPins' | 'pausePins'

/** What a figure knows besides. */
export interface RunContext {
  /** Readings that it takes unasked. */
  readonly first: number
  /** The setting costs more than a reading may. */
  readonly refused: boolean
  readonly pinsPending: boolean
}

/** The state after an event, and what is to be done. */
export interface Advance {
  readonly run: RunState
  readonly commands: readonly RunCommand[]
}

/** The state of a figure before it is first seen; `first` readings are taken unasked. */
export const unseen = (first: number): RunState => ({
  visible: false,
  asked: 'nothing',
  phase: 'wanted',
  remaining: first,
})

/** The reducer: what an event makes of the state, and the commands that follow. */
export function advance(run: RunState, event: RunEvent, context: RunContext): Advance {
  switch (event.kind) {
    case 'renewed':
      return start(run, context)
    case 'played': {
      const all = { ...run, asked: 'all' } as const
      if (run.phase === 'active') return resumeAll({ ...all, remaining: Number.POSITIVE_INFINITY })
      return run.phase === 'wanted' ? startAfterPins(all, context) : start(all, context)
    }
    case 'paused':
      if (run.phase !== 'active' && run.phase !== 'wanted') return { run, commands: [] }
      return { run: { ...run, asked: 'pause', remaining: 0 }, commands: ['pause', 'pausePins'] }
    case 'stepped': {
      const one = { ...run, asked: 'nothing' } as const
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
      const again = run.phase === 'active' ? run : ({ ...run, phase: 'wanted' } as const)
      if (run.asked === 'pause') return { run: again, commands: [] }
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
      // Repeats the readings that were lost with the worker, so that a paused run rests where it was.
      const remaining = run.remaining + event.taken
      const { run: back, commands } = resume({ ...run, remaining })
      return { run: back, commands: ['clear', ...(remaining === Number.POSITIVE_INFINITY ? [] : commands)] }
    }
  }
}

/** Starts the pinned runs that are not measured yet; without any, the figure's own run. */
function startAfterPins(run: RunState, context: RunContext): Advance {
  if (!context.pinsPending || !run.visible) return start(run, context)
  return { run: { ...run, phase: 'wanted' }, commands: ['clear', 'playPins'] }
}

/** Starts a run of `remaining` readings; deferred while the figure is hidden, refused where the setting is too costly. */
function start(
  { visible, asked }: RunState,
  { first, refused }: RunContext,
  remaining = asked === 'all' ? Number.POSITIVE_INFINITY : first,
): Advance {
  const run = { visible, asked: asked === 'pause' ? 'nothing' : asked, remaining } as const
  if (!visible) return { run: { ...run, phase: 'wanted' }, commands: ['cancel', 'clear'] }
  if (refused) return { run: { ...run, phase: 'failed' }, commands: ['cancel', 'clear', 'playPins'] }
  const { commands } = resume({ ...run, phase: 'active' })
  const stepped = remaining === Number.POSITIVE_INFINITY ? [] : commands
  return { run: { ...run, phase: 'active' }, commands: ['cancel', 'clear', 'playPins', 'ask', ...stepped] }
}

/** Resumes the run, and the pinned runs unless the reader has paused all. */
function resumeAll(run: RunState): Advance {
  const { commands } = resume(run)
  return { run, commands: run.visible && run.asked !== 'pause' ? [...commands, 'playPins'] : commands }
}

/** Resumes an active run that has readings left to take and is visible. */
function resume(run: RunState): Advance {
  if (run.phase !== 'active' || !run.visible || run.remaining === 0) return { run, commands: [] }
  return { run, commands: [run.remaining === Number.POSITIVE_INFINITY ? 'resume' : 'step'] }
}

/** As the figure's `data-status` says it. `stale`: the reading shown belongs to another setting, and a new one is on its way. */
export function statusOf(
  { phase, visible, asked, remaining }: RunState,
  {
    readings,
    hasReading,
    refused,
  }: { readonly readings: number; readonly hasReading: boolean; readonly refused: boolean },
): 'idle' | 'running' | 'done' | 'failed' | 'stale' {
  const waiting = hasReading ? 'stale' : 'running'
  if (phase === 'done' || phase === 'failed') return phase
  if (refused) return 'failed'
  if (phase === 'active') return remaining === 0 ? 'idle' : readings > 0 ? 'running' : waiting
  if (asked === 'pause') return 'idle'
  return visible ? waiting : hasReading ? 'stale' : 'idle'
}

/** Whether Play would go on with it. */
export const isPaused = ({ phase, asked, remaining }: RunState): boolean =>
  phase === 'active' ? remaining < Number.POSITIVE_INFINITY : phase === 'wanted' && asked === 'pause'

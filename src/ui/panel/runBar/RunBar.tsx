import { Dices, Pause, Pin, Play, RotateCcw, StepForward, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { counted, type Experiment } from '../../../experiment'
import { sameRun } from '../../../figure/setting'
import { type Figure, type FigureState, isWorking } from '../../../figure/state'
import { MAX_PINS } from '../../../figure/url/pinText'
import { amountText, playText, progressText } from './progressText'
import './runBar.css'

interface RunBarProps {
  readonly figure: Figure
  readonly experiment: Experiment
  readonly state: FigureState
  /** The draw that is seen: of the run now, or of the one that it is compared with. */
  readonly seed: number
}

/** Play or pause, step, reset, undo, new draw, pin, and how far the run is. */
export function RunBar({ figure, experiment, state, seed }: RunBarProps) {
  const { status, paused, values } = state
  const running = isWorking(state) && !paused
  const ended = status === 'done' || status === 'failed'
  const unpinned = whyNotPinned(experiment, state)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; these are buttons.
    <div className="run-bar" role="group" aria-label="Run">
      <div className="run-buttons">
        {running ? (
          <RunButton
            says="Pause"
            title="Pause the run"
            run={() => figure.pause()}
            icon={<Pause aria-hidden="true" />}
            main
          />
        ) : (
          <RunButton
            says="Play"
            title={playText(experiment, values, { ...state, ended })}
            run={() => figure.play()}
            icon={<Play aria-hidden="true" />}
            main
          />
        )}
        <RunButton
          says="Step"
          title={
            state.extends && ended
              ? playText(experiment, values, { ...state, ended })
              : 'Take one more reading and stop'
          }
          run={() => figure.step()}
          icon={<StepForward aria-hidden="true" />}
        />
        <RunButton
          says="Reset"
          title="Back to the first setting, with the same draw"
          run={() => figure.reset()}
          icon={<RotateCcw aria-hidden="true" />}
        />
        <RunButton
          says="Undo"
          title="Back to the setting before the last change (Ctrl+Z)"
          run={() => figure.undo()}
          icon={<Undo2 aria-hidden="true" />}
          off={!state.undoable}
        />
        <RunButton
          says="New draw"
          title="The same setting with other random numbers"
          run={() => figure.newDraw()}
          icon={<Dices aria-hidden="true" />}
        />
        <RunButton
          says="Pin"
          title={unpinned ?? 'Keep this run in the picture, to compare the next ones with it'}
          run={() => figure.pin()}
          icon={<Pin aria-hidden="true" />}
          off={unpinned !== undefined}
        />
      </div>
      <RunProgress experiment={experiment} state={state} seed={seed} />
    </div>
  )
}

/** Why there is nothing to pin; undefined where there is. */
function whyNotPinned({ params }: Experiment, { status, readings, pins, ...now }: FigureState): string | undefined {
  if (pins.some((pin) => sameRun(params, pin, now))) return 'This run is pinned'
  if (pins.length >= MAX_PINS) return `${MAX_PINS} runs are pinned: remove one first`
  return status === 'done' && readings > 0 ? undefined : 'A run can be pinned when it has come to its end'
}

function RunProgress({ experiment, state, seed }: Omit<RunBarProps, 'figure'>) {
  const { status, paused, readings, expected, adding, values, pins } = state
  const count = progressText(experiment, values, state)
  const pinsFirst = readings === 0 && pins.some(({ reading, fault }) => !reading && fault === undefined)
  // A run that diverges ends early.
  const short = status === 'done' && readings < expected
  const waits = status === 'idle' && paused && experiment.waits && readings === 1 && expected > 1
  const all = amountText(experiment, counted(experiment, values, expected))
  const hint = pinsFirst ? 'The pinned runs are measured first.' : waits ? `Press Play to run ${all}.` : ''
  return (
    <div className="run-progress">
      <progress
        max={Math.max(1, expected)}
        value={Math.min(adding > 0 ? adding : readings, expected)}
        aria-label="Run"
      />
      <span className="run-count">{short ? `ended at ${count}` : count}</span>
      <span className="run-seed">{`seed ${seed}`}</span>
      {/* A run that waits reserves its place, so that nothing moves when it is played. */}
      {(experiment.waits || hint !== '') && <span className="run-hint">{hint}</span>}
    </div>
  )
}

interface RunButtonProps {
  readonly says: string
  readonly title: string
  readonly icon: ReactNode
  readonly main?: boolean
  readonly off?: boolean
  run(): void
}

/** A button that is off is disabled. One that its own press turns off, as Pin and Undo do, keeps the focus, and is disabled when the focus leaves. */
function RunButton({ says, title, icon, main, off, run }: RunButtonProps) {
  const [focused, setFocused] = useState(false)
  return (
    <button
      type="button"
      className={main ? 'run-button is-main' : 'run-button'}
      title={title}
      aria-label={says}
      disabled={off && !focused}
      aria-disabled={off || undefined}
      onClick={off ? undefined : run}
      onFocus={() => setFocused(true)}
      // A window that loses the focus has it in the same button when it comes back.
      onBlur={({ currentTarget }) => setFocused(document.activeElement === currentTarget)}
    >
      {icon}
      <span>{says}</span>
    </button>
  )
}

import { Dices, Pause, Play, RotateCcw, StepForward } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Figure, FigureState } from '../engine/state'

interface RunBarProps {
  readonly figure: Figure
  readonly state: FigureState
}

/** Play or pause, step, reset, new draw, and how far the run is. */
export function RunBar({ figure, state }: RunBarProps) {
  const { status, paused, readings, expected, seed } = state
  const running = (status === 'running' || status === 'stale') && !paused
  const again = status === 'done' || status === 'failed' ? 'Measure again' : 'Go on measuring'
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
          <RunButton says="Play" title={again} run={() => figure.play()} icon={<Play aria-hidden="true" />} main />
        )}
        <RunButton
          says="Step"
          title="Take one more reading and stop"
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
          says="New draw"
          title="The same setting with other random numbers"
          run={() => figure.newDraw()}
          icon={<Dices aria-hidden="true" />}
        />
      </div>
      <div className="run-progress">
        <progress max={Math.max(1, expected)} value={Math.min(readings, expected)} aria-label="Readings taken" />
        <span className="run-count">
          {readings} of {expected} readings
        </span>
        <span className="run-seed">seed {seed}</span>
      </div>
    </div>
  )
}

interface RunButtonProps {
  readonly says: string
  readonly title: string
  readonly icon: ReactNode
  readonly main?: boolean
  run(): void
}

function RunButton({ says, title, icon, main, run }: RunButtonProps) {
  return (
    <button
      type="button"
      className={main ? 'run-button is-main' : 'run-button'}
      title={title}
      aria-label={says}
      onClick={run}
    >
      {icon}
      <span>{says}</span>
    </button>
  )
}

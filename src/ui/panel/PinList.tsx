import { TriangleAlert, X } from 'lucide-react'
import { KeySample } from '../../charts'
import type { Experiment } from '../../experiment'
import type { RunSetting } from '../../figure/setting'
import type { Pin } from '../../figure/state'
import { progressText } from './progressText'
import { differenceText, settingText } from './settingText'

interface PinListProps {
  readonly experiment: Experiment
  readonly pins: readonly Pin[]
  /** What was measured before the text set the figure. */
  readonly before: Pin | undefined
  /** What is set now: a pinned run is named by how it differs. */
  readonly now: RunSetting
  remove(index: number): void
  forgetBefore(): void
}

/** The runs that stand behind the present one, each with its setting in words. */
export function PinList({ experiment, pins, before, now, remove, forgetBefore }: PinListProps) {
  if (pins.length === 0 && !before) return null
  const { params } = experiment
  return (
    <ul className="pins" aria-label="Pinned runs">
      {pins.map((pin, index) => {
        const name = differenceText(params, pin, now)
        return (
          <li key={`${pin.seed} ${JSON.stringify(pin.values)}`} className="pin">
            <KeySample sample="ghost" order={index} />
            {pins.length > 1 && <span className="pin-number">{index + 1}</span>}
            <span className="pin-name" title={`pinned: ${settingText(params, pin.values)}; seed ${pin.seed}`}>
              {name}
            </span>
            <PinState experiment={experiment} pin={pin} />
            <button
              type="button"
              aria-label={`Remove the pinned run, ${name}`}
              title="Remove this pinned run"
              onClick={() => remove(index)}
            >
              <X aria-hidden="true" />
            </button>
          </li>
        )
      })}
      {before && (
        <li className="pin">
          <KeySample sample="ghost" order={pins.length} />
          <span className="pin-name" title={settingText(params, before.values)}>
            {`before: ${differenceText(params, before, now)}`}
          </span>
          <button
            type="button"
            aria-label="Remove the ghost of the setting before"
            title="Remove the ghost of the setting before"
            onClick={forgetBefore}
          >
            <X aria-hidden="true" />
          </button>
        </li>
      )}
    </ul>
  )
}

function PinState({ experiment, pin }: { readonly experiment: Experiment; readonly pin: Pin }) {
  if (pin.fault !== undefined)
    return (
      <span className="pin-state fault">
        <TriangleAlert aria-hidden="true" /> {pin.fault}
      </span>
    )
  if (pin.reading) return null
  return (
    <span className="pin-state">
      <progress max={Math.max(1, pin.expected)} value={Math.min(pin.readings, pin.expected)} aria-label="Pinned run" />
      measured again: {progressText(experiment, pin.values, pin)}
    </span>
  )
}

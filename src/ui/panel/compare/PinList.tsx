import { TriangleAlert, X } from 'lucide-react'
import { KeySample } from '../../../charts'
import type { Experiment } from '../../../experiment'
import type { RunSetting } from '../../../figure/setting'
import type { Pin } from '../../../figure/state'
import { progressText } from '../runBar/progressText'
import { HoldButton } from './HoldButton'
import { differenceText, settingText } from './settingText'
import type { useCompared } from './useCompared'

interface PinListProps {
  readonly experiment: Experiment
  readonly pins: readonly Pin[]
  /** The measurement before a link of the text set the figure. */
  readonly before: Pin | undefined
  /** The present setting: a pinned run is named by its differences from it. */
  readonly now: RunSetting
  readonly comparison: Pick<ReturnType<typeof useCompared>, 'isHeld' | 'hold'>
  remove(index: number): void
  forgetBefore(): void
}

/** The runs that stand behind the present one, each with its setting in words. */
export function PinList({ experiment, pins, before, now, comparison, remove, forgetBefore }: PinListProps) {
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
            <KeptRun
              run={pin}
              title={`pinned: ${settingText(params, pin.values)}; seed ${pin.seed}`}
              comparison={comparison}
            >
              {name}
            </KeptRun>
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
          <KeptRun run={before} title={settingText(params, before.values)} comparison={comparison}>
            {`before: ${differenceText(params, before, now)}`}
          </KeptRun>
          <button
            type="button"
            aria-label="Remove the run of the setting before"
            title="Remove the run of the setting before"
            onClick={forgetBefore}
          >
            <X aria-hidden="true" />
          </button>
        </li>
      )}
    </ul>
  )
}

interface KeptRunProps extends Pick<PinListProps, 'comparison'> {
  readonly run: Pin
  readonly title: string
  readonly children: string
}

/** The name of a kept run. Held, it shows the run in all views: heat maps, maps and texts have no room for it behind the present one. */
const KeptRun = ({ run, title, comparison, children }: KeptRunProps) =>
  run.reading ? (
    <HoldButton
      className="pin-name"
      held={comparison.isHeld(run)}
      title={`Hold, or tap, to see this run in every view. ${title}`}
      hold={comparison.hold(run)}
    >
      {children}
    </HoldButton>
  ) : (
    <span className="pin-name" title={title}>
      {children}
    </span>
  )

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
      <span>{`measured again: ${progressText(experiment, pin.values, pin)}`}</span>
    </span>
  )
}

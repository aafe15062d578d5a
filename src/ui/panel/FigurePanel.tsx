import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { LayerPointer } from '../../charts'
import { type Experiment, measuresOf } from '../../experiment'
import type { Figure } from '../../figure/state'
import { Controls } from '../controls/Controls'
import { DataPanel } from '../evidence/DataPanel'
import { VerdictPanel } from '../evidence/VerdictPanel'
import { announcement, judged, verdictText } from '../evidence/verdictText'
import { csvOf } from '../export/csv'
import { AboutPanel } from './AboutPanel'
import { Badge } from './Badge'
import { CompareButton } from './CompareButton'
import { FigureKey } from './FigureKey'
import { FigureMenu } from './FigureMenu'
import { Notices } from './Notices'
import { PinList } from './PinList'
import { Presets } from './Presets'
import { panesOf } from './panes'
import { RunBar } from './RunBar'
import { Stage } from './Stage'
import { differenceText, settingText } from './settingText'
import { takesText, useChosenPane } from './useChosenPane'
import { useProjector } from './useProjector'
import '../ui.css'
import './instrument.css'
import './fullScreen.css'

interface FigurePanelProps {
  readonly figure: Figure
  readonly experiment: Experiment
  /** The experiment's short name: the anchor of the figure. */
  readonly id: string
  /** The address of the page with this figure as it is now. */
  address(): string
}

/** One figure: everything in it is derived from the declaration and the figure's state. */
export function FigurePanel(props: FigurePanelProps) {
  return (
    <LayerPointer>
      <Panel {...props} />
    </LayerPointer>
  )
}

function Panel({ figure, experiment, id, address }: FigurePanelProps) {
  const state = useSyncExternalStore(figure.subscribe, figure.getState, figure.getInitialState)
  const { measures, params, presets, views } = experiment
  const { values, seed, reading, theory, status, readings, fault, backend, pins, before } = state
  const root = useRef<HTMLElement>(null)
  const title = useId()
  const group = useId()
  const { projected, toggle } = useProjector(root)
  const panes = useMemo(() => panesOf(experiment), [experiment])
  const { chosen, choose, onKeyDown } = useChosenPane(panes.all.length)
  const undoByKey = (event: KeyboardEvent) => {
    if (event.key !== 'z' || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return
    if (takesText(event.target)) return
    event.preventDefault()
    figure.undo()
  }
  const fresh = reading !== null && readings > 0 && status !== 'stale'
  const working = status === 'running' || status === 'stale'
  const charted = useMemo(() => views.flatMap((view) => (view.kind === 'scalars' ? [] : measuresOf(view))), [views])
  const verdict = useMemo(
    () => verdictText(measures, { reading, theory, fresh, working, charted }),
    [measures, reading, theory, fresh, working, charted],
  )
  const unused = useMemo(() => experiment.unused?.(values) ?? [], [experiment, values])
  const run = useMemo(() => `${idOf(values)} ${seed}`, [values, seed])
  const set = useCallback<Figure['set']>((name, value) => figure.set(name, value), [figure])
  const ghosts = useMemo(
    () =>
      [...pins, ...(before ? [before] : [])].flatMap((pin, index) =>
        pin.reading
          ? [
              {
                short: pin === before ? 'before' : pinName(index, pins.length),
                label: differenceText(params, pin, { values, seed }),
                reading: pin.reading,
              },
            ]
          : [],
      ),
    [params, pins, before, values, seed],
  )
  const { earlier } = state
  const [held, setHeld] = useState(false)
  // The frame stays that of the run now: what is compared shares its axes.
  const shownNow =
    held && earlier ? { ...earlier, stale: false } : { values, reading, theory, stale: reading !== null && !fresh }
  const drawn = { measures, run, ghosts, ...shownNow }
  const ended = status === 'done' || status === 'failed'
  const shown = fresh ? reading : null
  return (
    <figure
      className="figure"
      id={id}
      ref={root}
      aria-labelledby={title}
      data-experiment={figure.id}
      data-status={status}
      data-backend={backend?.name}
      data-readings={readings}
      data-verdict={verdict.verdict}
      data-projector={projected || undefined}
      onKeyDown={(event) => {
        closeByKey(event)
        undoByKey(event)
        if (comparesBy(event) && !event.repeat) setHeld(true)
        onKeyDown(event)
      }}
      onKeyUp={(event) => {
        if (comparesBy(event)) setHeld(false)
      }}
    >
      <div className="instrument">
        <div className="figure-top">
          <div className="figure-heading">
            <p className="figure-title" id={title}>
              {experiment.title}
            </p>
            <p className="figure-summary">{experiment.summary}</p>
          </div>
          <FigureMenu
            id={figure.id}
            views={views}
            root={root}
            projected={projected}
            back={state.back}
            address={address}
            project={toggle}
            caption={() => ({
              title: experiment.title,
              setting: `${settingText(params, values)}; seed ${seed}`,
              link: address(),
            })}
            csv={() => csvOf(measures, shown, theory, { figure: figure.id, params, values, seed })}
          />
        </div>
        <Presets presets={presets} active={state.preset} apply={(preset) => figure.apply(preset)} />
        <Notices notices={state.notices} dismiss={() => figure.dismissNotices()} />
        {/* For paper, where there are no controls. */}
        <p className="figure-setting" aria-hidden="true">
          {settingText(params, values)}
        </p>
        <div className="figure-side">
          <Controls
            params={params}
            values={values}
            unused={unused}
            changed={state.changed}
            turn={state.jumps % 2}
            set={set}
          />
          <RunBar figure={figure} experiment={experiment} state={state} />
        </div>
        <Stage panes={panes} drawn={drawn} chosen={chosen} choose={choose} />
        <FigureKey predicted={judged(measures, theory).length > 0}>
          <PinList
            experiment={experiment}
            pins={pins}
            before={before}
            now={state}
            remove={(index) => figure.unpin(index)}
            forgetBefore={() => figure.forgetBefore()}
          />
          {earlier && (
            <CompareButton held={held} says={differenceText(params, earlier, { values, seed })} hold={setHeld} />
          )}
        </FigureKey>
        <div className="figure-foot">
          <VerdictPanel
            measures={measures}
            text={verdict}
            fault={fault}
            group={group}
            announced={ended ? [fault, announcement(measures, verdict)].filter(Boolean).join(' ') : ''}
          />
          <AboutPanel about={experiment.about} group={group} />
          <DataPanel measures={measures} reading={shown} theory={theory} views={views} group={group} />
          <Badge backend={backend} wanted={state.wanted} ms={state.ms} choose={(name) => figure.chooseBackend(name)} />
        </div>
      </div>
    </figure>
  )
}

/** Escape closes what is open around the focus, and gives the focus to what opens it. */
function closeByKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !(event.target instanceof Element)) return
  const open = event.target.closest('details.evidence[open]')
  if (!open) return
  event.stopPropagation()
  open.removeAttribute('open')
  open.querySelector('summary')?.focus()
}

/** What a pinned run is called in the charts and in the key. */
const pinName = (index: number, count: number) => (count === 1 ? 'pinned' : `pinned ${index + 1}`)

/** The key C alone, and not in a text. */
const comparesBy = ({ key, altKey, ctrlKey, metaKey, target }: KeyboardEvent): boolean =>
  key === 'c' && !altKey && !ctrlKey && !metaKey && !takesText(target)

const ids = new WeakMap<object, number>()
let given = 0

/** A number for each set of values. Their text would be as long as a text among them is. */
function idOf(values: object): number {
  const id = ids.get(values) ?? ++given
  ids.set(values, id)
  return id
}

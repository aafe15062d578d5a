import { useCallback, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { LayerPointer, Picture } from '../../charts'
import { type Experiment, initialValues, type Measures, type Params, type Reading, type View } from '../../experiment'
import type { Figure } from '../../figure/state'
import { Controls } from '../controls/Controls'
import { DataTables } from '../evidence/DataTables'
import { csvOf, tablesOf } from '../evidence/tables'
import { VerdictPanel } from '../evidence/VerdictPanel'
import { announcement, verdictText } from '../evidence/verdictText'
import { AboutPanel } from './AboutPanel'
import { Badge } from './Badge'
import { FigureMenu } from './FigureMenu'
import { Notices } from './Notices'
import { PinList } from './PinList'
import { Presets } from './Presets'
import { RunBar } from './RunBar'
import { differenceText, settingText } from './settingText'
import { useProjector } from './useProjector'
import '../ui.css'

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
  const { values, seed, reading, theory, status, readings, fault, backend, pins } = state
  const root = useRef<HTMLElement>(null)
  const title = useId()
  const { projected, toggle } = useProjector(root)
  const fresh = reading !== null && readings > 0 && status !== 'stale'
  const working = status === 'running' || status === 'stale'
  const verdict = useMemo(
    () => verdictText(measures, { reading, theory, fresh, working }),
    [measures, reading, theory, fresh, working],
  )
  const unused = useMemo(() => experiment.unused?.(values) ?? [], [experiment, values])
  const run = useMemo(() => `${idOf(values)} ${seed}`, [values, seed])
  const set = useCallback<Figure['set']>((name, value) => figure.set(name, value), [figure])
  const ghosts = useMemo(
    () =>
      pins.flatMap((pin) =>
        pin.reading ? [{ label: differenceText(params, pin, { values, seed }), reading: pin.reading }] : [],
      ),
    [params, pins, values, seed],
  )
  const drawn = { measures, values, reading, theory, stale: reading !== null && !fresh, run, ghosts }
  const layout = useMemo(() => layoutOf(experiment), [experiment])
  const numbered = views.map((view, index) => ({ view, index }))
  const ended = status === 'done' || status === 'failed'
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
    >
      <Notices notices={state.notices} dismiss={() => figure.dismissNotices()} />
      <figcaption className="figure-head">
        <p className="figure-title" id={title}>
          {experiment.title}
        </p>
        <p className="figure-summary">{experiment.summary}</p>
      </figcaption>
      <div className="figure-intro" data-broad={layout.broadNetwork || undefined}>
        {numbered.map(
          ({ view, index }) => isNetwork(view) && <Placed key={index} index={index} view={view} drawn={drawn} />,
        )}
        <Presets presets={presets} active={state.preset} apply={(preset) => figure.apply(preset)} />
      </div>
      {/* For paper, where there are no controls. */}
      <p className="figure-setting" aria-hidden="true">
        {settingText(params, values)}
      </p>
      <div className="figure-body" data-controls={layout.controls}>
        <Controls params={params} values={values} unused={unused} set={set} />
        <div className="figure-charts" data-lead={layout.lead || undefined}>
          {numbered.map(
            ({ view, index }) => !isNetwork(view) && <Placed key={index} index={index} view={view} drawn={drawn} />,
          )}
        </div>
        <VerdictPanel
          measures={measures}
          text={verdict}
          fault={fault}
          announced={ended ? [fault, announcement(measures, verdict)].filter(Boolean).join(' ') : ''}
        />
      </div>
      <RunBar figure={figure} experiment={experiment} state={state} />
      <PinList experiment={experiment} pins={pins} now={state} remove={(index) => figure.unpin(index)} />
      <div className="figure-foot">
        <Badge backend={backend} wanted={state.wanted} ms={state.ms} choose={(name) => figure.chooseBackend(name)} />
        <FigureMenu
          id={figure.id}
          views={views}
          root={root}
          projected={projected}
          address={address}
          project={toggle}
          csv={() => csvOf(tablesOf(measures, fresh ? reading : null, theory))}
        />
      </div>
      <AboutPanel about={experiment.about} />
      <Data measures={measures} reading={fresh ? reading : null} theory={theory} views={views} />
    </figure>
  )
}

const ids = new WeakMap<object, number>()
let given = 0

/** A number for each set of values. Their text would be as long as a text among them is. */
function idOf(values: object): number {
  const id = ids.get(values) ?? ++given
  ids.set(values, id)
  return id
}

/** What fits beside what. It follows from the declaration alone: a moving slider must not rearrange the figure. */
function layoutOf({ params, views }: Experiment) {
  const charts = views.filter(isChart).length
  const values = initialValues(params)
  return {
    /** Many layers want the whole width; few leave room for the presets beside them. */
    broadNetwork: views.some((view) => view.kind === 'network' && view.layers(values).length > 6),
    controls: Object.keys(params).length <= 2 ? 'above' : 'beside',
    /** Charts stand in pairs; of an odd number the first stands across. */
    lead: charts % 2 === 1,
  }
}

const isNetwork = (view: View<Params, Measures>) => view.kind === 'network'

/** What stands in pairs; a table of scalars and a network take the whole width. */
const isChart = ({ kind }: View<Params, Measures>) => kind !== 'network' && kind !== 'scalars'

interface PlacedProps {
  readonly index: number
  readonly view: View<Params, Measures>
  readonly drawn: Omit<Parameters<typeof Picture>[0], 'view'>
}

const Placed = ({ index, view, drawn }: PlacedProps) => (
  <div className={`figure-view is-${view.kind}${isChart(view) ? ' is-chart' : ''}`} data-view={index}>
    <Picture view={view} {...drawn} />
  </div>
)

interface DataProps {
  readonly measures: Measures
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
  readonly views: Experiment['views']
}

/** The tables behind the charts. Closed, they hold the theory of the first setting and cost nothing while readings come in. */
function Data({ measures, reading, theory, views }: DataProps) {
  const [open, setOpen] = useState(false)
  const first = useRef(theory)
  return (
    <details className="figure-data" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show data</summary>
      <div className="data-tables">
        <DataTables
          measures={measures}
          reading={open ? reading : null}
          theory={open ? theory : first.current}
          views={views}
        />
      </div>
    </details>
  )
}

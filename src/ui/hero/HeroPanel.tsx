import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { LayerPointer, Picture } from '../../charts'
import { type HeroExperiment, measuresOf, type Value } from '../../experiment'
import { type Figure, isFresh, isWorking } from '../../figure/state'
import { NumberControl } from '../controls/NumberControl'
import { Sign } from '../evidence/Sign'
import { announcement, verdictText } from '../evidence/verdictText'
import { FigureKey } from '../panel/FigureKey'
import { observed } from '../panel/observed'
import '../controls/controls.css'
import '../evidence/evidence.css'
import '../ui.css'
import './hero.css'

interface HeroPanelProps {
  readonly figure: Figure
  readonly experiment: HeroExperiment
  readonly id: string
  /** The address of the whole figure at some values. */
  address(values: Readonly<Record<string, Value>>): string
}

/** A figure with one control and one chart, beside its network: the same experiment as the whole figure, in the same session. */
export function HeroPanel(props: HeroPanelProps) {
  return (
    <LayerPointer>
      <Panel {...props} />
    </LayerPointer>
  )
}

function Panel({ figure, experiment, id, address }: HeroPanelProps) {
  const state = useSyncExternalStore(figure.subscribe, figure.getState, figure.getInitialState)
  const { hero, measures, params, title, views } = experiment
  const { values, seed, reading, theory, status, fault } = state
  const fresh = isFresh(state)
  const working = isWorking(state)
  const { turns, view, says } = hero
  // The verdict is on what the chart shows.
  const verdict = useMemo(() => {
    const shown = measuresOf(view)
    const among = <V,>(named: Readonly<Record<string, V>>) =>
      Object.fromEntries(Object.entries(named).filter(([name]) => shown.includes(name)))
    return verdictText(measures, { reading: reading && among(reading), theory: among(theory), fresh, working })
  }, [view, measures, reading, theory, fresh, working])
  const turn = useCallback((value: number) => figure.set(turns, value), [figure, turns])
  const param = params[turns]
  const value = values[turns]
  const drawn = { measures, values, reading, theory, run: `${value} ${seed}`, stale: reading !== null && !fresh }
  const network = views.find(({ kind }) => kind === 'network')
  const ended = status === 'done' || status === 'failed'
  return (
    <figure className="figure hero" id={id} aria-label={title} {...observed(figure, state, verdict)}>
      <figcaption className="hero-says">{says}</figcaption>
      {param?.kind === 'number' && typeof value === 'number' && (
        <form className="hero-control" onSubmit={(event) => event.preventDefault()}>
          <NumberControl name={turns} param={param} value={value} off={undefined} onChange={turn} />
        </form>
      )}
      <div className="figure-view is-chart hero-chart" data-view="hero">
        <Picture view={view} {...drawn} />
      </div>
      {network && (
        <div className="figure-view is-network hero-network">
          <Picture view={network} {...drawn} />
        </div>
      )}
      <div className="hero-foot">
        <FigureKey predicted={measuresOf(view).some((name) => theory[name] !== undefined)} />
        <p className="hero-verdict" data-verdict-of={verdict.verdict}>
          <Sign verdict={verdict.verdict} /> <span>{fault ?? verdict.whole}</span>
        </p>
        <p className="hero-link">
          <a href={address(values)}>The whole figure, at this setting</a>
        </p>
      </div>
      <p className="visually-hidden" role="status">
        {ended ? [fault, announcement(measures, verdict)].filter(Boolean).join(' ') : ''}
      </p>
    </figure>
  )
}

import { Diff, Maximize2, Minimize2 } from 'lucide-react'
import { Fragment, type ReactNode, useState } from 'react'
import { hasResiduals, Picture } from '../../../charts'
import { measuresOf } from '../../../experiment'
import type { Pane, Panes, PlacedView } from './panes'
import './panes.css'
import './stage.css'

interface StageProps {
  readonly panes: Panes
  readonly drawn: Omit<Parameters<typeof Picture>[0], 'view'>
  /** The pane that has the whole stage; undefined: all are shown, or the lead where there is room for one. */
  readonly chosen: number | undefined
  choose(pane: number | undefined): void
  /** Covers the views. */
  readonly cover?: ReactNode
}

/** The views of a figure. They share the stage where it is large, and take turns where it is small. */
export function Stage({ panes, drawn, chosen, choose, cover }: StageProps) {
  const { all, network, lead, others, numbers, numbersAt } = panes
  const rest = others.length > 0 || (numbers !== undefined && numbersAt === 'rest')
  const put = (pane: Pane | undefined) => {
    if (!pane) return null
    const index = all.indexOf(pane)
    const alone = index === chosen
    return (
      <PaneFrame
        key={index}
        pane={pane}
        drawn={drawn}
        lead={pane === lead}
        alone={alone}
        several={all.length > 1}
        toggle={() => choose(alone ? undefined : index)}
      />
    )
  }
  return (
    <div className="stage">
      {all.length > 1 && <Tabs all={all} chosen={chosen} choose={choose} />}
      <div
        className="stage-panes"
        data-alone={chosen !== undefined || undefined}
        data-numbers={numbersAt}
        data-rest={rest ? others.length : undefined}
        data-sole={all.filter((pane) => pane !== network).length === 1 || undefined}
      >
        {put(network)}
        <div className="stage-main">
          {put(lead)}
          {numbersAt === 'main' && put(numbers)}
        </div>
        {rest && (
          <div className="stage-rest">
            {others.map(put)}
            {numbersAt === 'rest' && put(numbers)}
          </div>
        )}
        {(numbersAt === 'under' || numbersAt === 'beside') && put(numbers)}
      </div>
      {cover}
    </div>
  )
}

interface TabsProps {
  readonly all: readonly Pane[]
  readonly chosen: number | undefined
  choose(pane: number): void
}

/** The view in the stage, if it has room for one alone. */
const Tabs = ({ all, chosen, choose }: TabsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; these are buttons.
  <div className="stage-tabs" role="group" aria-label="Views">
    {all.map(({ title }, index) => (
      <button
        key={title}
        type="button"
        className="stage-tab"
        aria-pressed={index === (chosen ?? 0)}
        onClick={() => choose(index)}
      >
        {title}
      </button>
    ))}
  </div>
)

interface PaneFrameProps {
  readonly pane: Pane
  readonly drawn: StageProps['drawn']
  readonly lead: boolean
  /** It has the whole stage. */
  readonly alone: boolean
  readonly several: boolean
  toggle(): void
}

const PaneFrame = ({ pane, drawn, lead, alone, several, toggle }: PaneFrameProps) => {
  const { kind, title, name, views, keyed, paged } = pane
  const [page, turnTo] = useState(0)
  const [residuals, setResiduals] = useState(false)
  const comparable = views.some((placed) => isComparable(placed, drawn.theory))
  return (
    <div
      className={`pane is-${kind}`}
      data-pane={name}
      data-lead={lead || undefined}
      data-chosen={alone || undefined}
      data-keyed={keyed}
      data-paged={paged}
      data-buttons={Number(comparable) + Number(several)}
    >
      <div className="pane-buttons">
        {comparable && (
          <button
            type="button"
            className="pane-button"
            aria-label={`In standard errors from theory: ${title}`}
            aria-pressed={residuals}
            title={residuals ? 'Show the values' : 'Show the distance from theory in standard errors'}
            onClick={() => setResiduals(!residuals)}
          >
            <Diff aria-hidden="true" />
          </button>
        )}
        {several && (
          <button
            type="button"
            className="pane-button is-enlarge"
            aria-label={alone ? 'Show all views' : `Enlarge: ${title}`}
            title={alone ? 'Show all views (0)' : 'Give this view the whole stage'}
            onClick={toggle}
          >
            {alone ? <Minimize2 aria-hidden="true" /> : <Maximize2 aria-hidden="true" />}
          </button>
        )}
      </div>
      {views.map(({ view, index }, place) => (
        <Fragment key={index}>
          {paged && (
            <button type="button" className="pane-page" aria-expanded={place === page} onClick={() => turnTo(place)}>
              {view.title}
            </button>
          )}
          <div
            className={`figure-view is-${view.kind}${kind === 'chart' ? ' is-chart' : ''}`}
            data-view={index}
            data-measures={measuresOf(view).join(' ')}
            data-closed={(paged && place !== page) || undefined}
            title={drawn.ghosts?.length && WITHOUT_GHOSTS.includes(view.kind) ? HOLD : undefined}
          >
            <Picture view={view} {...drawn} residuals={residuals} />
          </div>
        </Fragment>
      ))}
    </div>
  )
}

const WITHOUT_GHOSTS: readonly string[] = ['heatmap', 'maps', 'network', 'tape', 'text']
const HOLD =
  'A kept run is not drawn behind this view: hold or tap its name in the key to see it here, in the same colours.'

const POINT_BY_POINT: readonly string[] = ['series', 'race', 'scatter', 'histogram', 'heatmap']

/** Whether a view has a theory at this setting that its points can be measured against. */
const isComparable = ({ view }: PlacedView, theory: StageProps['drawn']['theory']): boolean =>
  POINT_BY_POINT.includes(view.kind) && hasResiduals(measuresOf(view), theory)

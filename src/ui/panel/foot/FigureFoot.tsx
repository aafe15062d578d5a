import { useId } from 'react'
import { tooCostly } from '../../../engine/cost'
import type { Experiment, Measures, Reading } from '../../../experiment'
import type { Figure, FigureState } from '../../../figure/state'
import { DataPanel } from '../../evidence/DataPanel'
import type { OwnVerdict } from '../../evidence/ownVerdict'
import { VerdictPanel } from '../../evidence/VerdictPanel'
import { announcement, type VerdictText } from '../../evidence/verdictText'
import { AboutPanel } from './AboutPanel'
import { Badge } from './Badge'

interface FigureFootProps {
  readonly figure: Figure
  readonly experiment: Experiment
  readonly state: FigureState
  /** Whether the figure is held back until its question is answered: then the foot shows no result. */
  readonly isHeld: boolean
  /** The verdict of the figure's own run. */
  readonly verdict: VerdictText
  /** The verdict of a run that is compared and in view in place of the figure's own, and the name of that run. */
  readonly compared: { readonly verdict: VerdictText; readonly what: string } | undefined
  readonly own: readonly OwnVerdict[]
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
}

/** The foot of a figure: the verdict, what is computed, the data, and the backend. */
export function FigureFoot({
  figure,
  experiment,
  state,
  isHeld,
  verdict,
  compared,
  own,
  reading,
  theory,
}: FigureFootProps) {
  const group = useId()
  const { measures, views } = experiment
  const { status, fault, values } = state
  const ended = status === 'done' || status === 'failed'
  // Trying again does not help if the setting is too costly.
  const mayWorkAgain = status === 'failed' && tooCostly(experiment.cost(values)) === undefined
  return (
    <div className="figure-foot">
      <VerdictPanel
        measures={measures}
        text={isHeld ? HELD : (compared?.verdict ?? verdict)}
        own={isHeld ? [] : own}
        of={compared?.what}
        fault={compared ? undefined : fault}
        again={mayWorkAgain ? () => figure.play() : undefined}
        group={group}
        announced={ended && !isHeld ? announcedAtEnd(measures, fault, own, verdict) : ''}
      />
      <AboutPanel about={experiment.about} group={group} />
      <DataPanel measures={measures} reading={reading} theory={theory} views={views} group={group} />
      <Badge
        backend={state.backend}
        wanted={state.wanted}
        ms={state.ms}
        choose={(name) => figure.chooseBackend(name)}
      />
    </div>
  )
}

/** The announcement at the end of a run. A verdict on the reader's answer replaces an agreement with theory, but not a disagreement. */
function announcedAtEnd(
  measures: Measures,
  fault: string | undefined,
  own: readonly OwnVerdict[],
  verdict: VerdictText,
): string {
  const ofTheory = own.length > 0 && verdict.verdict !== 'disagrees' ? '' : announcement(measures, verdict)
  return [fault, ...own.map(({ says }) => says), ofTheory].filter(Boolean).join(' ')
}

const HELD: VerdictText = { verdict: 'none', aside: false, whole: 'Held back until you answer.', lines: [] }

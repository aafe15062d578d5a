import { History } from 'lucide-react'
import { useCallback, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { LayerPointer } from '../../charts'
import { type Experiment, measuresOf } from '../../experiment'
import { ownOutcomes } from '../../figure/claims/ownClaims'
import { type Figure, type FigureState, isFresh, isWorking } from '../../figure/state'
import { Controls } from '../controls/Controls'
import { ownVerdict } from '../evidence/ownVerdict'
import { judged, verdictText } from '../evidence/verdictText'
import { csvOf } from '../export/csv'
import { embedCode } from '../export/embedCode'
import { HoldButton } from './compare/HoldButton'
import { PinList } from './compare/PinList'
import { differenceText, settingText } from './compare/settingText'
import { useCompared } from './compare/useCompared'
import { useDrawnAnswers, useGhosts, useRunName } from './drawnRuns'
import { FigureKey } from './FigureKey'
import { FigureFoot } from './foot/FigureFoot'
import { HeldCover } from './held/HeldCover'
import { type HeldBack, useHeldBack } from './held/heldBack'
import { closeByKey, undoByKey } from './keyboard'
import { FigureMenu } from './menu/FigureMenu'
import { useProjector } from './modes/useProjector'
import { Notices } from './Notices'
import { observed } from './observed'
import { Presets } from './presets/Presets'
import { RunBar } from './runBar/RunBar'
import { paneAt, panesOf } from './stage/panes'
import { Stage } from './stage/Stage'
import { useChosenPane } from './stage/useChosenPane'
import { useKeptFocus } from './useKeptFocus'
import '../ui.css'
import './instrument.css'
import './modes/fullScreen.css'
import './modes/embed.css'
import './modes/print.css'

interface FigurePanelProps {
  readonly figure: Figure
  readonly experiment: Experiment
  /** The experiment's short name: the anchor of the figure. */
  readonly id: string
  /** Whether the figure waits for an answer. */
  readonly held?: HeldBack | undefined
  /** The address of the page with this figure as it is now. */
  address(): string
  /** The address of the figure alone as it is now. */
  embedAddress(): string
  readonly embedded?: Embedded | undefined
}

/** How a figure is shown that is alone in the frame of another page. */
export interface Embedded {
  /** The name or the number of the one view that is shown; undefined: all of them. */
  readonly view: string | undefined
}

/** One figure: everything in it is derived from the declaration and the figure's state. */
export function FigurePanel(props: FigurePanelProps) {
  return (
    <LayerPointer>
      <Panel {...props} />
    </LayerPointer>
  )
}

function Panel({ figure, experiment, id, held, address, embedAddress, embedded }: FigurePanelProps) {
  const state = useSyncExternalStore(figure.subscribe, figure.getState, figure.getInitialState)
  const { measures, params, presets, views } = experiment
  const { values, seed, reading, theory, pins, before, classSketches } = state
  // The class does not see the answers of the lecturer.
  const answers = classSketches ? NO_ANSWERS : state.answers
  const isHeld = useHeldBack(held)
  const root = useRef<HTMLElement>(null)
  const [title, end] = [useId(), useId()]
  // After hydration: the prerendered panel is that of the page.
  const [alone, setAlone] = useState(false)
  useEffect(() => setAlone(embedded !== undefined), [embedded])
  const { projected, toggle } = useProjector(root)
  const onFocus = useKeptFocus(root, heirsOf)
  const panes = useMemo(() => panesOf(experiment), [experiment])
  const { chosen, choose, onKeyDown } = useChosenPane(panes.all.length, paneAt(panes, embedded?.view))
  const fresh = isFresh(state)
  const working = isWorking(state)
  const charted = useMemo(() => views.flatMap((view) => (view.kind === 'scalars' ? [] : measuresOf(view))), [views])
  const verdict = useMemo(
    () => verdictText(measures, { reading, theory, fresh, working, charted }),
    [measures, reading, theory, fresh, working, charted],
  )
  const run = useRunName(state)
  const ghosts = useGhosts(experiment, state)
  const drawnAnswers = useDrawnAnswers(state)
  const { earlier } = state
  const comparison = useCompared(experiment, state)
  const { release } = comparison
  const seen = isHeld ? undefined : comparison.seen
  const set = useCallback<Figure['set']>(
    (name, value) => {
      release()
      figure.set(name, value)
    },
    [figure, release],
  )
  const seenVerdict = useMemo(
    () => seen && verdictText(measures, { ...seen, fresh: true, working: false, charted }),
    [measures, seen, charted],
  )
  const own = useMemo(() => {
    const judgedNow = seen ? { ...seen, answers } : { values, theory, answers, reading: fresh ? reading : null }
    const { aside, verdict: found } = seenVerdict ?? verdict
    return ownOutcomes(experiment, judgedNow).map((outcome) => ownVerdict(outcome, working, aside ? 'none' : found))
  }, [experiment, seen, values, theory, answers, fresh, reading, working, seenVerdict, verdict])
  const shownNow = seen
    ? { values: seen.values, reading: seen.reading, theory: seen.theory, stale: false }
    : { values, ...(isHeld ? NOTHING : { reading, theory }), stale: !isHeld && reading !== null && !fresh }
  const unused = useMemo(() => experiment.unused?.(shownNow.values) ?? [], [experiment, shownNow.values])
  // The frame stays that of the run now: what is compared shares its axes.
  const drawn = { measures, run, ghosts: isHeld ? [] : ghosts, answers: drawnAnswers, ...shownNow }
  const shown = fresh && !isHeld ? reading : null
  const predicted = isHeld ? NOTHING.theory : theory
  return (
    <figure
      className="figure"
      id={id}
      ref={root}
      aria-labelledby={title}
      {...observed(figure, state, verdict)}
      data-runs={state.runs}
      data-own={own[0] && OWN[own[0].verdict]}
      data-projector={projected || undefined}
      data-compares={seen ? '' : undefined}
      data-held={isHeld || undefined}
      onFocus={onFocus}
      onKeyDown={(event) => {
        closeByKey(event)
        undoByKey(event, () => figure.undo())
        comparison.onKeyDown(event)
        onKeyDown(event)
      }}
      onKeyUp={comparison.onKeyUp}
    >
      <a
        className="figure-skip"
        href={`#${end}`}
        onClick={(event) => {
          // The address keeps the place of the figure.
          event.preventDefault()
          document.getElementById(end)?.focus()
        }}
      >
        Skip this figure
      </a>
      <div className="instrument">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: for paper, the page draws the code of the figure's address here, which may be before React comes to it. */}
        <div className="figure-code" aria-hidden="true" suppressHydrationWarning dangerouslySetInnerHTML={UNTOUCHED} />
        <div className="figure-top">
          <div className="figure-heading">
            {/* biome-ignore lint/a11y/useSemanticElements: an h3 is a heading of the text, with its place in contents and slides. */}
            <p className="figure-title" id={title} role="heading" aria-level={3}>
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
            whole={alone}
            address={address}
            embedCode={() => embedCode(embedAddress(), experiment.title)}
            project={toggle}
            caption={() => ({
              title: experiment.title,
              setting: `${settingText(params, values)}; seed ${seed}`,
              link: address(),
            })}
            csv={() => csvOf(measures, shown, predicted, { figure: figure.id, params, values, seed }, drawnAnswers)}
          />
        </div>
        <Presets
          presets={presets}
          active={seen ? seen.preset : state.preset}
          apply={(preset) => figure.apply(preset)}
        />
        <Notices notices={state.notices} dismiss={() => figure.dismissNotices()} />
        {/* For paper, where there are no controls. */}
        <p className="figure-setting" aria-hidden="true">
          {settingText(params, values)}
        </p>
        <div className="figure-side">
          <Controls
            params={params}
            values={shownNow.values}
            unused={unused}
            changed={state.changed}
            turn={state.jumps % 2}
            set={set}
          />
          <RunBar figure={figure} experiment={experiment} state={state} seed={seen ? seen.seed : seed} />
        </div>
        <Stage {...{ panes, drawn, chosen, choose }} cover={isHeld && held && <HeldCover held={held} />} />
        <FigureKey
          predicted={judged(measures, theory).length > 0}
          answers={answers}
          sketched={classSketches !== undefined && classSketches.length > 0}
          show={(question, on) => figure.showAnswer(question, on)}
        >
          <PinList
            experiment={experiment}
            pins={pins}
            before={before}
            now={state}
            comparison={comparison}
            remove={(index) => figure.unpin(index)}
            forgetBefore={() => figure.forgetBefore()}
          />
          {earlier && (
            <HoldButton
              className="compare-button"
              held={comparison.isHeld('earlier')}
              title={`Hold, or tap, to see the setting before: ${differenceText(params, earlier, { values, seed })} (or hold C)`}
              hold={comparison.hold('earlier')}
            >
              <History aria-hidden="true" />
              <span>{comparison.isHeld('earlier') ? 'The setting before' : 'Hold to compare'}</span>
            </HoldButton>
          )}
        </FigureKey>
        <FigureFoot
          {...{ figure, experiment, state, isHeld, verdict, own }}
          compared={seen && seenVerdict && { verdict: seenVerdict, what: seen.what }}
          reading={shown}
          theory={predicted}
        />
      </div>
      <span id={end} tabIndex={-1} />
    </figure>
  )
}

/** What takes the focus of a control that goes: Pin of the last pinned run that is removed, Play of anything else. */
const heirsOf = (lost: Element) => [...(lost.closest('.pins') ? ['.run-button[aria-label="Pin"]'] : []), PLAY]

const PLAY = '.run-button.is-main'

/** React does not touch what other code draws into an element with this content. */
const UNTOUCHED = { __html: '' }

const NO_ANSWERS: FigureState['answers'] = []

/** The numbers of a figure that is held back. */
const NOTHING = { reading: null, theory: {} } as const

/** The outcome of the reader's claim, as tests and embedding pages read it. */
const OWN = { agrees: 'holds', disagrees: 'refuted', none: 'undecided' } as const

import { FlaskConical, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { exactText, quantityText, typeset, zText } from '../../charts'
import { type Check, type Outcome, type Verdict, Z_LIMIT } from '../../experiment'
import type { ClaimOutcome, ClaimProgress, ClaimRun, StartClaim } from '../../figure/state'
import { BACKENDS } from '../panel/foot/Badge'
import { useKeptFocus } from '../panel/useKeptFocus'
import { Sign } from './Sign'
import '../ui.css'
import './evidence.css'

type Shown =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: ClaimProgress }
  | { readonly status: 'ended'; readonly outcome: ClaimOutcome }

interface ClaimRunnerProps {
  readonly start: StartClaim | undefined
  /** The name of the repetitions of the figure, in the plural: "networks". */
  readonly repeated: string
}

/** Runs a sentence of the page on the reader's machine and shows the evidence. */
export function ClaimRunner({ start, repeated }: ClaimRunnerProps) {
  const [shown, setShown] = useState<Shown>({ status: 'idle' })
  const run = useRef<ClaimRun>(undefined)
  const turn = useRef(0)
  const root = useRef<HTMLDivElement>(null)
  const keepFocus = useKeptFocus(root, heirsOf)
  useEffect(
    () => () => {
      turn.current++
      run.current?.cancel()
    },
    [],
  )
  const check = async () => {
    if (!start) return
    const mine = ++turn.current
    run.current = start((progress) => {
      if (turn.current === mine) setShown({ status: 'running', progress })
    })
    const outcome = await run.current.outcome
    // A later click or a cancellation has taken over.
    if (turn.current !== mine) return
    run.current = undefined
    setShown({ status: 'ended', outcome })
  }
  const cancel = () => {
    turn.current++
    run.current?.cancel()
    run.current = undefined
    setShown({ status: 'idle' })
  }
  const again = shown.status === 'idle' ? 'Check this on your machine' : 'Check again, with another draw'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only follows the focus of its buttons.
    <div className="claim-runner" data-claim-status={statusOf(shown)} ref={root} onFocus={keepFocus}>
      <div className="claim-line" role="status">
        {shown.status === 'ended' && <Whole outcome={shown.outcome} />}
        {shown.status === 'running' ? (
          <Running progress={shown.progress} repeated={repeated} cancel={cancel} />
        ) : (
          <button
            type="button"
            className="claim-check"
            title={shown.status === 'idle' ? undefined : again}
            onClick={check}
            disabled={!start}
          >
            <FlaskConical aria-hidden="true" />
            <span className={shown.status === 'idle' ? undefined : 'visually-hidden'}>{again}</span>
          </button>
        )}
      </div>
      {shown.status === 'ended' && shown.outcome.outcome !== undefined && (
        <Evidence outcome={shown.outcome} repeated={repeated} />
      )}
    </div>
  )
}

const heirsOf = () => ['button']

/** As `data-claim-status` says it: idle, running, holds, refuted, undecided, failed (there are no numbers). */
const statusOf = (shown: Shown): string =>
  shown.status === 'ended' ? (shown.outcome.outcome ?? 'failed') : shown.status

const VERDICTS: Readonly<Record<Outcome, Verdict>> = { holds: 'agrees', refuted: 'disagrees', undecided: 'none' }

interface RunningProps {
  readonly progress: ClaimProgress
  readonly repeated: string
  cancel(): void
}

function Running({ progress: { readings, expected, run, most, sofar }, repeated, cancel }: RunningProps) {
  return (
    <div className="claim-running">
      <progress max={expected} value={readings} aria-label="Readings taken" />
      <span>{`${readings} of ${expected} readings`}</span>
      {sofar && <span>{`${openText(sofar, repeated)} Taking more: run ${run}, of at most ${most}.`}</span>}
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </div>
  )
}

/** "Not decided with 480 networks (z = 2.3; 4 would decide it)." */
function openText({ checks, repeats, outcome }: ClaimOutcome, repeated: string): string {
  const open = checks.find((check) => check.outcome === outcome)
  const far =
    open?.z === undefined || outcome === 'refuted' ? '' : ` (z = ${zText(open.z)}; ${Z_LIMIT} would decide it)`
  return `Not decided with ${repeats === undefined ? 'one run' : `${repeats} ${repeated}`}${far}.`
}

/** The outcome in one line: "Holds, z = 1.3". */
function Whole({ outcome: { outcome, checks, fault } }: { readonly outcome: ClaimOutcome }) {
  if (outcome === undefined)
    return (
      <p className="fault">
        <TriangleAlert aria-hidden="true" />
        <span>{`Not decided. ${fault ?? ''}`}</span>
      </p>
    )
  const [only] = checks
  const far = checks.length === 1 && only?.z !== undefined ? `, z = ${zText(only.z)}` : ''
  const alike = checks.filter((check) => check.outcome === outcome).length
  const count = checks.length > 1 ? `, ${alike} of ${checks.length}` : ''
  return (
    <p className="claim-whole" data-verdict-of={VERDICTS[outcome]}>
      <Sign verdict={VERDICTS[outcome]} />
      <span>{`${WORDS[outcome]}${far}${count}`}</span>
    </p>
  )
}

const WORDS: Readonly<Record<Outcome, string>> = { holds: 'Holds', refuted: 'Refuted', undecided: 'Undecided' }

/** The number of networks and every check, opened on demand. */
function Evidence({ outcome: ended, repeated }: { readonly outcome: ClaimOutcome; readonly repeated: string }) {
  const { checks, backend } = ended
  const where = backend ? ` Run on ${BACKENDS[backend.name]}${backend.software ? ' (software)' : ''}.` : ''
  return (
    <details className="claim-evidence">
      <summary>Evidence</summary>
      <p>{`${wholeText(ended, repeated)}${where}`}</p>
      <ul>
        {checks.map((check, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two checks may have the same label, and the order of a claim's checks never changes.
          <CheckLine key={index} {...check} />
        ))}
      </ul>
    </details>
  )
}

function wholeText({ outcome, checks, repeats }: ClaimOutcome, repeated: string): string {
  const rests = repeats === undefined ? '' : ` with ${repeats} ${repeated}`
  if (outcome === 'holds') return `Holds${rests}.`
  if (outcome === 'refuted') return `Refuted${rests}.`
  const reason = checks.find((check) => check.reason !== undefined)?.reason
  return reason === undefined ? `Cannot be told apart${rests}.` : `Cannot be decided here. ${reason}`
}

function CheckLine({ says, outcome, z, compared, reason }: Check) {
  const judged = z === undefined ? outcome : `${outcome} (z = ${zText(z)})`
  const numbers = compared && ` ${comparedText(compared)}`
  return (
    <li data-verdict-of={VERDICTS[outcome]}>
      <Sign verdict={VERDICTS[outcome]} />
      <span>{typeset(`${says}${numbers ? `:${numbers}` : ''}; ${reason ?? judged}`)}</span>
    </li>
  )
}

function comparedText({ measure, measured, relation, to }: NonNullable<Check['compared']>): string {
  const found = quantityText(measure, measured)
  const other = to.stderr > 0 ? quantityText(measure, to) : exactText(measure, to.value)
  if (relation === '=') return `measured ${found}, expected ${other}`
  return `measured ${found}, ${relation === '<' ? 'below' : 'above'} ${other}`
}

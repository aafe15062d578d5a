import { FlaskConical, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { typeset, zText } from '../charts'
import type { ClaimOutcome, ClaimRun, StartClaim } from '../engine/state'
import type { Check as Evidence, Verdict } from '../experiment'
import { BACKENDS } from './Badge'
import { Sign } from './Sign'
import './ui.css'

type Shown =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly readings: number; readonly expected: number }
  | { readonly status: 'ended'; readonly outcome: ClaimOutcome }

/** Runs a sentence of the page on the reader's machine and shows the evidence. */
export function ClaimRunner({ start }: { readonly start: StartClaim | undefined }) {
  const [shown, setShown] = useState<Shown>({ status: 'idle' })
  const run = useRef<ClaimRun>(undefined)
  const turn = useRef(0)
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
    setShown({ status: 'running', readings: 0, expected: 1 })
    run.current = start((readings, expected) => {
      if (turn.current === mine) setShown({ status: 'running', readings, expected })
    })
    const outcome = await run.current.outcome
    // Cancelled, or the page has gone on: nobody waits for this outcome.
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
  return (
    <div className="claim-runner" data-claim-status={statusOf(shown)}>
      {shown.status === 'running' ? (
        <div className="claim-running">
          <progress max={shown.expected} value={shown.readings} aria-label="Readings taken" />
          <span>
            {shown.readings} of {shown.expected} readings
          </span>
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </div>
      ) : (
        <button type="button" className="claim-check" onClick={check} disabled={!start}>
          <FlaskConical aria-hidden="true" />
          {shown.status === 'idle' ? 'Check this on your machine' : 'Check again, with another draw'}
        </button>
      )}
      <div className="claim-evidence" role="status">
        {shown.status === 'ended' && <Outcome outcome={shown.outcome} />}
      </div>
    </div>
  )
}

/** As `data-claim-status` says it: idle, running, holds, fails, undecided (on these numbers), failed (there are none). */
function statusOf(shown: Shown): string {
  if (shown.status !== 'ended') return shown.status
  const { holds, checks } = shown.outcome
  if (holds === undefined) return checks.length > 0 ? 'undecided' : 'failed'
  return holds ? 'holds' : 'fails'
}

const verdictOf = (holds: boolean | undefined): Verdict =>
  holds === undefined ? 'none' : holds ? 'agrees' : 'disagrees'

function Outcome({ outcome: { holds, checks, backend, fault } }: { readonly outcome: ClaimOutcome }) {
  if (holds === undefined && checks.length === 0)
    return (
      <p className="fault">
        <TriangleAlert aria-hidden="true" /> Not decided. {fault}
      </p>
    )
  return (
    <>
      <p className="claim-whole" data-verdict-of={verdictOf(holds)}>
        <Sign verdict={verdictOf(holds)} />
        {holds === undefined ? 'Cannot be decided here' : holds ? 'Holds' : 'Fails'}
        {backend ? `, run on ${BACKENDS[backend.name]}${backend.software ? ' (software)' : ''}` : ''}.
      </p>
      <ul>
        {checks.map((evidence) => (
          <CheckLine key={evidence.says} {...evidence} />
        ))}
      </ul>
    </>
  )
}

function CheckLine({ says, holds, z }: Evidence) {
  return (
    <li data-verdict-of={verdictOf(holds)}>
      <Sign verdict={verdictOf(holds)} />
      <span>
        {typeset(says)}
        {/* An open check says itself why it is open. */}
        {holds !== undefined && `; ${holds ? 'holds' : 'fails'}${z === undefined ? '' : ` (z = ${zText(z)})`}`}
      </span>
    </li>
  )
}

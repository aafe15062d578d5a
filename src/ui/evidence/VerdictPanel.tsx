import { TriangleAlert } from 'lucide-react'
import type { Measures } from '../../experiment'
import type { OwnVerdict } from './ownVerdict'
import { Sign } from './Sign'
import type { VerdictText } from './verdictText'
import './evidence.css'

interface VerdictPanelProps {
  readonly measures: Measures
  readonly text: VerdictText
  /** The reader's claims by answers that run. If there are any, the line judges them instead of the agreement with theory. */
  readonly own?: readonly OwnVerdict[]
  /** The name of the run that is judged, if it is not the present one: "the setting before". */
  readonly of?: string | undefined
  readonly fault: string | undefined
  /** Measures again what failed, where that may help. */
  readonly again?: (() => void) | undefined
  /** The group of this panel: only one panel of a group is open at a time. */
  readonly group: string
  /** Announced to screen readers once, when a run has ended. */
  readonly announced: string
}

/** Whether measured and theory agree, in one line; measure by measure on demand. Each verdict has a sign and a word, not only a colour. */
export function VerdictPanel({ measures, text, own = [], of, fault, again, group, announced }: VerdictPanelProps) {
  const { whole, lines, aside } = text
  // If only scalars have a theory, their agreement is no verdict on the curves.
  const [claimed] = own
  const verdict = aside && text.verdict === 'agrees' ? 'none' : text.verdict
  return (
    <div className="verdict">
      <details className="evidence verdict-evidence" name={group}>
        <summary className="verdict-whole" data-verdict-of={claimed?.verdict ?? verdict} title="Show the evidence">
          <Sign verdict={claimed?.verdict ?? verdict} />
          <span className="verdict-words">
            {attributed(claimed ? besideClaim(claimed.says, text) : whole || 'No theory to compare with.', of)}
          </span>
        </summary>
        <ul className="evidence-panel verdict-lines">
          {own.map(({ param, verdict: found, says }) => (
            <li key={`own ${param}`} data-verdict-of={found} data-own={param}>
              <Sign verdict={found} />
              <span>{says}</span>
            </li>
          ))}
          {lines.map(({ measure, verdict: found, says }) => (
            <li key={measure} data-verdict-of={found} data-term={measures[measure]?.term ?? measure}>
              <Sign verdict={found} />
              <span>
                <span className="verdict-name">{`${measures[measure]?.label}:`}</span> <span>{says}</span>
              </span>
            </li>
          ))}
          {lines.length === 0 && <li>There is nothing to compare.</li>}
        </ul>
      </details>
      {fault !== undefined && (
        <p className="fault" title={fault}>
          <TriangleAlert aria-hidden="true" /> <span>{fault}</span>
          {again && (
            <button type="button" onClick={again}>
              Try again
            </button>
          )}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {announced}
      </p>
    </div>
  )
}

/** The reader's claim, followed by the verdict on theory unless it agrees: the sentence of the claim includes agreement. */
const besideClaim = (claim: string, { verdict, aside, whole }: VerdictText): string =>
  verdict === 'disagrees' && !aside ? `${claim} Beside that: ${whole.charAt(0).toLowerCase()}${whole.slice(1)}` : claim

/** "The setting before: agrees with theory." */
const attributed = (text: string, of: string | undefined): string =>
  of === undefined
    ? text
    : `${of.charAt(0).toUpperCase()}${of.slice(1)}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`

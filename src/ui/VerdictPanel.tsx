import { Check, CircleDashed, TriangleAlert, X } from 'lucide-react'
import type { Measures, Verdict } from '../experiment'
import type { VerdictText } from './verdictText'

interface VerdictPanelProps {
  readonly measures: Measures
  readonly text: VerdictText
  readonly fault: string | undefined
  /** Said aloud once, when a run has ended. */
  readonly announced: string
}

/** Whether measured and theory agree, measure by measure: a sign and a word each, colour besides. */
export function VerdictPanel({ measures, text, fault, announced }: VerdictPanelProps) {
  return (
    <div className="verdict">
      <p className="verdict-whole" data-verdict-of={text.verdict}>
        <Sign verdict={text.verdict} /> {text.whole || 'No theory to compare with.'}
      </p>
      <ul className="verdict-lines">
        {text.lines.map(({ measure, verdict, says }) => (
          <li key={measure} data-verdict-of={verdict} data-term={measures[measure]?.term ?? measure}>
            <Sign verdict={verdict} />
            <span>
              <span className="verdict-name">{measures[measure]?.label}:</span> {says}
            </span>
          </li>
        ))}
      </ul>
      {fault !== undefined && (
        <p className="fault">
          <TriangleAlert aria-hidden="true" /> {fault}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {announced}
      </p>
    </div>
  )
}

function Sign({ verdict }: { readonly verdict: Verdict }) {
  if (verdict === 'agrees') return <Check className="sign" aria-hidden="true" />
  if (verdict === 'disagrees') return <X className="sign" aria-hidden="true" />
  return <CircleDashed className="sign" aria-hidden="true" />
}

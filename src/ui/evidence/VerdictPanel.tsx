import { TriangleAlert } from 'lucide-react'
import type { Measures } from '../../experiment'
import { Sign } from './Sign'
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

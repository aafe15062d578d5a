import type { ReactNode } from 'react'
import { KeySample } from '../../charts'

interface FigureKeyProps {
  /** Some measure has a theory. */
  readonly predicted: boolean
  /** The pinned runs, each with its dashes. */
  readonly children?: ReactNode
}

/** What the marks of all charts mean, once for the figure. */
export const FigureKey = ({ predicted, children }: FigureKeyProps) => (
  <div className="figure-key">
    <ul aria-label="Key">
      <li>
        <KeySample sample="measured" />
        <span>points: measured ± 1 standard error</span>
      </li>
      {predicted && (
        <li>
          <KeySample sample="theory" />
          <span>pale line: theory</span>
        </li>
      )}
    </ul>
    {children}
  </div>
)

import type { ReactNode } from 'react'
import { KeySample } from '../../charts'
import type { FigureAnswer } from '../../figure/state'
import './figureKey.css'

interface FigureKeyProps {
  /** Some measure has a theory. */
  readonly predicted: boolean
  /** The reader's answers, each with a switch. */
  readonly answers?: readonly FigureAnswer[]
  /** There are sketches of a class. */
  readonly sketched?: boolean
  show?(question: string, shown: boolean): void
  /** The pinned runs, each with its dashes. */
  readonly children?: ReactNode
}

/** The legend that all charts of a figure share. */
export const FigureKey = ({ predicted, answers = [], sketched = false, show, children }: FigureKeyProps) => (
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
      {sketched && (
        <li>
          <KeySample sample="voted" />
          <span>dotted: what the class sketched</span>
        </li>
      )}
      {answers
        .filter(({ lines }) => lines.length > 0)
        .map(({ question, label, predicted, shown }) => (
          <li key={question} className="key-answer" data-off={!shown || undefined}>
            <KeySample sample="answer" />
            <label
              title={`${shown ? 'Hide' : 'Show'} the line of your answer, ${label}${
                predicted ? `, and of your first, ${predicted.label}` : ''
              }`}
            >
              <span className="key-answer-name">{`dotted: your answer, ${label}${
                predicted ? `; paler: your first, ${predicted.label}` : ''
              }`}</span>
              <input
                type="checkbox"
                className="switch"
                checked={shown}
                onChange={(event) => show?.(question, event.target.checked)}
              />
            </label>
          </li>
        ))}
    </ul>
    {children}
  </div>
)

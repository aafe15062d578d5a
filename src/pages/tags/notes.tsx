import type { ReactNode } from 'react'
import type { Placed } from '../pageData'
import { Words } from '../words'

interface NoteProps {
  readonly children?: ReactNode
}

/** A citation or a remark: in the margin if there is room, otherwise in the text. */
export function Aside({ children }: NoteProps) {
  return (
    <div className="note" role="note">
      {children}
    </div>
  )
}

/** A slip in the printed problem: as printed, as meant, and why. */
export function AsPrinted({ children }: NoteProps) {
  return (
    <div className="note as-printed" role="note">
      <p className="label">As printed</p>
      {children}
    </div>
  )
}

/** Two or three sentences to remember from a part. */
export function Takeaway({ children }: NoteProps) {
  return (
    <div className="takeaway" role="note">
      <p className="label">To take along</p>
      {children}
    </div>
  )
}

/** Text that is a slide of its own in the lecture. */
export const Scene = ({ children }: NoteProps) => <div className="scene">{children}</div>

/** Notes for the speaker, hidden on the page. */
export const Notes = ({ children }: NoteProps) => (
  <div className="speaker-notes" hidden>
    {children}
  </div>
)

interface LetterProps extends Placed {
  /** The letter, as a formula between dollar signs. */
  readonly of: string
  /** Its meaning. Formulas are between dollar signs. */
  readonly means: string
}

/** The table of the page's letters; the page's compiler groups successive letters. Closed at first, open in print. */
export function Letters({ children }: NoteProps) {
  return (
    <details className="reveal letters">
      <summary>The letters of this page</summary>
      <dl className="reveal-body">{children}</dl>
    </details>
  )
}

/** A letter and its meaning on this page; other pages may use it differently. */
export function Letter({ of, means, at }: LetterProps) {
  return (
    <div>
      <dt>
        <Words text={of} at={at} />
      </dt>
      <dd>
        <Words text={means} at={at} />
      </dd>
    </div>
  )
}

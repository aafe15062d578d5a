import type { ReactNode } from 'react'
import type { Placed } from '../pageData'
import { Words } from '../words'

interface NoteProps {
  readonly children?: ReactNode
}

/** A citation or a remark: in the margin where there is room, in its place in the text where there is none. */
export function Aside({ children }: NoteProps) {
  return (
    <div className="note" role="note">
      {children}
    </div>
  )
}

/** A slip of the print: as printed, as meant, why. */
export function AsPrinted({ children }: NoteProps) {
  return (
    <div className="note as-printed" role="note">
      <p className="label">As printed</p>
      {children}
    </div>
  )
}

/** What to take along from a part: two or three sentences to remember. */
export function Takeaway({ children }: NoteProps) {
  return (
    <div className="takeaway" role="note">
      <p className="label">To take along</p>
      {children}
    </div>
  )
}

interface LetterProps extends Placed {
  /** The letter, a formula between dollar signs. */
  readonly of: string
  /** Formulas between dollar signs. */
  readonly means: string
}

/** The page's table of letters; the page's compiler puts neighbouring letters together. Closed until asked for, open in print. */
export function Letters({ children }: NoteProps) {
  return (
    <details className="reveal letters">
      <summary>The letters of this page</summary>
      <dl className="reveal-body">{children}</dl>
    </details>
  )
}

/** A letter and what it means on this page: other pages use some of them for other things. */
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

import type { ReactNode } from 'react'

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

import { createContext, type ReactNode, useContext } from 'react'
import type { Placed } from '../pageData'
import { usePageData } from '../pageData'
import { Words } from '../words'

interface SectionProps {
  readonly children?: ReactNode
}

interface PartProps extends SectionProps, Placed {
  readonly id: string
  /** The title. Formulas are between dollar signs. */
  readonly title: string
}

/** The part that a hint or a solution belongs to, for its accessible name. */
const PartContext = createContext('')

/** The statement of the problem. */
export function Problem({ children }: SectionProps) {
  return (
    <section className="problem" id="problem" aria-labelledby="problem-title">
      <h2 className="label" id="problem-title">
        The problem
      </h2>
      {children}
    </section>
  )
}

/** A part of the problem. An id of one letter is the letter of the printed part, and is shown before the title. */
export function Part({ id, title, at, children }: PartProps) {
  const letter = id.length === 1 ? id : undefined
  return (
    <section className="part" id={id} aria-labelledby={`${id}-title`}>
      <div className="part-head">
        <h2 id={`${id}-title`}>
          {letter && (
            <span className="letter">
              <span className="spoken">Part </span>
              {letter}
              <span className="spoken">: </span>
            </span>
          )}
          <Words text={title} at={at} />
        </h2>
        <a className="anchor" href={`#${id}`} aria-label={letter ? `Link to part ${letter}` : 'Link to this part'}>
          #
        </a>
      </div>
      <PartContext value={letter ? ` to part ${letter}` : ''}>
        {children}
        <Notes part={id} />
      </PartContext>
    </section>
  )
}

/** A hint. Closed at first. */
export function Hint({ children }: SectionProps) {
  return (
    <details className="reveal hint">
      <summary>
        Hint<span className="spoken">{useContext(PartContext)}</span>
      </summary>
      <div className="reveal-body">{children}</div>
    </details>
  )
}

/** The answer with its derivation. Closed at first, open in print. */
export function Solution({ children }: SectionProps) {
  return (
    <details className="reveal solution">
      <summary>
        Solution<span className="spoken">{useContext(PartContext)}</span>
      </summary>
      <div className="reveal-body">{children}</div>
    </details>
  )
}

/** The reader's own notes to a part, kept in their browser. */
function Notes({ part }: { readonly part: string }) {
  const { problem } = usePageData()
  const to = useContext(PartContext)
  return (
    <details className="reveal notes">
      <summary>
        Your notes<span className="spoken">{to}</span>
      </summary>
      <div className="reveal-body">
        <textarea data-note={`${problem.id}/${part}`} rows={4} aria-label={`Your notes${to}`} />
        <p className="notes-print" aria-hidden="true" />
      </div>
    </details>
  )
}

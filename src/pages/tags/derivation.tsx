import type { ReactNode } from 'react'
import type { Placed } from '../pageData'
import { Words } from '../words'

interface StepProps extends Placed {
  /** The reason of this step. Formulas are between dollar signs. */
  readonly because: string
  readonly children?: ReactNode
}

/** A list of successive steps; the page's compiler groups them. */
export function Steps({ children }: { readonly children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a list without its bullets is none to some screen readers.
    <ol className="steps" role="list">
      {children}
    </ol>
  )
}

/** One step of a derivation, with its reason next to it. */
export function Step({ because, at, children }: StepProps) {
  return (
    <li className="step">
      <p className="because">
        <Words text={because} at={at} />
      </p>
      <div className="move">{children}</div>
    </li>
  )
}

interface AssumptionProps extends Placed {
  /** What goes wrong without the assumption. Formulas are between dollar signs. */
  readonly breaks: string
  readonly children?: ReactNode
}

/** An assumption at the position where it is used, and what goes wrong without it. */
export function Assumption({ breaks, at, children }: AssumptionProps) {
  return (
    <div className="assumption">
      {children}
      <p className="breaks">
        <span className="label">What breaks</span> <Words text={breaks} at={at} />
      </p>
    </div>
  )
}

import type { ReactNode } from 'react'
import './compare.css'

interface HoldButtonProps {
  readonly className: string
  readonly held: boolean
  readonly title: string
  readonly children: ReactNode
  hold(held: boolean): void
}

/** Shows another run for as long as it is held down, by a pointer or by Space or Enter. */
export const HoldButton = ({ className, held, title, children, hold }: HoldButtonProps) => (
  <button
    type="button"
    className={`hold-button ${className}`}
    aria-pressed={held}
    title={title}
    onPointerDown={() => hold(true)}
    onPointerUp={() => hold(false)}
    onPointerLeave={() => hold(false)}
    onPointerCancel={() => hold(false)}
    onContextMenu={(event) => event.preventDefault()}
    onKeyDown={({ key }) => {
      if (key === ' ' || key === 'Enter') hold(true)
    }}
    onKeyUp={() => hold(false)}
    onBlur={() => hold(false)}
  >
    {children}
  </button>
)

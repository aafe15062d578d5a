import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useAway } from '../../charts/plot/useAway'

interface DisclosureProps {
  readonly name: string
  readonly summary: ReactNode
  readonly children: ReactNode
}

/** A small panel that opens over the page; Escape, or going elsewhere, closes it. */
export function Disclosure({ name, summary, children }: DisclosureProps) {
  const element = useRef<HTMLDetailsElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    if (element.current) element.current.open = false
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !element.current?.open) return
    event.stopPropagation()
    close()
    element.current.querySelector('summary')?.focus()
  }
  useAway(isOpen, element, close)
  // A press on a text of the panel moves the focus to what is around the panel.
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
    if (!(relatedTarget instanceof Node) || relatedTarget.contains(currentTarget)) return
    if (!currentTarget.contains(relatedTarget)) close()
  }
  return (
    <details
      className={`disclosure ${name}`}
      ref={element}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{summary}</summary>
      <div className="disclosure-panel">{children}</div>
    </details>
  )
}

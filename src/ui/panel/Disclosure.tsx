import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'

interface DisclosureProps {
  readonly name: string
  readonly summary: ReactNode
  readonly children: ReactNode
}

/** A small panel that opens over the page; Escape, or going elsewhere, closes it. */
export function Disclosure({ name, summary, children }: DisclosureProps) {
  const element = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (element.current) element.current.open = false
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !element.current?.open) return
    event.stopPropagation()
    close()
    element.current.querySelector('summary')?.focus()
  }
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) close()
  }
  return (
    <details className={`disclosure ${name}`} ref={element} onKeyDown={onKeyDown} onBlur={onBlur}>
      <summary>{summary}</summary>
      <div className="disclosure-panel">{children}</div>
    </details>
  )
}

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'

interface DialogProps {
  readonly title: string
  readonly className: string
  readonly children: ReactNode
  close(): void
}

/** A panel over the moment. It takes the focus, and gives it back to the page when it goes. */
export function Dialog({ title, className, children, close }: DialogProps) {
  const root = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    root.current?.focus()
    return () => document.querySelector('main')?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={`lecture-dialog ${className}`} role="dialog" aria-labelledby={id} tabIndex={-1} ref={root}>
      <div className="lecture-dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" aria-label="Close" title="Close" onClick={close}>
          <X aria-hidden="true" />
        </button>
      </div>
      {children}
    </div>
  )
}

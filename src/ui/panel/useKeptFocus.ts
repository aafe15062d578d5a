import { type FocusEvent, type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the keyboard in a part of the page: where the focused control goes or is disabled, as Remove, Dismiss, Pin and Check do, the first
 * control that matches `heir` takes the focus. Returns the handler of `onFocus`.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, heir: string): (event: FocusEvent) => void {
  const last = useRef<Element>(undefined)
  useEffect(() => {
    const { activeElement: active, body } = document
    const lost = last.current
    if (!lost || (lost.isConnected && !lost.matches(':disabled'))) return
    last.current = undefined
    if (active === body || active === lost)
      root.current?.querySelector<HTMLElement>(heir)?.focus({ preventScroll: true })
  })
  return ({ target }) => {
    last.current = target
  }
}

import { type FocusEvent, type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the keyboard in a figure: where the focused control goes or is disabled, as Remove, Dismiss and Pin do, the play button takes the
 * focus. Returns the handler of `onFocus`.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const last = useRef<Element>(undefined)
  useEffect(() => {
    const { activeElement: active, body } = document
    const lost = last.current
    if (!lost || (lost.isConnected && !lost.matches(':disabled'))) return
    last.current = undefined
    if (active === body || active === lost)
      root.current?.querySelector<HTMLElement>('.run-button.is-main')?.focus({ preventScroll: true })
  })
  return ({ target }) => {
    last.current = target
  }
}

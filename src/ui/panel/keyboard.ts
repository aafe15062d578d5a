import type { KeyboardEvent } from 'react'
import { takesText } from './stage/useChosenPane'

/** Takes the last change back with Ctrl or Command and Z, unless a text is being typed. */
export function undoByKey(event: KeyboardEvent, undo: () => void): void {
  if (event.key !== 'z' || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return
  if (takesText(event.target)) return
  event.preventDefault()
  undo()
}

/** Escape closes what is open around the focus, and gives the focus to what opens it. */
export function closeByKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !(event.target instanceof Element)) return
  const open = event.target.closest('details.evidence[open]')
  if (!open) return
  event.stopPropagation()
  open.removeAttribute('open')
  open.querySelector('summary')?.focus()
}

import { isTyping, type Key, keyOf, type Pressed } from './keys'

interface KeyTarget {
  press(key: Key): void
  /** Whether a number is being typed, which the enter key ends. */
  isNumberTyped(): boolean
}

/** Hands the keys of a lecture to `target`, whatever has the focus, and keeps them from the page. Returns what stops it. */
export function listenForKeys(target: KeyTarget): () => void {
  const take = (event: KeyboardEvent): Key | undefined => {
    const key = lectureKeyOf(event, target.isNumberTyped())
    if (key) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    return key
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const key = take(event)
    if (!key || (event.repeat && !(key.kind === 'action' && ['next', 'back'].includes(key.action)))) return
    target.press(key)
  }
  // The browser presses a focused button when the space bar is released.
  const onKeyUp = (event: KeyboardEvent) => {
    take(event)
  }
  addEventListener('keydown', onKeyDown, { capture: true })
  addEventListener('keyup', onKeyUp, { capture: true })
  return () => {
    removeEventListener('keydown', onKeyDown, { capture: true })
    removeEventListener('keyup', onKeyUp, { capture: true })
  }
}

/** The keys of a lecture that move the handle of a pad too. A remote has Page Up and Page Down, which stay its own. */
const DRAWS = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End'])

/** Whether a sketch of the class is drawn by keyboard: its pad was reached by a key, not by the pointer. */
const isDrawing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('.lecture-pad [role="slider"]:focus-visible')

/** The key, unless it belongs to the element that has the focus. */
function lectureKeyOf(event: Pressed & { readonly target: EventTarget | null }, numberTyped: boolean): Key | undefined {
  const key = keyOf(event)
  if (!key) return undefined
  const leaves = key.kind === 'action' && key.action === 'leave' && event.key === 'Escape'
  if (isTyping(event.target) && !leaves) return undefined
  if (isDrawing(event.target) && DRAWS.has(event.key)) return undefined
  // The enter key presses what has the focus, unless it ends a number.
  if (key.kind === 'action' && key.action === 'enter' && !numberTyped) return undefined
  // In a dialog the space bar presses its buttons.
  const inDialog = event.target instanceof Element && event.target.closest('.lecture-dialog') !== null
  return key.kind === 'action' && event.key === ' ' && inDialog ? undefined : key
}

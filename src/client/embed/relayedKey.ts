const SCROLLING = ['PageUp', 'PageDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
const RELAYED = [...SCROLLING, 'b', 'B', 'Escape']

/** Elements that take typed letters. */
const FIELD = 'textarea, select, [contenteditable], input:not([type="range"], [type="radio"], [type="checkbox"])'
/** Elements that arrow keys move. */
const MOVED = 'input[type="range"], input[type="radio"]'

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'target' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'defaultPrevented'
>

/** Returns the key to pass on to the embedding page; undefined if the focused element uses the key, or if it is not a key of a clicker. */
export function relayedKey(event: Pressed): string | undefined {
  const { key, target } = event
  if (event.defaultPrevented || event.isComposing || !RELAYED.includes(key)) return undefined
  if (event.altKey || event.ctrlKey || event.metaKey || (event.shiftKey && key !== 'B')) return undefined
  if (!(target instanceof Element)) return key
  if (target.matches(FIELD)) return undefined
  return SCROLLING.includes(key) && (target.matches(MOVED) || scrolls(target)) ? undefined : key
}

/** Whether an element, or a box of the figure around it, scrolls. */
function scrolls(target: Element): boolean {
  const box = target.closest<HTMLElement>('[tabindex="0"]')
  return box !== null && (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
}

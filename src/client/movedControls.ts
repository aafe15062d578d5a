/** The controls that the reader moves. What the browser itself fills in, going back to a page, is no input of theirs. */
export function watchControls(): ReadonlySet<EventTarget> {
  const moved = new Set<EventTarget>()
  document.addEventListener('input', ({ target }) => target && moved.add(target))
  return moved
}

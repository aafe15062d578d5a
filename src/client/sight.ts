/** Tells whether an element can be seen: on screen, in a tab that is not hidden. */
export function watchSight(element: Element, tell: (seen: boolean) => void): void {
  let onScreen = false
  const say = () => tell(onScreen && document.visibilityState === 'visible')
  new IntersectionObserver(([entry]) => {
    onScreen = entry?.isIntersecting ?? onScreen
    say()
  }).observe(element)
  document.addEventListener('visibilitychange', say)
}

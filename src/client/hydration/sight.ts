/** Tells whether a figure can be seen: on screen or alone on it, in a tab that is not hidden. */
export function watchSight(figure: Element, tell: (seen: boolean) => void): void {
  let onScreen = false
  // What is full screen has left the page, and observers may report that it cannot be seen.
  const isAlone = () => document.fullscreenElement === figure || figure.hasAttribute('data-projector')
  const say = () => tell((onScreen || isAlone()) && document.visibilityState === 'visible')
  new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen
    say()
  }).observe(figure)
  document.addEventListener('visibilitychange', say)
  document.addEventListener('fullscreenchange', say)
}

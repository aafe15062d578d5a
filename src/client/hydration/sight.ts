/**
 * Tells whether the figure of an island can be seen: on screen or alone on it, in a tab that is not hidden. Returns a function that looks for the figure
 * anew: React replaces it where something else, as an extension of the browser, has altered it before it was hydrated.
 */
export function watchSight(host: Element, tell: (seen: boolean) => void): () => void {
  let onScreen = false
  let figure: Element
  // A figure in full screen is outside of the page, and observers may report it as not visible.
  const isAlone = () => document.fullscreenElement === figure || figure.hasAttribute('data-projector')
  const say = () => tell((onScreen || isAlone()) && document.visibilityState === 'visible')
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen
    say()
  })
  const look = () => {
    figure = host.querySelector('.figure') ?? host
    observer.disconnect()
    observer.observe(figure)
  }
  look()
  document.addEventListener('visibilitychange', say)
  document.addEventListener('fullscreenchange', say)
  return look
}

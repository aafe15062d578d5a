/** Figures wake when they are within a screen of the reader. */
const NEAR = '100% 0px'

const wake = () => import('./wake')

/** Wakes each island of the page as it comes near. Its code is loaded with the first. */
export function wakeNear(): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue
        observer.unobserve(target)
        wake().then(({ wakeIsland }) => wakeIsland(target))
      }
    },
    { rootMargin: NEAR },
  )
  for (const island of document.querySelectorAll('[data-island]')) observer.observe(island)
}

/** Preset links set their figure in place; opened in another tab they are plain links to the figure so set. */
export function followPresets(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-preset]') : null
    const { figure, preset } = link?.dataset ?? {}
    if (!figure || !preset || event.defaultPrevented) return
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const host = document.querySelector<HTMLElement>(`[data-island="figure"][data-figure="${CSS.escape(figure)}"]`)
    if (!host) return
    event.preventDefault()
    const back = () => {
      link?.scrollIntoView({ block: 'center', behavior: pace() })
      link?.focus({ preventScroll: true })
    }
    // The entry of the address that Back returns to keeps the place of the sentence: the page is moved after it is left.
    wake()
      .then(({ followPreset }) => followPreset(host, figure, preset, back))
      // A click of no count came from the keyboard: the reader's place goes along.
      .then(() => bringIntoView(host, event.detail === 0))
  })
}

const pace = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth')

/** Scrolls unless the whole of the leading chart is seen: to the figure where it fits the window, else to its charts. */
function bringIntoView(host: HTMLElement, withFocus: boolean): void {
  const stage = host.querySelector('.stage') ?? host
  const { top, bottom } = (host.querySelector('[data-lead]') ?? stage).getBoundingClientRect()
  if (top < 0 || bottom > innerHeight) {
    const fits = host.offsetHeight <= innerHeight
    const target = fits ? (host.querySelector('.figure') ?? host) : stage
    target.scrollIntoView({ block: fits ? 'center' : 'start', behavior: pace() })
  }
  if (!withFocus) return
  host.tabIndex = -1
  host.focus({ preventScroll: true })
}

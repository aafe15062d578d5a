import { importAgain } from '../engine/importAgain'

/** Islands are hydrated when they are within a screen of the reader. */
const NEAR = '100% 0px'

const code = () => importAgain(() => import('./hydrate'))

/** Hydrates each island of the page as it comes near. Its code is loaded with the first. */
export function hydrateNear(): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && target instanceof HTMLElement) hydrate(target, observer)
    },
    { rootMargin: NEAR },
  )
  for (const island of document.querySelectorAll('[data-island]')) observer.observe(island)
}

/** An island whose code could not be loaded stays observed, and offers the reader to try again. */
async function hydrate(island: HTMLElement, observer?: IntersectionObserver, preset?: string): Promise<void> {
  try {
    const { hydrateIsland, applyPreset } = await code()
    if (preset !== undefined) await applyPreset(island, preset)
    await hydrateIsland(island)
    observer?.unobserve(island)
    faultOf(island)?.remove()
  } catch (error) {
    console.error(error)
    if (!faultOf(island)) island.before(offer(() => hydrate(island, observer, preset)))
  }
}

/** The sentence before an island that could not be loaded. */
function faultOf({ previousElementSibling: before }: HTMLElement): Element | undefined {
  return before?.classList.contains('island-fault') ? before : undefined
}

function offer(again: () => void): HTMLElement {
  const fault = document.createElement('p')
  fault.className = 'island-fault'
  fault.role = 'alert'
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Try again'
  button.addEventListener('click', () => {
    fault.remove()
    again()
  })
  fault.append('This part of the page could not be loaded. ', button)
  return fault
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
    hydrate(host, undefined, preset)
    // A click of no count came from the keyboard: the reader's place goes along.
    bringIntoView(host, event.detail === 0)
  })
}

/** Scrolls only if less than half of what could be seen of the figure is seen. */
function bringIntoView(host: HTMLElement, withFocus: boolean): void {
  const { top, bottom, height } = host.getBoundingClientRect()
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0)
  if (seen >= Math.min(height, innerHeight) / 2) return
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  host.scrollIntoView({ block: height > innerHeight ? 'start' : 'center', behavior: calm ? 'auto' : 'smooth' })
  if (!withFocus) return
  host.tabIndex = -1
  host.focus({ preventScroll: true })
}

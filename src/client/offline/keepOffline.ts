import { browserStorage } from '../browserStorage'
import { rest } from '../hydration/rest'

/**
 * Keeps the book in the browser, once the page is loaded and at rest, and says so in the footer. A newer edition is offered there; it is
 * shown after a reload that the reader asks for. Where nothing can be kept, nothing is said.
 */
export async function keepOffline(): Promise<void> {
  if (import.meta.env.DEV || import.meta.env.MODE === 'single' || location.protocol === 'file:') return
  await rest()
  try {
    const { serviceWorker } = navigator
    // Frames without storage, and addresses that are not secure, have no service worker.
    if (!serviceWorker || !browserStorage()) return
    // Registering again would keep a service worker that removes itself.
    const registration = serviceWorker.controller
      ? await serviceWorker.getRegistration()
      : await serviceWorker.register(new URL(/* @vite-ignore */ '../sw.js', import.meta.url), {
          updateViaCache: 'none',
        })
    if (!registration) return
    offerNewer(registration)
    await serviceWorker.ready
    serviceWorker.controller?.postMessage('opened')
    tell('Available offline.')
  } catch {
    // The browser refuses, or has no room: the book is read from the network.
  }
}

/** Offers the edition that waits, now or when it has been fetched. */
function offerNewer(registration: ServiceWorkerRegistration): void {
  const offer = () => {
    const { waiting } = registration
    if (waiting && navigator.serviceWorker.controller) tell('A new edition is available.', () => showEdition(waiting))
  }
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer))
  offer()
}

function showEdition(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage('activate')
}

/** Shows a sentence in the footer, and a button that calls `reload`. A sentence with a button is not replaced. */
function tell(says: string, reload?: () => void): void {
  const place = document.querySelector<HTMLElement>('[data-offline]')
  if (!place || place.querySelector('button')) return
  place.textContent = says
  if (!reload) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'quiet'
  button.textContent = 'Reload'
  button.addEventListener('click', reload)
  place.append(' ', button)
}

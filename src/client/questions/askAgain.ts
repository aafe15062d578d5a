import { importAgain } from '../../engine/importAgain'
import { faultOf, offerAgain } from '../hydration/hydration'
import type { WorkStore } from '../work/workStore'

/** Loads and starts a review when the reader asks for it. */
export function askAgain(store: WorkStore): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-review]')) {
    const place = section.querySelector<HTMLElement>('[data-review-place]')
    const button = section.querySelector<HTMLButtonElement>('[data-review-start]')
    if (!place || !button) continue
    const start = async () => {
      try {
        const { startReview } = await importAgain(() => import('./review'))
        await startReview(place, section.dataset.review ?? '', store)
        button.hidden = true
        faultOf(place)?.remove()
      } catch (error) {
        console.error(error)
        offerAgain(place, start)
      }
    }
    button.addEventListener('click', start)
  }
}

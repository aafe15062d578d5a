import { importAgain } from '../../engine/importAgain'
import { isTyping } from '../../lecture/keys/keys'
import { lectureKeyIsOn } from '../../lecture/keys/lectureKey'
import { faultOf, liveFigures, offerAgain } from '../hydration/hydration'

const code = () => importAgain(() => import('./lecturing'))

/** Whether this window is the speaker's, where nothing runs. */
export const isSpeakerWindow = (): boolean => new URLSearchParams(location.search).has('speaker')

/**
 * Offers the lecture of a page: by its button, by the key L, and by the address. The code comes with the first use. Back leaves a lecture
 * that was entered from the page, and Forward returns to it.
 */
export function offerLecture(): void {
  const main = document.querySelector<HTMLElement>('main[data-problem]')
  if (!main) return
  if (isSpeakerWindow()) {
    const show = () =>
      code().then(
        ({ showSpeaker }) => showSpeaker(main),
        (error) => {
          console.error(error)
          offerAgain(main, show)
        },
      )
    void show()
    return
  }
  const button = main.querySelector<HTMLElement>('[data-lecture-start]')
  const place = button ?? main
  const begin = async (how: 'entered' | 'addressed') => {
    try {
      const [{ beginLecture }, figures] = await Promise.all([code(), liveFigures()])
      beginLecture(main, how, figures)
      faultOf(place)?.remove()
    } catch (error) {
      console.error(error)
      offerAgain(place, () => begin(how))
    }
  }
  const addressed = () => new URLSearchParams(location.search).has('lecture')
  button?.addEventListener('click', () => begin('entered'))
  addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'l' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
      return
    // A single letter is heard only where nothing has the focus, and can be switched off.
    const free = [document.body, main, null].includes(document.activeElement as HTMLElement | null)
    if (!free || isTyping(event.target) || 'lecture' in document.documentElement.dataset || !lectureKeyIsOn()) return
    event.preventDefault()
    void begin('entered')
  })
  addEventListener('popstate', () => {
    if (addressed() && !('lecture' in document.documentElement.dataset)) void begin('addressed')
  })
  if (addressed()) void begin('addressed')
}

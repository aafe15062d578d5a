import { createRoot } from 'react-dom/client'
import { isKey, Lecture, LectureView, momentsOf, readOutline, SpeakerView, writeLecture } from '../../lecture'
import type { LiveFigures } from '../hydration/hydration'
import { lectureQuestions } from './lectureQuestions'

/** The parts above this share of the window are read; the lecture begins at the last of them. */
const READING_LINE = 0.35

let going: Lecture | undefined

/**
 * Turns the page into its lecture. `entered`: from the page, by a new entry of the history, which is left with Back. `addressed`: the address
 * says so already. Does nothing if a lecture is going.
 */
export function beginLecture(main: HTMLElement, how: 'entered' | 'addressed', figures: LiveFigures): void {
  if (going) return
  const { scrollX, scrollY } = window
  const focused = document.activeElement
  const place = new URLSearchParams(location.search).get('lecture') ?? undefined
  const part = partInView(main)
  if (how === 'entered') history.pushState({ ...history.state, [ENTERED]: true }, '')

  const host = document.createElement('div')
  host.className = 'lecture'
  document.body.append(host)
  const root = createRoot(host)
  const lecture = new Lecture(
    {
      main,
      get search() {
        return location.search
      },
      rewrite: (change) => figures.rewrite(change),
      figure: (name) => figures.figure(name),
      link: (name) => figures.link(name),
      questions: () => lectureQuestions(main.dataset.problem ?? ''),
      showClassSketches: (question, sketches) => figures.showClassSketches(question, sketches),
      left: () => {
        // The entry of the lecture is left as Back leaves it; without one the address is written as that of the page.
        if (history.state?.[ENTERED]) history.back()
        else {
          figures.rewrite((search) => writeLecture(search, undefined))
          end()
        }
      },
    },
    main.dataset.problem ?? '',
  )
  going = lecture
  const onReturn = () => {
    const place = new URLSearchParams(location.search).get('lecture')
    if (place === null) end()
    else lecture.revisit(place)
  }
  const end = () => {
    removeEventListener('popstate', onReturn)
    const left = main.querySelector<HTMLElement>(`#${CSS.escape(lecture.moment.part)}`)
    going = undefined
    lecture.stop()
    root.unmount()
    host.remove()
    const restore = () => {
      if (how === 'entered') scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
      else left?.scrollIntoView({ behavior: 'instant' })
    }
    restore()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    // The browser restores the place of an entry itself, of a page that was not there yet.
    requestAnimationFrame(restore)
  }
  addEventListener('popstate', onReturn)
  lecture.start(place, part)
  root.render(<LectureView lecture={lecture} />)
}

/** Marks an entry of the history that was made by entering a lecture. */
const ENTERED = 'lectureEntered'

/** Shows the speaker window instead of the page. */
export function showSpeaker(main: HTMLElement): void {
  const key = new URLSearchParams(location.search).get('speaker')
  const host = document.createElement('div')
  host.className = 'speaker'
  document.documentElement.dataset.speaker = ''
  document.title = `Speaker · ${document.title}`
  document.body.append(host)
  const root = createRoot(host)
  if (!isKey(key)) {
    root.render(<p className="speaker-waits">This address has no key of a lecture: press S in the lecture.</p>)
    return
  }
  const { outline, elements } = readOutline(main)
  const element = (at: number) => {
    const found = elements[at]
    if (!found) throw new Error(`There is no element ${at} (there are ${elements.length})`)
    return found
  }
  root.render(<SpeakerView sessionKey={key} moments={momentsOf(outline)} element={element} />)
}

/** The part that is being read; undefined at the top of the page. */
function partInView(main: HTMLElement): string | undefined {
  const line = innerHeight * READING_LINE
  const sections = [...main.querySelectorAll<HTMLElement>('article > section[id]')]
  return sections.findLast((section) => section.getBoundingClientRect().top <= line)?.id
}

import { standingOf } from '../../ui/question/record/record'
import type { Work } from './work'
import type { WorkStore } from './workStore'

/** Shows on the first page how far the reader is in each problem, and where to go on. */
export function showProgress(store: WorkStore): void {
  const lines = document.querySelectorAll<HTMLElement>('[data-progress]')
  if (lines.length === 0) return
  const show = () => {
    const work = store.get()
    for (const line of lines) showLine(line, work)
    showSummary(work)
  }
  store.subscribe(show)
  show()
}

function showLine(line: HTMLElement, { answers, places }: Work): void {
  const marks = [...line.querySelectorAll<HTMLElement>('[data-of]')]
  for (const mark of marks) mark.dataset.standing = standingOf(answers[mark.dataset.of ?? ''])
  const count = (standing: string) => marks.filter(({ dataset }) => dataset.standing === standing).length
  const [right, missed] = [count('right'), count('missed')]
  const words = line.querySelector('[data-progress-words]')
  const questions = marks.length === 1 ? 'one question' : `${marks.length} questions`
  if (words)
    words.textContent =
      right + missed === 0
        ? sentence(questions)
        : `${right} of ${questions} right${missed > 0 ? `, ${missed} missed` : ''}`
  const place = places[line.dataset.progress ?? '']
  const link = line.querySelector<HTMLAnchorElement>('[data-go-on]')
  if (!link) return
  link.hidden = place === undefined
  if (!place) return
  link.hash = place.part
  link.textContent = place.part.length === 1 ? `Go on at part ${place.part}` : 'Go on where you were'
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function showSummary({ answers, notes, places }: Work): void {
  const summary = document.querySelector('[data-work-summary]')
  if (!summary) return
  const standings = Object.values(answers).map(standingOf)
  const right = standings.filter((standing) => standing === 'right').length
  const missed = standings.filter((standing) => standing === 'missed').length
  const written = Object.values(notes).filter(({ text }) => text.trim() !== '').length
  const parts = [
    ...(right + missed > 0 ? [`${right} ${right === 1 ? 'question' : 'questions'} answered right`] : []),
    ...(missed > 0 ? [`${missed} missed so far`] : []),
    ...(written > 0 ? [`${written} ${written === 1 ? 'note' : 'notes'}`] : []),
  ]
  const here = Object.entries(places).toSorted(([, a], [, b]) => b.at - a.at)[0]
  const latest = here && document.querySelector(`[data-progress="${CSS.escape(here[0])}"] [data-go-on]`)
  summary.textContent = parts.length > 0 ? `${parts.join(', ')}.` : 'You have not answered a question yet.'
  if (!(latest instanceof HTMLAnchorElement) || !here) return
  const link = document.createElement('a')
  link.href = latest.getAttribute('href') ?? ''
  link.textContent = `Go on with problem ${Number.parseInt(here[0], 10)}`
  summary.append(' ', link, '.')
}

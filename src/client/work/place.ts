import type { WorkStore } from './workStore'

/** A part counts as read once it has been in the middle of the window for so long. */
const READING_MS = 4000

/** Keeps the part that the reader is at, once they have stayed there. */
export function keepPlace(store: WorkStore): void {
  const problem = document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem
  const parts = document.querySelectorAll('section.part')
  if (problem === undefined || parts.length === 0) return
  let waiting: ReturnType<typeof setTimeout> | undefined
  const observer = new IntersectionObserver(
    (entries) => {
      const here = entries.findLast(({ isIntersecting }) => isIntersecting)
      if (!here) return
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        if (store.get().places[problem]?.part !== here.target.id) store.putPlace(problem, here.target.id)
      }, READING_MS)
    },
    // The line in the middle of the window.
    { rootMargin: '-50% 0px -50% 0px' },
  )
  for (const part of parts) observer.observe(part)
}

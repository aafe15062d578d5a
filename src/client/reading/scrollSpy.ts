/** A section counts as the one being read once its top has risen above this share of the window. */
const READING_LINE = 0.35

/** Marks the part in view in the contents of the page. On a narrow screen it closes the contents after a link in them is followed. */
export function followContents(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents a[href^="#"]')]
  const ids = new Set(links.map((link) => link.hash.slice(1)))
  const sections = [...ids].flatMap((id) => document.getElementById(id) ?? [])
  if (sections.length === 0) return

  let due = false
  let marked: string | undefined
  const mark = () => {
    due = false
    const line = innerHeight * READING_LINE
    const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2
    const above = sections.filter((section) => section.getBoundingClientRect().top <= line)
    const here = (atEnd ? sections : above).at(-1)?.id
    if (here === marked) return
    marked = here
    for (const link of links) {
      if (link.hash.slice(1) === here) link.setAttribute('aria-current', 'location')
      else link.removeAttribute('aria-current')
    }
  }
  const markSoon = () => {
    if (!due) requestAnimationFrame(mark)
    due = true
  }
  addEventListener('scroll', markSoon, { passive: true })
  addEventListener('resize', markSoon, { passive: true })
  mark()

  document.querySelector('.contents-within')?.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) target.closest('details')?.removeAttribute('open')
  })
}

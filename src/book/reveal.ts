/** Solutions open when an address points inside them, and for print. */
export function openOnDemand(): void {
  addEventListener('hashchange', openTarget)
  openTarget()

  let opened: HTMLDetailsElement[] = []
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('article details:not([open])')]
    for (const details of opened) details.open = true
  })
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false
    opened = []
  })
}

function openTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  let closed = target?.closest<HTMLDetailsElement>('details:not([open])')
  if (!target || !closed) return
  while (closed) {
    closed.open = true
    closed = closed.parentElement?.closest<HTMLDetailsElement>('details:not([open])')
  }
  target.scrollIntoView()
}

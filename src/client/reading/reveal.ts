/** Solutions open when an address points inside them, and for print. */
export function openOnDemand(): void {
  addEventListener('hashchange', openTarget)
  openTarget()

  let opened: HTMLDetailsElement[] = []
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('article details.reveal:not([open])')]
    for (const details of opened) details.open = true
  })
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false
    opened = []
  })
}

function openTarget(): void {
  const [anchor = '', brought] = location.hash.slice(1).split('?')
  const target = document.getElementById(decoded(anchor))
  if (!target) return
  let closed = target.closest<HTMLDetailsElement>('details:not([open])')
  // The browser finds no target for an anchor that is followed by a query.
  const missed = closed !== null || brought !== undefined
  while (closed) {
    closed.open = true
    closed = closed.parentElement?.closest<HTMLDetailsElement>('details:not([open])') ?? null
  }
  if (missed) target.scrollIntoView()
}

/** Text that is not percent-encoded correctly is returned unchanged. */
function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor
  }
}

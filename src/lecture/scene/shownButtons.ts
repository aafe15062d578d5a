/** Enlarges the next view of the figure that is shown to the whole stage; after the last view, shows all again. */
export function enlargeNext(main: HTMLElement): void {
  const shown = (selector: string) => [...main.querySelectorAll<HTMLElement>(`[data-shown] ${selector}`)]
  const tabs = shown('.stage-tab').filter((tab) => tab.checkVisibility())
  if (tabs.length > 0) {
    const chosen = tabs.findIndex((tab) => tab.ariaPressed === 'true')
    tabs[(chosen + 1) % tabs.length]?.click()
    return
  }
  const panes = shown('.pane')
  const alone = panes.findIndex(isChosen)
  if (alone >= 0) toggle(panes[alone])
  if (alone + 1 < panes.length) toggle(panes[alone + 1])
}

/**
 * Enlarges the view of the shown figure that contains a measure. Returns a function that undoes this unless the reader already has; undefined if the
 * view is the lead anyway.
 */
export function enlargeMeasure(main: HTMLElement, measure: string): (() => void) | undefined {
  const panes = [...main.querySelectorAll<HTMLElement>('[data-shown] .pane')]
  const pane = panes.find((one) => one.querySelector(`[data-measures~="${CSS.escape(measure)}"]`))
  const chosen = panes.find(isChosen)
  const alone = chosen ?? panes.find(({ dataset }) => dataset.lead)
  if (!pane || pane === alone) return undefined
  toggle(pane)
  return () => {
    // Enlarge the view that was enlarged before, or show all if there was none.
    if (isChosen(pane)) toggle(chosen ?? pane)
  }
}

const isChosen = ({ dataset }: HTMLElement): boolean => dataset.chosen !== undefined

const toggle = (pane: HTMLElement | undefined): void => pane?.querySelector<HTMLElement>('.is-enlarge')?.click()

/** Tests the first claim in view that is not tested yet. */
export function testNextClaim(main: HTMLElement): void {
  const tests = [...main.querySelectorAll<HTMLButtonElement>('[data-shown] .claim-check')]
  tests.find((test) => test.closest('[data-claim-status="idle"]') && !test.disabled)?.click()
}

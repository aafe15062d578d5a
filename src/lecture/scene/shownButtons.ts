/** Gives the next view of the figure in view the whole stage; after the last, all share it again. */
export function enlargeNext(main: HTMLElement): void {
  const shown = (selector: string) => [...main.querySelectorAll<HTMLElement>(`[data-shown] ${selector}`)]
  const tabs = shown('.stage-tab').filter((tab) => tab.checkVisibility())
  if (tabs.length > 0) {
    const chosen = tabs.findIndex((tab) => tab.ariaPressed === 'true')
    tabs[(chosen + 1) % tabs.length]?.click()
    return
  }
  const panes = shown('.pane')
  const alone = panes.findIndex((pane) => pane.dataset.chosen !== undefined)
  const button = (pane: HTMLElement | undefined) => pane?.querySelector<HTMLElement>('.is-enlarge')
  if (alone >= 0) button(panes[alone])?.click()
  if (alone + 1 < panes.length) button(panes[alone + 1])?.click()
}

/** Gives the whole stage to the view of the figure in view that shows a measure, unless it leads there anyway. */
export function enlargeMeasure(main: HTMLElement, measure: string): void {
  const panes = [...main.querySelectorAll<HTMLElement>('[data-shown] .pane')]
  const pane = panes.find((one) => one.querySelector(`[data-measures~="${CSS.escape(measure)}"]`))
  const alone = panes.find(({ dataset }) => dataset.chosen !== undefined) ?? panes.find(({ dataset }) => dataset.lead)
  if (pane && pane !== alone) pane.querySelector<HTMLElement>('.is-enlarge')?.click()
}

/** Tests the first claim in view that is not tested yet. */
export function testNextClaim(main: HTMLElement): void {
  const tests = [...main.querySelectorAll<HTMLButtonElement>('[data-shown] .claim-check')]
  tests.find((test) => test.closest('[data-claim-status="idle"]') && !test.disabled)?.click()
}

import type { Page } from 'playwright-core'

/** Where the parts of a figure stand, from its upper left corner. */
export interface Places {
  readonly height: number
  readonly parts: Readonly<Record<string, readonly number[]>>
}

/** Parts that must not move when a run begins, goes on and ends. */
const PARTS = ['.stage', '[data-lead]', '[data-lead] .chart-box', '.run-bar', '.controls', '.verdict', '.presets-list']

/** Throws if the page has no such figure. */
export function places(page: Page, id: string): Promise<Places> {
  return page.evaluate(
    ({ id, parts }) => {
      const figure = document.querySelector(`[data-experiment="${id}"]`)
      if (!figure) throw new Error(`there is no figure ${id}`)
      const { left, top, height } = figure.getBoundingClientRect()
      const found = parts.flatMap((part) => {
        const element = figure.querySelector(part)
        if (!element) return []
        const box = element.getBoundingClientRect()
        const right = part === '.verdict' ? [] : [Math.round(box.right - left)]
        return [
          [part, [Math.round(box.left - left), Math.round(box.top - top), ...right, Math.round(box.bottom - top)]],
        ]
      })
      return { height, parts: Object.fromEntries(found) }
    },
    { id, parts: PARTS },
  )
}

/** What is cut or reaches out, by class: views out of the figure, drawings out of their boxes, controls that would have to be scrolled to. */
export function outOfPlace(page: Page, id: string): Promise<readonly string[]> {
  return page.evaluate((id) => {
    const figure = document.querySelector(`[data-experiment="${id}"]`)
    if (!figure) throw new Error(`there is no figure ${id}`)
    const inside = (child: Element, parent: Element, slack: number) => {
      const [a, b] = [child.getBoundingClientRect(), parent.getBoundingClientRect()]
      return a.width === 0 || (a.left >= b.left - slack && a.right <= b.right + slack && a.bottom <= b.bottom + slack)
    }
    const seen = (selector: string) =>
      [...figure.querySelectorAll(selector)].filter((e) => e.checkVisibility() && e.clientWidth > 0)
    const drawings = seen('.chart-box, .heat-box, .tape-box, .network-box')
    return [
      ...seen('.figure-view').flatMap((view) =>
        inside(view, figure, 0) ? [] : [`${view.className} leaves the figure`],
      ),
      ...drawings.flatMap((box) => {
        const drawing = box.querySelector('svg')
        return !drawing || inside(drawing, box, 1)
          ? []
          : [`a drawing of ${drawing.clientWidth} in ${box.clientWidth} px`]
      }),
      ...seen('.chart-box').flatMap((box) => (box.clientHeight >= 60 ? [] : [`a chart of ${box.clientHeight} px`])),
      ...seen('.controls-list').flatMap((list) =>
        list.scrollHeight <= list.clientHeight + 1
          ? []
          : [`controls are cut by ${list.scrollHeight - list.clientHeight} px`],
      ),
    ]
  }, id)
}

/** What is too small for the last row, or does not fit: type below 18 px, a lead of less than half the screen, anything that scrolls. */
export function tooSmall(page: Page, id: string): Promise<readonly string[]> {
  return page.evaluate((id) => {
    const figure = document.querySelector(`[data-experiment="${id}"]`)
    if (!figure) throw new Error(`there is no figure ${id}`)
    const seen = [...figure.querySelectorAll('.instrument *')].filter(
      (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1 && !e.closest('.visually-hidden, textarea'),
    )
    const type = seen.filter((e) => e.matches('.chart-tick, .chart-axis, .control-label, .stage-tab'))
    const small = type.filter((e) => Number.parseFloat(getComputedStyle(e).fontSize) < 18)
    const lead = figure.querySelector('[data-lead] .figure-view')?.getBoundingClientRect().height ?? 0
    const scrolls = seen.filter(
      (e) =>
        /auto|scroll/.test(`${getComputedStyle(e).overflowX} ${getComputedStyle(e).overflowY}`) &&
        (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1),
    )
    return [
      ...small.map((e) => `${e.getAttribute('class')} in ${getComputedStyle(e).fontSize}`),
      ...scrolls.map((e) => `${e.getAttribute('class')} scrolls`),
      ...(lead < innerHeight / 2 ? [`a lead of ${Math.round(lead)} px`] : []),
      ...(figure.scrollHeight > innerHeight || figure.scrollWidth > innerWidth ? ['the figure scrolls'] : []),
    ]
  }, id)
}

/** The controls whose help, in its place below, does not fit or cuts the list of them: each is pointed at in turn. */
export function cutByHelp(page: Page, id: string): Promise<readonly string[]> {
  return page.evaluate(async (id) => {
    const list = document.querySelector(`[data-experiment="${id}"] .controls-list`)
    if (!list) throw new Error(`there is no figure ${id} with controls`)
    const cut: string[] = []
    for (const control of list.querySelectorAll('[data-control]')) {
      control.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
      await new Promise(requestAnimationFrame)
      const name = control.getAttribute('data-control')
      const help = list.parentElement?.querySelector('.controls-help')
      const beyond = (e: Element) => e.scrollHeight - e.clientHeight
      if (beyond(list) > 1) cut.push(`${name}: controls are cut by ${beyond(list)} px`)
      // Less than half a line is the space below it.
      if (help && beyond(help) > 6) cut.push(`${name}: its help is cut by ${beyond(help)} px`)
    }
    list.parentElement?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
    return cut
  }, id)
}

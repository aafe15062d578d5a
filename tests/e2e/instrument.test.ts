import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { everyExperiment } from '../runs'
import { launch, open } from './browser'
import { FigureOnPage } from './figure'

const book = inject('book')
const problems = [...new Set(everyExperiment.map(({ problem }) => problem))]

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const LAPTOP = { width: 1366, height: 768 }
const SMALL = { width: 1280, height: 720 }
const PHONE = { width: 390, height: 844 }

/** Where the parts of a figure stand, from its upper left corner. */
interface Places {
  readonly height: number
  readonly parts: Readonly<Record<string, readonly number[]>>
}

/** Parts that must not move when a run begins, goes on and ends. */
const PARTS = ['.stage', '[data-lead]', '[data-lead] .chart-box', '.run-bar', '.controls', '.verdict', '.presets-list']

function places(page: Page, id: string): Promise<Places> {
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
function outOfPlace(page: Page, id: string): Promise<readonly string[]> {
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

describe.each(problems)('the figures of %s', (problem) => {
  const listed = everyExperiment.filter((one) => one.problem === problem)
  const address = `${book}problems/${problem}/?backend=wasm`

  it('fit the window at every preset, and nothing moves when they are measured', async () => {
    const { page, faults } = await open(browser, address, { viewport: LAPTOP })
    const asleep = new Map<string, Places>()
    for (const { id } of listed) asleep.set(id, await places(page, id))
    for (const { id, experiment } of listed) {
      const figure = await new FigureOnPage(page, id).see()
      await figure.reaches(experiment.waits ? 'idle' : 'done', experiment.waits ? { readings: '1' } : {})
      expect(await places(page, id), `${id}, prerendered and measured`).toEqual(asleep.get(id))
      for (const window of [LAPTOP, SMALL]) {
        await page.setViewportSize(window)
        for (const preset of Object.keys(experiment.presets)) {
          await figure.root.locator(`[data-preset="${preset}"]`).click()
          const { height } = await places(page, id)
          expect(height, `${id} at ${preset}, ${window.width} px`).toBeLessThanOrEqual(window.height)
          expect(await outOfPlace(page, id), `${id} at ${preset}, ${window.width} px`).toEqual([])
        }
      }
      await page.setViewportSize(LAPTOP)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('keep their lead in sight on a phone while any control is moved, and take two screens at most', async () => {
    const { page } = await open(browser, address, { viewport: PHONE, hasTouch: true, isMobile: true })
    for (const { id, experiment } of listed) {
      const figure = await new FigureOnPage(page, id).see()
      for (const preset of Object.keys(experiment.presets)) {
        await figure.root.locator(`[data-preset="${preset}"]`).click()
        expect((await places(page, id)).height, `${id} at ${preset}`).toBeLessThanOrEqual(2 * PHONE.height)
      }
      expect(await outOfPlace(page, id), id).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      for (const name of Object.keys(experiment.params)) {
        const sight = await figure.root.evaluate((root, name) => {
          root.querySelector(`[data-control="${name}"]`)?.scrollIntoView({ block: 'end', behavior: 'instant' })
          const [lead, control] = ['[data-lead] .figure-view', `[data-control="${name}"]`].map((part) =>
            root.querySelector(part)?.getBoundingClientRect(),
          )
          if (!lead || !control) throw new Error(`there is no control ${name}`)
          return { top: lead.top >= 0, bottom: lead.bottom <= innerHeight, apart: control.bottom >= lead.bottom }
        }, name)
        expect(sight, `${id} beside ${name}`).toEqual({ top: true, bottom: true, apart: true })
      }
    }
    await page.context().close()
  })

  it.each([{ width: 1024, height: 768 }, SMALL, { width: 1920, height: 1080 }])(
    'fill a screen of $width by $height px, with nothing cut, and give the page back',
    async (screen) => {
      const { page } = await open(browser, address, { viewport: screen })
      for (const { id } of listed) {
        const figure = await new FigureOnPage(page, id).see()
        const before = await page.evaluate(() => scrollY)
        const button = figure.root.getByRole('button', { name: 'Full screen' })
        await button.focus()
        await page.keyboard.press('Enter')
        await figure.reaches((await figure.data()).status ?? '', { projector: 'true' })
        await expect.poll(() => tooSmall(page, id), { message: `${id}, type and views` }).toEqual([])
        expect(await outOfPlace(page, id), id).toEqual([])
        // A view has the whole stage by its number, and gives it back.
        await page.keyboard.press('2')
        expect(await figure.root.locator('.pane:visible').count(), id).toBe(1)
        await page.keyboard.press('0')
        await figure.root.getByRole('button', { name: 'Leave full screen' }).click()
        await figure.root.locator(':scope:not([data-projector])').waitFor()
        await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
        expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
      }
      await page.context().close()
    },
  )
})

/** What is too small for the last row, or does not fit: type below 18 px, a lead of less than half the screen, anything that scrolls. */
function tooSmall(page: Page, id: string): Promise<readonly string[]> {
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

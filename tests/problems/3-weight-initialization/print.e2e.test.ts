import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../../e2e/driver/browser'
import { FigureOnPage } from '../../e2e/driver/figure'
import { openSheet } from '../../e2e/driver/sheet'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it('prints a figure as it was measured last, with its setting; no view lies over another or beyond the paper', async () => {
  const page = await openSheet(browser, '3-weight-initialization', 'all')
  const figure = await new FigureOnPage(page, '3-weight-initialization/depth').see()
  await figure.reaches('done')
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: Math.floor((178 / 25.4) * 96), height: 1000 })
  expect(await figure.root.locator('.figure-setting').textContent()).toMatch(/layers: 20/)
  expect(await figure.root.locator('.mark-point, [class*="mark-"]').count()).toBeGreaterThan(0)
  const faults = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.figure')].map((root) =>
      [...root.querySelectorAll('.figure-view')]
        .filter((view) => view.checkVisibility())
        .map((view) => view.getBoundingClientRect()),
    )
    return boxes.flatMap((views) =>
      views.flatMap((a, i) => [
        ...(a.right > innerWidth + 1 ? [`beyond the paper: ${a.right}`] : []),
        ...views.slice(i + 1).flatMap((b) => {
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
          return across > 1 && down > 1 ? [`one lies over another by ${across} x ${down}`] : []
        }),
      ]),
    )
  })
  expect(faults).toEqual([])
  await page.close()
})

it('prints what waits for an answer: whole with its theory, and on a worksheet its axes alone', async () => {
  const drawn = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).count()
  const whole = await openSheet(browser, '3-weight-initialization', 'all')
  expect(await whole.locator('[data-held]').count()).toBe(0)
  expect(await drawn(whole, '[data-experiment$="/variance"] path.mark-theory')).toBeGreaterThan(0)
  await whole.close()
  const worksheet = await openSheet(browser, '3-weight-initialization', 'worksheet')
  expect(await drawn(worksheet, '[data-lead] .chart-drawing svg')).toBe(3)
  expect(await drawn(worksheet, '.figure [class*="mark-"]')).toBe(0)
  await worksheet.close()
})

import { readdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch } from './browser'
import { FigureOnPage } from './figure'

const book = inject('book')
const problems = readdirSync('problems')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Opens a sheet, laid out for paper. The dialogue of the browser stays away. */
async function openSheet(problem: string, sheet: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript('window.print = () => {}')
  await page.goto(`${book}problems/${problem}/?backend=wasm&print=${sheet}`)
  await page.locator('html[data-print-ready]').waitFor()
  return page
}

/** The number of pages of a PDF. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

const shown = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).count()

describe.each(problems)('%s', (problem) => {
  it('has a worksheet of at most two pages: statement, questions and room, no hints, no solutions, no measurements', async () => {
    const page = await openSheet(problem, 'worksheet')
    for (const format of ['A4', 'Letter']) expect(pagesOf(await page.pdf({ format })), format).toBeLessThanOrEqual(2)
    await page.emulateMedia({ media: 'print' })
    expect(await shown(page, '.problem')).toBe(1)
    expect(await shown(page, '.part-head')).toBeGreaterThan(0)
    expect(await shown(page, '.reveal, .claims, .takeaway, .step, .verdict, [class*="mark-"]')).toBe(0)
    await page.close()
  })
})

it('prints hints without solutions, and solutions without hints', async () => {
  for (const [sheet, other] of [
    ['hints', 'solution'],
    ['solutions', 'hint'],
  ] as const) {
    const page = await openSheet('3-weight-initialization', sheet)
    await page.emulateMedia({ media: 'print' })
    expect(await shown(page, `.reveal.${sheet.slice(0, -1)} > summary`)).toBeGreaterThan(0)
    expect(await shown(page, `.reveal.${other}`)).toBe(0)
    await page.close()
  }
})

it('prints a figure as it was measured last, with its setting; no view lies over another or beyond the paper', async () => {
  const page = await openSheet('3-weight-initialization', 'all')
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

it('offers the sheets in a menu', async () => {
  const page = await browser.newPage()
  await page.addInitScript('window.print = () => document.documentElement.setAttribute("data-printed", "")')
  await page.goto(`${book}problems/5-rnn-run-time/?backend=wasm`)
  await page.getByText('Print', { exact: true }).click()
  await page.getByRole('button', { name: /^Worksheet/ }).click()
  await page.locator('html[data-printed][data-print="worksheet"]').waitFor()
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await page.locator('html').getAttribute('data-print')).toBeNull()
  await page.close()
})

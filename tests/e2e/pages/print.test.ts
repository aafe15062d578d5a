import { readdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from '../driver/browser'
import { SAMPLE } from '../driver/sample'
import { openSheet } from '../driver/sheet'

const book = inject('book')
const problems = readdirSync('problems')
const sample = SAMPLE[0]?.problem ?? ''

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** The number of pages of a PDF. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

const shown = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).count()

describe.each(problems)('%s', (problem) => {
  let page: Page
  beforeAll(async () => {
    page = await openSheet(browser, problem, 'worksheet')
  })
  afterAll(() => page.close())

  it('has a worksheet of at most two pages: statement, questions and room, no hints, no solutions, no measurements', async () => {
    for (const format of ['A4', 'Letter']) expect(pagesOf(await page.pdf({ format })), format).toBeLessThanOrEqual(2)
    await page.emulateMedia({ media: 'print' })
    expect(await shown(page, '.problem')).toBe(1)
    expect(await shown(page, '.part-head')).toBeGreaterThan(0)
    expect(await shown(page, '.reveal, .claims, .takeaway, .step, .verdict, [class*="mark-"]')).toBe(0)
  })

  it('has room on both pages of its worksheet, in type of its own size', async () => {
    await page.emulateMedia({ media: 'print' })
    const { pages, zoom } = await page.evaluate(() => {
      const [title, article] = ['.title-block', 'article'].map((one) => document.querySelector(one))
      const height = (article?.getBoundingClientRect().bottom ?? 0) - (title?.getBoundingClientRect().top ?? 0)
      // The height of the text on a page of Letter.
      const page = ((279.4 - 36) / 25.4) * 96
      return { pages: height / page, zoom: Number(document.documentElement.style.getPropertyValue('--sheet-zoom')) }
    })
    expect(pages).toBeGreaterThan(1.5)
    expect(zoom).toBeGreaterThan(0.85)
  })
})

it('prints hints without solutions, and solutions without hints', async () => {
  for (const [sheet, other] of [
    ['hints', 'solution'],
    ['solutions', 'hint'],
  ] as const) {
    const page = await openSheet(browser, sample, sheet)
    await page.emulateMedia({ media: 'print' })
    expect(await shown(page, `.reveal.${sheet.slice(0, -1)} > summary`)).toBeGreaterThan(0)
    expect(await shown(page, `.reveal.${other}`)).toBe(0)
    await page.close()
  }
})

it('prints a figure that never ran, by the command of the browser, as its numbers alone', async () => {
  const { page } = await open(browser, `${book}problems/${sample}/`, { atRest: true })
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const figure = '.figure[data-status="idle"][data-readings="0"]'
  expect(await shown(page, `${figure} .pane.is-numbers`)).toBeGreaterThan(0)
  expect(await shown(page, `${figure} :is(input, select, button, .pane.is-chart)`)).toBe(0)
  const spare = await page.locator(figure).evaluateAll((figures) =>
    figures.map((one) => {
      const last = [...one.querySelectorAll('.pane')].map((pane) => pane.getBoundingClientRect().bottom)
      return one.getBoundingClientRect().bottom - Math.max(...last)
    }),
  )
  expect(Math.max(...spare)).toBeLessThan(60)
  await page.context().close()
})

it('offers the sheets in a menu', async () => {
  const page = await browser.newPage()
  await page.addInitScript('window.print = () => document.documentElement.setAttribute("data-printed", "")')
  await page.goto(`${book}problems/${sample}/?backend=wasm`)
  await page.getByText('Print', { exact: true }).click()
  await page.getByRole('button', { name: /^Worksheet/ }).click()
  await page.locator('html[data-printed][data-print="worksheet"]').waitFor()
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await page.locator('html').getAttribute('data-print')).toBeNull()
  await page.close()
})

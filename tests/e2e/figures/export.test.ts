import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { everyExperiment } from '../../runs'
import { contentsOf, launch, open } from '../driver/browser'
import { FigureOnPage } from '../driver/figure'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** A figure with a view of each kind that is drawn in lengths of its own box. */
const figures = (['bars', 'heatmap'] as const).flatMap(
  (kind) => everyExperiment.find(({ experiment }) => experiment.views.some((view) => view.kind === kind)) ?? [],
)

it.each(figures)('writes the lengths of every picture of $id as numbers of pixels', async ({ problem, id }) => {
  const { page, faults } = await open(browser, `${inject('lightBook')}problems/${problem}/?backend=wasm`)
  const figure = await new FigureOnPage(page, id).see()
  await figure.root.locator('.export > summary').click()
  const buttons = await figure.root.locator('.export-pictures button').filter({ hasText: 'SVG' }).all()
  expect(buttons.length).toBeGreaterThan(1)
  for (const button of buttons) {
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
    const svg = (await contentsOf(file)).toString()
    expect(svg.match(/ (?:[xy][12]?|c[xy]|r[xy]?|width|height)="[^"]*[%a-z]"/g)).toBeNull()
  }
  expect(faults).toEqual([])
  await page.context().close()
})

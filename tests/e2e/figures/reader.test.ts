import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launch, open } from '../driver/browser'
import { FigureOnPage } from '../driver/figure'
import { sampleFigure } from '../driver/sample'

const { id, problem, slider } = sampleFigure()
/** On wasm: what is tested here is the page, and software WebGL takes its time. */
const address = `${inject('lightBook')}problems/${problem}/?backend=wasm`

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it('goes on measuring in full screen', async () => {
  const { page } = await open(browser, address)
  const figure = await new FigureOnPage(page, id).see()
  await figure.reaches('done')
  await figure.press('Full screen')
  await figure.reaches('done', { projector: 'true' })
  const control = figure.slider(slider)
  const value = await control.getAttribute('aria-valuetext')
  const [low, high] = [await control.getAttribute('min'), await control.getAttribute('max')]
  await figure.drag(slider, [Number((await control.inputValue()) === low ? high : low)])
  await figure.reaches('done', { projector: 'true' })
  expect(await control.getAttribute('aria-valuetext')).not.toBe(value)
  await page.context().close()
})

it('runs on what the menu of the badge says', async () => {
  const { page, faults } = await open(browser, address)
  const figure = await new FigureOnPage(page, id).see()
  await figure.root
    .locator('select[name="backend"]')
    .evaluate((menu) => menu.closest('details')?.setAttribute('open', ''))
  await figure.reaches('done', { backend: 'wasm' })
  await figure.root.locator('select[name="backend"]').selectOption('cpu')
  await figure.reaches('done', { backend: 'cpu' })
  await page.waitForFunction(() => location.search === '?backend=cpu')
  expect(faults).toEqual([])
  await page.context().close()
})

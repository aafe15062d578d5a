import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Site, serve } from '../serve.mjs'
import { launch } from './browser'
import { FigureOnPage } from './figure'

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = await serve('dist')
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

it.each(['hydrate-*', 'experiment-*'])(
  'a figure whose code (%s) could not be loaded says so, and can be tried again',
  async (chunk) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    let isOffline = true
    await page.route(`**/assets/${chunk}.js*`, (route) => (isOffline ? route.abort() : route.continue()))
    await page.goto(`${site.url}problems/3-weight-initialization/?backend=wasm`)
    const figure = new FigureOnPage(page, '3-weight-initialization/variance')
    await figure.root.scrollIntoViewIfNeeded()
    const fault = page.locator('.island-fault + [data-figure="variance"]')
    await fault.waitFor()
    const again = page
      .locator('.island-fault:has(+ [data-figure="variance"])')
      .getByRole('button', { name: 'Try again' })
    await again.click()
    await fault.waitFor()
    isOffline = false
    await again.click()
    await figure.see()
    expect(await fault.count()).toBe(0)
    await context.close()
  },
)

it.each([
  ['is lost', async (page: Page) => page.route('**/assets/index-*.js', (route) => route.abort()), () => site.url],
  ['is refused, from a disk', async () => undefined, () => pathToFileURL(`${resolve('dist')}/`).href],
])('a page whose script %s looks as it does without script, and says so', async (_, prepare, book) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await prepare(page)
  await page.goto(`${book()}problems/3-weight-initialization/index.html`)
  await page.locator('.scriptless').first().waitFor()
  const figure = page.locator('[data-experiment="3-weight-initialization/variance"]')
  expect(await figure.locator('input, .run-button, .preset').filter({ visible: true }).count()).toBe(0)
  await context.close()
})

it('keeps what was set before the code of a figure arrived', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  let arrive = () => {}
  const arrived = new Promise<void>((resume) => {
    arrive = resume
  })
  await page.route('**/assets/hydrate-*.js', async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(`${site.url}?backend=wasm`)
  const hero = page.locator('[data-island="hero"] [data-experiment]')
  const slider = hero.locator('input[type="range"]')
  await slider.focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  const set = await slider.inputValue()
  arrive()
  await hero.and(page.locator('[data-status="done"]')).waitFor()
  expect(await slider.inputValue()).toBe(set)
  expect(await hero.locator('.hero-link a').getAttribute('href')).toContain(`=${set}`)
  await context.close()
})

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Site, serve } from '../../browsers/serve.mjs'
import { launch } from '../driver/browser'
import { FigureOnPage } from '../driver/figure'
import { sampleFigure, waitingFigure } from '../driver/sample'

const { id, problem, name, slider, least } = sampleFigure()
const PAGE = `problems/${problem}/`
const waiting = waitingFigure()

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = await serve(inject('lightFolder'))
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
    await page.goto(`${site.url}${PAGE}?backend=wasm`)
    const figure = new FigureOnPage(page, id)
    await figure.root.scrollIntoViewIfNeeded()
    const fault = page.locator(`.island-fault + [data-island="figure"][data-figure="${name}"]`)
    await fault.waitFor()
    const again = page
      .locator(`.island-fault:has(+ [data-island="figure"][data-figure="${name}"])`)
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

it('a figure that something else has altered, as an extension of the browser does, measures as any', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const figure of document.querySelectorAll('.figure')) figure.prepend(document.createElement('other-s'))
    })
  })
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  await page.goto(`${site.url}${PAGE}?backend=wasm`)
  const figure = await new FigureOnPage(page, id).see()
  await figure.reaches('done')
  expect(said.filter((line) => line.startsWith('error'))).toEqual([])
  expect(said.join(' ')).toContain('warning: Drawn anew, because the page was altered')
  await context.close()
})

it.each([
  ['is lost', async (page: Page) => page.route('**/assets/index-*.js', (route) => route.abort()), () => site.url],
  ['is refused, from a disk', async () => undefined, () => pathToFileURL(`${resolve('dist')}/`).href],
])('a page whose script %s looks as it does without script, and says so', async (_, prepare, book) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await prepare(page)
  await page.goto(`${book()}${PAGE}index.html`)
  await page.locator('.scriptless').first().waitFor()
  const figure = page.locator(`[data-experiment="${id}"]`)
  expect(await figure.locator('input, .run-button, .preset').filter({ visible: true }).count()).toBe(0)
  await context.close()
})

/** Opens a page whose scripts of a name wait until `arrive` is called. */
async function openWaiting(path: string, chunk: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  let arrive = () => {}
  const arrived = new Promise<void>((resume) => {
    arrive = resume
  })
  await page.route(`**/assets/${chunk}.js`, async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(`${site.url}${path}?backend=wasm&answers=shown`, { waitUntil: 'commit' })
  return { page, arrive }
}

it('starts the worker of a near figure before the code of figures has arrived', async () => {
  const { page, arrive } = await openWaiting(PAGE, 'hydrate-*')
  const started = page.waitForEvent('worker')
  const { root } = new FigureOnPage(page, id)
  await root.scrollIntoViewIfNeeded()
  await started
  arrive()
  await root.and(page.locator('[data-status="done"]')).waitFor()
  expect(page.workers()).toHaveLength(1)
  await page.context().close()
})

it('keeps what was set before the code of a figure arrived', async () => {
  const { page, arrive } = await openWaiting('', 'hydrate-*')
  const hero = page.locator('[data-island="hero"] [data-experiment]')
  const slider = hero.locator('input[type="range"]')
  await slider.focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  const set = await slider.inputValue()
  arrive()
  await hero.and(page.locator('[data-status="done"]')).waitFor()
  expect(await slider.inputValue()).toBe(set)
  expect(await hero.locator('.hero-link a').getAttribute('href')).toContain(`=${set}`)
  await page.context().close()
})

describe.each(['hydrate-*', 'experiment-*', 'index-*'])('before %s has arrived', (chunk) => {
  it('a preset is kept, and takes back what was typed before it', async () => {
    const { page, arrive } = await openWaiting(PAGE, chunk)
    const { root } = new FigureOnPage(page, id)
    await root.scrollIntoViewIfNeeded()
    const presets = root.locator('.preset[aria-pressed="false"]')
    const preset = root.locator(`[data-preset="${await presets.first().getAttribute('data-preset')}"]`)
    const field = root.locator(`[name="${slider}-value"]`)
    await field.fill(`${least}`)
    await preset.click()
    arrive()
    await preset.and(page.locator('[aria-pressed="true"]')).waitFor()
    await root.and(page.locator('[data-status="done"]')).waitFor()
    expect(await page.locator('[data-pressed]').count()).toBe(0)
    // The preset came after what was typed.
    expect(await field.inputValue()).not.toBe(`${least}`)
    expect(await preset.getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  })

  it('a number that is typed after a preset is set in it', async () => {
    const { page, arrive } = await openWaiting(PAGE, chunk)
    const { root } = new FigureOnPage(page, id)
    await root.scrollIntoViewIfNeeded()
    await root.locator('.preset[aria-pressed="false"]').first().click()
    await root.locator(`[name="${slider}-value"]`).fill(`${least}`)
    arrive()
    await root.and(page.locator('[data-status="done"]')).waitFor()
    await page.waitForFunction(([key, value]) => new URLSearchParams(location.search).get(key) === value, [
      `${name}.${slider}`,
      `${least}`,
    ] as const)
    const range = root.locator(`[name="${slider}"]`)
    expect(await range.inputValue()).toBe(await range.getAttribute('min'))
    await page.context().close()
  })

  it('Play runs what waits for it', async () => {
    const { page, arrive } = await openWaiting(`problems/${waiting.problem}/`, chunk)
    const figure = new FigureOnPage(page, waiting.id)
    await figure.root.scrollIntoViewIfNeeded()
    await figure.press('Play')
    arrive()
    await figure.reaches('done')
    const { readings } = await figure.data()
    expect(Number(readings)).toBeGreaterThan(1)
    await page.context().close()
  })

  it('a link of the text sets its figure', async () => {
    const { page, arrive } = await openWaiting(PAGE, chunk)
    const link = page.locator('a[data-preset]').filter({ visible: true }).first()
    const [figure, preset] = [await link.getAttribute('data-figure'), await link.getAttribute('data-preset')]
    await link.click({ noWaitAfter: true })
    arrive()
    const set = page.locator(`[data-experiment="${problem}/${figure}"] [data-preset="${preset}"]`)
    await set.and(page.locator('[aria-pressed="true"]')).waitFor()
    await page.context().close()
  })
})

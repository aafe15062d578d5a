import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { problemIds } from '../../../src/engine/catalog'
import { launch, open } from '../driver/browser'
import { SAMPLE } from '../driver/sample'

const book = inject('book')
const pages = ['', `problems/${SAMPLE[0]?.problem}/`]

/** A window of 1280 x 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 }

/** What makes the page scroll sideways. */
const tooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** What keeps its place on the screen, and leaves too little of it for the text. */
const stuck = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => /fixed|sticky/.test(getComputedStyle(element).position) && element.checkVisibility())
      .filter(({ offsetHeight }) => offsetHeight > innerHeight / 2)
      .map(({ className }) => className),
  )

const moving = (page: Page) =>
  page.evaluate(() =>
    document.getAnimations().flatMap(({ playState, effect }) => {
      const duration = Number(effect?.getComputedTiming().duration ?? 0)
      return playState === 'running' && duration > 0 ? [String(effect?.getComputedTiming().duration)] : []
    }),
  )

describe('at 400 %, with reduced motion', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  it.each(pages)('/%s does not scroll sideways, leaves room for its text, and nothing moves', async (path) => {
    const { page, faults } = await open(browser, `${book}${path}?backend=wasm`, {
      viewport: ZOOMED,
      reducedMotion: 'reduce',
    })
    const figure = page.locator('[data-experiment]').first()
    await figure.scrollIntoViewIfNeeded()
    await figure.and(page.locator('[data-experiment]:not([data-readings="0"])')).waitFor()
    expect(await tooWide(page)).toBeLessThanOrEqual(0)
    expect(await stuck(page)).toEqual([])
    expect(await moving(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('with text of twice the size', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch('--blink-settings=defaultFontSize=32')
  })
  afterAll(() => browser.close())

  it.each([
    ...pages.map((path) => [path, { width: 1280, height: 1024 }] as const),
    // Each page has formulas of its own, and the small window is the first to be too small for one.
    ...['', ...problemIds.map((id) => `problems/${id}/`)].map((path) => [path, { width: 390, height: 844 }] as const),
  ])('/%s in %j does not scroll sideways, with all unfolded', async (path, viewport) => {
    const { page } = await open(browser, `${book}${path}`, { viewport, atRest: true })
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
    await page.locator('details:not(.figure-data)').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '')
    })
    expect(await tooWide(page)).toBeLessThanOrEqual(0)
    await page.context().close()
  })
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from '../driver/browser'

const book = inject('book')
const HERO = '[data-island="hero"] [data-experiment]'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const done = (page: Page) => page.locator(`${HERO}[data-status="done"]`).waitFor()
const points = (page: Page) => page.locator(`${HERO} .mark-points`).first().getAttribute('d')

describe('the first page', () => {
  it('measures in its hero; the slider moves the chart by the keyboard, and the link leads to that setting', async () => {
    const { page, faults } = await open(browser, `${book}?backend=wasm`)
    await done(page)
    const hero = page.locator(HERO)
    expect(await hero.getAttribute('data-backend')).toBe('wasm')
    const before = await points(page)
    const slider = hero.locator('input[type="range"]')
    const link = hero.locator('.hero-link a')
    const at = await link.getAttribute('href')
    await slider.focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
    await page.waitForFunction(([old, selector]) => document.querySelector(selector)?.getAttribute('href') !== old, [
      at,
      `${HERO} .hero-link a`,
    ] as const)
    await done(page)
    expect(await points(page)).not.toBe(before)
    const name = (await slider.getAttribute('name')) ?? ''
    const value = await slider.inputValue()
    const id = (await hero.getAttribute('data-experiment')) ?? ''
    await link.click()
    const whole = page.locator(`[data-experiment="${id}"]`)
    await whole.locator(`input[type="range"][name="${name}"]`).waitFor()
    await whole.and(page.locator('[data-experiment]:not([data-readings="0"])')).waitFor()
    expect(await whole.locator(`input[type="range"][name="${name}"]`).inputValue()).toBe(value)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('moves nothing when the hero runs', async () => {
    const { page } = await open(browser, `${book}?backend=wasm`, { viewport: { width: 390, height: 844 } })
    await done(page)
    const shift = await page.evaluate(() => {
      const observer = new PerformanceObserver(() => {})
      observer.observe({ type: 'layout-shift', buffered: true })
      return observer.takeRecords().reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0)
    })
    expect(shift).toBeLessThan(0.02)
    await page.context().close()
  })

  it('leads from every card to every figure of its page', async () => {
    const { page } = await open(browser, book)
    const links = await page
      .locator('.card-figures a')
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
    expect(links.length).toBeGreaterThan(0)
    for (const href of links) {
      const text = await (await page.request.get(href)).text()
      expect(text, href).toContain(`id="${new URL(href).hash.slice(1)}"`)
    }
    await page.context().close()
  })
})

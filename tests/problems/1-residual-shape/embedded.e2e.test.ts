import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launch, open } from '../../e2e/driver/browser'

const book = inject('lightBook')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it.each([
  { width: 700, height: 500 },
  { width: 960, height: 540 },
])(
  'all eight controls of the adapter are in a frame of $width by $height, and none of it scrolls',
  async (viewport) => {
    const address = `${book}problems/1-residual-shape/?backend=wasm&embed=adapter`
    const { page, faults } = await open(browser, address, { viewport })
    await page.locator('[data-embed] [data-experiment]:not([data-readings="0"])').waitFor()
    const list = page.locator('.controls-list')
    expect(await list.locator('> *').filter({ visible: true }).count()).toBe(8)
    const heights = await list.evaluate(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }))
    expect(heights.scrollHeight).toBeLessThanOrEqual(heights.clientHeight + 1)
    const [across, down] = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement
      return [scrollWidth - innerWidth, scrollHeight - innerHeight]
    })
    expect(Math.max(across, down)).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
    await page.context().close()
  },
)

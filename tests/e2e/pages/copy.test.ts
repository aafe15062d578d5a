import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launch, open } from '../driver/browser'
import { SAMPLE } from '../driver/sample'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it('copies every formula once, as TeX, and paragraphs as paragraphs', async () => {
  const { page } = await open(browser, `${inject('book')}problems/${SAMPLE[0]?.problem}/`)
  const copied = await page.evaluate(() => {
    const [first, second] = [...document.querySelectorAll('article p')].filter((p) => p.querySelector('.katex'))
    if (!first || !second) throw new Error('The page has two paragraphs with formulas')
    getSelection()?.setBaseAndExtent(first, 0, second, second.childNodes.length)
    const texts: Record<string, string> = {}
    addEventListener('copy', (event) => {
      for (const type of ['text/plain', 'text/html']) texts[type] = event.clipboardData?.getData(type) ?? ''
    })
    document.execCommand('copy')
    const sources = [...first.querySelectorAll('annotation')].map(({ textContent }) => textContent)
    return { texts, sources }
  })
  const plain = copied.texts['text/plain'] ?? ''
  expect(plain).toContain('\n')
  for (const source of copied.sources) expect(plain).toContain(`$${source}$`)
  expect(plain.match(/\$/g)?.length).toBeGreaterThanOrEqual(2 * copied.sources.length)
  expect(plain).not.toContain('\\term')
  expect(copied.texts['text/html']).not.toMatch(/<math|katex-html/)
  await page.context().close()
})

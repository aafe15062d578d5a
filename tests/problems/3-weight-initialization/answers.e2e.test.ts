import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { contentsOf, launch, open } from '../../e2e/driver/browser'
import { FigureOnPage } from '../../e2e/driver/figure'

const book = inject('lightBook')
const PAGE = 'problems/3-weight-initialization/'
const ID = '3-weight-initialization/variance'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it('runs the wrong sigma of a link, refutes it, draws it, and lets it be taken out', async () => {
  const { page } = await open(
    browser,
    `${book}${PAGE}?backend=wasm&variance.sigma=1~d~/~&variance.answer.scale=1~d~/~#variance`,
  )
  const figure = await (await new FigureOnPage(page, ID).see()).reaches('done', { verdict: 'agrees', own: 'refuted' })
  const verdict = figure.root.locator('.verdict-words')
  expect(await verdict.textContent()).toMatch(
    /^Your σ is refuted: “the variance of y is 1 at every d” fails at d = \d+ \(z = −[\d.]+\), as theory predicts for it\.$/,
  )
  const dotted = figure.root.locator('[data-view="1"] path.mark-answer')
  await dotted.waitFor({ state: 'attached' })
  expect(await dotted.evaluate((line) => getComputedStyle(line).strokeDasharray)).not.toBe('none')

  await figure.root.locator('.export > summary').click()
  const svg = figure.root.locator('.export-pictures button').filter({ hasText: 'SVG' }).nth(1)
  const [file] = await Promise.all([page.waitForEvent('download'), svg.click()])
  const picture = (await contentsOf(file)).toString()
  expect(picture).toMatch(/stroke-dasharray="0\.\d+px, ?\d/)
  expect(picture).toContain('>your answer<')
  expect(picture).toContain('dotted: your answer, 1/d')
  await page.keyboard.press('Escape')

  await figure.root.locator('.key-answer input').uncheck()
  await dotted.waitFor({ state: 'detached' })
  await page.waitForFunction(() => !location.search.includes('answer.scale'))

  await figure.root.locator('input[name="sigma"]').uncheck()
  await figure.reaches('done', { verdict: 'agrees' })
  expect(await figure.data()).not.toHaveProperty('own')
  await figure.root.locator('input[name="sigma"]').check()
  await figure.reaches('done', { own: 'refuted' })
})

it('refuses a sigma that no network can have, with a sentence, and runs the figure without it', async () => {
  const { page } = await open(
    browser,
    `${book}${PAGE}?backend=wasm&variance.sigma=d~10~-~sqrt&variance.answer.scale=nonsense#variance`,
  )
  const figure = await (await new FigureOnPage(page, ID).see()).reaches('done', { verdict: 'agrees' })
  const notices = await figure.root.locator('.notices').textContent()
  expect(notices).toMatch(/sigma = √\(d − 10\) was ignored: σ is not a number at d = 1/)
  expect(notices).toMatch(/The answer to "scale" was ignored: it is no formula/)
  expect(await figure.data()).not.toHaveProperty('own')
})

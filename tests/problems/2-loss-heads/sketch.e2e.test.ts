import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launch } from '../../e2e/driver/browser'
import { Question } from '../../e2e/driver/question'

const book = inject('lightBook')
const PROBLEM = '2-loss-heads'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Draws a straight line over a pad with a finger; ends in shares of the width and the height of the pad. */
async function drawn(page: Page, pad: Locator, from: readonly [number, number], to: readonly [number, number]) {
  await pad.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))
  const box = await pad.boundingBox()
  if (!box) throw new Error('The pad has no place')
  const session = await page.context().newCDPSession(page)
  const at = (share: number) => ({
    x: box.x + box.width * (from[0] + share * (to[0] - from[0])),
    y: box.y + box.height * (from[1] + share * (to[1] - from[1])),
  })
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] })
  for (let k = 1; k <= 12; k += 1)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(k / 12)] })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

it('a sketch is drawn with the first touch, judged, and kept over a reload', async () => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${book}problems/${PROBLEM}/?backend=wasm`)
  const starving = new Question(page, `${PROBLEM}/starving`)
  const pad = starving.root.locator('.sketch-box')
  const lines = pad.locator('.mark-sketch[d]:not([d=""])')
  expect(await pad.locator('*').count()).toBe(0)
  await drawn(page, pad, [0.1, 0.85], [0.98, 0.15])
  await lines.first().waitFor({ state: 'attached' })
  expect(await starving.field.inputValue()).toMatch(/^single \d/)

  // A click: the browser may drop a tap that follows a stroke at once.
  await starving.root.getByText('a head on every layer', { exact: true }).first().click()
  await starving.root.locator('.sketch-curves label:has(:checked)').filter({ hasText: 'every' }).waitFor()
  await drawn(page, pad, [0.1, 0.85], [0.98, 0.15])
  await lines.nth(1).waitFor({ state: 'attached' })
  await starving.press('Answer')
  await starving.reaches('wrong')
  expect(await starving.root.getAttribute('data-misconception')).toBe('both-fall')

  await drawn(page, pad, [0.1, 0.15], [0.98, 0.15])
  await starving.press('Answer')
  await starving.reaches('right')
  const answer = await starving.field.inputValue()
  await page.reload()
  await starving.reaches('right')
  await lines.nth(1).waitFor({ state: 'attached' })
  expect(await starving.field.inputValue()).toBe(answer)
  await context.close()
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../../e2e/driver/browser'
import { openLecture, place } from '../../e2e/driver/lecture'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const SMALL = { width: 1280, height: 720 }

/** Draws a line over the pad, from one share of its height to another. */
async function draw(page: Page, from: number, to: number): Promise<void> {
  const box = await page.locator('.lecture-pad .sketch-box').boundingBox()
  if (!box) throw new Error('There is no pad')
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + (1 - y) * box.height] as const
  await page.mouse.move(...at(0.12, from))
  await page.mouse.down()
  for (let k = 1; k <= 12; k++) await page.mouse.move(...at(0.12 + (0.85 * k) / 12, from + ((to - from) * k) / 12))
  await page.mouse.up()
}

it('keeps what a class sketches with the lecture, and shows each sketch over the measurement', async () => {
  const { page, faults } = await openLecture(browser, '2-loss-heads', 'lecture=a.2', SMALL)
  await page.locator('.lecture-pad .chart-drawing svg').waitFor()
  expect((await place(page)).kind).toBe('vote')
  const kept = page.locator('.lecture-sketches li')
  const another = page.getByRole('button', { name: 'Another sketch' })
  await draw(page, 0.2, 0.9)
  await another.click()
  await draw(page, 0.5, 0.5)
  await another.click()
  await draw(page, 0.9, 0.2)
  await page.getByRole('button', { name: 'Remove sketch 2' }).click()
  await expect.poll(() => kept.allTextContents()).toEqual(['Sketch 1', 'Sketch 2', 'Another sketch'])
  expect(await page.locator('.lecture-pad .mark-sketch.is-kept').count()).toBe(1)
  await page.reload()
  await expect.poll(() => kept.allTextContents()).toEqual(['Sketch 1', 'Sketch 2', 'Another sketch'])
  expect(await page.locator('[data-shown="beside"]').count()).toBe(0)

  await page.keyboard.press('r')
  const beside = page.locator('[data-shown="beside"]')
  await beside.locator('[data-status="done"]').waitFor()
  const voted = beside.locator('[data-view] .mark-answer.is-voted')
  await expect.poll(() => voted.count()).toBe(2)
  expect(await beside.locator('.figure-key').textContent()).toContain('what the class sketched')
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
  expect(await stored()).not.toContain('starving')
  expect(page.url()).not.toContain('answer')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Escape')
  await page.locator('html:not([data-lecture])').waitFor()
  expect(await page.locator('[data-ask="starving"] [data-question]').getAttribute('data-state')).toBe('open')
  expect(await page.locator('.mark-answer').count()).toBe(0)
  expect(faults).toEqual([])
  await page.context().close()
})

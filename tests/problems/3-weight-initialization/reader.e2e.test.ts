import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launch, open } from '../../e2e/driver/browser'
import { FigureOnPage } from '../../e2e/driver/figure'

/** On wasm: what is tested here is the page, and software WebGL takes its time. */
const page3 = `${inject('lightBook')}problems/3-weight-initialization/?backend=wasm`
/** The page as it is read, with its formulas. */
const whole3 = `${inject('book')}problems/3-weight-initialization/?backend=wasm`
const VARIANCE = '3-weight-initialization/variance'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it('keeps the state of a figure in the address, over a reload and to a friend', async () => {
  const { page } = await open(browser, page3)
  const figure = await new FigureOnPage(page, VARIANCE).see()
  await figure.reaches('done')
  await figure.drag('d', [4])
  await figure.root.getByRole('button', { name: 'New draw' }).click()
  await page.waitForFunction(() => location.search === '?backend=wasm&variance.d=16&variance.seed=2')
  await figure.reaches('done')
  const shown = await figure.values()
  const table = figure.root.locator('table').first()
  await figure.root.getByText('Show data').click()
  const numbers = (await table.allInnerTexts()).join()
  await page.reload()
  await (await figure.see()).reaches('done')
  expect(await figure.values()).toEqual(shown)
  await figure.root.getByText('Show data').click()
  expect((await table.allInnerTexts()).join()).toBe(numbers)
  await figure.root.getByRole('button', { name: 'Reset' }).click()
  await page.waitForFunction(() => location.search === '?backend=wasm&variance.seed=2')
  // At once: the address has not changed yet when the reload begins.
  await figure.drag('d', [2])
  await page.reload()
  await figure.see()
  expect(await figure.values()).toMatchObject({ d: '2' })
  expect(new URL(page.url()).searchParams.get('variance.d')).not.toBeNull()
  await page.context().close()
})

it('understands a link as a chat program leaves it', async () => {
  const { page, faults } = await open(browser, `${page3}&amp;variance.d=16%23variance).`)
  const figure = await new FigureOnPage(page, VARIANCE).see()
  expect((await figure.values()).d).toBe('4')
  expect(new URL(page.url()).hash).toBe('#variance')
  expect(await figure.root.locator('.notices').count()).toBe(0)
  expect(faults).toEqual([])
  await page.context().close()
})

it('follows the presets of the prose, in place and as links', async () => {
  const { page } = await open(browser, page3)
  const link = page.locator('article a[href*="variance.preset=forgot-to-scale"]').first()
  const href = await link.getAttribute('href')
  await link.scrollIntoViewIfNeeded()
  await link.click()
  const figure = new FigureOnPage(page, VARIANCE)
  await page.waitForFunction(() => location.search.includes('variance.preset=forgot-to-scale'))
  await figure.reaches('done')
  expect((await figure.values()).rule).toBe('fixed')
  expect(await figure.root.locator('[data-preset="forgot-to-scale"]').getAttribute('aria-pressed')).toBe('true')
  const { page: other } = await open(browser, new URL(`${href?.split('#')[0]}&backend=wasm`, page3).href)
  const there = await new FigureOnPage(other, VARIANCE).see()
  await there.reaches('done')
  expect((await there.values()).rule).toBe('fixed')
  await page.context().close()
  await other.context().close()
})

it('brings the chart of a preset link into view, with the run before as a ghost, and leads back to the sentence', async () => {
  const { page, faults } = await open(browser, page3, { reducedMotion: 'reduce' })
  const figure = await new FigureOnPage(page, VARIANCE).see()
  await figure.reaches('done')
  const link = page.locator('article a[href*="variance.preset=forgot-to-scale"]').first()
  await link.evaluate((element) => element.scrollIntoView({ block: 'end', behavior: 'instant' }))
  const place = await page.evaluate(() => scrollY)
  await link.click()
  await page.waitForFunction(() => location.search.includes('variance.preset=forgot-to-scale'))
  await figure.reaches('done')
  expect((await figure.values()).rule).toBe('fixed')
  const lead = await figure.root.locator('[data-lead] .chart-box').boundingBox()
  expect(lead && lead.y >= 0 && lead.y + lead.height <= 900).toBe(true)
  expect(await figure.root.locator('[data-control="rule"]').getAttribute('data-changed')).not.toBeNull()
  expect(await figure.root.locator('.pin').allTextContents()).toEqual([expect.stringMatching(/^before: scale of/)])
  expect(await figure.root.locator('[data-lead] .mark-ghost').count()).toBeGreaterThan(0)
  await figure.root.getByRole('button', { name: 'Back to the text' }).click()
  expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.goBack()
  await page.waitForFunction(() => location.search === '?backend=wasm')
  expect((await figure.values()).rule).toBe('scaled')
  await expect.poll(() => page.evaluate((place) => Math.abs(scrollY - place) < 2, place)).toBe(true)
  expect(faults).toEqual([])
  await page.context().close()
})

it('undoes presets and resets, by button, by keys and with the address', async () => {
  const { page } = await open(browser, page3)
  const figure = await new FigureOnPage(page, VARIANCE).see()
  await figure.reaches('done')
  const preset = (name: string) => figure.root.locator(`[data-preset="${name}"]`)
  const pressed = () => figure.root.locator('.preset[aria-pressed="true"]').getAttribute('data-preset')
  await preset('forgot-to-scale').click()
  await preset('sign-weights').click()
  await figure.press('Reset')
  expect(await pressed()).toBe('unit')
  await figure.press('Undo')
  expect(await pressed()).toBe('sign-weights')
  await preset('sign-weights').focus()
  await page.keyboard.press('Control+z')
  expect(await pressed()).toBe('forgot-to-scale')
  await page.goBack()
  await page.waitForFunction(() => location.search.includes('preset=sign-weights'))
  expect(await pressed()).toBe('sign-weights')
  await page.context().close()
})

it('runs a claim on request and shows the evidence', async () => {
  const { page, faults } = await open(browser, page3)
  const runner = page.locator('.claim-runner').first()
  await runner.scrollIntoViewIfNeeded()
  await runner.getByRole('button', { name: 'Check this on your machine' }).click()
  await runner.locator(':scope[data-claim-status="holds"]').waitFor()
  expect(await runner.locator('.claim-whole').textContent()).toMatch(/^Holds, (z = \d|\d+ of \d)/)
  await runner.getByText('Evidence').click()
  expect((await runner.allInnerTexts()).join()).toMatch(
    /Holds with \d+ repetitions\. Run on WebAssembly[\s\S]*measured .* expected .*z = /,
  )
  expect(faults).toEqual([])
  await page.context().close()
})

it('can be operated with the keyboard alone', async () => {
  const { page } = await open(browser, page3)
  const figure = await new FigureOnPage(page, VARIANCE).see()
  await figure.reaches('done')
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement
      const outline = element ? getComputedStyle(element) : undefined
      return {
        name:
          element?.getAttribute('name') ?? element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '',
        ring: outline !== undefined && (outline.outlineStyle !== 'none' || outline.boxShadow !== 'none'),
      }
    })
  const isInside = () => figure.root.evaluate((root) => root.contains(document.activeElement))
  // Past the figure in one step.
  const skip = figure.root.getByRole('link', { name: 'Skip this figure' })
  await skip.focus()
  expect((await skip.boundingBox())?.height).toBeGreaterThan(20)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await isInside()).toBe(false)
  // From the first thing in the figure to the last, by Tab alone.
  await skip.focus()
  const met: string[] = []
  for (let i = 0; i < 60; i++) {
    const { name, ring } = await focused()
    expect(ring, `a focus ring on ${name}`).toBe(true)
    met.push(name)
    if (name === 'd' && !met.includes('moved')) {
      await page.keyboard.press('ArrowLeft')
      await page.waitForFunction(() => location.search.includes('variance.d=32'))
      met.push('moved')
    }
    if (name === 'Show data') {
      await page.keyboard.press('Enter')
      await figure.root.locator('table').first().waitFor({ state: 'visible' })
      break
    }
    await page.keyboard.press('Tab')
  }
  for (const name of ['d', 'moved', 'g', 'rule', 'weights', 'inputs', 'over', 'Step', 'Reset', 'New draw', 'Show data'])
    expect(met).toContain(name)
  await figure.reaches('done')
  expect((await figure.data()).verdict).toBe('agrees')
  await page.context().close()
})

it('keeps a run to compare with, over a reload and to a friend, until it is removed', async () => {
  const { page, faults } = await open(browser, page3)
  const figure = await new FigureOnPage(page, VARIANCE).see()
  await figure.reaches('done')
  await figure.press('Pin')
  await figure.drag('d', [4])
  await figure.reaches('done')
  await page.waitForFunction(() => location.search === '?backend=wasm&variance.d=16&variance.pin=')
  const pin = figure.root.locator('.pin')
  expect(await pin.allInnerTexts()).toEqual([expect.stringMatching(/: 64$/)])
  await page.reload()
  await (await figure.see()).reaches('done')
  expect(await pin.allInnerTexts()).toEqual([expect.stringMatching(/: 64$/)])
  expect((await figure.values()).d).toBe('4')
  await pin.getByRole('button', { name: /^Remove/ }).click()
  await page.waitForFunction(() => location.search === '?backend=wasm&variance.d=16')
  expect(faults).toEqual([])
  await page.context().close()
})

it('pauses, steps and goes on, and adds runs to a finished one', async () => {
  const { page } = await open(browser, `${page3}&depth.layers=50&depth.width=128`)
  const figure = await new FigureOnPage(page, '3-weight-initialization/depth').see()
  await figure.reaches('done')
  const { readings: all = '' } = await figure.data()
  // In one go, so that the run is not over before the pause.
  await figure.root.evaluate((root) => {
    const paused = new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        const pause = root.querySelector<HTMLButtonElement>('button[aria-label="Pause"]')
        if (!pause) return
        observer.disconnect()
        pause.click()
        resolve()
      }).observe(root, { subtree: true, childList: true, attributes: true })
    })
    root.querySelector<HTMLButtonElement>('button[aria-label="New draw"]')?.click()
    return paused
  })
  await figure.reaches('idle')
  const held = await figure.rests(page)
  expect(held).toBeLessThan(Number(all))
  await figure.press('Step')
  await figure.reaches(held + 1 === Number(all) ? 'done' : 'idle', { readings: String(held + 1) })
  await figure.press('Play')
  await figure.reaches('done', { readings: all })
  await figure.press('Play')
  await figure.reaches('done', { readings: all, runs: '2' })
  await page.context().close()
})

it('lights up formula and figure by term', async () => {
  const { page } = await open(browser, whole3)
  const figure = await new FigureOnPage(page, VARIANCE).see()
  const inText = page.locator('article .katex [data-term="d"]').first()
  await figure.slider('d').hover()
  expect(await inText.getAttribute('class')).toMatch(/\blit\b/)
  await inText.scrollIntoViewIfNeeded()
  await inText.hover()
  expect(await figure.root.locator('.control[data-term="d"]').getAttribute('class')).toMatch(/\blit\b/)
  await page.context().close()
})

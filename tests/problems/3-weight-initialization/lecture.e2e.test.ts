import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../../e2e/driver/browser'
import { openLecture, place } from '../../e2e/driver/lecture'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const PAGE = '3-weight-initialization'
const SMALL = { width: 1280, height: 720 }

/** Opens the page at rest: no figure runs. */
const atRest = (query: string) => openLecture(browser, PAGE, query, SMALL, { atRest: true })

/** Presses a key until the lecture is at a moment. */
async function goTo(page: Page, at: string, key = 'PageDown'): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    if ((await place(page)).at === at) return
    await page.keyboard.press(key)
  }
  throw new Error(`The lecture did not come to ${at}: it is at ${(await place(page)).at}`)
}

describe('a lecture', () => {
  it('begins from the page, and gives it back as it was: by Esc, by Back, and returns by Forward', async () => {
    const { page, faults } = await atRest('')
    await page.locator('html[data-script="running"]').waitFor()
    const hint = page.locator('#b .hint')
    await hint.locator('summary').click()
    await page.evaluate(() => document.querySelector('#b')?.scrollIntoView())
    const before = await page.evaluate(() => ({
      y: scrollY,
      search: location.search,
      html: document.querySelectorAll('details[open]').length,
    }))
    await page.evaluate(() =>
      document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
    )
    await page.keyboard.press('l')
    await page.locator('main[data-slide][aria-current="step"]').waitFor()
    expect((await place(page)).at).toBe('b.1')
    await goTo(page, 'b.4.2')
    await page.keyboard.press('Escape')
    await page.locator('html:not([data-lecture])').waitFor()
    const after = () =>
      page.evaluate(() => ({
        y: scrollY,
        search: location.search,
        html: document.querySelectorAll('details[open]').length,
      }))
    await expect.poll(after).toEqual(before)
    expect(await page.locator('[data-shown], [data-way], [data-number]').count()).toBe(0)
    await page.goForward()
    await page.locator('main[data-slide]').waitFor()
    expect((await place(page)).at).toBe('b.4.2')
    await page.goBack()
    await page.locator('html:not([data-lecture])').waitFor()
    await expect.poll(after).toEqual(before)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('stays where it is over a reload, and says once that an address is none', async () => {
    const { page, url } = await atRest('lecture=a.4.4')
    await page.locator('main[data-step="4"]').waitFor()
    await page.keyboard.press('PageDown')
    await page.reload()
    await page.locator('main[data-step="5"]').waitFor()
    expect((await place(page)).at).toBe('a.4.5')
    await page.goto(url.replace('a.4.4', 'z.9'))
    await page.locator('main[data-slide="1"]').waitFor()
    await expect.poll(() => page.locator('.lecture-said').textContent()).toContain('z.9')
    await page.keyboard.press('PageDown')
    await expect.poll(() => page.locator('.lecture-said').textContent()).toBe('')
    await page.context().close()
  })

  it('keeps the keys of a clicker from a slider that has the focus, and leaves text fields theirs', async () => {
    const { page } = await atRest('lecture=a.6')
    const slider = page.locator('[data-shown] input[type="range"]').first()
    await page.locator('[data-shown] [data-status="running"]').waitFor()
    await page.keyboard.press('c')
    await slider.focus()
    const value = await slider.inputValue()
    await page.keyboard.press('PageDown')
    await page.keyboard.press('PageDown')
    expect((await place(page)).at).toBe('a.7')
    await page.keyboard.press('ArrowLeft')
    expect((await place(page)).at).toBe('a.6')
    expect(await slider.inputValue()).toBe(value)
    const field = page.locator('[data-shown] .control-value input').first()
    await field.fill('')
    await field.press('1')
    await field.press('6')
    expect((await place(page)).at).toBe('a.6')
    expect(await field.inputValue()).toBe('16')
    await page.context().close()
  })

  it('goes by digits, black, overview, keys, home and end', async () => {
    const { page } = await atRest('lecture=title.1')
    await page.locator('main[data-slide="1"]').waitFor()
    await page.keyboard.press('1')
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    expect((await place(page)).slide).toBe(12)
    await page.keyboard.press('b')
    await page.locator('.lecture-black').waitFor()
    await page.keyboard.press('PageDown')
    await page.locator('.lecture-black').waitFor({ state: 'detached' })
    expect((await place(page)).slide).toBe(12)
    await page.keyboard.press('o')
    await page.locator('.lecture-overview [aria-current="step"]').waitFor()
    const fits = await page
      .locator('.lecture-overview')
      .evaluate((e) => [e.scrollHeight <= e.clientHeight + 1, e.scrollWidth <= e.clientWidth + 1])
    expect(fits).toEqual([true, true])
    await page.keyboard.press('?')
    await page.locator('.lecture-keys').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('End')
    const { slide } = await place(page)
    expect(slide).toBe(Number((await page.locator('.lecture-count').textContent())?.split('/')[1]))
    await page.keyboard.press('F5')
    expect((await place(page)).slide).toBe(1)
    await page.context().close()
  })

  it('keeps the run of a scene behind the next, and waits for it', async () => {
    const { page, faults } = await openLecture(browser, PAGE, 'lecture=a.6', SMALL)
    const figure = page.locator('[data-experiment="3-weight-initialization/variance"]')
    await figure.and(page.locator('[data-experiment]:not([data-readings="0"])')).waitFor()
    await page.keyboard.press('PageDown')
    await page.locator('main[data-slide="9"]').waitFor()
    await figure.and(page.locator('[data-status="done"]')).waitFor()
    await expect.poll(() => figure.locator('.figure-key').textContent()).toContain('before:')
    expect(await figure.locator('.presets-says').textContent()).toContain('The same σ = 1')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('counts the hands of a vote, and shows the measurement beside them when it is revealed', async () => {
    const { page, faults } = await openLecture(browser, PAGE, 'lecture=a.2', SMALL)
    await page.locator('.lecture-vote').waitFor()
    for (const key of ['1', '2', '2', '2', 'Shift+Digit2', 'Shift+Digit3']) await page.keyboard.press(key)
    const hands = () => page.locator('.lecture-hands').allTextContents()
    await expect.poll(async () => (await hands()).slice(0, 3)).toEqual(['1', '2', '0'])
    expect(await page.locator('.lecture-right, [data-shown="beside"]').count()).toBe(0)
    await page.reload()
    await expect.poll(async () => (await hands()).slice(0, 3)).toEqual(['1', '2', '0'])
    await page.keyboard.press('r')
    await page.locator('[data-shown="beside"] [data-status="done"]').waitFor()
    expect(await page.locator('.lecture-vote [data-right]').count()).toBe(1)
    expect((await hands())[1]).toContain('67 %')
    const boxes = await page.evaluate(() =>
      ['.lecture-vote', '[data-shown="beside"]'].map((one) =>
        document.querySelector(one)?.getBoundingClientRect().toJSON(),
      ),
    )
    expect(boxes[0].right).toBeLessThanOrEqual(boxes[1].left + 1)
    await page.keyboard.press('q')
    await page.getByLabel('Public address').fill('https://example.org/book/')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.lecture-qr-link').textContent()).toContain('#question-scale')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('moves with its speaker window, which runs nothing, and is whole without it', async () => {
    const { page, faults } = await atRest('lecture=a.4')
    await page.locator('main[data-slide]').waitFor()
    const opened = page.waitForEvent('popup')
    await page.keyboard.press('s')
    const speaker = await opened
    await expect.poll(() => speaker.locator('.speaker-count').textContent()).toContain('6 /')
    await expect.poll(() => speaker.locator('[data-moment="Now"]').textContent()).toContain('The mean of a sum')
    await expect.poll(() => speaker.locator('[aria-label="Notes"]').textContent()).toContain('We want')
    await speaker.keyboard.press('PageDown')
    await expect.poll(async () => (await place(page)).at).toBe('a.4.2')
    await goTo(page, 'a.6')
    await expect.poll(() => speaker.locator('[aria-label="Notes"]').textContent()).toContain('What to look for')
    expect(await speaker.locator('[data-status="running"]').count()).toBe(0)
    await page.reload()
    await page.locator('main[data-slide]').waitFor()
    await expect.poll(() => speaker.locator('.speaker-count').textContent()).toContain('8 /')
    await speaker.close()
    await page.keyboard.press('PageUp')
    await expect.poll(async () => (await place(page)).at).toBe('a.5.4')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('says that the speaker window was blocked', async () => {
    const { page } = await atRest('lecture=title.1')
    await page.locator('main[data-slide]').waitFor()
    await page.evaluate(() => Object.assign(window, { open: () => null }))
    await page.keyboard.press('s')
    await expect.poll(() => page.locator('.lecture-said').textContent()).toContain('blocked')
    await page.context().close()
  })

  it('draws the code of a moment large, on white with its quiet zone in both themes, and asks for an address that phones reach', async () => {
    const { page } = await atRest('lecture=a.7')
    await page.locator('[data-shown] [data-status="running"]').waitFor()
    await page.keyboard.press('q')
    await expect.poll(() => page.locator('.lecture-qr-local').textContent()).toContain('Phones cannot reach')
    const field = page.getByLabel('Public address')
    await field.fill('nonsense here')
    await field.press('Enter')
    await expect.poll(() => page.locator('.lecture-qr [role="alert"]').textContent()).toContain('not an address')
    await field.fill('https://example.org/book/')
    await field.press('Enter')
    const code = page.locator('.lecture-code')
    await code.waitFor()
    await expect
      .poll(() => page.locator('.lecture-qr-link').textContent())
      .toBe(`https://example.org/book/problems/${PAGE}/?variance.preset=forgot-to-scale#variance`)
    const { height, modules, quiet } = await code.evaluate((svg) => ({
      height: svg.getBoundingClientRect().height,
      modules: Number(svg.getAttribute('data-modules')),
      quiet: Number(svg.getAttribute('data-quiet')),
    }))
    expect((height * modules) / (modules + 2 * quiet)).toBeGreaterThanOrEqual(0.6 * SMALL.height)
    expect((modules - 17) % 4).toBe(0)
    expect(quiet).toBeGreaterThanOrEqual(4)
    await page.emulateMedia({ colorScheme: 'dark' })
    const ground = () => page.locator('.lecture-qr').evaluate((screen) => getComputedStyle(screen).backgroundColor)
    await expect.poll(ground, { message: 'the ground in the dark theme' }).toBe('rgb(255, 255, 255)')
    await page.context().close()
  })
})

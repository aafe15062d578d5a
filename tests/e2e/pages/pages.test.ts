import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { serve } from '../../browsers/serve.mjs'
import { filesUnder } from '../../files'
import { launch, type Opened, open } from '../driver/browser'
import { takeTurns } from '../driver/figure'
import { AXE } from '../driver/question'
import { SAMPLE } from '../driver/sample'

const book = inject('book')
const problems = filesUnder('problems')
  .filter((file) => file.endsWith('/page.mdx') && !/^coming: true$/m.test(readFileSync(file, 'utf8')))
  .map((file) => file.replace('page.mdx', ''))
const routes = ['', ...problems]

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** From the top to the bottom, a screen at a time, so that everything that waits to be seen has been seen. */
async function readThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y)
      // Intersection observers are called in the frame after.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    }
  })
  await page.waitForLoadState('networkidle')
}

/** Opens everything that unfolds; the tables of numbers under figures only if asked to. */
const unfold = (page: Page, tables: boolean) =>
  page.locator('details').evaluateAll((all, tables) => {
    for (const details of all)
      if (details instanceof HTMLDetailsElement) details.open = tables || !details.matches('.figure-data')
  }, tables)

it('finds the pages', () => {
  expect(routes).toContain(`problems/${SAMPLE[0]?.problem}/`)
})

interface Axe {
  run(
    context: unknown,
    options: object,
  ): Promise<{ violations: { id: string; help: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>
}

/** What axe finds wrong on the page; `inColours`: with its colours alone, of which one text of each colour, size, weight and ground is enough. */
function complaints(page: Page, { inColours }: { readonly inColours: boolean }): Promise<string[]> {
  return page.evaluate(async (inColours) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const grounds = new Map<Element, string>()
    /** All that is painted below an element, down to the first that hides the rest. */
    const groundOf = (element: Element | null): string => {
      if (!element) return ''
      const known = grounds.get(element)
      if (known !== undefined) return known
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element)
      const hides = backgroundColor.startsWith('rgb(') && backgroundImage === 'none' && opacity === '1'
      const found = hides
        ? backgroundColor
        : [backgroundColor, backgroundImage, opacity, groundOf(element.parentElement)].join()
      grounds.set(element, found)
      return found
    }
    const texts = () => {
      const kinds = new Map<string, Element>()
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement
        if (!element?.checkVisibility() || !node.textContent?.trim()) continue
        const { color, fontSize, fontWeight } = getComputedStyle(element)
        kinds.set([color, fontSize, fontWeight, groundOf(element)].join(), element)
      }
      return [...kinds.values()]
    }
    // Thousands of elements pass: their selectors are not needed.
    const { violations } = await axe.run(inColours ? { include: texts() } : document, {
      resultTypes: ['violations'],
      ...(inColours ? { runOnly: ['color-contrast'] } : {}),
    })
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
    )
  }, inColours)
}

/** Pages that links lead to, each asked for once: they are files, the same at any query. */
const answers = new Map<string, Promise<{ status: number; text: string }>>()
const answerOf = (page: Page, address: string) => {
  const known = answers.get(address)
  if (known) return known
  const asked = page.request
    .get(address)
    .then(async (answer) => ({ status: answer.status(), text: await answer.text() }))
  answers.set(address, asked)
  return asked
}

describe.each(routes)('/%s', (route) => {
  // One page for all tests that need scripts: each continues where the one before has left it.
  describe('with scripts', () => {
    let opened: Opened
    let page: Page
    beforeAll(async () => {
      opened = await open(browser, book + route, { reducedMotion: 'reduce', colorScheme: 'light' })
      page = opened.page
    })
    afterAll(() => page.context().close())

    it('has one heading of the first rank, landmarks, a skip link that leads to the text, and links that lead somewhere', async () => {
      expect(await page.locator('h1').count()).toBe(1)
      expect(await page.locator('main').count()).toBe(1)
      await page.keyboard.press('Tab')
      const skip = (await page.locator(':focus').getAttribute('href')) ?? ''
      expect(skip).toMatch(/^#/)
      await page.keyboard.press('Enter')
      expect(await page.locator(`main${skip}:focus`).count()).toBe(1)
      const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
      const inside = [...new Set(links.filter((href) => href.startsWith(book)))]
      expect(inside.length).toBeGreaterThan(0)
      for (const href of inside) {
        const { origin, pathname, hash } = new URL(href)
        const { status, text } = await answerOf(page, origin + pathname)
        expect(status, href).toBe(200)
        if (hash) expect(text, `${pathname}${hash}`).toContain(`id="${hash.slice(1)}"`)
      }
    })

    it('opens without an error, a failed request or a request to another server, under a strict policy', async () => {
      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
      expect(policy).toMatch(/default-src '(none|self)'/)
      expect(policy).not.toMatch(/'unsafe-eval'|https?:|\*/)
      expect(policy).toMatch(/script-src [^;]*/)
      expect(/script-src ([^;]*)/.exec(policy ?? '')?.[1]).not.toMatch(/unsafe-inline/)
      // Unfold what may contain figures; not the tables of numbers, because each reading renders an open one again.
      await unfold(page, false)
      await readThrough(page)
      await unfold(page, true)
      await takeTurns(page)
      expect(opened.faults).toEqual([])
    })

    it('does not scroll sideways at 640 and at 320 px, and axe finds no fault in it, nor in its colours in the dark theme', async () => {
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: 640 })
        // At once: a chart that is not yet drawn for its new width must not reach out of its box.
        const reach = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(await reach(), `at ${width} px`).toBeLessThanOrEqual(0)
      }
      await page.setViewportSize({ width: 1280, height: 900 })
      // To axe the tables of numbers are alike on all pages, and thousands of cells: one page keeps them open.
      await unfold(page, route === routes.at(-1))
      // Not as a script of the page: its policy would not let it in.
      await page.evaluate(AXE)
      // Formulas are KaTeX's, in the colours of the words around them.
      await page.locator('.katex').evaluateAll((all) => {
        for (const formula of all) formula.textContent = 'x'
      })
      expect(await complaints(page, { inColours: false })).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await complaints(page, { inColours: true })).toEqual([])
    })

    it('keeps the chosen theme, from the first paint on', async () => {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      const light = await ground()
      const toggle = page.locator('[data-theme-toggle]')
      for (let i = 0; i < 3 && (await ground()) === light; i++) await toggle.click()
      const dark = await ground()
      expect(dark).not.toBe(light)
      // No module script runs, so that the page stays as at the first paint.
      await page.route('**/*.js', (held) => (held.request().url().includes('theme') ? held.continue() : held.abort()))
      await page.reload()
      expect(await ground()).toBe(dark)
    })
  })

  it('can be read without JavaScript: statement, solutions, formulas', async () => {
    const { page, faults } = await open(browser, book + route, { javaScriptEnabled: false })
    expect((await page.locator('main').allInnerTexts()).join().length).toBeGreaterThan(400)
    expect(await page.locator('.katex').count()).toBeGreaterThan(0)
    if (route !== '') {
      const solution = page.locator('details.solution').first()
      const inside = solution.locator('.katex').first()
      expect(await inside.isVisible()).toBe(false)
      await solution.locator('summary').first().click()
      expect(await inside.isVisible()).toBe(true)
      expect(await page.locator('math annotation').first().textContent()).toMatch(/\S/)
      for (const figure of await page.locator('[data-experiment]').all())
        expect((await figure.allInnerTexts()).join()).toMatch(/\S/)
    }
    // Scripts that the page would load ahead are refused with all others.
    expect(faults.filter((fault) => !/\.js csp$/.test(fault))).toEqual([])
    await page.context().close()
  })
})

it('works under a path of its own', async () => {
  const site = await serve('dist', { base: '/some/sub/path/' })
  const { page, faults } = await open(browser, site.url)
  // A page that is left while it loads breaks its requests off: its figure has to have all it asks for.
  await page.locator('[data-island="hero"] [data-status="done"]').waitFor()
  const problem = SAMPLE[0]?.problem ?? ''
  await page.locator(`main h3 a[href*="${problem}"]`).click()
  expect(page.url()).toBe(`${site.url}problems/${problem}/`)
  const figure = page.locator('[data-experiment]').first()
  await figure.scrollIntoViewIfNeeded()
  await figure.locator(':scope[data-status="done"]').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
  await site.close()
})

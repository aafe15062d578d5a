import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { contentsOf, launch, type Opened, open } from '../../e2e/driver/browser'
import { AXE, Question, shown } from '../../e2e/driver/question'

const book = inject('lightBook')
const PROBLEM = '3-weight-initialization'
const address = `${book}problems/${PROBLEM}/?backend=wasm`

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const scripts = (page: Page) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('.js')) asked.push(request.url().split('/').at(-1) ?? '')
  })
  return asked
}

describe('a question of a page', () => {
  let opened: Opened
  let page: Page
  let scale: Question
  let mean: Question
  beforeAll(async () => {
    opened = await open(browser, address, { reducedMotion: 'reduce', askFirst: true })
    page = opened.page
    await page.evaluate(AXE)
    scale = new Question(page, `${PROBLEM}/scale`)
    mean = new Question(page, `${PROBLEM}/mean`)
  })
  afterAll(async () => {
    await page.context().close()
    expect(opened.faults).toEqual([])
  })

  const figure = () => page.locator(`[data-experiment="${PROBLEM}/variance"]`)
  /** The line of the key for an answer with the first one behind it. */
  const key = () => figure().locator('.key-answer').filter({ hasText: 'your answer, 1/√d; paler' })

  it('loads nothing of its own before it has the focus', async () => {
    const isOfQuestions = (name: string) => /^(questions|judging|hydrateQuestion|askAgain|review)/.test(name)
    const asked = scripts(page)
    await page.reload({ waitUntil: 'networkidle' })
    await page.evaluate(AXE)
    await scale.root.scrollIntoViewIfNeeded()
    await figure().and(page.locator('[data-status="done"]')).waitFor()
    expect(asked.filter(isOfQuestions)).toEqual([])
    await scale.field.focus()
    await scale.root.locator('.question-preview').waitFor()
    expect(asked.filter(isOfQuestions).length).toBeGreaterThan(0)
  })

  it('holds its figure back until it is answered', async () => {
    const held = figure().and(page.locator('[data-held]'))
    await held.waitFor()
    expect(await held.locator('.stage :is(.mark-points, .mark-bars, .mark-theory)[d]:not([d=""])').count()).toBe(0)
    expect(await shown(held)).not.toMatch(/agrees with theory/i)
    expect(await held.getByRole('button', { name: 'Show me', exact: true }).count()).toBe(1)
  })

  it('sets the answer as mathematics while it is typed, and says where it cannot be read', async () => {
    await scale.field.fill('1/sqrt(d)')
    await scale.root.locator('.preview-tex .katex .sqrt').waitFor()
    await scale.give('1/(d', 'unreadable')
    expect(await scale.says('[role="alert"]')).toMatch(/parenthesis|bracket/i)
    expect(await scale.says('[role="alert"] mark')).not.toBe('')
    expect(await scale.field.getAttribute('aria-invalid')).toBe('true')
    expect(await scale.complaints()).toEqual([])
    expect(await figure().getAttribute('data-held')).not.toBeNull()
  })

  it('answers a misconception with its own sentence; then its figure runs the answer and refutes it', async () => {
    await scale.give('1/d', 'wrong')
    expect(await scale.root.getAttribute('data-misconception')).toMatch(/\S/)
    expect(await scale.root.locator('.question-hints li').count()).toBe(0)
    expect(await scale.complaints()).toEqual([])
    await scale.press('Watch it run')
    await figure().and(page.locator(':not([data-held])[data-status="done"][data-own="refuted"]')).waitFor()
    expect(await figure().locator('.stage .mark-points[d]:not([d=""])').count()).toBeGreaterThan(0)
  })

  it('says why a right answer is right, with the keyboard alone', async () => {
    await scale.field.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('σ = d^-0.5')
    await page.keyboard.press('Tab')
    expect(await shown(scale.root.locator(':focus'))).toBe('Answer')
    await page.keyboard.press('Enter')
    await scale.reaches('right')
    expect(await scale.says('[role="status"]')).toMatch(/^Right\./)
    expect(await scale.complaints()).toEqual([])
  })

  it('gives its hints one by one, and the answer whenever it is asked for', async () => {
    const hints = mean.root.locator('.question-hints li')
    await mean.give('17', 'wrong')
    expect(await hints.count()).toBe(1)
    const first = await shown(hints.first())
    await mean.press('Next hint')
    expect(await hints.count()).toBe(2)
    expect(await shown(hints.first())).toBe(first)
    expect(await mean.root.locator('.question-reveals').count()).toBe(0)
    await mean.press('Show the answer')
    await mean.reaches('revealed')
    expect(await mean.root.locator('.question-reveals').count()).toBe(1)
    expect(await mean.complaints()).toEqual([])
  })

  it.each([
    ['a name of the language', 'constructor'],
    ['a number without end', '9!!!!!!'],
    ['ten thousand letters', 'x'.repeat(10_000)],
    ['dice', '🎲/√🎲'],
    ['words from right to left', 'מעלה √d'],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['a link in TeX', '\\href{javascript:alert(1)}{d}'],
  ])('does not call right: %s', async (_, answer) => {
    await scale.field.fill(answer)
    await scale.field.press('Enter')
    const judged = page.locator(`[data-question="${scale.id}"]:is([data-state="unreadable"], [data-state="wrong"])`)
    await judged.waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })

  it('asks others like it', async () => {
    const prompt = await scale.says('.question-prompt')
    await scale.press('Another like this')
    await scale.root.and(page.locator('[data-variation="1"]')).waitFor()
    expect(await scale.says('.question-prompt')).not.toBe(prompt)
    await scale.press('Back to the question')
    expect(await scale.says('.question-prompt')).toBe(prompt)
  })

  it('is kept over a reload, with its reply and the hints', async () => {
    await scale.give('1/sqrt(d)', 'right')
    // The figure draws it a moment after the reply.
    await key().waitFor()
    await page.reload()
    await page.evaluate(AXE)
    await scale.reaches('right')
    await mean.reaches('revealed')
    expect(await scale.field.inputValue()).toBe('1/sqrt(d)')
    expect(await mean.root.locator('.question-hints li').count()).toBe(2)
    expect(await figure().getAttribute('data-held')).toBeNull()
  })

  it('has its first answer in the figure again, behind the later one', async () => {
    await figure().scrollIntoViewIfNeeded()
    await key().waitFor()
    expect(await shown(key())).toMatch(/your answer, 1\/√d; paler: your first, 1\/d/)
  })

  it('agrees in two tabs', async () => {
    const other = await page.context().newPage()
    await other.goto(address)
    const there = new Question(other, scale.id)
    await there.reaches('right')
    await there.give('2/d', 'wrong')
    await scale.reaches('wrong')
    expect(await scale.field.inputValue()).toBe('2/d')
    await other.close()
  })

  it('is printed with the answer of the reader', async () => {
    await page.emulateMedia({ media: 'print' })
    expect(await scale.says('.question-given')).toBe('Your answer: 2/d')
    expect(await scale.field.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  })

  it('is asked again at the end of the page, those missed first', async () => {
    await page.locator('[data-review-start]').click()
    const again = page.locator('.again [data-question]')
    await again.waitFor()
    expect(await shown(page.locator('.again-head'))).toMatch(/missed last time/)
    const first = await again.getAttribute('data-question')
    expect([scale.id, mean.id]).toContain(first)
    expect(await again.getAttribute('data-state')).toBe('open')
  })

  describe('and the work of its reader', () => {
    it('is on the first page, and leads on', async () => {
      await page.goto(book)
      const line = page.locator(`[data-progress="${PROBLEM}"]`)
      expect(await shown(line)).toMatch(/0 of \d+ questions right, 2 missed/)
      expect(await shown(page.locator('[data-work-summary]'))).toMatch(/2 missed so far/)
    })

    it('goes to a file and comes back from it after everything was forgotten', async () => {
      const says = page.locator('[data-work-says]')
      const download = page.waitForEvent('download')
      await page.locator('[data-work="export"]').click()
      const file = { name: 'work.json', mimeType: 'application/json', buffer: await contentsOf(await download) }
      const forget = page.locator('[data-work="forget"]')
      await forget.click()
      expect(await shown(page.locator('[data-work-summary]'))).toMatch(/missed/)
      await forget.click()
      expect(await shown(page.locator('[data-work-summary]'))).not.toMatch(/missed/)
      await page.locator('[data-work-file]').setInputFiles(file)
      await says.filter({ hasText: /2 answers and 0 notes read/ }).waitFor()
      expect(await shown(page.locator('[data-work-summary]'))).toMatch(/2 missed/)
      for (const [name, text] of [
        ['notes.txt', 'not a file of answers'],
        ['later.json', '{"book":"trainability","version":2}'],
      ] as const) {
        await page
          .locator('[data-work-file]')
          .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
        await says.filter({ hasText: name }).waitFor()
        expect(await shown(says)).toMatch(/nothing is lost/)
        expect(await shown(page.locator('[data-work-summary]'))).toMatch(/2 missed/)
      }
    })
  })
})

describe('where storage is refused', () => {
  it('a question is answered all the same, says that it lasts as long as the page, and shows its figure on demand', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('refused', 'SecurityError')
        },
      })
    })
    const page = await context.newPage()
    await page.goto(address)
    const scale = new Question(page, `${PROBLEM}/scale`)
    const figure = page.locator(`[data-experiment="${PROBLEM}/variance"]`)
    await figure.scrollIntoViewIfNeeded()
    await figure.getByRole('button', { name: 'Show me', exact: true }).click()
    await figure.and(page.locator('[data-experiment]:not([data-held])')).waitFor()
    await scale.give('1/sqrt(d)', 'right')
    expect(await scale.says('.question-losing')).toMatch(/does not store/)
    await context.close()
  })
})

describe('without JavaScript', () => {
  it('a question can be read, offers nothing that does not work, and its solution opens', async () => {
    const { page } = await open(browser, address, { javaScriptEnabled: false })
    const scale = new Question(page, `${PROBLEM}/scale`)
    expect(await scale.says('.question-prompt')).toMatch(/standard deviation/)
    expect(await scale.root.locator('input, textarea, button').filter({ visible: true }).count()).toBe(0)
    const solution = page.locator('#a details.solution')
    await solution.locator('summary').first().click()
    expect(await solution.locator('.step').first().isVisible()).toBe(true)
    await page.context().close()
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { everyQuestion } from '../../answers/questions'
import { findFirefox } from '../../browsers/firefox.mjs'
import { everyExperiment } from '../../runs'
import { launchFirefox, open } from '../driver/browser'
import { FigureOnPage } from '../driver/figure'
import { place } from '../driver/lecture'
import { Question } from '../driver/question'
import { sampleFigure } from '../driver/sample'

const book = inject('book')
const problems = [...new Set(everyExperiment.map(({ problem }) => problem))]
const executable = findFirefox()
const LAPTOP = { viewport: { width: 1366, height: 768 } }

// It has no WebGL without a graphics card: what is next in order runs.
describe.skipIf(!executable)('in Firefox', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchFirefox(executable ?? '')
  })
  afterAll(() => browser.close())

  it.each(problems)('the figures of %s measure, fit the window, and nothing fails', async (problem) => {
    const { page, faults } = await open(browser, `${book}problems/${problem}/`, LAPTOP)
    for (const { id, experiment } of everyExperiment.filter((one) => one.problem === problem)) {
      const figure = await new FigureOnPage(page, id).see()
      await figure.root.and(page.locator('[data-backend]:not([data-readings="0"])')).waitFor()
      const { verdict, backend } = await figure.data()
      expect(['wasm', 'cpu', 'webgl']).toContain(backend)
      if (!experiment.waits) expect(verdict).not.toBe('disagrees')
      const height = await figure.root.evaluate((root) => root.getBoundingClientRect().height)
      expect(height).toBeLessThanOrEqual(LAPTOP.viewport.height)
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(over).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('a slider is moved by keys, a preset is taken, and Back returns', async () => {
    const { id, problem, slider } = sampleFigure()
    const { page, faults } = await open(browser, `${book}problems/${problem}/`, LAPTOP)
    const figure = await new FigureOnPage(page, id).see()
    await figure.reaches('done')
    const first = await figure.values()
    await figure.slider(slider).focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => location.search !== '')
    const moved = await figure.values()
    const search = await page.evaluate(() => location.search)
    expect(moved).not.toEqual(first)
    await figure.reaches('done')
    await figure.root.locator('[data-preset][aria-pressed="false"]').last().click()
    await page.waitForFunction((before) => location.search !== before, search)
    expect(await figure.values()).not.toEqual(moved)
    await page.goBack()
    await page.waitForFunction((before) => location.search === before, search)
    expect(await figure.values()).toEqual(moved)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('an answer is judged, and kept over a reload', async () => {
    const asked = everyQuestion.find(({ question }) => question.kind === 'formula')
    if (asked?.question.kind !== 'formula') throw new Error('No problem asks for a formula')
    const { page, faults } = await open(browser, `${book}problems/${asked.problem}/`, { ...LAPTOP, askFirst: true })
    const question = new Question(page, asked.id)
    await question.root.scrollIntoViewIfNeeded()
    await question.give('1 +', 'unreadable')
    await question.give(asked.question.answer, 'right')
    await page.reload()
    await question.reaches('right')
    expect(await question.field.inputValue()).toBe(asked.question.answer)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('a lecture goes on, back and out by keys', async () => {
    const { page, faults } = await open(browser, `${book}problems/${sampleFigure().problem}/?lecture`, LAPTOP)
    await page.locator('main[data-slide="1"]').waitFor()
    await page.keyboard.press('PageDown')
    await page.locator('main:not([data-slide="1"])').waitFor()
    const { slide } = await place(page)
    expect(slide).toBe(2)
    await page.keyboard.press('PageUp')
    await page.locator('main[data-slide="1"]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('html:not([data-lecture])').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})

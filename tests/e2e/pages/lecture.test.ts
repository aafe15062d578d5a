import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemIds } from '../../../src/engine/catalog'
import { launch } from '../driver/browser'
import { openLecture } from '../driver/lecture'
import { SAMPLE } from '../driver/sample'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

interface Walk {
  readonly unfit: readonly string[]
  readonly presses: number
  /** The kinds of the moments, in the order that they came. */
  readonly kinds: readonly string[]
}

/** Walks from the first moment to the last with the next key, and tells what leaves the window, is cut, scrolls or is too small. */
function walk(page: Page): Promise<Walk> {
  return page.evaluate(async () => {
    const main = document.querySelector('main')
    if (!main) throw new Error('There is no page')
    const least = 24 * Math.min(innerWidth / 1280, innerHeight / 720) - 0.1
    const name = (e: Element) =>
      `${e.tagName}.${e.getAttribute('class')} "${(e.textContent ?? '').trim().slice(0, 40)}"`
    const seen = (root: Element, selector: string) =>
      [...root.querySelectorAll(selector)].filter((e) => e.checkVisibility() && e.clientWidth > 1)
    const isBeyond = (e: Element, bottom: number, slack = 0.6) => {
      const box = e.getBoundingClientRect()
      return box.top < -slack || box.left < -slack || box.right > innerWidth + slack || box.bottom > bottom + slack
    }
    const unfitFigure = (foot: number) => {
      const view = seen(main, '[data-shown] .pane .figure-view')[0]?.getBoundingClientRect().height ?? 0
      const parts = seen(
        main,
        '[data-shown] :is(.figure-view, .figure-top, .presets-says, .figure-key, .verdict, .chart-box)',
      )
      return [
        ...parts.filter((e) => isBeyond(e, foot, 1)).map((e) => `${name(e)} leaves the window`),
        ...(view < 0.5 * innerHeight ? [`a view of ${Math.round(view)} px`] : []),
      ]
    }
    const unfitText = () => [
      ...seen(main, '[data-shown] .display, .display[data-shown]')
        .filter((e) => e.scrollWidth > e.clientWidth + 1)
        .map((e) => `${name(e)} is cut by ${e.scrollWidth - e.clientWidth} px`),
      ...[...main.querySelectorAll('[data-shown]:not([data-shown="head"])')].flatMap((e) => {
        const size = Number.parseFloat(getComputedStyle(e).fontSize)
        return size >= (e.matches('.display') ? least * 0.75 : least) ? [] : [`${name(e)} in ${size} px`]
      }),
    ]
    const unfit = () => {
      const foot = document.querySelector('.lecture-foot')?.getBoundingClientRect().top ?? innerHeight
      const shown = [...main.querySelectorAll('[data-shown]')]
      const { scrollHeight, scrollWidth } = document.documentElement
      return [
        ...(shown.length > 0 ? [] : ['nothing is shown']),
        ...shown.filter((e) => isBeyond(e, foot)).map((e) => `${name(e)} leaves the window`),
        ...seen(document.body, '.lecture-vote')
          .filter((e) => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth)
          .map(() => 'the vote is cut'),
        ...seen(document.body, '.lecture-vote')
          .map((e) => Number.parseFloat(getComputedStyle(e).fontSize))
          .filter((size) => size < least)
          .map((size) => `the vote is in ${size} px`),
        ...(main.dataset.kind === 'figure' ? unfitFigure(foot) : unfitText()),
        ...(scrollHeight > innerHeight || scrollWidth > innerWidth ? ['the page scrolls'] : []),
      ]
    }
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
    /** Text stands at once; a figure is drawn when its script has come. */
    const drawn = async () => {
      const figure = main.querySelector('[data-shown] [data-experiment]')
      if (!figure) return
      await frame()
      while (figure.getAttribute('data-status') === 'idle') await frame()
      while (figure.querySelector('[data-lead] .chart-box') && !figure.querySelector('[data-lead] svg')) await frame()
      await frame()
    }
    const press = (key: string) =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }),
      )
    const last = Number(document.querySelector('.lecture-count')?.textContent?.split('/')[1])
    const faults: string[] = []
    const kinds: string[] = []
    let before = ''
    for (let presses = 0; presses < 1000; presses++) {
      const { slide = '', step = '', kind = '' } = main.dataset
      const here = `${slide}.${step}`
      if (here !== before) {
        await drawn()
        faults.push(...unfit().map((fault) => `${new URLSearchParams(location.search).get('lecture')}: ${fault}`))
        if (step === '1') kinds.push(kind)
      } else if (Number(slide) === last) return { unfit: faults, presses, kinds }
      before = here
      press('PageDown')
    }
    throw new Error('The lecture has no end')
  })
}

const SMALL = { width: 1280, height: 720 }

// The type follows the window, so that 1920 by 1080 is 1280 by 720 once more, larger: one lecture is walked through there too.
const SIZES = [SMALL, { width: 1024, height: 768 }]
const LARGE = { width: 1920, height: 1080 }

describe.each(problemIds)('the lecture of %s', (problem) => {
  it('fits windows of 1280 by 720 and of 1024 by 768, every moment of it', async () => {
    const { page, faults } = await openLecture(browser, problem, 'lecture=title.1', SMALL, {
      atRest: true,
      whole: true,
    })
    for (const size of problem === SAMPLE[0]?.problem ? [...SIZES, LARGE] : SIZES) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme: size.height === 768 ? 'dark' : 'light' })
      await page.keyboard.press('Home')
      await page.locator('main[data-slide="1"]').waitFor()
      const { unfit, kinds } = await walk(page)
      expect(unfit, `at ${size.width} px`).toEqual([])
      for (const kind of ['title', 'question', 'hint', 'derivation', 'figure', 'claims', 'takeaway'])
        expect(kinds).toContain(kind)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { problemIds } from '../../src/engine/catalog'
import { launch, open } from './browser'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const book = inject('book')
const PAGE = '3-weight-initialization'

/** A worker that is never ready: figures show their theory, and nothing runs. */
const NO_WORKER = () => {
  Object.assign(globalThis, {
    Worker: class extends EventTarget {
      postMessage() {}
      terminate() {}
    },
  })
}

interface Size {
  readonly width: number
  readonly height: number
}

async function lecture(problem: string, query: string, size: Size, scheme: 'light' | 'dark' = 'light') {
  const opened = await open(browser, `${book}favicon.svg`, { viewport: size, colorScheme: scheme })
  return { ...opened, url: `${book}problems/${problem}/?backend=wasm&${query}` }
}

const place = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main')
    return {
      slide: Number(main?.dataset.slide),
      step: Number(main?.dataset.step),
      kind: main?.dataset.kind ?? '',
      at: new URLSearchParams(location.search).get('lecture'),
    }
  })

/** What of the moment leaves the window or is cut, scrolls or is too small. */
function unfit(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const main = document.querySelector('main')
    if (!main) throw new Error('There is no page')
    const least = 24 * Math.min(innerWidth / 1280, innerHeight / 720) - 0.1
    const foot = document.querySelector('.lecture-foot')?.getBoundingClientRect().top ?? innerHeight
    const name = (e: Element) =>
      `${e.tagName}.${e.getAttribute('class')} "${(e.textContent ?? '').trim().slice(0, 40)}"`
    const shown = [...main.querySelectorAll('[data-shown]')]
    const figure = main.dataset.kind === 'figure'
    const outside = shown.flatMap((e) => {
      const box = e.getBoundingClientRect()
      const fits = box.top >= -0.5 && box.left >= -0.5 && box.right <= innerWidth + 0.5 && box.bottom <= foot + 0.5
      return fits ? [] : [`${name(e)} at ${Math.round(box.top)}..${Math.round(box.bottom)} of ${Math.round(foot)}`]
    })
    const boxes = [...main.querySelectorAll('[data-shown] .display, .display[data-shown]')]
    const cut = boxes
      .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
      .map((e) => `${name(e)} is cut by ${e.scrollWidth - e.clientWidth} px`)
    const scrolls =
      document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth
    const small = figure
      ? []
      : shown
          .filter((e) => !e.matches('[data-shown="head"]'))
          .flatMap((e) => {
            const size = Number.parseFloat(getComputedStyle(e).fontSize)
            return size >= (e.matches('.display') ? least * 0.75 : least) ? [] : [`${name(e)} in ${size} px`]
          })
    return [
      ...(shown.length > 0 ? [] : ['nothing is shown']),
      ...outside,
      ...cut,
      ...small,
      ...(scrolls ? ['the page scrolls'] : []),
    ]
  })
}

/** Walks from the first moment to the last by one key, and looks at each. */
async function walk(page: Page, look: (at: string) => Promise<void>): Promise<number> {
  const total = Number(
    await page
      .locator('.lecture-count')
      .innerText()
      .then((text) => text.split('/')[1]),
  )
  let before = ''
  for (let presses = 0; presses < 1000; presses++) {
    const { at, slide } = await place(page)
    if (at !== before) await look(at ?? '')
    else if (slide === total) return total
    before = at ?? ''
    await page.keyboard.press('PageDown')
  }
  throw new Error('The lecture has no end')
}

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]

describe.each(problemIds)('the lecture of %s', (problem) => {
  it.each(SIZES)('fits $width by $height, every moment of it', async (size) => {
    const { page, url, faults } = await lecture(
      problem,
      'lecture=title.1',
      size,
      size.height === 768 ? 'dark' : 'light',
    )
    await page.addInitScript(NO_WORKER)
    await page.goto(url)
    await page.locator('main[data-slide="1"]').waitFor()
    const unfits: string[] = []
    await walk(page, async (at) => {
      for (const fault of await unfit(page)) unfits.push(`${at}: ${fault}`)
    })
    expect(unfits).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

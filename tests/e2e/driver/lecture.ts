import type { Browser, Page } from 'playwright-core'
import { inject } from 'vitest'
import { open } from './browser'

interface Size {
  readonly width: number
  readonly height: number
}

interface LectureOptions {
  /** No figure runs. */
  readonly atRest?: boolean
  /** With the formulas of the text. */
  readonly whole?: boolean
}

/** The page of a problem at an address such as `lecture=a.4`; `url` leads there. */
export async function openLecture(
  browser: Browser,
  problem: string,
  query: string,
  viewport: Size,
  { atRest = false, whole = false }: LectureOptions = {},
) {
  const url = `${inject(whole ? 'book' : 'lightBook')}problems/${problem}/?backend=wasm&${query}`
  return { ...(await open(browser, url, { viewport, atRest })), url }
}

/** Where a lecture is. */
export const place = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main')
    return {
      slide: Number(main?.dataset.slide),
      step: Number(main?.dataset.step),
      kind: main?.dataset.kind ?? '',
      at: new URLSearchParams(location.search).get('lecture') ?? '',
    }
  })

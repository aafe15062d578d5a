import type { Browser, Page } from 'playwright-core'
import { inject } from 'vitest'
import { open } from './browser'

interface Size {
  readonly width: number
  readonly height: number
}

/** The page of a problem at an address such as `lecture=a.4`; `url` leads there. `atRest`: no figure runs. */
export async function openLecture(browser: Browser, problem: string, query: string, viewport: Size, atRest = false) {
  const url = `${inject('book')}problems/${problem}/?backend=wasm&${query}`
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

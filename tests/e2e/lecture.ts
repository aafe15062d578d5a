import type { Browser, Page } from 'playwright-core'
import { inject } from 'vitest'
import { open } from './browser'

/** A worker that is never ready: figures show their theory, and nothing runs. */
export const NO_WORKER = () => {
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

/** A page of the book that has not gone to the lecture of a problem yet: `url` leads there. */
export async function openLecture(browser: Browser, problem: string, query: string, size: Size) {
  const book = inject('book')
  const opened = await open(browser, book, { viewport: size })
  return { ...opened, url: `${book}problems/${problem}/?backend=wasm&${query}` }
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

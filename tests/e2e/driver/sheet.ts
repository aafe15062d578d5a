import type { Browser, Page } from 'playwright-core'
import { inject } from 'vitest'

/** Opens a sheet, laid out for paper. The dialogue of the browser stays away. */
export async function openSheet(browser: Browser, problem: string, sheet: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript('window.print = () => {}')
  await page.goto(`${inject('book')}problems/${problem}/?backend=wasm&print=${sheet}`)
  await page.locator('html[data-print-ready]').waitFor()
  return page
}

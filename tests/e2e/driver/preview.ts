import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { painting } from '../../browsers/chromium.mjs'
import { serve } from '../../browsers/serve.mjs'
import { filesUnder } from '../../files'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built book is served, with a slash at its end. */
    book: string
    /** The book with a letter for each formula of the text, for tests of figures: formulas are most of a page's elements, and as much of its cost. */
    lightBook: string
    /** The folder of `lightBook`. */
    lightFolder: string
  }
}

/** Serves the built book, and its light edition, at free ports while the tests run. */
export default async function setup({ provide }: TestProject) {
  if (!existsSync('dist/index.html')) throw new Error('There is no built book to test: npm run build')
  const server = await preview({ logLevel: 'warn', preview: { port: 4300, open: false } })
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('The built book could not be served')
  provide('book', url)
  const folder = mkdtempSync(join(tmpdir(), 'trainability-light-'))
  await replaceFormulas(folder)
  const light = await serve(folder)
  provide('lightFolder', folder)
  provide('lightBook', light.url)
  return async () => {
    await Promise.all([server.close(), light.close()])
    rmSync(folder, { recursive: true })
  }
}

/** Copies the built book, with a letter for each formula of its pages. Those in what a script takes over stay: the script has them too. */
async function replaceFormulas(folder: string): Promise<void> {
  cpSync('dist', folder, { recursive: true })
  const browser = await chromium.launch(painting())
  const page = await browser.newPage()
  for (const file of filesUnder(`${folder}/problems`).filter((name) => name.endsWith('.html'))) {
    const replaced = await page.evaluate(
      (html) => {
        const parsed = new DOMParser().parseFromString(html, 'text/html')
        for (const formula of parsed.querySelectorAll('.katex:not([data-island] .katex, [data-ask] .katex)'))
          formula.textContent = 'x'
        return `<!doctype html>${parsed.documentElement.outerHTML}`
      },
      readFileSync(file, 'utf8'),
    )
    writeFileSync(file, replaced)
  }
  await browser.close()
}

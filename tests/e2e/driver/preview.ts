import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { painting } from '../../chromium.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built book is served, with a slash at its end. */
    book: string
    /** Where the Chromium of all files listens. */
    chromium: string
  }
}

/** Serves the built book at a free port, and runs one Chromium, while the tests run. */
export default async function setup({ provide }: TestProject) {
  if (!existsSync('dist/index.html')) throw new Error('There is no built book to test: npm run build')
  const server = await preview({ logLevel: 'warn', preview: { port: 4300, open: false } })
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('The built book could not be served')
  provide('book', url)
  const browser = await chromium.launchServer(painting())
  provide('chromium', browser.wsEndpoint())
  return () => Promise.all([server.close(), browser.close()])
}

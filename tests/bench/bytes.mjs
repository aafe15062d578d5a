import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { serve } from '../browsers/serve.mjs'
import { atRest } from './page.mjs'

/**
 * What pages weigh (gzip), by when it loads: with the page, and once its figures have run.
 * @param {import('playwright-core').Browser} browser @param {string} book the folder of the built book
 * @param {readonly string[]} [routes] every page if left out
 */
export async function inBytes(browser, book, routes = routesOf(book)) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = [{ heading: 'Bytes (gzip) by when they load' }]
  for (const route of routes) {
    /** @type {Map<string, { size: number, inWorker: boolean }>} */
    const sent = new Map()
    const site = await serve(book, {
      sent: (path, body, referer) => {
        // The worker's script, and everything requested by files of the worker.
        const asker = [...sent].find(([file]) => referer.endsWith(`/${basename(file)}`))?.[1]
        const inWorker = /^worker-/.test(basename(path)) || asker?.inWorker === true
        sent.set(path, { size: gzipSync(body).length / 1000, inWorker })
      },
    })
    const page = await browser.newPage({ serviceWorkers: 'block' })
    // The first page has a figure in sight, and loads it when the page is at rest: here, when it is told so.
    await page.addInitScript('window.resting = []; window.requestIdleCallback = (run) => window.resting.push(run)')
    await page.goto(site.url + route, { waitUntil: 'networkidle' })
    const first = new Map(sent)
    await page.evaluate('for (const run of window.resting) run()')
    const figures = page.locator('[data-experiment]')
    for (let i = 0; i < (await figures.count()); i++) {
      await figures.nth(i).scrollIntoViewIfNeeded()
      await atRest(figures.nth(i)).waitFor({ timeout: 60_000 })
    }
    await page.close()
    await site.close()
    const sum = (/** @type {typeof sent} */ files, /** @type {RegExp} */ kind, inWorker = false) =>
      [...files].reduce(
        (total, [path, file]) => (kind.test(path) && file.inWorker === inWorker ? total + file.size : total),
        0,
      )
    const later = new Map([...sent].filter(([path]) => !first.has(path)))
    const name = `/${route}`
    rows.push(
      { what: `${name} HTML`, value: sum(first, /\.html$/), unit: 'kB' },
      { what: `${name} style sheets and fonts`, value: sum(first, /\.(css|woff2)$/), unit: 'kB' },
      {
        what: `${name} JavaScript before a figure is near`,
        value: sum(first, /\.js$/),
        unit: 'kB',
        parts: ['bytes.beforeFigure'],
      },
    )
    if (later.size > 0)
      rows.push(
        { what: `${name} JavaScript of the page once its figures run`, value: sum(later, /\.js$/), unit: 'kB' },
        { what: `${name} JavaScript of the worker`, value: sum(later, /\.js$/, true), unit: 'kB' },
      )
  }
  return rows
}

/** The problems with a page in the built book. @param {string} book */
export function problems(book) {
  return readdirSync(`${book}/problems`).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
}

/** @param {string} book */
const routesOf = (book) => ['', ...problems(book).map((problem) => `problems/${problem}/`)]

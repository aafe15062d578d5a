import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { serve } from '../serve.mjs'

/** The budget of the design, in kB of gzip. */
const SCRIPT_BEFORE = 100

/** What every page weighs (gzip), by when it loads: with the page, and once its figures have run. @param {import('playwright-core').Browser} browser */
export async function inBytes(browser) {
  const routes = ['', ...problems().map((problem) => `problems/${problem}/`)]
  /** @type {import('./table.mjs').Row[]} */
  const rows = [{ heading: 'Bytes (gzip) by when they load' }]
  for (const route of routes) {
    /** @type {Map<string, number>} */
    const sent = new Map()
    const site = await serve('dist', { sent: (path, body) => sent.set(path, gzipSync(body).length / 1000) })
    const page = await browser.newPage()
    await page.goto(site.url + route, { waitUntil: 'networkidle' })
    const first = new Map(sent)
    const figures = page.locator('[data-experiment]')
    for (let i = 0; i < (await figures.count()); i++) {
      await figures.nth(i).scrollIntoViewIfNeeded()
      await figures.nth(i).locator(':scope[data-status="done"]').waitFor()
    }
    await page.close()
    await site.close()
    const sum = (/** @type {Map<string, number>} */ files, /** @type {RegExp} */ kind) =>
      [...files].reduce((total, [path, size]) => (kind.test(path) ? total + size : total), 0)
    const later = new Map([...sent].filter(([path]) => !first.has(path)))
    const name = `/${route}`
    rows.push(
      { what: `${name} HTML`, value: sum(first, /\.html$/), unit: 'kB' },
      { what: `${name} style sheets and fonts`, value: sum(first, /\.(css|woff2)$/), unit: 'kB' },
      {
        what: `${name} JavaScript before a figure is near`,
        value: sum(first, /\.js$/),
        unit: 'kB',
        budget: SCRIPT_BEFORE,
      },
    )
    if (later.size > 0)
      rows.push(
        {
          what: `${name} JavaScript of the page once its figures run`,
          value: sum(later, /^(?!.*(worker|tfjs)).*\.js$/),
          unit: 'kB',
        },
        {
          what: `${name} worker: JavaScript and wasm`,
          value: sum(later, /(worker|tfjs)[^/]*\.js$|\.wasm$/),
          unit: 'kB',
        },
      )
  }
  return rows
}

/** The problems with a page in the built book. */
function problems() {
  return readdirSync('dist/problems').sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
}

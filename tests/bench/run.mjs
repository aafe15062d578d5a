/** `npm run bench`: the costs of the built book in Chromium, compared with the budgets. Plain Node. */
import { fileURLToPath } from 'node:url'
import { install } from '../../src/site/install.mjs'
import { ensureChromium, painting } from '../browsers/chromium.mjs'
import { serve } from '../browsers/serve.mjs'
import { inBytes, problems } from './bytes.mjs'
import { onWebgl, WATCHED_WORKER, whileSliding } from './figures.mjs'
import { json, say, wants } from './options.mjs'
import { inParts } from './parts.mjs'
import { whilePlaying } from './playing.mjs'
import { printJson, printTable } from './table.mjs'
import { whileWaking } from './waking.mjs'

install(say)
process.env.NODE_ENV = 'production'
process.env.CHROMIUM = ensureChromium(say)
const { build, loadConfigFromFile } = await import('vite')
const { chromium } = await import('playwright-core')

const pages = fileURLToPath(new URL('./pages', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/trainability', import.meta.url))
const [book, parts] = [`${cache}/bench-book`, `${cache}/bench-parts`]
const PARTS = ['chart', 'step', 'draw']
const FIGURES = ['slider', 'readbacks', 'wake', 'longtask', 'training']

// As browsers do without a graphics card: networks may be on WebGL, by the processor, and the page is not.
const browser = await chromium.launch(painting())
/** @type {import('./table.mjs').Row[]} */
const rows = []
try {
  if (wants('bytes', ...FIGURES)) {
    say('Building the book ...')
    // A separate folder: `dist` may be in use.
    await build({ logLevel: 'warn', build: { outDir: book, emptyOutDir: true } })
    if (wants('bytes')) rows.push(...(await inBytes(browser, book)))
    const site = await serve(book, { workerPrelude: WATCHED_WORKER })
    for (const problem of wants(...FIGURES) ? problems(book) : []) {
      say(`Using the figures of ${problem} ...`)
      if (wants('wake', 'longtask.waking')) rows.push(...(await whileWaking(browser, site.url, problem)))
      if (wants('slider', 'longtask.sliding')) rows.push(...(await whileSliding(browser, site.url, problem)))
      if (wants('readbacks')) rows.push(...(await onWebgl(browser, site.url, problem)))
      if (wants('training', 'longtask.sliding')) rows.push(...(await whilePlaying(browser, site.url, problem)))
    }
    await site.close()
  }
  if (wants(...PARTS)) {
    say('Building the pages of the benchmark ...')
    // Only the assembly plugin of the book's configuration is needed: its other plugins are for pages.
    const own = await loadConfigFromFile({ command: 'build', mode: 'production' })
    const assembly = own?.config.plugins
      ?.flat()
      .find((plugin) => plugin && 'name' in plugin && plugin.name === 'site:assembly')
    await build({
      configFile: false,
      logLevel: 'error',
      root: pages,
      base: './',
      plugins: [assembly],
      worker: { format: 'es' },
      build: {
        outDir: parts,
        emptyOutDir: true,
        chunkSizeWarningLimit: 5000,
        rolldownOptions: { input: ['chart', 'yardstick', 'models', 'draws'].map((name) => `${pages}/${name}.html`) },
      },
    })
    rows.push(...(await inParts(browser, parts)))
  }
} finally {
  // Also what was measured before an error.
  if (json) printJson(rows)
  else printTable(rows)
  await browser.close()
}

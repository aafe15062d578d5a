/**
 * `npm run test:soak [-- --minutes 10 --only 2-loss-heads]`: presets and trainings in Chromium on wasm, round after round. Fails if the
 * tensors of the worker or the listeners of the page grow, if the heap of the page grows by a megabyte a minute, or if a figure or a page fails.
 */
import { chromium } from 'playwright-core'
import { WATCHED_WORKER } from '../bench/figures.mjs'
import { atRest, counted, settled } from '../bench/page.mjs'
import { CHROMIUM_ARGS, ensureChromium } from '../browsers/chromium.mjs'
import { serve } from '../browsers/serve.mjs'
import { figuresUnder } from '../longer/figures.mjs'
import { buildBook, option } from '../longer/jobs.mjs'

/** Bytes a minute that the heap may grow by. */
const MOST_GROWTH = 1e6

/** How long a figure that waits is played in a round, in milliseconds. */
const PLAYED_MS = 5000

const minutes = Number(option('minutes') ?? 10)
const figures = figuresUnder(option('only') ?? '')
const problems = [...new Set(figures.map((figure) => figure.split('/')[0] ?? ''))]
if (problems.length === 0 || !(minutes > 0)) throw new Error('There is nothing to run: --minutes 10 --only <figure>')

const executablePath = ensureChromium(console.log)
buildBook()
const site = await serve('dist', { workerPrelude: WATCHED_WORKER })
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
let faults = 0
try {
  for (const problem of problems) faults += await soak(problem, (minutes * 60_000) / problems.length)
} finally {
  await browser.close()
  await site.close()
}
console.log(`${problems.length} pages, ${faults} faults`)
process.exitCode = faults === 0 ? 0 : 1

/** Uses the figures of a page for some milliseconds; returns the number of faults. @param {string} problem @param {number} ms */
async function soak(problem, ms) {
  const page = await browser.newPage({ serviceWorkers: 'block', viewport: { width: 1366, height: 768 } })
  /** @type {string[]} */
  const wrong = []
  page.on('pageerror', ({ message }) => wrong.push(message))
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  await page.goto(`${site.url}problems/${problem}/?backend=wasm&answers=shown`)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  /** @type {{ minute: number, heap: number, tensors: number, listeners: number }[]} */
  const rounds = []
  const start = performance.now()
  // The first round draws and compiles what all later ones keep.
  while (rounds.length < 3 || performance.now() - start < ms) {
    for (const id of figures.filter((figure) => figure.startsWith(`${problem}/`))) {
      const failed = await round(page, id)
      if (failed) wrong.push(failed)
    }
    const readings = await counted(page)
    if (readings.length === 0) wrong.push(`round ${rounds.length + 1} took no reading`)
    if (wrong.length > 0) break
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? 0
    rounds.push({
      minute: (performance.now() - start) / 60_000,
      heap: metric('JSHeapUsedSize'),
      listeners: metric('JSEventListeners'),
      tensors: readings.at(-1)?.tensors ?? 0,
    })
  }
  const [first, last] = [rounds[1], rounds.at(-1)]
  if (first && last) {
    const growth = (last.heap - first.heap) / Math.max(last.minute - first.minute, 1e-9)
    if (last.tensors > first.tensors) wrong.push(`tensors grew from ${first.tensors} to ${last.tensors}`)
    if (last.listeners > first.listeners) wrong.push(`listeners grew from ${first.listeners} to ${last.listeners}`)
    if (growth > MOST_GROWTH) wrong.push(`the heap grew by ${inMegabytes(growth)} a minute`)
    const of = (/** @type {'tensors' | 'listeners'} */ what) => `${what} ${first[what]} to ${last[what]}`
    const heap = `heap ${inMegabytes(first.heap)} to ${inMegabytes(last.heap)}, ${inMegabytes(growth)} a minute`
    const count = `${rounds.length} rounds in ${last.minute.toFixed(1)} min`
    console.log(`${problem}: ${count}; ${of('tensors')}; ${of('listeners')}; ${heap}`)
  }
  for (const one of wrong) console.log(`  ${one}`)
  await page.close()
  return wrong.length
}

/** Measures every preset of a figure, and plays one that waits. Returns a sentence if a run fails. @param {import('playwright-core').Page} page @param {string} id */
async function round(page, id) {
  const figure = await settled(page, id)
  for (const preset of await figure.locator('[data-preset]').all()) {
    await preset.click()
    const over = atRest(figure).or(figure.and(page.locator('[data-status="failed"]')))
    await over.waitFor({ timeout: 120_000 })
    const status = await figure.getAttribute('data-status')
    if (status === 'failed') return `${id} failed at ${await preset.textContent()}`
    if (status !== 'idle') continue
    await figure.getByRole('button', { name: 'Play', exact: true }).click()
    // Not a wait for anything: a run is played for a time, because a whole one takes minutes.
    await page.waitForTimeout(PLAYED_MS)
    // A short run may be over before it is paused.
    const pause = figure.getByRole('button', { name: 'Pause', exact: true })
    if (await pause.isVisible()) await pause.click()
  }
  return undefined
}

/** @param {number} bytes */
function inMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`
}

import { say } from './options.mjs'
import { OWN_BUDGETS } from './ownBudgets.mjs'
import { counted, longestTask, median, openProblem, settled } from './page.mjs'

/** How long a long run is observed, in milliseconds. */
const WATCHED = 10_000

/**
 * Every figure of a problem that waits to be played, while it is: what the page feels of it, and whether anything grows in the worker.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {string} problem
 */
export async function whilePlaying(browser, url, problem) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = []
  /** The figures that did not wait on wasm. @type {Set<string>} */
  const ended = new Set()
  for (const backend of ['wasm', 'webgl']) {
    const { page, ids } = await openProblem(browser, url, problem, backend)
    for (const id of ids.filter((id) => !ended.has(id))) {
      const figure = await settled(page, id)
      if ((await figure.getAttribute('data-status')) === 'done') {
        ended.add(id)
        continue
      }
      say(`  ${id}: played on ${backend}`)
      await counted(page)
      const longest = await figure.evaluate(play, WATCHED)
      const readings = await counted(page)
      const [first, last] = [readings[0], readings.at(-1)]
      rows.push(
        { heading: `${id}, ${WATCHED / 1000} s of play on ${await figure.getAttribute('data-backend')}` },
        { what: 'readings', value: readings.length },
        longestTask(longest, ...(backend === 'wasm' ? ['longtask.sliding'] : [])),
      )
      if (!first || !last) continue
      rows.push(
        { what: 'tensors after the last reading', value: last.tensors, beside: first.tensors },
        { what: 'MB after the last reading', value: last.bytes / 1e6, beside: first.bytes / 1e6 },
      )
      const budgeted = OWN_BUDGETS.find((own) => own.id === id)
      const ms = median(readings.map((reading) => reading.ms))
      if (budgeted && backend === 'wasm' && ms !== undefined)
        rows.push({ what: 'for the budget', value: budgeted.from(ms), unit: budgeted.unit, parts: [budgeted.key] })
    }
    await page.close()
  }
  return rows
}

/** Runs in the page: presses Play, lets it run, pauses; gives the longest task. @param {Element} figure @param {number} ms */
async function play(figure, ms) {
  const press = (/** @type {string} */ label) =>
    /** @type {HTMLButtonElement | null} */ (figure.querySelector(`button[aria-label="${label}"]`))?.click()
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  press('Play')
  // The run is observed for a time, or to its end.
  await new Promise((resume) => {
    const watch = new MutationObserver(() => {
      if (figure.getAttribute('data-status') !== 'done') return
      watch.disconnect()
      resume(undefined)
    })
    watch.observe(figure, { attributes: true, attributeFilter: ['data-status'] })
    setTimeout(resume, ms)
  })
  press('Pause')
  observer.disconnect()
  return longest
}

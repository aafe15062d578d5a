import { say } from './options.mjs'
import { longestTask, openProblem } from './page.mjs'

/**
 * Every figure of a problem, each on a page of its own: how soon after it is in sight it has a reading, on wasm.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {string} problem
 */
export async function whileWaking(browser, url, problem) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = [{ heading: `${problem}: waking, on wasm` }]
  const { page: first, ids } = await openProblem(browser, url, problem, 'wasm')
  await first.close()
  for (const id of ids) {
    say(`  ${id}: waking`)
    const { page } = await openProblem(browser, url, problem, 'wasm')
    await page.waitForLoadState('networkidle')
    const { ms, longest } = await page.evaluate(wake, id)
    await page.close()
    rows.push(
      {
        what: `${id}: in sight to first reading`,
        value: ms,
        unit: 'ms',
        parts: ['wake.first.median', 'wake.first.worst'],
      },
      longestTask(longest, 'longtask.waking'),
    )
  }
  return rows
}

/** Runs in the page: brings a figure into sight and waits for its first reading. @param {string} id */
async function wake(id) {
  const figure = document.querySelector(`[data-experiment="${id}"]`)
  if (!figure) throw new Error(`There is no figure ${id}`)
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  const start = performance.now()
  figure.scrollIntoView({ block: 'center', behavior: 'instant' })
  // React may replace the prerendered element by a new one.
  const read = () => (document.querySelector(`[data-experiment="${id}"]`)?.getAttribute('data-readings') ?? '0') !== '0'
  while (!read()) await new Promise(requestAnimationFrame)
  const ms = performance.now() - start
  observer.disconnect()
  return { ms, longest }
}

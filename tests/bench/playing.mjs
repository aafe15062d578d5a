/** How long a long run is watched, in ms. */
const WATCHED = 15_000

/**
 * Every figure that waits to be played, while it is: what the page feels of it, and whether anything grows in the worker.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {string[]} problems
 */
export async function whilePlaying(browser, url, problems) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = []
  for (const problem of problems)
    for (const backend of ['webgl', 'wasm']) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      await page.goto(`${url}problems/${problem}/?backend=${backend}`)
      const ids = await page
        .locator('[data-experiment]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-experiment') ?? ''))
      for (const id of ids) {
        const figure = page.locator(`[data-experiment="${id}"]`)
        await figure.scrollIntoViewIfNeeded()
        const rest = figure.locator(':scope:is([data-status="done"], [data-status="idle"]:not([data-readings="0"]))')
        await rest.waitFor({ timeout: 60_000 })
        if ((await figure.getAttribute('data-status')) === 'done') continue
        const worker = page.workers()[0]
        await worker?.evaluate('self.readings.splice(0)')
        const longest = await figure.evaluate(play, WATCHED)
        const readings = /** @type {Taken[]} */ ((await worker?.evaluate('self.readings.splice(0)')) ?? [])
        const [first, last] = [readings[0], readings.at(-1)]
        rows.push(
          { heading: `${id}, ${WATCHED / 1000} s of play on ${await figure.getAttribute('data-backend')}` },
          { what: 'readings', value: readings.length },
          {
            what: 'main thread: longest task over 50 ms',
            ...(longest > 0 ? { value: longest, unit: 'ms', budget: 50 } : { text: 'none' }),
          },
        )
        if (first && last)
          rows.push(
            { what: 'tensors after the last reading', value: last.tensors, beside: first.tensors },
            { what: 'MB after the last reading', value: last.bytes / 1e6, beside: first.bytes / 1e6 },
          )
      }
      await page.close()
    }
  return rows
}

/** @typedef {{ tensors: number, bytes: number }} Taken */

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
  const end = performance.now() + ms
  while (performance.now() < end && figure.getAttribute('data-status') !== 'done')
    await new Promise((resume) => setTimeout(resume, 100))
  press('Pause')
  observer.disconnect()
  return longest
}

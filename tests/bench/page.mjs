/** Operations of the benchmark on a page of the book. */

/** @typedef {import('playwright-core').Browser} Browser @typedef {import('playwright-core').Page} Page @typedef {import('playwright-core').Locator} Locator */

/** Opens a problem on a backend. @param {Browser} browser @param {string} url @param {string} problem @param {string} backend */
export async function openProblem(browser, url, problem, backend) {
  const page = await browser.newPage({ serviceWorkers: 'block', viewport: { width: 1280, height: 900 } })
  await page.goto(`${url}problems/${problem}/?backend=${backend}&answers=shown`)
  const ids = await page
    .locator('[data-experiment]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-experiment') ?? ''))
  return { page, ids }
}

/** Scrolls to a figure and waits until it is at rest: a long run takes one reading and then waits for Play. @param {Page} page @param {string} id */
export async function settled(page, id) {
  const figure = page.locator(`[data-experiment="${id}"]`)
  await figure.scrollIntoViewIfNeeded()
  await atRest(figure).waitFor({ timeout: 60_000 })
  return figure
}

/** @param {Locator} figure */
export const atRest = (figure) =>
  figure.locator(':scope:is([data-status="done"], [data-status="idle"]:not([data-readings="0"]))')

/** Returns and clears the readings that the worker has counted since the last call. @param {Page} page */
export async function counted(page) {
  return /** @type {Counted[]} */ ((await page.workers()[0]?.evaluate('self.readings.splice(0)')) ?? [])
}

/** @typedef {{ kernels: number, readbacks: number, programs: number, ms: number, tensors: number, bytes: number }} Counted */

/**
 * The row for the longest task of the main thread, 0 if all tasks are shorter than 50 ms.
 * @param {number} longest @param {readonly string[]} parts
 * @returns {import('./table.mjs').Row}
 */
export const longestTask = (longest, ...parts) => ({
  what: 'main thread: longest task over 50 ms',
  value: longest,
  unit: 'ms',
  parts,
  ...(longest > 0 ? {} : { text: 'none' }),
})

/** @param {readonly number[]} numbers */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

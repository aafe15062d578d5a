/** Put before the worker's own script: it counts what the graphics card is told to do, reading by reading. */
export const WATCHED_WORKER = `
self.readings = []
const count = { kernels: 0, readbacks: 0 }
for (const [what, methods] of Object.entries({ kernels: ['drawArrays', 'drawElements'], readbacks: ['readPixels', 'getBufferSubData'] }))
  for (const method of methods) {
    const original = WebGL2RenderingContext.prototype[method]
    WebGL2RenderingContext.prototype[method] = function (...args) {
      count[what]++
      return original.apply(this, args)
    }
  }
const say = self.postMessage.bind(self)
let before = { ...count }
self.postMessage = (message, ...rest) => {
  if (message.kind === 'begun') before = { ...count }
  if (message.kind === 'reading')
    self.readings.push({
      kernels: count.kernels - before.kernels, readbacks: count.readbacks - before.readbacks,
      ms: message.ms, tensors: message.tensors, bytes: message.bytes,
    })
  say(message, ...rest)
}
`

const BACKENDS = ['webgl', 'wasm', 'cpu']
const REPEATS = 20

/** "Next frame", at sixty a second. */
const FRAME_MS = 1000 / 60

/** @param {readonly number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

/**
 * Every figure of every page, at its initial values: how soon it answers a slider, and what a reading costs.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {string[]} problems
 */
export async function inFigures(browser, url, problems) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = []
  for (const problem of problems) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${url}problems/${problem}/`)
    const ids = await page
      .locator('[data-experiment]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-experiment') ?? ''))
    for (const id of ids) {
      const figure = await settled(page, id)
      const slides = await figure.evaluate(slide, REPEATS)
      const worker = page.workers()[0]
      const readings = /** @type {Counted[]} */ ((await worker?.evaluate('self.readings.splice(0)')) ?? [])
      rows.push(
        { heading: `${id}, on software WebGL` },
        { what: 'slider to theory line: frames', value: median(slides.frames), budget: 1 },
        { what: 'slider to theory line: script', value: median(slides.theory), unit: 'ms', budget: FRAME_MS },
        { what: `slider to first new reading`, value: median(slides.first), unit: 'ms', budget: 100 },
        {
          what: 'main thread meanwhile: longest task over 50 ms',
          ...(slides.longest > 0 ? { value: slides.longest, unit: 'ms', budget: 50 } : { text: 'none' }),
        },
        { what: 'kernels per reading', value: median(readings.map(({ kernels }) => kernels)) },
        { what: 'readbacks per reading', value: Math.max(...readings.map(({ readbacks }) => readbacks)), budget: 1 },
      )
    }
    await page.close()
    rows.push(...(await speeds(browser, `${url}problems/${problem}/`, ids)))
  }
  return rows
}

/** @typedef {{ kernels: number, readbacks: number, ms: number }} Counted */

/** @param {import('playwright-core').Page} page @param {string} id */
async function settled(page, id) {
  const figure = page.locator(`[data-experiment="${id}"]`)
  await figure.scrollIntoViewIfNeeded()
  // A long run waits after its first reading to be played.
  await figure
    .locator(':scope:is([data-status="done"], [data-status="idle"]:not([data-readings="0"]))')
    .waitFor({ timeout: 60_000 })
  return figure
}

/** Readings a second, backend by backend: all readings of three runs. @param {import('playwright-core').Browser} browser @param {string} url @param {string[]} ids */
async function speeds(browser, url, ids) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = [{ heading: 'Readings a second' }]
  for (const backend of BACKENDS) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${url}?backend=${backend}`)
    for (const id of ids) {
      const figure = await settled(page, id)
      const worker = page.workers()[0]
      await worker?.evaluate('self.readings.splice(0)')
      for (let i = 0; i < 3; i++) {
        await figure.getByRole('button', { name: 'New draw' }).click()
        await settled(page, id)
      }
      const readings = /** @type {Counted[]} */ ((await worker?.evaluate('self.readings.splice(0)')) ?? [])
      const ms = readings.reduce((sum, reading) => sum + reading.ms, 0)
      rows.push({
        what: `${id} on ${(await figure.getAttribute('data-backend')) ?? 'nothing'}`,
        value: (1000 * readings.length) / ms,
      })
    }
    await page.close()
  }
  return rows
}

/**
 * Runs in the page: moves the first slider to and fro, and times what follows until the figure is done.
 * @param {Element} figure @param {number} repeats
 */
async function slide(figure, repeats) {
  const slider = /** @type {HTMLInputElement | null} */ (figure.querySelector('input[type="range"]:enabled'))
  if (!slider) throw new Error('The figure has no slider')
  const home = slider.valueAsNumber
  const step = Number(slider.step) * (home + Number(slider.step) <= Number(slider.max) ? 1 : -1)
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  const theory = () =>
    [...figure.querySelectorAll('.mark-theory')].map((path) => path.getAttribute('d')).join() +
    [...figure.querySelectorAll('.verdict-lines, td')].map((cell) => cell.textContent).join()
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  /** @type {{ theory: number[], frames: number[], first: number[] }} */
  const found = { theory: [], frames: [], first: [] }
  for (let i = 0; i < repeats; i++) {
    const before = theory()
    const start = performance.now()
    set?.call(slider, String(home + (i % 2 === 0 ? step : 0)))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    // React has drawn what an event changed by the end of the event.
    await undefined
    const scripted = performance.now() - start
    const atOnce = theory() !== before
    if (atOnce) found.theory.push(scripted)
    await Promise.all([drawn(before, start, atOnce), read(start)])
  }
  observer.disconnect()
  return { ...found, longest }

  /** @param {string} before @param {number} start @param {boolean} timed */
  async function drawn(before, start, timed) {
    for (let frame = 1; frame < 120; frame++) {
      await new Promise(requestAnimationFrame)
      if (theory() === before) continue
      found.frames.push(frame)
      if (!timed) found.theory.push(performance.now() - start)
      return
    }
  }

  /** @param {number} start */
  function read(start) {
    return new Promise((resume) => {
      let first = true
      const look = () => {
        const status = figure.getAttribute('data-status')
        if (first && status !== 'stale' && figure.getAttribute('data-readings') !== '0') {
          found.first.push(performance.now() - start)
          first = false
        }
        if (first || (status !== 'done' && status !== 'idle')) return
        watch.disconnect()
        resume(undefined)
      }
      const watch = new MutationObserver(look)
      watch.observe(figure, { attributes: true })
    })
  }
}

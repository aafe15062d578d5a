import { readFileSync } from 'node:fs'
import { say } from './options.mjs'
import { counted, longestTask, median, openProblem, settled } from './page.mjs'

/** A script prepended to the worker's own: it counts the calls to WebGL for each reading. */
export const WATCHED_WORKER = `
self.readings = []
const count = { kernels: 0, readbacks: 0, programs: 0 }
for (const [what, methods] of Object.entries({
  kernels: ['drawArrays', 'drawElements'], readbacks: ['readPixels', 'getBufferSubData'], programs: ['linkProgram'],
}))
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
      programs: count.programs - before.programs, ms: message.ms, tensors: message.tensors, bytes: message.bytes,
    })
  say(message, ...rest)
}
`

/** Moves of a slider; the figure comes to rest before the next. */
const REPEATS = 9

/** The duration of a frame at 60 Hz, in milliseconds. */
const FRAME_MS = 1000 / 60

/**
 * Every figure of a page on wasm, at its initial values: how soon it answers a slider, and how long a reading takes.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {string} problem
 */
export async function whileSliding(browser, url, problem) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = []
  const { page, ids } = await openProblem(browser, url, problem, 'wasm')
  for (const id of ids) {
    say(`  ${id}: sliders`)
    const figure = await settled(page, id)
    await counted(page)
    const slides = await figure.evaluate(slide, REPEATS)
    const readings = await counted(page)
    rows.push(
      { heading: `${id}, on wasm` },
      { what: 'slider to theory line: frames', value: median(slides.frames), budget: 1 },
      { what: 'slider to theory line: script', value: median(slides.theory), unit: 'ms', budget: FRAME_MS },
      {
        what: 'slider to first new reading',
        value: median(slides.first),
        unit: 'ms',
        parts: ['slider.first.median', 'slider.first.worst'],
      },
      { what: 'a warm reading in the worker', value: median(readings.map(({ ms }) => ms)), unit: 'ms' },
      longestTask(slides.longest, 'longtask.sliding'),
    )
  }
  await page.close()
  return rows
}

/**
 * The first reading of every figure of a page on WebGL, whose calls can be counted from outside. Its time is that of a software renderer, and has
 * no budget.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {string} problem
 */
export async function onWebgl(browser, url, problem) {
  /** @type {import('./table.mjs').Row[]} */
  const rows = []
  const { page, ids } = await openProblem(browser, url, problem, 'webgl')
  for (const id of ids) {
    say(`  ${id}: its first reading on WebGL`)
    const figure = page.locator(`[data-experiment="${id}"]`)
    await figure.scrollIntoViewIfNeeded()
    await figure.and(page.locator(':not([data-readings="0"])')).waitFor({ timeout: 120_000 })
    const [first] = await counted(page)
    if (!first) throw new Error(`The worker posted no reading of ${id}`)
    rows.push(
      { heading: `${id}, its first reading on software WebGL` },
      { what: 'kernels', value: first.kernels },
      { what: 'programs compiled', value: first.programs },
      { what: 'readbacks', value: first.readbacks, parts: isTimed(id) ? [] : ['readbacks'] },
      { what: 'time in the worker', value: first.ms, unit: 'ms' },
    )
    // A figure that is out of sight does not go on with its other readings.
    await page.evaluate(() => scrollTo(0, 0))
  }
  await page.close()
  return rows
}

/** Whether a figure times its networks: each time ends with a readback of its own. @param {string} id */
const isTimed = (id) =>
  readFileSync(new URL(`../../problems/${id}/experiment.ts`, import.meta.url), 'utf8').includes('timed: true')

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
    // React has updated the document by the end of the event.
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

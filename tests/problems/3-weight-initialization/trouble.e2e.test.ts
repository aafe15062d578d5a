import type { Browser, Page, Worker } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Site, serve } from '../../browsers/serve.mjs'
import { launch, open } from '../../e2e/driver/browser'
import { FigureOnPage, takeTurns } from '../../e2e/driver/figure'
import { WATCHED_WORKER, type Watched } from '../../e2e/driver/worker-prelude'

const PAGE = 'problems/3-weight-initialization/'
/** A run of several readings, so that something can happen in its middle. */
const SEVERAL = '?depth.layers=20&depth.width=32&depth.activation=tanh&depth.seed=7'
const DEPTH = { layers: '20', width: '5', activation: 'tanh' }

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = await serve(inject('lightFolder'), { workerPrelude: WATCHED_WORKER })
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

/** What passed between page and worker so far. */
const passed = (worker: Worker) =>
  worker.evaluate(() => {
    const { heard, said } = (globalThis as unknown as { watched: Watched }).watched
    return { heard: [...heard], said: [...said] }
  })

const depthOn = (page: Page) => new FigureOnPage(page, '3-weight-initialization/depth')

/** The depth figure, measured once: its worker is there to be prepared for the next run. */
async function measured(query = SEVERAL) {
  const opened = await open(browser, site.url + PAGE + query)
  const figure = await depthOn(opened.page).see()
  await figure.reaches('done')
  const worker = opened.page.workers()[0]
  if (!worker) throw new Error('the page has no worker')
  return { ...opened, figure, worker }
}

/** A run of the depth figure that stands still after its first reading. */
async function inMidRun() {
  const opened = await measured()
  const { figure, worker } = opened
  await worker.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched }
    watched.afterReading = () => watched.hold()
  })
  await figure.root.getByRole('button', { name: 'New draw' }).click()
  await figure.reaches('running', { readings: '1' })
  return opened
}

const release = (worker: Worker) =>
  worker.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.release())

describe('in trouble', () => {
  it('a lost context is replaced, and the reader keeps the settings', async () => {
    const { page, figure, worker } = await measured(`${SEVERAL}&backend=webgl`)
    await worker.evaluate(() => {
      const { watched } = globalThis as unknown as { watched: Watched }
      watched.afterReading = () => watched.contexts.at(-1)?.getExtension('WEBGL_lose_context')?.loseContext()
    })
    const begun = page.waitForEvent('worker')
    await figure.root.getByRole('button', { name: 'New draw' }).click()
    await begun
    await figure.reaches('done', { backend: 'webgl', verdict: 'agrees' })
    expect(await figure.values()).toMatchObject(DEPTH)
    expect(page.url()).toContain('depth.seed=8')
    expect(page.workers()).toHaveLength(1)
    await page.context().close()
  })

  it('an exception in the worker replaces it', async () => {
    const { page, figure, worker } = await inMidRun()
    const begun = page.waitForEvent('worker')
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('made up by the test')
      })
    })
    await begun
    await figure.reaches('done')
    expect(await figure.values()).toMatchObject(DEPTH)
    expect(page.workers()).toHaveLength(1)
    await page.context().close()
  })

  it('a worker that falls silent is replaced', async () => {
    const { page, figure, worker } = await measured()
    const begun = page.waitForEvent('worker')
    await worker.evaluate(() => {
      // A reading begins, and nothing ever comes of it.
      const say = self.postMessage
      self.postMessage = ((message: { kind: string }) => {
        if (message.kind === 'begun') say(message)
      }) as typeof self.postMessage
    })
    await figure.drag('layers', [30])
    await begun
    await figure.reaches('done')
    expect(await figure.values()).toMatchObject({ ...DEPTH, layers: '30' })
    await page.context().close()
  })
})

it('measures the last of twenty slider events, once', async () => {
  const { page, figure, worker, faults } = await measured()
  const before = (await passed(worker)).said.length
  const positions = Array.from({ length: 20 }, (_, i) => i + 11)
  // On a fast machine a run would end between two events.
  await worker.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.hold())
  await figure.drag('layers', positions)
  await release(worker)
  await figure.reaches('done')
  const { readings } = await figure.data()
  const said = (await passed(worker)).said.slice(before)
  const done = said.filter(({ kind }) => kind === 'done')
  expect(done).toHaveLength(1)
  expect(said.at(-1)).toEqual(done[0])
  const last = said.filter(({ kind, runId }) => kind === 'reading' && runId === done[0]?.runId)
  expect(last).toHaveLength(Number(readings))
  expect((await figure.values()).layers).toBe('30')
  expect((await figure.data()).verdict).toBe('agrees')
  await page.waitForFunction(() => location.search.includes('depth.layers=30'))
  expect(faults).toEqual([])
  await page.context().close()
})

describe('out of sight', () => {
  /** A background tab, as far as a page can tell: headless Chromium shows every tab as visible. */
  const hideTab = (page: Page, hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
      Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)

  it.each([
    {
      where: 'off screen',
      leave: (page: Page) => page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' })),
      come: (page: Page) => depthOn(page).root.scrollIntoViewIfNeeded(),
    },
    {
      where: 'in a hidden tab',
      leave: (page: Page) => hideTab(page, true),
      come: (page: Page) => hideTab(page, false),
    },
  ])('a run rests $where, and goes on where it was', async ({ leave, come }) => {
    const { page, figure, worker } = await inMidRun()
    const run = (await passed(worker)).said.findLast(({ kind }) => kind === 'reading')?.runId
    const told = async () => (await passed(worker)).heard.flatMap((m) => (m.runId === run ? [m.kind] : []))
    const readings = async () =>
      (await passed(worker)).said.filter(({ kind, runId }) => kind === 'reading' && runId === run).length
    await leave(page)
    await expect.poll(told).toEqual(['run', 'pause'])
    await release(worker)
    // Turns for the readings that must not come.
    await takeTurns(page)
    expect(await readings()).toBe(1)
    expect(await figure.data()).toMatchObject({ readings: '1' })
    await come(page)
    await figure.reaches('done', { verdict: 'agrees' })
    expect(await told()).toEqual(['run', 'pause', 'resume'])
    expect(await readings()).toBe(Number((await figure.data()).readings))
    await page.context().close()
  })
})

it('names junk in the address, ignores it, and works', async () => {
  const junk =
    '?depth.layers=abc&depth.width=1e999&depth.nope=1&depth.__proto__=x&ghost.d=1&backend=abacus&depth.seed=-1'
  const { page, faults } = await open(browser, `${site.url}${PAGE}${junk}`)
  const figure = await depthOn(page).see()
  await figure.reaches('done', { verdict: 'agrees' })
  const told = (await figure.root.locator('[role="status"]').allInnerTexts()).join('\n')
  for (const name of ['abc', '1e999', 'nope', '__proto__', 'ghost', 'abacus', '-1']) expect(told).toContain(name)
  expect(faults).toEqual([])
  await page.context().close()
})

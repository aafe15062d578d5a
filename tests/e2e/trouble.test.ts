import type { Browser, Page, Worker } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Site, serve } from '../serve.mjs'
import { launch, open } from './browser'
import { FigureOnPage } from './figure'
import { WATCHED_WORKER, type Watched } from './worker-prelude'

const PAGE = 'problems/3-weight-initialization/'
/** A run of seconds, so that something can happen in its middle. */
const LONG = '?depth.layers=50&depth.width=64&depth.activation=tanh&depth.seed=7'
const DEPTH = { layers: '50', width: '6', activation: 'tanh' }

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = await serve('dist', { workerPrelude: WATCHED_WORKER })
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

const watched = (worker: Worker | undefined) =>
  worker?.evaluate(() => {
    const { said } = (globalThis as unknown as { watched: Watched }).watched
    return [...said]
  }) ?? Promise.resolve([])

const depthOn = (page: Page) => new FigureOnPage(page, '3-weight-initialization/depth')

async function inMidRun(query = LONG) {
  const opened = await open(browser, site.url + PAGE + query)
  const figure = await depthOn(opened.page).see()
  await figure.root.locator(':scope[data-readings]:not([data-readings="0"])').waitFor()
  const worker = opened.page.workers()[0]
  if (!worker) throw new Error('the page has no worker')
  return { ...opened, figure, worker }
}

describe('in trouble', () => {
  it('a lost context is replaced, and the reader keeps the settings', async () => {
    const { page, figure, worker } = await inMidRun()
    const begun = page.waitForEvent('worker', { timeout: 30_000 })
    await worker.evaluate(() => {
      const { contexts } = (globalThis as unknown as { watched: Watched }).watched
      contexts.at(-1)?.getExtension('WEBGL_lose_context')?.loseContext()
    })
    await begun
    await figure.reaches('done', { backend: 'webgl' })
    expect(await figure.values()).toMatchObject(DEPTH)
    expect(page.url()).toContain('depth.seed=7')
    expect(page.workers()).toHaveLength(1)
    await page.context().close()
  })

  it('an exception in the worker replaces it', async () => {
    const { page, figure, worker } = await inMidRun()
    const begun = page.waitForEvent('worker', { timeout: 30_000 })
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('made up by the test')
      })
    })
    await begun
    await figure.reaches('done', { backend: 'webgl' })
    expect(await figure.values()).toMatchObject(DEPTH)
    expect(page.workers()).toHaveLength(1)
    await page.context().close()
  })

  it('a worker that falls silent is replaced', async () => {
    const { page, figure, worker } = await inMidRun()
    await figure.reaches('done')
    const begun = page.waitForEvent('worker', { timeout: 30_000 })
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
  const { page, figure, worker, faults } = await inMidRun('')
  await figure.reaches('done')
  const before = (await watched(worker)).length
  const positions = Array.from({ length: 20 }, (_, i) => i + 11)
  await figure.drag('layers', positions, 10)
  await figure.reaches('done')
  const { readings } = await figure.data()
  const said = (await watched(worker)).slice(before)
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

it('rests off screen and in a hidden tab, and goes on where it was', async () => {
  const { page, figure, worker } = await inMidRun(LONG)
  const silent = async () => {
    // The reading under way comes to its end.
    await page.waitForTimeout(1500)
    const before = (await watched(worker)).length
    await page.waitForTimeout(700)
    expect((await watched(worker)).length).toBe(before)
    expect((await figure.data()).status).not.toBe('done')
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await silent()
  await figure.root.scrollIntoViewIfNeeded()
  await figure.reaches('done')
  await page.context().close()
})

it('names junk in the address, ignores it, and works', async () => {
  const junk =
    '?depth.layers=abc&depth.width=1e999&depth.nope=1&depth.__proto__=x&ghost.d=1&backend=abacus&depth.seed=-1'
  const { page, faults } = await open(browser, `${site.url}${PAGE}${junk}`)
  const figure = await depthOn(page).see()
  await figure.reaches('done', { backend: 'webgl', verdict: 'agrees' })
  const told = (await figure.root.locator('[role="status"]').allInnerTexts()).join('\n')
  for (const name of ['abc', '1e999', 'nope', '__proto__', 'ghost', 'abacus', '-1']) expect(told).toContain(name)
  expect(faults).toEqual([])
  await page.context().close()
})

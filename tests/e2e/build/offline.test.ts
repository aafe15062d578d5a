import { createHash } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Site, serve } from '../../browsers/serve.mjs'
import { launch } from '../driver/browser'
import { FigureOnPage } from '../driver/figure'
import { sampleFigure } from '../driver/sample'

const { id, problem, name } = sampleFigure()
const FOLDER = `problems/${problem}`
const PAGE = `${FOLDER}/?backend=wasm`

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** A copy of the built book, served under a path of its own. */
let folder: string
let site: Site
let context: BrowserContext
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offline-'))
  await cp('dist', folder, { recursive: true })
  site = await serve(folder, { base: '/some/sub/path/' })
  context = await browser.newContext({ serviceWorkers: 'allow', viewport: { width: 1280, height: 900 } })
})
afterEach(async () => {
  await context.close()
  await site.close()
  await rm(folder, { recursive: true })
})

const state = (page: Page) => page.locator('[data-offline]')
const kept = (page: Page) => state(page).getByText('Available offline.').waitFor()

/** Opens a page of the book and waits until all is kept. */
async function openAndKeep(route = ''): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.url + route)
  await kept(page)
  return page
}

/** Changes a file of the book, and lets its service worker know: another edition. */
async function publish(file: string, change: (text: string) => string): Promise<void> {
  const integrity = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`
  const [before, script] = await Promise.all([file, 'sw.js'].map((name) => readFile(join(folder, name), 'utf8')))
  const after = change(before ?? '')
  const [, name = ''] = /"name":"([0-9a-f]{16})"/.exec(script ?? '') ?? []
  expect(script).toContain(integrity(before ?? ''))
  await writeFile(join(folder, file), after)
  const published = script?.replace(integrity(before ?? ''), integrity(after)).replace(name, `${name.slice(1)}0`) ?? ''
  await writeFile(join(folder, 'sw.js'), published)
}

const newTitle = (html: string) => html.replace(/<title>.*?<\/title>/, '<title>Second edition</title>')

describe('after one visit', () => {
  it('the whole book is there without a network, figures included, and nowhere else', async () => {
    const page = await openAndKeep()
    await context.setOffline(true)
    await site.close()
    await page.goto(site.url + PAGE)
    await (await new FigureOnPage(page, id).see()).reaches('done')
    expect(page.url()).toContain('/some/sub/path/problems/')
    const problems = await readdir(join(folder, 'problems'))
    for (const problem of problems) {
      await page.goto(`${site.url}problems/${problem}`)
      expect(await page.locator(`main[data-problem="${problem}"]`).count()).toBe(1)
      expect(page.url()).toBe(`${site.url}problems/${problem}/`)
    }
    expect(await page.goto(`${site.url}problems/${problems[0]}/index.html`)).not.toBeNull()
    await expect(page.goto(`${site.url}../elsewhere/`)).rejects.toThrow('ERR_')
    site = await serve(folder)
  })

  it('an embedded figure is there too', async () => {
    await openAndKeep()
    await context.setOffline(true)
    const page = await context.newPage()
    await page.goto(`${site.url}${PAGE}&embed=${name}`)
    await (await new FigureOnPage(page, id).see()).reaches('done')
  })
})

describe('a new edition', () => {
  it('is offered and not forced; open pages keep the files of theirs', async () => {
    const old = await openAndKeep(PAGE)
    const title = await old.title()
    const other = await openAndKeep()
    await publish(`${FOLDER}/index.html`, newTitle)
    // The site no longer has the files that the old page has not loaded yet.
    for (const file of await readdir(join(folder, 'assets')))
      if (/^experiment-/.test(file)) await rm(join(folder, 'assets', file))
    await other.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()))
    const offered = state(other).getByText('A new edition is available.')
    await offered.waitFor()
    await other.goto(site.url + PAGE)
    expect(await other.title()).toBe(title)
    await offered.waitFor()
    await state(other).getByRole('button', { name: 'Reload' }).click()
    await other.waitForFunction(() => document.title === 'Second edition')
    const last = await old.locator('[data-experiment]').last().getAttribute('data-experiment')
    await new FigureOnPage(old, last ?? '').see()
    expect(await old.title()).toBe(title)
    await old.close()
    await other.reload()
    await expect.poll(() => other.evaluate(() => caches.keys().then((names) => names.length))).toBe(1)
  })

  it('with a file that is not of it is not kept, and the old one stays', async () => {
    const page = await openAndKeep(PAGE)
    const title = await page.title()
    await publish(`${FOLDER}/index.html`, newTitle)
    await writeFile(join(folder, `${FOLDER}/index.html`), 'Something else.')
    const ended = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      await registration.update()
      const worker = registration.installing
      if (worker && worker.state !== 'redundant')
        await new Promise((resume) => worker.addEventListener('statechange', resume, { once: true }))
      return worker?.state
    })
    expect(ended).toBe('redundant')
    await page.reload()
    expect(await page.title()).toBe(title)
    expect(await state(page).getByRole('button').count()).toBe(0)
    expect(await page.evaluate(() => caches.keys().then((names) => names.length))).toBe(1)
  })
})

it('is no longer kept once the site has no service worker', async () => {
  const page = await openAndKeep()
  await rm(join(folder, 'sw.js'))
  await page.reload()
  const left = () =>
    page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length])
  await expect.poll(left).toEqual([0, 0])
})

it('says nothing where there is no room', async () => {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 100_000 })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(site.url + PAGE)
  const ended = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('../../sw.js', { updateViaCache: 'none' })
    const worker = registration.installing
    if (worker && worker.state !== 'redundant')
      await new Promise((resume) => worker.addEventListener('statechange', resume, { once: true }))
    return worker?.state
  })
  expect(ended).toBe('redundant')
  await (await new FigureOnPage(page, id).see()).reaches('done')
  expect((await state(page).allTextContents()).join('')).toBe('')
  expect(faults).toEqual([])
})

import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Site, serve } from '../../browsers/serve.mjs'
import { launch } from '../../e2e/driver/browser'

const book = inject('lightBook')

let browser: Browser
let folder: string
/** Another site, at another port: another origin. */
let host: Site

beforeAll(async () => {
  browser = await launch()
  folder = await mkdtemp(join(tmpdir(), 'embedding-'))
  host = await serve(folder)
  const reveal = 'node_modules/reveal.js/dist'
  for (const file of ['reveal.js', 'reveal.css']) await copyFile(join(reveal, file), join(folder, file))
})
afterAll(async () => {
  await browser.close()
  await host.close()
  await rm(folder, { recursive: true })
})

/** A snippet of the README, for the book and the site of this test. On WebAssembly. */
async function snippet(containing: string): Promise<string> {
  const blocks = [...(await readFile('README.md', 'utf8')).matchAll(/```html\n([\s\S]*?)```/g)]
  const found = blocks.map(([, code = '']) => code).find((code) => code.includes(containing))
  if (!found) throw new Error(`The README has no snippet with ${containing}`)
  return found
    .replaceAll('https://book.example/', book)
    .replaceAll('https://book.example', new URL(book).origin)
    .replaceAll('https://deck.example', new URL(host.url).origin)
    .replaceAll('?embed=', '?backend=wasm&embed=')
}

/** Opens a page of the other site. What the frames post is kept in `window.heard`. */
async function openOnHost(body: string): Promise<Page> {
  const hear = 'window.heard = []; addEventListener("message", ({ data }) => heard.push(data))'
  await writeFile(join(folder, 'index.html'), `<!doctype html><title>Host</title><script>${hear}</script>${body}`)
  const page = await browser.newPage({ viewport: { width: 1280, height: 1100 } })
  await page.goto(host.url)
  return page
}

const figureIn = (frame: FrameLocator) => frame.locator('[data-experiment]')
const done = (frame: FrameLocator) => figureIn(frame).and(frame.locator('[data-status="done"]'))

/** What scrolls in a frame, or has the focus. */
const disorder = (frame: FrameLocator) =>
  frame.locator('body').evaluate((body) => {
    const { scrollHeight, scrollWidth } = document.documentElement
    return [
      ...(scrollHeight > innerHeight || scrollWidth > innerWidth
        ? [`it scrolls, ${scrollWidth} x ${scrollHeight}`]
        : []),
      ...(document.activeElement === body ? [] : ['it has the focus']),
      ...(document.querySelectorAll('[data-experiment]').length === 1 ? [] : ['it shows more than a figure']),
    ]
  })

describe('a deck of reveal.js with the snippet of the README', () => {
  let page: Page
  let frame: FrameLocator
  const slide = () => page.evaluate('Reveal.getIndices().h')
  beforeAll(async () => {
    const code = await snippet('Reveal.next')
    page = await openOnHost(
      `<link rel="stylesheet" href="reveal.css"><div class="reveal"><div class="slides"><section>One</section>
      ${code.replace('<script>', '<section>Three</section></div></div><script src="reveal.js"></script><script>')}
      <script>Reveal.initialize({ width: 960, height: 540, margin: 0, hash: false })</script>`,
    )
    await page.keyboard.press('PageDown')
    frame = page.frameLocator('iframe')
    await done(frame).waitFor()
  })
  afterAll(() => page.close())

  it('shows the figure, whole and unfocused, with its presets', async () => {
    expect(await frame.locator('body').evaluate(() => [innerWidth, innerHeight])).toEqual([960, 540])
    expect(await disorder(frame)).toEqual([])
    expect(await figureIn(frame).locator('.preset').first().isVisible()).toBe(true)
    expect(await figureIn(frame).locator('.control').first().isVisible()).toBe(false)
  })

  it('goes on and back from inside the frame', async () => {
    expect(await slide()).toBe(1)
    await frame.locator('.figure-title').click()
    await page.keyboard.press('PageDown')
    await expect.poll(slide).toBe(2)
    await page.evaluate('Reveal.prev()')
    await frame.locator('.figure-title').click()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(slide).toBe(0)
    await page.evaluate('Reveal.next()')
    await frame.locator('.figure-title').click()
    await page.keyboard.press('b')
    await expect.poll(() => page.evaluate('Reveal.isPaused()')).toBe(true)
    await page.evaluate('Reveal.togglePause()')
  })

  it('sets a preset and plays, by message', async () => {
    const tell = (message: object) =>
      page.locator('iframe').evaluate((element, message) => {
        if (element instanceof HTMLIFrameElement) element.contentWindow?.postMessage(message, '*')
      }, message)
    await tell({ target: 'trainability', kind: 'preset', preset: 'no-such' })
    await tell({ target: 'trainability', kind: 'preset', preset: 'forgot-to-scale' })
    await figureIn(frame).locator('[data-preset="forgot-to-scale"][aria-pressed="true"]').waitFor()
    await done(frame).waitFor()
    await tell({ target: 'trainability', kind: 'play' })
    await figureIn(frame).and(frame.locator('[data-runs="2"]')).waitFor()
    // A preset is no step of the deck's history.
    expect(await frame.locator('body').evaluate(() => location.search)).not.toContain('no-such')
  })
})

describe('a page with the snippet for learning management systems, three times', () => {
  let page: Page
  const frame = (number: number) => page.frameLocator(`iframe >> nth=${number}`)
  const ORIGIN = 'parent=https://elsewhere.example'
  beforeAll(async () => {
    const code = await snippet('width="700"')
    const wide = code
      .replace('embed=variance', `embed=depth&controls=none&view=numbers&parent=${new URL(host.url).origin}`)
      .replace('width="700" height="500"', 'width="960" height="150"')
    const large = code
      .replace('embed=variance', `embed=sigmoid&${ORIGIN}`)
      .replace('width="700" height="500"', 'width="960" height="540"')
    // As such systems do.
    const resize = `addEventListener('message', ({ data, source }) => {
      if (data.subject !== 'lti.frameResize') return
      for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === source) frame.height = data.height
    })`
    page = await openOnHost(`<script>${resize}</script>${code}${wide}${large}`)
    for (const number of [0, 1, 2]) {
      await page.locator('iframe').nth(number).scrollIntoViewIfNeeded()
      await done(frame(number)).waitFor()
    }
  })
  afterAll(() => page.close())

  it('shows all three, whole and unfocused, at both sizes, each as tall as it asks to be', async () => {
    const sizes = await page
      .locator('iframe')
      .evaluateAll((all) => all.map((one) => [one.clientWidth, one.clientHeight]))
    expect(sizes).toEqual([
      [700, 500],
      [960, 540],
      [960, 540],
    ])
    for (const number of [0, 1, 2]) expect(await disorder(frame(number))).toEqual([])
    expect(await page.evaluate('heard')).toContainEqual({
      source: 'trainability',
      kind: 'height',
      figure: 'variance',
      height: 500,
    })
  })

  it('shows all controls where nothing else is said, and else one view alone', async () => {
    const controls = figureIn(frame(0)).locator('.controls-list')
    expect(await controls.isVisible()).toBe(true)
    expect(await controls.evaluate((list) => list.scrollHeight <= list.clientHeight + 1)).toBe(true)
    const alone = figureIn(frame(1))
    expect(await alone.locator('[data-chosen]').getAttribute('data-pane')).toBe('numbers')
    expect(await alone.locator('.control, .preset, .run-button, .stage-tab').filter({ visible: true }).count()).toBe(0)
  })

  it('leaves a key to the slider that has the focus', async () => {
    const slider = figureIn(frame(0)).locator('input[type="range"]').first()
    const before = await slider.inputValue()
    await slider.focus()
    await page.keyboard.press('PageDown')
    await expect.poll(() => slider.inputValue()).not.toBe(before)
    await page.keyboard.press('Escape')
    const keys = async () =>
      ((await page.evaluate('heard')) as { kind?: string; key?: string }[]).filter(({ kind }) => kind === 'key')
    await expect.poll(keys).toEqual([{ source: 'trainability', kind: 'key', key: 'Escape' }])
  })

  it('obeys only the page that its address names', async () => {
    await page.evaluate(() => {
      const [, trusting, stranger] = document.querySelectorAll('iframe')
      stranger?.contentWindow?.postMessage({ target: 'trainability', kind: 'preset', preset: 'bias-breaks-it' }, '*')
      trusting?.contentWindow?.postMessage({ target: 'trainability', kind: 'preset', preset: 'glorot' }, '*')
    })
    await figureIn(frame(1)).locator('[data-preset="glorot"][aria-pressed="true"]').waitFor({ state: 'attached' })
    const pressed = figureIn(frame(2)).locator('.preset[aria-pressed="true"]')
    expect(await pressed.evaluateAll((all) => all.map((one) => one.getAttribute('data-preset')))).not.toContain(
      'sign-weights',
    )
  })

  it('leads to the whole page with the same setting', async () => {
    const link = figureIn(frame(2)).getByRole('link', { name: 'Whole page' })
    await figureIn(frame(2)).locator('[data-preset]').nth(1).click()
    await expect.poll(() => link.getAttribute('href')).toMatch(/\?backend=wasm&sigmoid\.preset=[a-z-]+#sigmoid$/)
    expect(await link.getAttribute('target')).toBe('_blank')
  })
})

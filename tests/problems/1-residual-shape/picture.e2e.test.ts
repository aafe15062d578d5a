import { deflateSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from '../../e2e/driver/browser'
import { FigureOnPage } from '../../e2e/driver/figure'
import { bring, type Given, kept, markIn, overhear } from '../../e2e/driver/material'

const book = inject('lightBook')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** A grey PNG, eight bits a pixel. */
function png(name: string, side: number, light: (x: number, y: number) => number): Given {
  const rows = Array.from({ length: side }, (_, y) => [0, ...Array.from({ length: side }, (_, x) => light(x, y))])
  const size = Buffer.alloc(8)
  size.writeUInt32BE(side, 0)
  size.writeUInt32BE(side, 4)
  const header = Buffer.concat([size, Buffer.from([8, 0, 0, 0, 0])])
  const buffer = Buffer.concat([
    Buffer.from(PNG_SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { name, mimeType: 'image/png', buffer }
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

describe('a picture of the reader', () => {
  const ADAPTER = '1-residual-shape/adapter'
  const PAGE = `${book}problems/1-residual-shape/?backend=wasm#adapter`
  const AREA = `[data-experiment="${ADAPTER}"] .control-picture`

  it('is chosen, dropped or pasted, measured, kept over a reload and a preset, and told to nobody', async () => {
    const { page, faults } = await open(browser, PAGE, { permissions: ['clipboard-read', 'clipboard-write'] })
    const said = overhear(page)
    const figure = await new FigureOnPage(page, ADAPTER).see()
    await figure.reaches('done')
    const shown = () => figure.root.locator('.maps').innerHTML()
    const sentence = figure.root.locator('.control-picture [role=status]')
    const marks: string[] = []
    const pictures: string[] = [await shown()]
    const took = async () => {
      marks.push(await markIn(page, 'adapter.own', marks.at(-1)))
      await figure.reaches('done')
      pictures.push(await shown())
    }

    await figure.root.locator('input[name=own]').setInputFiles(png('left.png', 64, (x) => (x < 32 ? 0 : 255)))
    await took()
    await bring(
      page,
      'drop',
      AREA,
      png('top.png', 100, (_, y) => (y < 50 ? 0 : 255)),
    )
    await took()
    // Nothing has the focus: the page is what is pasted into.
    await bring(
      page,
      'paste',
      'body',
      png('ring.png', 40, (x, y) => (Math.hypot(x - 20, y - 20) < 12 ? 0 : 255)),
    )
    await took()
    expect(new Set(pictures).size).toBe(4)

    await bring(page, 'drop', AREA, { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await sentence.filter({ hasText: 'This is no picture that the browser can read.' }).waitFor()
    await figure.root.locator('[data-preset="selection"]').click()
    await page.waitForFunction(() => location.search.includes('adapter.preset=selection'))
    expect(await markIn(page, 'adapter.own')).toBe(marks[2])

    await page.reload()
    await (await figure.see()).reaches('done')
    expect(await figure.root.locator('.picture-thumbnail').count()).toBe(1)
    await figure.press('Reset')
    await page.waitForFunction(() => !location.search.includes('preset'))
    await figure.reaches('done')
    expect(await shown()).toBe(pictures[3])

    const text = await kept(page, marks[2] ?? '')
    expect(text).toHaveLength(171)
    expect(said.filter((words) => words.includes(text))).toEqual([])
    expect(said.length).toBeGreaterThan(20)
    expect(faults).toEqual([])

    // The link to a friend brings it along, where no server sees it.
    await figure.press('Copy link')
    await figure.root.getByText('Copied').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    await page.context().close()
    const friend = await browser.newContext().then((context) => context.newPage())
    const heard = overhear(friend)
    await friend.goto(link)
    const theirs = await new FigureOnPage(friend, ADAPTER).see()
    await theirs.reaches('done')
    expect(await theirs.root.locator('.maps').innerHTML()).toBe(pictures[3])
    expect(await theirs.root.locator('.notices').count()).toBe(0)
    expect(await friend.evaluate(() => location.hash)).toBe('#adapter')
    await friend.reload()
    await (await theirs.see()).reaches('done')
    expect(await kept(friend, marks[2] ?? '')).toBe(text)
    expect(heard.filter((words) => words.includes(text))).toEqual([])
    await friend.context().close()
  })

  it('is shown to a friend where the link leads: at its figure', async () => {
    const { page } = await open(browser, `${PAGE}?AAAA`)
    await page.waitForFunction(() => location.hash === '#adapter')
    const top = await page
      .locator(`[data-experiment="${ADAPTER}"]`)
      .evaluate((root) => root.getBoundingClientRect().top)
    expect(Math.abs(top)).toBeLessThan(200)
    await page.context().close()
  })
})

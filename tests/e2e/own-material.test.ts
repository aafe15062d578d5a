import { deflateSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from './browser'
import { FigureOnPage } from './figure'

const book = inject('book')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

interface Given {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

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

const text = (content: string | Buffer, name = 'notes.txt'): Given => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content as string),
})

/** Lets a file fall on an element, or pastes it there, as a browser does. */
const bring = (page: Page, kind: 'drop' | 'paste', on: string, { name, mimeType, buffer }: Given) =>
  page.evaluate(
    ({ kind, on, name, type, bytes }) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(bytes)], name, { type }))
      const how = { bubbles: true, cancelable: true }
      const event =
        kind === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data })
      document.querySelector(on)?.dispatchEvent(event)
    },
    { kind, on, name, type: mimeType, bytes: [...buffer] },
  )

/** All that a page says to the network: addresses, what they come from, and bodies. */
function overhear(page: Page): string[] {
  const said: string[] = []
  page.on('request', (request) => said.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? ''))
  return said
}

/** The marks that stand in the address for what the reader made; the address follows the figure after a moment. */
async function markIn(page: Page, key: string, other = ''): Promise<string> {
  await page.waitForFunction(
    ([key = '', other]) => {
      const mark = new URLSearchParams(location.search).get(key) ?? ''
      return /^~[0-9a-f]{16}$/.test(mark) && mark !== other
    },
    [key, other],
  )
  return new URL(page.url()).searchParams.get(key) ?? ''
}

const kept = (page: Page, mark: string) =>
  page.evaluate((mark) => localStorage.getItem(`trainability.text.${mark}`) ?? '', mark)

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

describe('a text of the reader', () => {
  const MODEL = '5-rnn-run-time/language-model'
  const SMALL = 'backend=wasm&language-model.size=16&language-model.length=8'
  const PAGE = `${book}problems/5-rnn-run-time/?${SMALL}#language-model`
  const FIELD = `[data-experiment="${MODEL}"] textarea`
  const WORDS = 'Every loss walks back to the first word, and all of them walk it together, once. '

  it('is opened, dropped or pasted, learned from, kept over a reload, and told to nobody', async () => {
    const { page, faults } = await open(browser, PAGE)
    const said = overhear(page)
    const figure = await new FigureOnPage(page, MODEL).see()
    const field = figure.root.locator('textarea')
    const sentence = figure.root.locator('.control-passage [role=status]')

    await figure.root.locator('.control-passage input[type=file]').setInputFiles(text(`${WORDS}one`))
    const first = await markIn(page, 'language-model.text')
    expect(await field.inputValue()).toBe(`${WORDS}one`)
    // Not a short one alone: a text of a few words is nobody's business either.
    await bring(page, 'drop', FIELD, text('ab abba '.repeat(9), 'short.txt'))
    const second = await markIn(page, 'language-model.text', first)
    await bring(page, 'paste', FIELD, text(WORDS.repeat(2600), 'long.txt'))
    const third = await markIn(page, 'language-model.text', second)
    expect(await sentence.textContent()).toBe('Only the first 200,000 characters are used.')
    await bring(page, 'drop', FIELD, text(Buffer.from([0xff, 0xfe, 0, 0x80]), 'photo.bin'))
    await sentence.filter({ hasText: 'photo.bin is no text' }).waitFor()
    expect(await markIn(page, 'language-model.text')).toBe(third)
    // Measured once, it waits for Play.
    await figure.reaches('idle', { readings: '1' })

    await page.reload()
    await figure.see()
    expect(await field.inputValue()).toBe(WORDS.repeat(2600).slice(0, 200_000))
    await figure.root.getByRole('button', { name: 'Use the words of this book' }).click()
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.waitForFunction(() => !location.search.includes('language-model.text'))
    const own = said.filter((words) => /abba|walks back/.test(decodeURIComponent(words.replaceAll('+', ' '))))
    expect(own).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('that a friend does not have gives a sentence, of a pinned run too, and a page that works', async () => {
    const mark = '~0123456789abcdef'
    const query = `${SMALL}&language-model.text=${mark}&language-model.pin=text+${mark}+seed+2`
    const { page, faults } = await open(browser, `${book}problems/5-rnn-run-time/?${query}#language-model`)
    const figure = await new FigureOnPage(page, MODEL).see()
    const notes = await figure.root.locator('.notices li').allInnerTexts()
    expect(notes).toHaveLength(2)
    for (const note of notes) expect(note).toMatch(/kept in the browser where it was given/)
    await figure.reaches('idle', { readings: '1' })
    expect(faults).toEqual([])
    await page.context().close()
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from '../../e2e/driver/browser'
import { FigureOnPage } from '../../e2e/driver/figure'
import { bring, type Given, markIn, overhear } from '../../e2e/driver/material'

const book = inject('lightBook')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const text = (content: string | Buffer, name = 'notes.txt'): Given => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content as string),
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
    // Short texts must not be sent either.
    await bring(page, 'drop', FIELD, text('ab abba '.repeat(9), 'short.txt'))
    const second = await markIn(page, 'language-model.text', first)
    await bring(page, 'paste', FIELD, text(WORDS.repeat(2600), 'long.txt'))
    const third = await markIn(page, 'language-model.text', second)
    expect(await sentence.textContent()).toBe('Only the first 200,000 characters are used.')
    await bring(page, 'drop', FIELD, text(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8]), 'photo.bin'))
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
    for (const note of notes) expect(note).toMatch(/stored in the browser in which it was made/)
    await figure.reaches('idle', { readings: '1' })
    expect(faults).toEqual([])
    await page.context().close()
  })
})

import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { contentsOf, launch, open } from '../../e2e/driver/browser'
import { FigureOnPage } from '../../e2e/driver/figure'

const page3 = `${inject('lightBook')}problems/3-weight-initialization/?backend=wasm&variance.g=2`

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

it('saves a chart as a picture that stands alone, in light colours, and the numbers as a table', async () => {
  const { page, faults } = await open(browser, page3, { colorScheme: 'dark' })
  const figure = await new FigureOnPage(page, '3-weight-initialization/variance').see()
  await figure.reaches('done')
  await figure.root.locator('.export > summary').click()
  const saved = async (button: Locator) => {
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
    return contentsOf(file)
  }
  const pictures = figure.root.locator('.export-pictures button')
  const chart = (format: string) => pictures.filter({ hasText: format }).nth(1)

  const svg = (await saved(chart('SVG'))).toString()
  const drawn = await page.evaluate((source) => {
    const { documentElement: picture } = new DOMParser().parseFromString(source, 'image/svg+xml')
    const texts = [...picture.querySelectorAll(':scope > text')]
    return {
      name: picture.localName,
      words: texts.map(({ textContent }) => textContent).join(' '),
      colours: [...new Set(texts.map((text) => text.getAttribute('fill')))],
      outside: texts.filter((text) => Number(text.getAttribute('x')) > Number(picture.getAttribute('width'))).length,
      fonts: picture.querySelector('style')?.textContent?.match(/font-family:[^;]+/g),
      styled: picture.querySelectorAll('[class], [style]').length,
      inside: picture.querySelectorAll('svg').length,
    }
  }, svg)
  expect(drawn).toMatchObject({ name: 'svg', outside: 0, styled: 0, inside: 0 })
  // Other programs know no drawing inside a drawing. Formulas are drawn as they are set, not by their source.
  expect(drawn.words).not.toMatch(/[\\{}]/)
  for (const part of [
    'Variance against the number of inputs',
    'Var',
    'measured ± 1 standard error',
    'gain: 2',
    'seed 1',
  ])
    expect(drawn.words).toContain(part)
  expect(drawn.words).toContain('variance.g=2#variance')
  expect(drawn.fonts?.join()).toMatch(/Source Sans 3.*KaTeX_Main|KaTeX_Main.*Source Sans 3/)
  // The page is dark, and paper is not.
  const luminance = (colour: string | null) => Math.max(...(colour?.match(/\d+/g) ?? ['255']).slice(0, 3).map(Number))
  for (const colour of drawn.colours.filter((fill) => fill?.startsWith('rgb')))
    expect(luminance(colour)).toBeLessThan(200)

  // Mixtures of colours are written as programs other than browsers know them.
  const network = (await saved(pictures.filter({ hasText: 'SVG' }).first())).toString()
  expect(network).toMatch(/stop-color="rgb\(/)
  expect(network).not.toMatch(/="(?:oklab|oklch|lab|color|rgba)\(/)

  const png = await saved(chart('PNG'))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1080])

  const [header = '', first = ''] = (await saved(figure.root.getByRole('button', { name: 'Numbers (CSV)' })))
    .toString()
    .split('\r\n')
  expect(header).toMatch(/^figure,measure,.*,setting,seed$/)
  expect(first).toMatch(/^3-weight-initialization\/variance,.* g=2 .*,1$/)
  expect(faults).toEqual([])
  await page.context().close()
})

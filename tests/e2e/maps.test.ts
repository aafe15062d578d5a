import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from './browser'
import { FigureOnPage } from './figure'

const book = inject('book')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

type Cell = readonly [feature: number, x: number, y: number]

/** Six features of 16 by 16 before; a stride of 2 where space shrinks. The cells that A(L)[b, x, y, j] is made from, by its definition. */
const DEFINITIONS: Readonly<Record<string, (cell: Cell) => Cell[]>> = {
  matrix: ([, x, y]) => [0, 1, 2, 3, 4, 5].map((i) => [i, x, y]),
  select: ([j, x, y]) => [[j, x, y]],
  strided: ([j, x, y]) => (j < 6 ? [[j, 2 * x, 2 * y]] : []),
  pool: ([j, x, y]) => (j < 6 ? [0, 1].flatMap((dy) => [0, 1].map((dx): Cell => [j, 2 * x + dx, 2 * y + dy])) : []),
}

const sorted = (cells: readonly Cell[]) => cells.map((cell) => cell.join(',')).sort()

describe.each(Object.keys(DEFINITIONS))('the %s adapter', (adapter) => {
  it('lights exactly the cells that an output cell reads, by keys and by pointer, and says so', async () => {
    const query = `?backend=wasm&adapter.adapter=${adapter}&adapter.order=first`
    const { page, faults } = await open(browser, `${book}problems/1-residual-shape/${query}`)
    const figure = await new FigureOnPage(page, '1-residual-shape/adapter').see()
    await figure.reaches('done')
    const maps = figure.root.locator('.maps')
    const check = async () => {
      const cell = ((await maps.getAttribute('data-cell')) ?? '').split(',').map(Number)
      const [feature = Number.NaN, x = Number.NaN, y = Number.NaN] = cell
      const lit = ((await maps.getAttribute('data-lit')) ?? '').split(' ').filter((text) => text !== '')
      expect(lit.sort(), `lit by ${cell}`).toEqual(sorted(DEFINITIONS[adapter]?.([feature, x, y]) ?? []))
      return cell.join(',')
    }
    await maps.locator('.maps-after').focus()
    const visited = new Set<string>()
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'PageDown', 'ArrowDown', 'End', 'PageDown']) {
      await page.keyboard.press(key)
      visited.add(await check())
    }
    expect(visited.size).toBeGreaterThan(4)
    expect((await maps.locator('[aria-live]').allInnerTexts()).join('')).toMatch(/reads/)
    const map = maps.locator('.maps-after svg').last()
    const box = await map.boundingBox()
    if (!box) throw new Error('there is no map')
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.6)
    visited.add(await check())
    expect(faults).toEqual([])
    await page.context().close()
  })
})

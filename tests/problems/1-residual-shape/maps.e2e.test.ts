import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from '../../e2e/driver/browser'
import { FigureOnPage } from '../../e2e/driver/figure'

const book = inject('lightBook')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

type Cell = readonly [feature: number, x: number, y: number]

/** Six features of 16 by 16 before. The cells that A(L)[b, x, y, j] is made from, by its definition; s is the stride where space shrinks. */
const DEFINITIONS: Readonly<Record<string, (cell: Cell, s: number) => Cell[]>> = {
  matrix: ([, x, y]) => [0, 1, 2, 3, 4, 5].map((i) => [i, x, y]),
  select: ([j, x, y]) => [[j, x, y]],
  strided: ([j, x, y], s) => (j < 6 ? [[j, s * x, s * y]] : []),
  pool: ([j, x, y], s) => {
    const window = Array.from({ length: s * s }, (_, k): Cell => [j, s * x + (k % s), s * y + Math.floor(k / s)])
    return j < 6 ? window.filter(([, u, v]) => u < 16 && v < 16) : []
  },
}

/** The cells of a stack that a reader sees lit: the squares of the outlines drawn over its maps. */
const litIn = (figure: FigureOnPage, stack: number) =>
  figure.root
    .locator('.maps-stack')
    .nth(stack)
    .locator('.map')
    .evaluateAll((maps) =>
      maps.flatMap((map) => {
        const drawn = map.querySelector('.map-lit')?.getAttribute('d') ?? ''
        return [...drawn.matchAll(/M(\d+),(\d+)h1v1h-1z/g)].map(
          ([, x, y]) => [Number(map.getAttribute('data-feature')), Number(x), Number(y)] as const,
        )
      }),
    )

const sorted = (cells: readonly Cell[]) => cells.map((cell) => cell.join(',')).sort()

describe.each([
  ['matrix', 2],
  ['select', 2],
  ['strided', 2],
  ['pool', 2],
  ['pool', 3],
])('the %s adapter, stride %d', (adapter, stride) => {
  it('lights exactly the cells that an output cell reads, by keys and by pointer, and says so', async () => {
    const query = `?backend=wasm&adapter.adapter=${adapter}&adapter.order=first&adapter.stride=${stride}`
    const { page, faults } = await open(browser, `${book}problems/1-residual-shape/${query}`)
    const figure = await new FigureOnPage(page, '1-residual-shape/adapter').see()
    await figure.reaches('done')
    const maps = figure.root.locator('.maps')
    const check = async () => {
      const cell = ((await maps.getAttribute('data-cell')) ?? '').split(',').map(Number)
      const [feature = Number.NaN, x = Number.NaN, y = Number.NaN] = cell
      expect(sorted(await litIn(figure, 0)), `lit by ${cell}`).toEqual(
        sorted(DEFINITIONS[adapter]?.([feature, x, y], stride) ?? []),
      )
      expect(await litIn(figure, 1)).toEqual([[feature, x, y]])
      return cell.join(',')
    }
    await maps.locator('.maps-after').focus()
    const visited = new Set<string>()
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'PageDown', 'ArrowDown', 'PageDown']) {
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
    // The last column and row, where a window may be cut short.
    await page.mouse.move(box.x + box.width * 0.99, box.y + box.height * 0.99)
    visited.add(await check())
    expect(faults).toEqual([])
    await page.context().close()
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { restless } from '../../restless/restless'
import { launch } from '../driver/browser'
import { sampleFigure } from '../driver/sample'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const { id, problem } = sampleFigure()

// Every figure, for longer and with other seeds: `npm run test:fuzz`.
it.each([
  ['a mouse', 1],
  ['a finger', 2],
])('a figure survives whatever a reader does with %s', async (_, seed) => {
  const stay = { seed, goOn: (actions: number) => actions < 25 }
  expect(await restless(browser, `${inject('lightBook')}problems/${problem}/`, id, stay)).toEqual([])
})

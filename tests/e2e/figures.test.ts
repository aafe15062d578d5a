import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { everyExperiment } from '../runs'
import { launch, open } from './browser'
import { FigureOnPage } from './figure'

const book = inject('book')
const address = (problem: string, query = '') => `${book}problems/${problem}/${query}`
const problems = [...new Set(everyExperiment.map(({ problem }) => problem))]

let browser: Browser
let without: Browser
beforeAll(async () => {
  browser = await launch()
  without = await launch('--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis')
})
afterAll(async () => {
  await browser.close()
  await without.close()
})

describe.each(problems)('the figures of %s', (problem) => {
  const ids = everyExperiment.filter((listed) => listed.problem === problem).map(({ id }) => id)

  async function runAll(on: Browser, query: string, backend: string) {
    const { page, faults } = await open(on, address(problem, query))
    for (const id of ids) {
      const figure = await new FigureOnPage(page, id).see()
      await figure.reaches('done')
      expect(await figure.data()).toMatchObject({ status: 'done', backend, verdict: 'agrees' })
      expect(Number((await figure.data()).readings)).toBeGreaterThan(0)
      expect((await figure.root.allInnerTexts()).join()).toMatch(/agrees/i)
    }
    expect(page.workers(), 'one worker a page').toHaveLength(1)
    expect(faults).toEqual([])
    await page.context().close()
  }

  it('run on WebGL, one worker for all, and agree with their theory', () => runAll(browser, '', 'webgl'))
  it('run on wasm where there is no WebGL, and agree', () => runAll(without, '', 'wasm'))
  it('run on wasm if the address says so', () => runAll(browser, '?backend=wasm', 'wasm'))
  it('run on the processor if the address says so, and agree', () => runAll(browser, '?backend=cpu', 'cpu'))

  it('do nothing until they are near, and nothing more once they are gone', async () => {
    const { page } = await open(browser, address(problem))
    await page.waitForTimeout(500)
    expect(page.workers()).toHaveLength(0)
    const [first, last] = [ids[0], ids.at(-1)].map((id) => new FigureOnPage(page, id ?? ''))
    await first?.see()
    await first?.reaches('done')
    expect((await last?.data())?.readings).toBe('0')
    await page.context().close()
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Experiment, initialValues } from '../../src/experiment'
import { drawer } from '../../src/numerics/laws/random'
import { everyExperiment, judgedAnywhere } from '../runs'
import { launch, open } from './browser'
import { FigureOnPage, takeTurns } from './figure'

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

/** A run of a figure that waits is played to its end if that takes no longer than this. */
const PATIENCE_MS = 4_000

/** What a figure's verdict has to be after a reading: its theory is right, as far as it has one that any machine can test. */
async function expectVerdict(figure: FigureOnPage, { measures, params, theory, waits }: Experiment) {
  const predicted = judgedAnywhere(measures, theory(initialValues(params), drawer(1)))
  const { verdict, status } = await figure.data()
  // A long run that has only begun may withhold its verdict.
  const sure = predicted.length > 0 && !(waits && status === 'idle')
  expect(sure ? ['agrees'] : ['agrees', 'none']).toContain(verdict)
  if (verdict === 'agrees') expect((await figure.root.allInnerTexts()).join()).toMatch(/agrees/i)
}

describe.each(problems)('the figures of %s', (problem) => {
  const listed = everyExperiment.filter((one) => one.problem === problem)
  const waiting = listed.filter(({ experiment }) => experiment.waits)

  async function runAll(on: Browser, query: string, backend: string) {
    const { page, faults } = await open(on, address(problem, query))
    for (const { id, experiment } of listed) {
      const figure = await new FigureOnPage(page, id).see()
      if (experiment.waits) await figure.reaches('idle', { readings: '1', backend })
      else await figure.reaches('done', { backend })
      await expectVerdict(figure, experiment)
    }
    expect(page.workers(), 'one worker a page').toHaveLength(1)
    expect(faults).toEqual([])
    await page.context().close()
  }

  // A software renderer draws WebGL here: wasm is as good as it, and faster.
  it('run, one worker for all, and agree with their theory', () => runAll(browser, '', 'wasm'))
  // Which backend runs is the engine's affair: one page tells as much as all.
  it.runIf(problem === problems.at(-1))('run where there is no WebGL, and on what the address says', async () => {
    await runAll(without, '', 'wasm')
    await runAll(browser, '?backend=webgl', 'webgl')
    await runAll(browser, '?backend=cpu', 'cpu')
  })

  it.runIf(waiting.length > 0)('play on from their first reading when asked, and hold when told', async () => {
    const { page, faults } = await open(browser, address(problem, '?backend=wasm'))
    for (const { id, experiment } of waiting) {
      const figure = await new FigureOnPage(page, id).see()
      await figure.reaches('idle', { readings: '1' })
      const start = performance.now()
      await figure.press('Play')
      await expect.poll(() => figure.readings(), { timeout: 20_000 }).toBeGreaterThan(1)
      // A short run may be over before it is paused.
      await figure.root
        .getByRole('button', { name: 'Pause', exact: true })
        .click({ timeout: 2000 })
        .catch(() => {})
      const held = await figure.rests(page)
      const each = (performance.now() - start) / held
      if ((await figure.data()).status === 'done') {
        await expectVerdict(figure, experiment)
        continue
      }
      await figure.press('Play')
      // Longer ones are played to their end by their claims.
      if (each * (experiment.readings(initialValues(experiment.params)) - held) < PATIENCE_MS) {
        await figure.reaches('done')
        await expectVerdict(figure, experiment)
      } else await expect.poll(() => figure.readings(), { timeout: 20_000 }).toBeGreaterThan(held)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  // That too: the same session drives every figure.
  it.runIf(problem === problems[0])('do nothing until they are near', async () => {
    const { page } = await open(browser, address(problem, '?backend=wasm'))
    await page.waitForLoadState('networkidle')
    await takeTurns(page)
    expect(page.workers()).toHaveLength(0)
    const [first, last] = [listed[0], listed.at(-1)].map((one) => new FigureOnPage(page, one?.id ?? ''))
    await first?.see()
    await first?.reaches(listed[0]?.experiment.waits ? 'idle' : 'done')
    expect((await last?.data())?.readings).toBe('0')
    await page.context().close()
  })
})

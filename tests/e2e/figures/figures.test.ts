import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Experiment, initialValues, isAnswer } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import { everyExperiment, judgedAnywhere } from '../../runs'
import { launch, type Opened, open } from '../driver/browser'
import { FigureOnPage, takeTurns } from '../driver/figure'
import { cutByHelp, outOfPlace, type Places, places, tooSmall } from '../driver/places'
import { SAMPLE } from '../driver/sample'

const book = inject('lightBook')
const address = (problem: string, query = '') => `${book}problems/${problem}/${query}`
const problems = [...new Set(everyExperiment.map(({ problem }) => problem))]

const figuresOf = (problem: string) => everyExperiment.filter((one) => one.problem === problem)

const sample = SAMPLE[0]?.problem ?? ''

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** How pages are opened on which figures are looked at. */
const STILL = { reducedMotion: 'reduce' } as const

const LAPTOP = { width: 1366, height: 768 }
const SMALL = { width: 1280, height: 720 }
const PHONE = { width: 390, height: 844 }
const SCREENS = [SMALL, { width: 1024, height: 768 }, { width: 1920, height: 1080 }]

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

/** A short run may be over before it is paused. */
const pauseIfPlaying = ({ root }: FigureOnPage) =>
  root.evaluate((figure) => figure.querySelector<HTMLButtonElement>('button[aria-label="Pause"]')?.click())

describe.each(problems)('the figures of %s', (problem) => {
  const listed = figuresOf(problem)
  const waiting = listed.filter(({ experiment }) => experiment.waits)

  /** A figure in sight, measured as far as it is without being asked. */
  async function measured(page: Page, id: string, experiment: Experiment, backend: string): Promise<FigureOnPage> {
    const figure = await new FigureOnPage(page, id).see()
    return experiment.waits ? figure.reaches('idle', { readings: '1', backend }) : figure.reaches('done', { backend })
  }

  async function runs(on: Browser, query: string, backend: string) {
    const { page, faults } = await open(on, address(problem, query))
    for (const { id, experiment } of listed.slice(0, 1))
      await expectVerdict(await measured(page, id, experiment, backend), experiment)
    expect(faults).toEqual([])
    await page.context().close()
  }

  // The engine chooses the backend, the same for all pages: one is tested.
  describe.runIf(problem === sample)('on what the address says', () => {
    it.each(['webgl', 'cpu'])('run: %s', (backend) => runs(browser, `?backend=${backend}`, backend))

    it('run where there is no WebGL', async () => {
      const without = await launch('--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis')
      await runs(without, '', 'wasm')
      await without.close()
    })
  })

  // All figures have the same session: one page is tested.
  it.runIf(problem === sample)('do nothing until they are near', async () => {
    const { page } = await open(browser, address(problem))
    await page.waitForLoadState('networkidle')
    await takeTurns(page)
    expect(page.workers()).toHaveLength(0)
    const [first, last] = [listed[0], listed.at(-1)].map((one) => new FigureOnPage(page, one?.id ?? ''))
    await first?.see()
    await first?.reaches(listed[0]?.experiment.waits ? 'idle' : 'done')
    expect((await last?.data())?.readings).toBe('0')
    await page.context().close()
  })

  // One page for all, loaded and measured once: it is made larger and smaller from test to test, as a reader's window is.
  describe('on a page of one load', () => {
    let opened: Opened
    let page: Page
    beforeAll(async () => {
      opened = await open(browser, address(problem), { ...STILL, viewport: LAPTOP })
      page = opened.page
    })
    // A test that failed in full screen is not to fail the next.
    beforeEach(() => page.evaluate(() => document.fullscreenElement && document.exitFullscreen()))
    afterAll(async () => {
      await page.context().close()
      expect(opened.faults).toEqual([])
    })

    it('run, one worker for all, agree with their theory, and do not move when they are measured', async () => {
      const prerendered = new Map<string, Places>()
      for (const { id } of listed) prerendered.set(id, await places(page, id))
      for (const { id, experiment } of listed) {
        // WebGL has a software renderer here: wasm is faster.
        await expectVerdict(await measured(page, id, experiment, 'wasm'), experiment)
        expect(await places(page, id), `${id}, prerendered and measured`).toEqual(prerendered.get(id))
      }
      expect(page.workers(), 'one worker a page').toHaveLength(1)
    })

    it.runIf(waiting.length > 0)('play on from their first reading when asked, and pause when told', async () => {
      for (const { id, experiment } of waiting) {
        const figure = await measured(page, id, experiment, 'wasm')
        const start = performance.now()
        await figure.press('Play')
        await expect.poll(() => figure.readings()).toBeGreaterThan(1)
        await pauseIfPlaying(figure)
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
        } else {
          await expect.poll(() => figure.readings()).toBeGreaterThan(held)
          await pauseIfPlaying(figure)
        }
      }
    })

    // Every size below is come to by this, and not by a load.
    it.runIf(problem === sample)('have the layout of a fresh load after the window has changed its size', async () => {
      await page.setViewportSize(SMALL)
      const { page: loaded } = await open(browser, address(problem), { ...STILL, viewport: SMALL })
      for (const { id, experiment } of listed) {
        await new FigureOnPage(page, id).see()
        await measured(loaded, id, experiment, 'wasm')
        await expect.poll(() => places(page, id), { message: id }).toEqual(await places(loaded, id))
      }
      await loaded.context().close()
    })

    // The type follows the screen: 1920 by 1080 is 1280 by 720 once more, larger.
    const screens = problem === sample ? SCREENS : SCREENS.slice(0, 2)

    it(`fill screens of ${screens.map(({ width }) => width).join(' and of ')} px, with nothing cut, and give the page back`, async () => {
      for (const { id } of listed) {
        const figure = await new FigureOnPage(page, id).see()
        const before = await page.evaluate(() => scrollY)
        const button = figure.root.getByRole('button', { name: 'Full screen' })
        await button.focus()
        await page.keyboard.press('Enter')
        await figure.root.locator(':scope[data-projector="true"]').waitFor()
        for (const screen of screens) {
          await page.setViewportSize(screen)
          const where = `${id} at ${screen.width} px`
          await expect.poll(() => tooSmall(page, id), { message: `${where}, type and views` }).toEqual([])
          await expect.poll(() => outOfPlace(page, id), { message: where }).toEqual([])
          expect(await cutByHelp(page, id), where).toEqual([])
        }
        await page.setViewportSize(SMALL)
        // A view has the whole stage by its number, and gives it back.
        await page.keyboard.press('2')
        expect(await figure.root.locator('.pane:visible').count(), id).toBe(1)
        await page.keyboard.press('0')
        await figure.root.getByRole('button', { name: 'Leave full screen' }).click()
        await figure.root.locator(':scope:not([data-projector])').waitFor()
        await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
        expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
      }
    })
  })

  // The layout does not depend on what is measured, as is tested above.
  describe('on a page at rest', () => {
    let page: Page
    beforeAll(async () => {
      const opened = await open(browser, address(problem), { ...STILL, viewport: LAPTOP, atRest: true })
      page = opened.page
    })
    afterAll(() => page.context().close())

    it.each([LAPTOP, SMALL])('fit a window of $width by $height px at every preset', async (window) => {
      await page.setViewportSize(window)
      for (const { id, experiment } of listed) {
        const figure = await new FigureOnPage(page, id).see()
        // The larger window has room for what the smaller one has: there, that presets can be clicked is seen at one.
        const presets = Object.keys(experiment.presets)
        for (const preset of window === SMALL ? presets : presets.slice(-1)) {
          const button = figure.root.locator(`[data-preset="${preset}"]`)
          await (window === LAPTOP ? button.click() : button.dispatchEvent('click'))
          const { height } = await places(page, id)
          expect(height, `${id} at ${preset}`).toBeLessThanOrEqual(window.height)
          await expect.poll(() => outOfPlace(page, id), { message: `${id} at ${preset}` }).toEqual([])
        }
        expect(await cutByHelp(page, id), id).toEqual([])
      }
    })
  })

  describe('on a phone', () => {
    let context: BrowserContext
    afterAll(() => context.close())

    it('keep their lead in sight while any control is moved, and take two screens at most', async () => {
      const phone = { ...STILL, viewport: PHONE, hasTouch: true, isMobile: true, atRest: true }
      const { page } = await open(browser, address(problem), phone)
      context = page.context()
      for (const { id, experiment } of listed) {
        const figure = await new FigureOnPage(page, id).see()
        for (const preset of Object.keys(experiment.presets)) {
          await figure.root.locator(`[data-preset="${preset}"]`).click()
          expect((await places(page, id)).height, `${id} at ${preset}`).toBeLessThanOrEqual(2 * PHONE.height)
        }
        await expect.poll(() => outOfPlace(page, id), { message: id }).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
        // An answer has a control once there is one.
        const turned = Object.keys(experiment.params).filter((name) => !isAnswer(experiment.params[name]))
        for (const name of turned) {
          const sight = await figure.root.evaluate((root, name) => {
            root.querySelector(`[data-control="${name}"]`)?.scrollIntoView({ block: 'end', behavior: 'instant' })
            const [lead, control] = ['[data-lead] .figure-view', `[data-control="${name}"]`].map((part) =>
              root.querySelector(part)?.getBoundingClientRect(),
            )
            if (!lead || !control) throw new Error(`there is no control ${name}`)
            return { top: lead.top >= 0, bottom: lead.bottom <= innerHeight, apart: control.bottom >= lead.bottom }
          }, name)
          expect(sight, `${id} beside ${name}`).toEqual({ top: true, bottom: true, apart: true })
        }
      }
    })
  })
})

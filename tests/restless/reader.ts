import type { Page } from 'playwright-core'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { FigureOnPage } from '../e2e/driver/figure'
import type { Watched } from '../e2e/driver/worker-prelude'
import { faultsIn } from './faults'
import { JUNK, KEYS, WINDOWS } from './inputs'
import { LostScripts, MADE_UP } from './lostScripts'
import { type Spot, spotIn } from './spots'

/** Does to one figure whatever a reader can do, by a seed, so that what went wrong can be done again. */
export class RestlessReader {
  /** A sentence for each parameter that had another value after a reload. */
  private readonly lostSettings: string[] = []
  /** What was done, a line each. */
  readonly done: string[] = []
  private readonly figure: FigureOnPage
  private readonly generator
  private readonly scripts: LostScripts

  constructor(
    private readonly page: Page,
    readonly id: string,
    seed: number,
    private readonly touch: boolean,
    faults: string[],
  ) {
    this.scripts = new LostScripts(page, faults)
    this.figure = new FigureOnPage(page, id)
    this.generator = xoroshiro128plus(seed)
  }

  /** Brings the figure into view. */
  async begin(): Promise<void> {
    await this.scripts.watch()
    await this.figure.see()
  }

  private random(): number {
    return (this.generator.next() >>> 0) / 2 ** 32
  }

  private pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)]
  }

  /** One action at random. */
  async act(): Promise<void> {
    const share = this.random()
    if (share < 0.06) return this.resize()
    if (share < 0.16) return this.key()
    if (share < 0.2) return this.scroll()
    if (share < 0.23) return this.back()
    if (share < 0.26) return this.lose()
    if (share < 0.28) return this.crash()
    if (share < 0.3) return this.loseContext()
    if (share < 0.315) return this.loseWorker()
    if (share < 0.33) return this.loseFigures()
    const spot = await this.spot()
    if (!spot) return this.key()
    this.done.push(`${spot.kind} ${spot.says}`)
    const { mouse, touchscreen, keyboard } = this.page
    if (spot.kind === 'slide') {
      await mouse.move(spot.x, spot.y)
      await mouse.down()
      for (let i = 0; i < 4; i++) await mouse.move(spot.x + (this.random() - 0.5) * spot.width, spot.y)
      await mouse.up()
    } else if (spot.kind === 'type') {
      const text = this.pick(JUNK) ?? ''
      await mouse.click(spot.x, spot.y, { clickCount: 3 })
      await keyboard.insertText(text)
      await keyboard.press(this.pick(['Enter', 'Tab', 'Escape']) ?? 'Enter')
      this.done.push(`  "${text.slice(0, 20)}"`)
    } else if (spot.kind === 'point' && !this.touch) await mouse.move(spot.x, spot.y, { steps: 3 })
    else if (spot.kind === 'choose') {
      await mouse.move(spot.x, spot.y)
      await keyboard.press('ArrowDown')
    } else if (this.touch) await touchscreen.tap(spot.x, spot.y)
    else await mouse.click(spot.x, spot.y)
  }

  private spot(): Promise<Spot | undefined> {
    const share = this.random()
    return spotIn(this.figure.root, share, [this.random(), this.random(), this.random()])
  }

  private async key(): Promise<void> {
    const key = this.pick(KEYS) ?? 'Tab'
    this.done.push(`key ${key}`)
    await this.page.keyboard.press(key)
  }

  private async resize(): Promise<void> {
    const size = this.pick(WINDOWS)
    if (!size) return
    this.done.push(`window ${size.width} x ${size.height}`)
    await this.page.setViewportSize(size)
  }

  private async scroll(): Promise<void> {
    this.done.push('scroll away')
    await this.page.mouse.wheel(0, (this.random() - 0.5) * 8000)
  }

  /** Back, and forward again, where both are entries of this page. */
  private async back(): Promise<void> {
    const goes = await this.page.evaluate(() => {
      const { currentEntry } = navigation
      return !!currentEntry && navigation.entries()[currentEntry.index - 1]?.sameDocument === true
    })
    if (!goes) return
    this.done.push('back')
    await this.page.goBack()
    await this.page.goForward()
  }

  /** There is no network for a moment. */
  private async lose(): Promise<void> {
    this.done.push('offline')
    await this.page.context().setOffline(true)
    await this.page.evaluate(() => new Promise((turn) => setTimeout(turn, 50)))
    await this.page.context().setOffline(false)
  }

  /** The worker ends without an event, like one that the system kills. */
  private async crash(): Promise<void> {
    this.done.push('the worker ends')
    await this.inWorker(() => self.close())
  }

  /** The graphics card takes its context back. A worker without one goes on. */
  private async loseContext(): Promise<void> {
    this.done.push('the context is lost')
    await this.inWorker(() => {
      const { watched } = globalThis as unknown as { watched?: Watched }
      watched?.contexts.at(-1)?.getExtension('WEBGL_lose_context')?.loseContext()
    })
  }

  private async inWorker(run: (madeUp: string) => void): Promise<void> {
    const [worker] = this.page.workers()
    // It may be gone before it can answer.
    if (worker) await Promise.race([worker.evaluate(run, MADE_UP), worker.waitForEvent('close')]).catch(() => {})
  }

  /** The worker fails, and the scripts of the next one cannot be loaded until the figure has shown a message. */
  private async loseWorker(): Promise<void> {
    const kind = Math.floor(this.random() * 3)
    const { root } = this.figure
    const fresh = root.getByRole('button', { name: 'New draw', exact: true })
    if (!(await fresh.isVisible())) return
    this.done.push(`the scripts of the worker are lost (${kind})`)
    await this.scripts.during(
      kind,
      async () => {
        await this.inWorker((madeUp) => {
          setTimeout(() => {
            throw new Error(madeUp)
          })
        })
        await fresh.click()
        await root.and(this.page.locator('[data-status="failed"], [data-status="done"]')).waitFor()
      },
      async () => {
        const again = root.getByRole('button', { name: 'Try again' })
        if (await again.isVisible()) await again.click()
        await root.and(this.page.locator(':not([data-readings="0"]):not([data-status="failed"])')).waitFor()
      },
    )
  }

  /** The page is reloaded, and figures cannot be loaded until a message is shown: afterwards the figure has the same setting. */
  private async loseFigures(): Promise<void> {
    const kind = Math.floor(this.random() * 3)
    this.done.push(`the scripts of figures are lost (${kind})`)
    await this.leaveFullScreen()
    const before = await this.settings()
    const name = this.id.split('/')[1] ?? ''
    const fault = this.page.locator(`.island-fault:has(+ [data-island="figure"][data-figure="${name}"])`)
    await this.scripts.during(
      kind,
      async () => {
        await this.page.reload()
        await this.figure.root.scrollIntoViewIfNeeded()
        await fault.waitFor()
      },
      async () => {
        await fault.getByRole('button', { name: 'Try again' }).click()
        await this.figure.see()
      },
    )
    this.compare(before, await this.settings())
  }

  /** What the figure is set to: a run that is compared, and kept in sight by a tap, shows its own setting in the controls. */
  private async settings(): Promise<Readonly<Record<string, string | boolean>>> {
    await this.figure.root.evaluate((root) => {
      root.querySelector<HTMLElement>('.hold-button[aria-pressed="true"]')?.click()
    })
    await this.figure.root.and(this.page.locator(':not([data-compares])')).waitFor()
    return this.figure.values()
  }

  private compare(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): void {
    for (const name of Object.keys(before))
      if (before[name] !== after[name])
        this.lostSettings.push(`${name} was ${before[name]}, and is ${after[name]} after a reload`)
  }

  private leaveFullScreen(): Promise<void> {
    return this.page.evaluate(async () => {
      if (document.fullscreenElement) await document.exitFullscreen()
    })
  }

  /** Faults of the figure as it stands. */
  wrong(): Promise<readonly string[]> {
    return faultsIn(this.figure.root)
  }

  /** Reloads the page, and returns a sentence for each parameter that has another value then. */
  async lost(): Promise<readonly string[]> {
    await this.leaveFullScreen()
    await this.page.setViewportSize({ width: 1366, height: 768 })
    const before = await this.settings()
    // The address is written before the page is left, whatever it waits for.
    await this.page.reload()
    await this.page.locator('html[data-script="running"]').waitFor()
    await this.figure.see()
    this.compare(before, await this.settings())
    return this.lostSettings
  }
}

import type { Locator, Page } from 'playwright-core'

/** A figure as it can be observed and driven from outside. */
export class FigureOnPage {
  readonly root: Locator

  constructor(
    private readonly page: Page,
    /** "3-weight-initialization/variance" */
    readonly id: string,
  ) {
    this.root = page.locator(`[data-experiment="${id}"]`)
  }

  /** Brings it into view, and waits until its script drives it: until it measures, or has measured and waits. */
  async see(): Promise<this> {
    await this.root.scrollIntoViewIfNeeded()
    await this.root
      .locator(
        ':scope:is([data-status="running"], [data-status="done"], [data-status="failed"], :not([data-readings="0"]))',
      )
      .waitFor()
    return this
  }

  /** Waits for a status, or for any of the attributes given. */
  async reaches(status: string, more: Readonly<Record<string, string>> = {}): Promise<this> {
    const wanted = Object.entries({ status, ...more }).map(([name, value]) => `[data-${name}="${value}"]`)
    const found = this.page.locator(`[data-experiment="${this.id}"]${wanted.join('')}`)
    try {
      await found.waitFor({ state: 'attached' })
    } catch {
      throw new Error(`${this.id} did not come to ${wanted.join('')}: it is at ${JSON.stringify(await this.data())}`)
    }
    return this
  }

  /** The observable surface. */
  data(): Promise<Record<string, string | undefined>> {
    return this.root.evaluate((root) => (root instanceof HTMLElement ? { ...root.dataset } : {}))
  }

  /** How many readings it has taken since the last change. */
  async readings(): Promise<number> {
    return Number((await this.data()).readings)
  }

  /** Waits until the worker and the page have handled all messages. Returns the number of readings so far. */
  async rests(page: Page): Promise<number> {
    await takeTurns(page)
    return this.readings()
  }

  press(button: string): Promise<void> {
    return this.root.getByRole('button', { name: button, exact: true }).click()
  }

  slider(param: string): Locator {
    return this.root.locator(`input[type="range"][name="${param}"]`)
  }

  /** Moves a slider to positions, one event each, a pause of so many milliseconds between any two. */
  async drag(param: string, positions: readonly number[], pause = 0): Promise<void> {
    await this.slider(param).evaluate(
      async (slider, { positions, pause }) => {
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
        for (const position of positions) {
          set?.call(slider, String(position))
          slider.dispatchEvent(new Event('input', { bubbles: true }))
          await new Promise((resume) => setTimeout(resume, pause))
        }
      },
      { positions: [...positions], pause },
    )
  }

  /** The values of the controls, by parameter. */
  values(): Promise<Record<string, string | boolean>> {
    return this.root.evaluate((root) => {
      const found: Record<string, string | boolean> = {}
      for (const control of root.querySelectorAll('.control input, .control select')) {
        const { name } = control as HTMLInputElement
        if (control instanceof HTMLSelectElement) found[name] = control.value
        else if (!(control instanceof HTMLInputElement) || name.endsWith('-value')) continue
        else if (control.type === 'checkbox') found[name] = control.checked
        else if (control.type === 'range' || control.checked) found[name] = control.value
      }
      return found
    })
  }
}

/**
 * Lets the event loops of the worker and then of the page turn: a worker at rest takes no turn of its own, and one that works has
 * begun its next reading after the first. What it posted by then has come.
 */
export async function takeTurns(page: Page): Promise<void> {
  for (const worker of page.workers()) await worker.evaluate(turns)
  await page.evaluate(turns)
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resume) => setTimeout(resume))
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'

/** The source of axe, for a page to evaluate. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The text of an element as it is seen. */
export const shown = async (element: Locator) => (await element.allInnerTexts()).join('\n')

/** A question as it can be observed and driven from outside. */
export class Question {
  readonly root: Locator
  readonly field: Locator

  constructor(
    private readonly page: Page,
    /** "3-weight-initialization/scale" */
    readonly id: string,
  ) {
    this.root = page.locator(`main article [data-question="${id}"]`)
    this.field = this.root.locator('input[name="answer"]')
  }

  async reaches(state: string): Promise<void> {
    await this.page.locator(`main article [data-question="${this.id}"][data-state="${state}"]`).waitFor()
  }

  async give(answer: string, state: string): Promise<void> {
    await this.field.fill(answer)
    await this.field.press('Enter')
    await this.reaches(state)
  }

  press(button: string): Promise<void> {
    return this.root.getByRole('button', { name: button, exact: true }).click()
  }

  says(selector: string): Promise<string> {
    return shown(this.root.locator(selector))
  }

  /** What axe finds wrong in it. */
  complaints(): Promise<string[]> {
    return this.page.evaluate(async (selector) => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: object, options: object): Promise<{ violations: { id: string; help: string }[] }> }
      }
      const context = { include: [selector], exclude: ['.katex'] }
      const { violations } = await axe.run(context, { resultTypes: ['violations'] })
      return violations.map(({ id, help }) => `${id}: ${help}`)
    }, `article [data-question="${this.id}"]`)
  }
}

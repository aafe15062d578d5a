import type { Browser, CDPSession } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launch } from '../driver/browser'
import { SAMPLE } from '../driver/sample'

interface TraceEvent {
  readonly name: string
  readonly args?: { readonly data?: { readonly frame?: string; readonly reason?: string; readonly nodeName?: string } }
}

const book = inject('book')
let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Why elements of the page were styled again, and which, while `act` ran. A trace is of the whole browser, which other files use as well. */
async function styledAgain(cdp: CDPSession, act: () => Promise<unknown>): Promise<readonly string[]> {
  const events: TraceEvent[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline.invalidationTracking']
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } })
  await act()
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const complete = new Promise((resume) => cdp.once('Tracing.tracingComplete', resume))
  await cdp.send('Tracing.end')
  await complete
  return events
    .filter(
      ({ name, args }) => name === 'StyleInvalidatorInvalidationTracking' && args?.data?.frame === frameTree.frame.id,
    )
    .map(({ args }) => `${args?.data?.reason} ${args?.data?.nodeName}`)
}

it.each(['', `problems/${SAMPLE[0]?.problem}/`])(
  '/%s is not styled as a whole again when its script has run',
  async (path) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const cdp = await page.context().newCDPSession(page)
    const again = await styledAgain(cdp, async () => {
      await page.goto(`${book}${path}?backend=wasm`)
      await page.locator('html[data-script="running"]').waitFor()
      const figure = page.locator('[data-experiment]').first()
      await figure.scrollIntoViewIfNeeded()
      await figure.and(page.locator('[data-experiment]:not([data-readings="0"])')).waitFor()
    })
    // Some elements are styled again, so that the trace was recorded.
    expect(again.length).toBeGreaterThan(0)
    expect(again.filter((found) => /subtree HTML/i.test(found))).toEqual([])
    await page.close()
  },
)

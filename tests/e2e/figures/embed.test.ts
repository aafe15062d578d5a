import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, open } from '../driver/browser'
import { SAMPLE, sampleFigure } from '../driver/sample'

const { problem, name } = sampleFigure()
const page = `${inject('lightBook')}problems/${problem}/`
const SMALL = { width: 700, height: 500 }

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

describe('a figure or a view that is not there', () => {
  it.each([
    ['?embed=no-such', 'no figure “no-such”', SAMPLE.map((one) => `?embed=${one.name}`)],
    [`?embed=${name}&view=no-such`, 'no view “no-such”', [`?embed=${name}&view=`]],
  ])('%s: a message with the list, and a link to the page', async (search, says, leadsTo) => {
    const { page: alone, faults } = await open(browser, `${page}${search}`, { viewport: SMALL })
    const message = alone.locator('.embed-missing')
    await message.waitFor()
    expect(await message.textContent()).toContain(says)
    const links = await message.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    expect(links).toEqual(expect.arrayContaining([...leadsTo.map((href) => expect.stringContaining(href)), './']))
    expect(await alone.locator('.figure, .site-header').count()).toBe(0)
    expect(faults).toEqual([])
    await alone.context().close()
  })
})

it('paints nothing of the page before the figure is alone, and all of it where its script is lost', async () => {
  const context = await browser.newContext({ viewport: SMALL })
  const alone = await context.newPage()
  const seen = () => alone.locator('h1').isVisible()
  let arrive = (_: 'continue' | 'abort') => {}
  const told = new Promise<'continue' | 'abort'>((resume) => {
    arrive = resume
  })
  await alone.route('**/assets/index-*.js', async (route) =>
    (await told) === 'abort' ? route.abort() : route.continue(),
  )
  await alone.goto(`${page}?embed=${name}&theme=dark`, { waitUntil: 'commit' })
  await alone.locator('.site-footer').waitFor({ state: 'attached' })
  expect(await seen()).toBe(false)
  expect(await alone.locator('html').getAttribute('data-theme')).toBe('dark')
  arrive('abort')
  await alone.locator('h1').waitFor()
  await context.close()
})

import { appendFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { serve } from '../browsers/serve.mjs'
import { launch } from '../e2e/driver/browser'
import { WATCHED_WORKER } from '../e2e/driver/worker-prelude'
import { restless } from './restless'

const { FIGURE = '', SECONDS = '40', FROM = '1', REPORT } = process.env

it('survives whatever a reader does', async () => {
  const browser = await launch()
  const site = await serve('dist', { workerPrelude: WATCHED_WORKER })
  const [problem] = FIGURE.split('/')
  const until = performance.now() + Number(SECONDS) * 1000
  let seed = Number(FROM)
  const wrong: string[] = []
  // Every stay begins with a page of its own, once with a mouse, once with a finger.
  for (; performance.now() < until; seed++) {
    const found = await restless(browser, `${site.url}problems/${problem}/`, FIGURE, {
      seed,
      goOn: (actions) => actions < 40 && performance.now() < until,
    })
    wrong.push(...found.map((one) => `seed ${seed}: ${one}`))
  }
  if (REPORT) for (const one of wrong) appendFileSync(REPORT, `${JSON.stringify({ figure: FIGURE, wrong: one })}\n`)
  await browser.close()
  await site.close()
  expect(wrong).toEqual([])
})

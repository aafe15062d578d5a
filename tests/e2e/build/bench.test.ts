import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { inBytes } from '../../bench/bytes.mjs'
import { launch } from '../driver/browser'

it('the bench prints a row for each budget that it was asked for, as one object', () => {
  const asked = ['tests/bench/run.mjs', '--json', '--only', 'draw,chart']
  const { status, stdout, stderr } = spawnSync(process.execPath, asked, { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    rows: [
      { key: 'draw.gaussian', value: expect.any(Number), unit: 'ns', budget: 10, met: expect.any(Boolean) },
      { key: 'chart.update', value: expect.any(Number), unit: 'ms', budget: 2, met: expect.any(Boolean) },
    ],
  })
})

it('the bench weighs a page before and after its figure runs, and the page keeps its budget', async () => {
  const browser = await launch()
  const rows = await inBytes(browser, 'dist', [''])
  await browser.close()
  const weight = (what: RegExp) => rows.flatMap((row) => ('value' in row && what.test(row.what) ? [row.value] : []))[0]
  expect(weight(/before a figure is near$/)).toBeGreaterThan(1)
  expect(weight(/before a figure is near$/)).toBeLessThan(60)
  expect(weight(/of the worker$/)).toBeGreaterThan(60)
})

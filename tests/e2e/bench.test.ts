import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('the bench prints a row for each budget that it was asked for, as one object', () => {
  const asked = ['tests/bench/run.mjs', '--json', '--only', 'draw']
  const { status, stdout, stderr } = spawnSync(process.execPath, asked, { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    rows: [{ key: 'draw.gaussian', value: expect.any(Number), unit: 'ns', budget: 10, met: expect.any(Boolean) }],
  })
})

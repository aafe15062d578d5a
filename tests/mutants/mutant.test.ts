import { appendFileSync } from 'node:fs'
import mutant from 'virtual:mutant'
import { beforeAll, expect, it } from 'vitest'
import type { Bench } from '../runs'
import { startWasmBench } from '../wasmBench'
import { firstRed } from './verdicts'

const SEED = 101

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

it('turns a verdict or a claim red', async () => {
  if (!mutant) throw new Error('The environment names no mutant: run `npm run test:mutants`')
  const red = await firstRed(bench, mutant.figure, SEED)
  if (process.env.REPORT) appendFileSync(process.env.REPORT, `${JSON.stringify({ red: red ?? null })}\n`)
  expect(red, 'all is green').toBeDefined()
})

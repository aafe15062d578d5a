import { appendFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { loadExperiment } from '../../src/engine/catalog'
import { inWords, isExcused, settled } from '../claims/settled'
import type { Bench } from '../runs'
import { startWasmBench } from '../wasmBench'

const { FIGURE = '', SEEDS = '', REPORT } = process.env

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

it('records the outcome of every claim of a figure at every seed', async () => {
  const experiment = await loadExperiment(FIGURE)
  for (const seed of SEEDS.split(',').map(Number)) {
    for (const name of Object.keys(experiment.claims)) {
      const found = settled(bench, experiment, name, seed)
      const line = {
        figure: FIGURE,
        claim: name,
        seed,
        outcome: found.outcome ?? 'failed',
        excused: isExcused(experiment, found),
        runs: found.readings.length,
        says: found.outcome === 'holds' ? [] : inWords(found),
      }
      if (REPORT) appendFileSync(REPORT, `${JSON.stringify(line)}\n`)
    }
    // Another seed cannot use the draws and readings of this one.
    bench.forget()
  }
  expect(experiment.claims).toBeDefined()
})

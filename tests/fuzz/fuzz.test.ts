import { appendFileSync } from 'node:fs'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { beforeAll, expect, it } from 'vitest'
import { loadExperiment } from '../../src/engine/catalog'
import { tooCostly } from '../../src/engine/cost'
import { type Experiment, faults, judge, MOST_RUNS, pooled } from '../../src/experiment'
import { seedOfRun } from '../../src/figure/setting'
import { drawer } from '../../src/numerics/laws/random'
import { type AnyReading, type AnyValues, type Bench, randomValues, untimed } from '../runs'
import { startWasmBench } from '../wasmBench'

const { FIGURE = '', COUNT = '10', FROM = '1', REPORT } = process.env

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

it('agrees with theory at settings drawn at random', async () => {
  const experiment = await loadExperiment(FIGURE)
  const generator = xoroshiro128plus(Number(FROM))
  const random = () => (generator.next() >>> 0) / 2 ** 32
  for (let i = 0; i < Number(COUNT); i++) {
    const values = randomValues(experiment.params, random)
    const seed = 1 + Math.floor(random() * 2 ** 16)
    if (tooCostly(experiment.cost(values))) continue
    const line = { figure: FIGURE, values, seed, ...judged(experiment, values, seed) }
    if (REPORT) appendFileSync(REPORT, `${JSON.stringify(line)}\n`)
    bench.forget()
  }
  expect(experiment.title).toMatch(/\S/)
})

/** The verdict at some values. If it disagrees, more runs are pooled, as for a claim. */
function judged(experiment: Experiment, values: AnyValues, seed: number) {
  const { measures } = experiment
  const readings: AnyReading[] = []
  const theories: Partial<AnyReading>[] = []
  for (;;) {
    const drawn = seedOfRun(seed, readings.length)
    const reading = bench.last(experiment, values, drawn)
    const broken = faults(measures, reading)
    if (broken.length > 0) return { verdict: 'overflow', off: broken }
    readings.push(untimed(measures, reading))
    theories.push(experiment.theory(values, drawer(drawn)))
    const { verdict, findings } = judge(measures, pooled(measures, readings) as AnyReading, pooled(measures, theories))
    if (verdict !== 'disagrees' || readings.length >= MOST_RUNS)
      return {
        verdict,
        off: findings.flatMap(({ measure, verdict: found, worst }) =>
          found === 'disagrees' && worst
            ? [
                `${measure}${worst.at === undefined ? '' : ` at ${worst.at}`}: ${worst.measured.value} ± ${worst.measured.stderr}, theory ${worst.theory.value}, z = ${worst.z.toFixed(1)}`,
              ]
            : [],
        ),
      }
  }
}

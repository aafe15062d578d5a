import { beforeAll, describe, expect, it } from 'vitest'
import { claimValues, settle } from '../src/engine/claims'
import type { Experiment } from '../src/experiment'
import { countCalls } from './countCalls'
import { type AnyReading, Bench, type Listed, scaledTheory } from './runs'
import { startWasm } from './wasm'

let bench: Bench
beforeAll(async () => {
  const tf = await startWasm()
  bench = new Bench(tf, countCalls(tf.Tensor.prototype, 'dataSync'))
})

/** The same experiment with every number of its theory wrong by a factor. */
const wrongBy = (experiment: Experiment, factor: number): Experiment => ({
  ...experiment,
  theory: (p, draw) => scaledTheory(experiment.measures, experiment.theory(p, draw), factor),
})

/** Whether the claim compares with theory at all: some compare what was measured with what was measured. */
function restsOnTheory(experiment: Experiment, name: string, reading: AnyReading, seed: number): boolean {
  let asked = false
  const overheard: Experiment = {
    ...experiment,
    theory: (p, draw) =>
      new Proxy(experiment.theory(p, draw), {
        get(theory, measure) {
          // No timing is good to 5 %: only what is measured alike on every machine is held to it.
          asked ||= !experiment.measures[String(measure)]?.timed
          return Reflect.get(theory, measure)
        },
      }),
  }
  settle(overheard, name, reading, seed)
  return asked
}

/** A training of a thousand steps takes a minute where others work beside it. */
const PATIENCE_MS = 240_000

/** Runs every claim of some experiments, and looks at what it rests on. */
export function testClaims(experiments: readonly Listed[]): void {
  describe.each(experiments)('$id', ({ experiment }) => testOne(experiment))
}

function testOne(experiment: Experiment): void {
  const seed = 1
  const names = Object.keys(experiment.claims)
  /** The last reading of a claim's run. Claims that are tested at the same values share it. */
  const readingFor = (name: string) => bench.last(experiment, claimValues(experiment, name), seed)

  it.each(names)(
    '%s',
    (name) => {
      const { holds, checks, fault } = settle(experiment, name, readingFor(name), seed)
      // What is timed on a busy machine may leave a claim open. It never refutes one.
      const timed = Object.values(experiment.measures).some((measure) => measure.timed)
      const failing = checks.filter((check) => check.holds === false || (check.holds === undefined && !timed))
      expect({ fault: timed && holds === undefined ? undefined : fault, failing }).toEqual({
        fault: undefined,
        failing: [],
      })
      expect(timed ? [true, undefined] : [true]).toContain(holds)
    },
    PATIENCE_MS,
  )

  it.each(names)('%s prints no number that it does not check', (name) => {
    const { says } = experiment.claims[name] ?? { says: '' }
    const printed = says.replaceAll(/(\d+) \\times 10\^\{(-?\d+)\}/g, '$1e$2').match(/\d+\.\d+|\de-?\d+/g) ?? []
    // A decimal of the setting itself is no result.
    const set = Object.values(claimValues(experiment, name)).map(String)
    const checks = settle(experiment, name, readingFor(name), seed).checks.map((check) => check.says)
    for (const number of printed.filter((text) => !set.includes(text)))
      expect(checks.join('\n')).toContain(`${number} is printed`)
  })

  it.each([1.05, 1 / 1.05])('would not bear a theory that is wrong by a factor of %d', (factor) => {
    const wrong = wrongBy(experiment, factor)
    const resting = names.filter((name) => restsOnTheory(experiment, name, readingFor(name), seed))
    const red = resting.filter((name) => settle(wrong, name, readingFor(name), seed).holds === false)
    expect(red).toEqual(resting)
  })
}

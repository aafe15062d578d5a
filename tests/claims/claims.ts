import { beforeAll, describe, expect, it } from 'vitest'
import { type Compared, type Experiment, isLog } from '../../src/experiment'
import { claimValues, settle } from '../../src/figure/claims/claims'
import { type Bench, everyExperiment, type Listed, scaledTheory } from '../runs'
import { startWasmBench } from '../wasmBench'
import { inWords, isExcused, type Settled, settled } from './settled'

/** The seeds of `npm test`. No claim was written with results at these seeds in view. */
const SEEDS = [101, 202]

/**
 * A run of a training takes half a minute, and an undecided claim would take several: here it has one, and a claim that one run leaves
 * open does not fail. `npm run test:seeds` gives it all its runs.
 */
const RUNS_OF_A_TRAINING = 1

/**
 * The time limit of a test in milliseconds: a training of a thousand steps takes a minute on a busy machine, and an undecided claim takes several.
 */
const TIME_LIMIT_MS = 600_000

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

/** The number of test files that share the trainings. Each takes every third training, so that both cores are busy from the start. */
const SHARES = 3

/** Tests every claim of one share of the figures that train or time. */
export function testTrainings(share: number): void {
  testClaims(everyExperiment.filter(({ experiment }) => experiment.waits).filter((_, i) => i % SHARES === share))
}

/** Tests every claim of some experiments: its outcome, the numbers it prints, and that it would fail with a wrong theory. */
export function testClaims(experiments: readonly Listed[]): void {
  describe.each(experiments)('$id', ({ experiment }) => testOne(experiment))
}

function testOne(experiment: Experiment): void {
  const names = Object.keys(experiment.claims)
  const [seed = 1] = SEEDS
  const most = experiment.waits ? RUNS_OF_A_TRAINING : undefined
  const settledAt = (name: string, drawn: number) => settled(bench, experiment, name, drawn, most)

  it.each(names.flatMap((name) => SEEDS.map((drawn) => [name, drawn] as const)))(
    '%s, at seed %d',
    (name, drawn) => {
      const found = settledAt(name, drawn)
      const isOpenHere = most !== undefined && found.outcome === 'undecided'
      const holds = found.outcome === 'holds' || isOpenHere || isExcused(experiment, found)
      expect(holds, inWords(found).join('\n')).toBe(true)
    },
    TIME_LIMIT_MS,
  )

  it.each(names)('%s prints no number that it does not check', (name) => {
    const { says } = experiment.claims[name] ?? { says: '' }
    const printed =
      says.replaceAll(/(\d+(?:\.\d+)?) \\times 10\^\{(-?\d+)\}/g, '$1e$2').match(/\d+\.\d+(?:e-?\d+)?|\de-?\d+/g) ?? []
    // A decimal number among the parameter values is not a result.
    const set = Object.values(claimValues(experiment, name)).map(String)
    const { checks } = settledAt(name, seed)
    const stated = checks.map((check) => check.says).join('\n')
    const bounds = checks.flatMap(({ compared }) => (compared ? [plain(compared)] : []))
    for (const number of printed.filter((text) => !set.includes(text)))
      expect(
        isNamed(stated, number) || [...bounds, ...betweens(stated)].some((bound) => near(bound, Number(number))),
        `${number} is checked`,
      ).toBe(true)
  })

  it.each([1.05, 1 / 1.05])('fails with a theory that is wrong by a factor of %d', (factor) => {
    const wrong = wrongBy(experiment, factor)
    // A single run of a training has few networks: only both seeds together can detect an error of 5 %.
    const readingsOf = (name: string) =>
      (most === undefined ? [seed] : SEEDS).flatMap((drawn) => settledAt(name, drawn).readings)
    const resting = names.filter((name) => restsOnTheory(experiment, name, settledAt(name, seed), seed))
    const red = resting.filter((name) => settle(wrong, name, readingsOf(name), seed).outcome === 'refuted')
    expect(red).toEqual(resting)
  })
}

/** Whether a check names a number: "0.0434 is printed", or a parameter value. */
const isNamed = (stated: string, number: string): boolean =>
  new RegExp(`(?<![\\d.])${number.replaceAll('.', '\\.')}(?![\\d.])`).test(stated)

/** Both bounds of every "between 0.7 and 1.4" in a sentence. */
const betweens = (stated: string): number[] =>
  [...stated.matchAll(/between (\S+) and (\S+)$/gm)].flatMap(([, low, high]) => [Number(low), Number(high)])

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))

/** The number that a check compares with, in the unit of the measure. */
const plain = ({ measure, to }: Compared): number => (isLog(measure) ? 10 ** to.value : to.value)

/** The same experiment with every number of its theory multiplied by a factor. */
const wrongBy = (experiment: Experiment, factor: number): Experiment => ({
  ...experiment,
  theory: (p, draw) => scaledTheory(experiment.measures, experiment.theory(p, draw), factor),
})

/** Whether the claim uses theory: some claims compare two measurements. */
function restsOnTheory(experiment: Experiment, name: string, { readings }: Settled, seed: number): boolean {
  let used = false
  const watched: Experiment = {
    ...experiment,
    theory: (p, draw) =>
      new Proxy(experiment.theory(p, draw), {
        get(theory, measure) {
          // Timings have no accuracy of 5 %, so only measures without timings are tested with a wrong theory.
          used ||= !experiment.measures[String(measure)]?.timed
          return Reflect.get(theory, measure)
        },
      }),
  }
  settle(watched, name, readings.slice(0, 1), seed)
  return used
}

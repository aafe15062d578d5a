import { beforeAll, expect, it } from 'vitest'
import gamma from '../../../problems/4-bottleneck-residual/gamma/experiment'
import { type Experiment, faults, initialValues, judge, parseValue, type Value } from '../../../src/experiment'
import { ownOutcomes } from '../../../src/figure/claims/ownClaims'
import { drawer } from '../../../src/numerics/laws/random'
import type { Bench } from '../../runs'
import { startWasmBench } from '../../wasmBench'

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

const experiment = gamma as unknown as Experiment

function run(given: number, seed: number, more: Readonly<Record<string, Value>> = {}) {
  const param = experiment.params.gamma
  const value = param && parseValue('gamma', param, given).value
  if (value === undefined) throw new Error(`γ = ${given} is not legal`)
  const values = { ...initialValues(experiment.params), secondRelu: false, gamma: value, ...more }
  const answers = [{ question: 'gamma', text: '', label: '', lines: [], shown: true, sets: { param: 'gamma', value } }]
  const reading = bench.last(experiment, values, seed)
  return { values, answers, reading, theory: experiment.theory(values, drawer(seed)) }
}

it.each([
  [Math.SQRT1_2, 'holds'],
  [0.5, 'refuted'],
  [Math.SQRT2, 'refuted'],
  [0.6, 'refuted'],
])('the γ of the reader, %d, is what the stacks have, and the claim of variance 1 %s', (given, outcome) => {
  for (const seed of [1, 2]) {
    const found = run(given, seed)
    expect(Number(found.values.gamma)).toBeCloseTo(given, 3)
    expect(faults(experiment.measures, found.reading)).toEqual([])
    expect(judge(experiment.measures, found.reading, found.theory).verdict).not.toBe('disagrees')
    expect(ownOutcomes(experiment, found)).toMatchObject([{ param: 'gamma', outcome }])
  }
})

it('claims nothing where the branch is not as the question supposes, and nothing of another γ than the reader’s', () => {
  expect(ownOutcomes(experiment, run(Math.SQRT1_2, 1, { secondRelu: true }))).toEqual([])
  const found = run(0.5, 1)
  expect(ownOutcomes(experiment, { ...found, values: { ...found.values, gamma: 0.7 } })).toEqual([])
  expect(ownOutcomes(experiment, { ...found, answers: [] })).toEqual([])
})

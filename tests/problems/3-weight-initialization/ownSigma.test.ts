import { beforeAll, describe, expect, it } from 'vitest'
import variance from '../../../problems/3-weight-initialization/variance/experiment'
import { type Experiment, faults, initialValues, judge, parseValue } from '../../../src/experiment'
import { ownOutcomes } from '../../../src/figure/claims/ownClaims'
import { drawer } from '../../../src/numerics/laws/random'
import { ownVerdict } from '../../../src/ui/evidence/ownVerdict'
import type { AnyValues, Bench } from '../../runs'
import { startWasmBench } from '../../wasmBench'

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

const experiment = variance as unknown as Experiment
const initial: AnyValues = initialValues(experiment.params)
const at = (sigma: string, more: AnyValues = {}): AnyValues => ({ ...initial, ...more, sigma })

function measured(values: AnyValues, seed: number) {
  const reading = bench.last(experiment, values, seed)
  const theory = experiment.theory(values, drawer(seed))
  return { values, reading, theory, answers: [] }
}

describe.each([1, 2, 3])("the reader's sigma(d) at seed %d", (seed) => {
  it.each([
    ['1 d sqrt /', 'holds'],
    ['d 0.5 neg ^', 'holds'],
    ['1 d /', 'refuted'],
    ['1', 'refuted'],
    ['2 d / sqrt', 'refuted'],
    ['1 2 d * sqrt /', 'refuted'],
    ['d sqrt', 'refuted'],
  ])('%s is measured as theory says, and the claim of variance 1 %s', (sigma, outcome) => {
    const run = measured(at(sigma), seed)
    expect(faults(experiment.measures, run.reading)).toEqual([])
    expect(judge(experiment.measures, run.reading, run.theory).verdict).toBe('agrees')
    expect(ownOutcomes(experiment, run)).toMatchObject([{ param: 'sigma', outcome }])
  })
})

it('is what the networks have: the variance is d sigma(d)^2, for a formula of no rule of the figure', () => {
  const { reading } = measured(at('3 d 0.25 ^ /'), 5)
  const { variance: series } = reading
  if (series?.kind !== 'series') throw new TypeError('The variance is a series')
  for (const [i, d] of series.at.entries()) {
    const wanted = d * (3 / d ** 0.25) ** 2
    expect(Math.abs((series.value[i] ?? 0) - wanted), `d = ${d}`).toBeLessThan(5 * (series.stderr[i] ?? 0))
  }
})

it('says where and how surely a wrong one fails', () => {
  const [outcome] = ownOutcomes(experiment, measured(at('1'), 1))
  if (!outcome) throw new Error('There is no outcome')
  expect(ownVerdict(outcome, false).says).toMatch(
    /^Your σ is refuted: “the variance of y is 1 at every d” fails at d = \d+ \(z = \d[\d.,]*\)\.$/,
  )
})

it('claims nothing over the inputs of one weight vector, and nothing without a formula', () => {
  expect(ownOutcomes(experiment, measured(at('1 d sqrt /', { over: 'inputs', d: 16 }), 1))).toEqual([])
  expect(ownOutcomes(experiment, measured(at(''), 1))).toEqual([])
})

it('has a theory and a histogram over one weight vector too', () => {
  const run = measured(at('2 d /', { over: 'inputs', d: 16 }), 1)
  expect(judge(experiment.measures, run.reading, run.theory).verdict).toBe('agrees')
})

describe('a formula that no network can be initialized with', () => {
  const { sigma } = experiment.params
  const refusal = (text: string) => sigma && parseValue('sigma', sigma, text)

  it.each([
    [
      'd 10 - sqrt',
      /√\(d − 10\) was ignored: σ is not a number at d = 1, and a standard deviation is a positive number\.$/,
    ],
    ['1 d neg *', /σ is -1 at d = 1, and a standard deviation/],
    ['d 1 -', /σ is 0 at d = 1, so all weights would be 0/],
    ['1 d 1 - /', /σ is infinity at d = 1, too large for single precision/],
    ['d d * exp', /σ is 6\.24e\+27 at d = 8, too large/],
    ['d 100 ^', /at d = 2, too large for single precision/],
    ['1 d 100 ^ /', /at d = 2, too small for single precision/],
    ['x', /it is a formula in d, as this page writes it/],
    ['1 d', /it is a formula in d/],
    ['constructor', /it is a formula in d/],
    ['d '.repeat(400), /it is a formula in d/],
  ])('%s is refused with a sentence', (text, sentence) => {
    expect(refusal(text)?.value).toBeUndefined()
    expect(refusal(text)?.problems).toEqual([expect.stringMatching(sentence)])
  })
})

import { expect, it } from 'vitest'
import { timesOf } from '../../../problems/5-rnn-run-time/run-time/measure'

const LENGTHS = [16, 24, 32, 48, 64, 96, 128, 192, 256]
const FEW = [16, 24, 32]
const pairs = (T: number) => (T * (T + 1)) / 2

/**
 * Rounds of timings on a simulated machine, with `state` ms for each state and `read` ms for each read. Short sentences are run several times in
 * succession, for 192 states or more.
 */
const rounds = (state: number, read: number) =>
  Array.from({ length: 6 }, (_, r) => {
    const wave = 1 + 0.002 * (r % 2)
    const run = (states: number) => read + wave * state * states * Math.ceil(192 / states)
    return [read, ...LENGTHS.map(run), ...LENGTHS.map(run), ...FEW.map((T) => run(pairs(T)))]
  })

it.each([0, 0.7])('gives the time of one run, and the exponent of the times, where a read takes %d ms', (read) => {
  const { forwards, once, forEach, onceSlope, forEachSlope, longer } = timesOf(rounds(0.02, read), FEW)
  for (const { value, withheld } of [forwards, once]) {
    expect(withheld).toBeUndefined()
    for (const [i, T] of LENGTHS.entries()) expect((value[i] ?? 0) / (0.02 * T)).toBeCloseTo(1, 2)
  }
  for (const [i, T] of FEW.entries()) expect((forEach.value[i] ?? 0) / (0.02 * pairs(T))).toBeCloseTo(1, 2)
  expect(onceSlope).toMatchObject({ value: expect.closeTo(1, 6) })
  expect(forEachSlope.value).toBeCloseTo(1.96, 2)
  expect(longer.value).toBeCloseTo(33 / 2, 6)
  expect([onceSlope, forEachSlope, longer].map(({ withheld }) => withheld)).toEqual([undefined, undefined, undefined])
})

it('gives no verdict where a run itself is shorter than the clock can tell', () => {
  expect(timesOf(rounds(0, 0), FEW).onceSlope.withheld).toMatch(/shorter than the clock/)
})

import { describe, expect, it } from 'vitest'
import {
  estimateOf,
  exactly,
  exactSeries,
  matrix,
  matrixReading,
  pooled,
  scalar,
  scalarReading,
  series,
  seriesReading,
  text,
  textReading,
} from '../../../../src/experiment'
import { drawer } from '../../../../src/numerics/laws/random'

const measures = {
  mean: scalar({ label: 'mean' }),
  walk: series({ label: 'walk', over: 'step' }),
  map: matrix({ label: 'map', rows: 'y', columns: 'x' }),
  says: text({ label: 'says' }),
}
const walk = exactSeries([1], [0])
const map = matrixReading({ rows: [0], columns: [0, 1], value: [[1, null]], stderr: [[0, 0]] })
const reading = { mean: exactly(0), walk, map, says: textReading('one') }

describe('readings of independent runs, pooled', () => {
  it('are the estimate of all repetitions together', () => {
    const samples = drawer(7)('laplace', 'samples', [40])
    const runs = [0, 1, 2, 3].map((k) => estimateOf(samples.subarray(10 * k, 10 * k + 10)))
    const whole = estimateOf(samples)
    const { mean } = pooled(
      measures,
      runs.map((mean) => ({ ...reading, mean })),
    )
    expect(mean?.repeats).toBe(40)
    expect(mean?.value).toBeCloseTo(whole.value, 12)
    expect(mean?.stderr).toBeCloseTo(whole.stderr, 12)
    const asSeries = pooled(
      measures,
      runs.map(({ value, stderr, repeats }) => ({
        ...reading,
        walk: seriesReading({ at: [1, 2], value: [value, -value], stderr: [stderr, stderr], repeats: repeats ?? 0 }),
      })),
    ).walk
    expect(asSeries?.repeats).toBe(40)
    expect(asSeries?.value[1]).toBeCloseTo(-whole.value, 12)
    expect(asSeries?.stderr).toEqual([asSeries?.stderr[1], asSeries?.stderr[1]])
    expect(asSeries?.stderr[0]).toBeCloseTo(whole.stderr, 12)
  })

  it('keep exact numbers, holes, texts and the highest floor', () => {
    const floored = (floor: number) => ({ ...reading, walk: { ...walk, floor: [floor] } })
    const all = pooled(measures, [floored(-3), floored(-2)])
    expect(all.mean).toEqual(exactly(0))
    expect(all.map).toEqual(map)
    expect(all.says).toEqual(textReading('one'))
    expect(all.walk?.floor).toEqual([-2])
  })

  it('keep a count that all runs agree on to the last bit', () => {
    for (const runs of [3, 6, 7])
      expect(pooled(measures, Array(runs).fill({ ...reading, mean: exactly(7) })).mean).toEqual(exactly(7))
  })

  it('have the error of their scatter where each is one repetition', () => {
    const samples = [1, 2, 4, 7]
    const all = pooled(
      measures,
      samples.map((value) => ({ ...reading, mean: estimateOf([value]) })),
    ).mean
    expect(all).toMatchObject({ repeats: 4, value: 3.5, stderr: expect.closeTo(estimateOf(samples).stderr, 12) })
  })

  it('are not pooled where they were measured at different places', () => {
    const at = (...places: number[]) => ({ ...reading, walk: exactSeries(places, places) })
    expect(() => pooled(measures, [at(1, 2, 3), at(1, 2)])).toThrow('different places: [1, 2, 3] and [1, 2]')
    const wider = { ...reading, map: { ...map, columns: [0, 2] } }
    expect(() => pooled(measures, [reading, wider])).toThrow('different places: [0, 1] and [0, 2]')
  })

  it('leave out what is withheld, while there is anything else', () => {
    const noisy = scalarReading({ value: 9, stderr: 1, repeats: 5, withheld: 'Too noisy.' })
    const calm = scalarReading({ value: 1, stderr: 1, repeats: 5 })
    expect(
      pooled(measures, [
        { ...reading, mean: noisy },
        { ...reading, mean: calm },
      ]).mean,
    ).toEqual(calm)
    expect(
      pooled(measures, [
        { ...reading, mean: noisy },
        { ...reading, mean: noisy },
      ]).mean?.withheld,
    ).toBe('Too noisy.')
  })

  it('of a logarithm that has underflowed in a run is an underflow without an error', () => {
    const log = (value: number) => ({ ...reading, mean: scalarReading({ value, stderr: 0.1, repeats: 4 }) })
    expect(pooled(measures, [log(-3), log(Number.NEGATIVE_INFINITY)]).mean).toMatchObject({
      value: Number.NEGATIVE_INFINITY,
      stderr: 0,
    })
  })

  it('are none of no runs', () => {
    expect(() => pooled(measures, [])).toThrow(/no readings/)
  })
})

import { describe, expect, it } from 'vitest'
import {
  compare,
  estimateOf,
  exactly,
  exactSeries,
  judge,
  limitFor,
  matrixReading,
  ROUNDING,
  scalar,
  scalarReading,
  series,
  seriesReading,
  text,
  textReading,
  worst,
  Z_LIMIT,
  zOf,
} from '../../../../src/experiment'

const estimate = (value: number, stderr: number, repeats?: number) =>
  repeats === undefined ? scalarReading({ value, stderr }) : scalarReading({ value, stderr, repeats })

describe('z', () => {
  it('is the difference in standard errors', () => {
    expect(zOf(estimate(1.003, 0.004), exactly(1))).toBeCloseTo(0.75, 3)
    expect(zOf(estimate(1, 0.3), estimate(2, 0.4))).toBeCloseTo(-2, 6)
  })

  it('has the degrees of freedom of Welch where both errors were estimated', () => {
    // Two estimates of eight repetitions with equal errors have 14 degrees of freedom together, as many as one estimate of fifteen.
    const [a, b] = [estimate(1, 0.1, 8), estimate(0.5, 0.1, 8)]
    expect(zOf(a, b)).toBeCloseTo(zOf(estimate(1, Math.hypot(0.1, 0.1), 15), exactly(0.5)), 6)
    // An estimate with a much smaller error does not change the degrees of freedom.
    expect(zOf(estimate(1, 0.1, 8), estimate(0.5, 1e-6, 8))).toBeCloseTo(zOf(a, exactly(0.5)), 3)
  })

  // Two-sided quantiles of Student's t from tables: [degrees of freedom, t, the normal deviate with the same tail probability].
  it.each([
    [10, 2.228, 1.96],
    [10, 3.169, 2.576],
    [30, 2.042, 1.96],
    [30, 2.75, 2.576],
    [30, 3.646, 3.291],
    [60, 3.46, 3.291],
    [120, 1.98, 1.96],
  ])('converts t to z where the error was estimated: t(%d) = %d is z = %d', (freedom, t, z) => {
    const repeats = freedom + 1
    expect(Math.abs(zOf(estimate(t, 1, repeats), exactly(0)) - z)).toBeLessThan(0.01)
    expect(zOf(estimate(-t, 1, repeats), exactly(0))).toBe(-zOf(estimate(t, 1, repeats), exactly(0)))
  })

  it('allows for rounding where there is no sampling error', () => {
    expect(Math.abs(zOf(estimate(1 + ROUNDING, 0), exactly(1)))).toBeLessThan(1.01)
    expect(zOf(estimate(1.001, 0), exactly(1))).toBeGreaterThan(Z_LIMIT)
  })

  it('is 0 where both are the same, minus infinity included', () => {
    expect(zOf(exactly(0), exactly(0))).toBe(0)
    expect(zOf(exactly(Number.NEGATIVE_INFINITY), exactly(Number.NEGATIVE_INFINITY))).toBe(0)
  })

  it('is not a number where one of them is none, so that no verdict can pass', () => {
    for (const bad of [estimate(Number.NaN, 1), estimate(1, Number.NaN)])
      expect(Math.abs(zOf(bad, exactly(0))) <= Z_LIMIT).toBe(false)
  })

  it('does not agree when only one of them has underflowed', () => {
    expect(Math.abs(zOf(exactly(Number.NEGATIVE_INFINITY), exactly(-40))) <= Z_LIMIT).toBe(false)
  })
})

describe('the limit for many entries', () => {
  // Solutions of erfc(z / sqrt 2) = erfc(4 / sqrt 2) / n, by bisection on the erfc of the C library.
  it.each([
    [1, 4],
    [2, 4.1611],
    [10, 4.51491],
    [50, 4.84489],
    [100, 4.98074],
    [1000, 5.4091],
  ])('of %d is %d', (entries, limit) => {
    expect(limitFor(entries)).toBeCloseTo(limit, 3)
  })

  it('lets one number in about 16,000 fall outside by chance', () => {
    const steps = 200_000
    const top = 12
    let tail = 0
    for (let i = 0; i < steps; i++) {
      const x = Z_LIMIT + ((i + 0.5) / steps) * (top - Z_LIMIT)
      tail += (Math.exp(-x * x * 0.5) / Math.sqrt(2 * Math.PI)) * ((top - Z_LIMIT) / steps)
    }
    expect(1 / (2 * tail)).toBeCloseTo(15787.2, 0)
  })
})

describe('an estimate', () => {
  it('is the mean with its standard error', () => {
    const { value, stderr, repeats } = estimateOf([1, 2, 3, 4])
    expect(value).toBe(2.5)
    expect(stderr).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12)
    expect(repeats).toBe(4)
  })

  it('does not know the error of one sample, and refuses none', () => {
    expect(estimateOf([3]).stderr).toBeNaN()
    expect(() => estimateOf([])).toThrow(RangeError)
  })
})

describe('comparing', () => {
  const at = [1, 2, 3]

  it('goes entry by entry, with the limit for as many', () => {
    const found = compare(
      seriesReading({ at, value: [1, 2, 3], stderr: [0.1, 0.1, 0.1] }),
      exactSeries(at, [1, 2, 3.3]),
    )
    expect(found).toHaveLength(3)
    expect(worst(found)).toMatchObject({ at: 3, limit: limitFor(3) })
    expect(worst(found)?.z).toBeCloseTo(-3, 3)
  })

  it('passes over what is below the floor, and what theory leaves out', () => {
    const measured = seriesReading({ at, value: [-1, -30, -2], stderr: [0.1, 0.1, 0.1], floor: [-7, -7, -7] })
    const found = compare(measured, exactSeries(at, [-1, -50, Number.NaN]))
    expect(found.map((c) => c.at)).toEqual([1])
    expect(found[0]?.limit).toBeCloseTo(4, 6)
  })

  it('does not pass over a measurement below its floor where theory is far above it, or the other way', () => {
    const measured = seriesReading({ at, value: [-30, -3, -9], stderr: [0.1, 0.1, 0.1], floor: [-7, -7, -7] })
    const found = compare(measured, exactSeries(at, [-1, -50, -8]))
    expect(found.map(({ at, z }) => [at, Math.round(z)])).toEqual([
      [1, -60],
      [2, 40],
    ])
  })

  it('does not pass over a measurement that is not a number', () => {
    const found = compare(
      seriesReading({ at, value: [1, Number.NaN, 3], stderr: [1, 1, 1] }),
      exactSeries(at, [1, 2, 3]),
    )
    expect(worst(found)?.z).toBeNaN()
  })

  it('takes the logarithm of an underflow for what it is where no floor is declared', () => {
    const [first, second] = compare(
      seriesReading({ at: [1, 2], value: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], stderr: [0, 0] }),
      exactSeries([1, 2], [Number.NEGATIVE_INFINITY, -3]),
    )
    expect(first?.z).toBe(0)
    expect(second?.z).toBe(Number.NEGATIVE_INFINITY)
  })

  it('reads matrices row by row', () => {
    const grid = (value: number[][]) =>
      matrixReading({ rows: at, columns: at, value, stderr: value.map((r) => r.map(() => 1)) })
    const found = compare(
      grid([
        [1, 2],
        [3, 4],
      ]),
      grid([
        [1, 2],
        [3, 40],
      ]),
    )
    expect(found).toHaveLength(4)
    expect(worst(found)?.measured.value).toBe(4)
  })
})

describe('the verdict', () => {
  const measures = {
    mean: scalar({ label: 'mean' }),
    walk: series({ label: 'walk', over: 'layer' }),
    note: text({ label: 'note' }),
  }
  const walk = seriesReading({ at: [1, 2], value: [0, 0], stderr: [0.1, 0.1] })
  const reading = { mean: estimate(1, 0.1), walk, note: textReading('x') }

  it('agrees if every measure that theory predicts does', () => {
    expect(judge(measures, reading, { mean: exactly(1.2), walk: exactSeries([1, 2], [0.3, -0.3]) }).verdict).toBe(
      'agrees',
    )
  })

  it('disagrees if one does not', () => {
    const { verdict, findings } = judge(measures, reading, { mean: exactly(1), walk: exactSeries([1, 2], [0, 0.9]) })
    expect(verdict).toBe('disagrees')
    expect(findings.map((f) => [f.measure, f.verdict, f.entries])).toEqual([
      ['mean', 'agrees', 1],
      ['walk', 'disagrees', 2],
    ])
  })

  it('is none without theory', () => {
    expect(judge(measures, reading, {}).verdict).toBe('none')
    expect(judge(measures, reading, { walk: exactSeries([1, 2], [Number.NaN, Number.NaN]) }).verdict).toBe('none')
  })

  it('disagrees with what is not a number', () => {
    expect(judge(measures, { ...reading, mean: estimate(Number.NaN, 0.1) }, { mean: exactly(1) }).verdict).toBe(
      'disagrees',
    )
  })
})

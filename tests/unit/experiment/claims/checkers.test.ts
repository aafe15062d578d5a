import { describe, expect, it } from 'vitest'
import {
  above,
  agrees,
  at,
  below,
  between,
  end,
  equals,
  every,
  exact,
  exactly,
  exactSeries,
  limitFor,
  scalarReading,
  seriesReading,
  states,
  times,
} from '../../../../src/experiment'
import { check, y } from './checked'

describe('agreement with theory', () => {
  it('holds within four standard errors, and no farther', () => {
    const against = (value: number) => check(agrees('y'), { y }, { y: exactly(value) })
    expect(against(1)).toMatchObject({ says: 'Var y', outcome: 'holds', z: expect.closeTo(0.75, 5) })
    expect(against(1.018).outcome).toBe('holds')
    expect(against(1.02).outcome).toBe('refuted')
    expect(against(0.986).outcome).toBe('refuted')
  })

  it('is no claim where theory says nothing', () => {
    expect(() => check(agrees('y'), { y })).toThrow('Theory says nothing of "Var y" at this setting')
    expect(() => check(agrees(at('norm', 1)), {})).toThrow('Theory says nothing of "norm" at this setting')
  })

  it('is open where there is nothing to compare', () => {
    const norm = seriesReading({ at: [1], value: [-30], stderr: [1], floor: [-7] })
    const nothing = { outcome: 'undecided', reason: 'There is nothing to compare.' }
    expect(check(agrees('norm'), { norm }, { norm: exactSeries([1], [Number.NaN]) })).toMatchObject(nothing)
    expect(check(agrees('norm'), { norm }, { norm: exactSeries([1], [-20]) })).toMatchObject(nothing)
  })

  it('is no agreement with what is not a number', () => {
    for (const bad of [scalarReading({ value: Number.NaN, stderr: 1 }), { ...y, stderr: Number.NaN }])
      expect(check(agrees('y'), { y: bad }, { y: exactly(1) }).outcome).toBe('refuted')
  })

  it('holds a series to its worst entry, with the limit for as many', () => {
    const layers = Array.from({ length: 50 }, (_, i) => i + 1)
    const theory = {
      norm: exactSeries(
        layers,
        layers.map(() => 0),
      ),
    }
    const off = (far: number) =>
      check(
        agrees('norm'),
        {
          norm: seriesReading({
            at: layers,
            value: layers.map((l) => (l === 31 ? far : 0)),
            stderr: layers.map(() => 1),
          }),
        },
        theory,
      )
    expect(off(4.5).outcome).toBe('holds')
    expect(off(limitFor(50) + 0.01).outcome).toBe('refuted')
    expect(off(-9).says).toBe('norm (worst of 50, at layer 31)')
  })

  it('writes whole numbers in full', () => {
    const length = seriesReading({ at: [512, 1024], value: [0, 9], stderr: [1, 1] })
    const { says } = check(agrees('length'), { length }, { length: exactSeries([512, 1024], [0, 0]) })
    expect(says).toBe('length (worst of 2, at d = 1024)')
  })

  it('can be asked of one entry', () => {
    const norm = seriesReading({ at: [1, 2], value: [5, 1], stderr: [0.1, 0.1] })
    const theory = { norm: exactSeries([1, 2], [0, 1]) }
    expect(check(agrees(at('norm', 2)), { norm }, theory)).toMatchObject({ says: 'norm at layer 2', outcome: 'holds' })
    expect(check(agrees(end('norm')), { norm }, theory)).toMatchObject({ says: 'norm at layer 2', outcome: 'holds' })
    expect(check(agrees(at('norm', 1)), { norm }, theory).outcome).toBe('refuted')
  })

  it('is open where the measurement is withheld, however far off it is', () => {
    const noisy = scalarReading({ value: 9, stderr: 0.1, withheld: 'Too noisy.' })
    expect(check(agrees('y'), { y: noisy }, { y: exactly(1) })).toMatchObject({
      outcome: 'undecided',
      reason: 'Too noisy.',
    })
    expect(check(below('y', 1), { y: noisy })).toMatchObject({ outcome: 'undecided', reason: 'Too noisy.' })
  })
})

describe('a literal of the derivation', () => {
  it('is held to the measurement in its own unit, from both sides', () => {
    expect(check(equals('y', 1), { y }).outcome).toBe('holds')
    expect(check(equals('y', 1.02), { y }).outcome).toBe('refuted')
    expect(check(equals('y', 0.98), { y }).outcome).toBe('refuted')
    const length = seriesReading({ at: [1, 2], value: [2, 3], stderr: [0.01, 0.01] })
    expect(check(equals(at('length', 2), 1000), { length }).outcome).toBe('holds')
    expect(check(equals(at('length', 2), 1100), { length }).outcome).toBe('refuted')
    expect(check(equals('length', 100), { length })).toMatchObject({
      outcome: 'refuted',
      says: 'length (worst of 2, at d = 2)',
    })
  })

  it('is exact only to the last bit, at every entry', () => {
    expect(check(exact('y', 20), { y: exactly(20) }).outcome).toBe('holds')
    expect(check(exact('y', 20), { y: exactly(20 + 1e-9) }).outcome).toBe('refuted')
    expect(check(exact('norm', 1), { norm: exactSeries([1, 2, 3], [1, 1, 1]) }).outcome).toBe('holds')
    expect(check(exact('norm', 1), { norm: exactSeries([1, 2, 3], [1, 2, 1]) })).toMatchObject({
      outcome: 'refuted',
      compared: { measured: { value: 2 } },
    })
  })

  it('passes a rule at every entry or fails', () => {
    const rule = every('norm', 'under 3', (value) => value < 3)
    expect(check(rule, { norm: exactSeries([1, 2], [1, 2]) })).toMatchObject({
      says: 'norm: under 3',
      outcome: 'holds',
    })
    expect(check(rule, { norm: exactSeries([1, 2], [1, 3]) }).outcome).toBe('refuted')
    expect(check(rule, { norm: exactSeries([], []) }).outcome).toBe('undecided')
  })
})

describe('a bound', () => {
  it('is passed, refuted, or neither, at four standard errors', () => {
    expect(check(below('y', 1.02), { y })).toMatchObject({ outcome: 'holds' })
    expect(check(below('y', 1.018), { y })).toMatchObject({ outcome: 'undecided' })
    expect(check(below('y', 0.99), { y })).toMatchObject({ outcome: 'undecided' })
    expect(check(below('y', 0.98), { y })).toMatchObject({ outcome: 'refuted' })
    expect(check(above('y', 0.98), { y })).toMatchObject({ outcome: 'holds' })
    expect(check(above('y', 0.99), { y })).toMatchObject({ outcome: 'undecided' })
    expect(check(above('y', 1.02), { y })).toMatchObject({ outcome: 'refuted' })
    for (const bound of [above('y', 1), below('y', 1)])
      expect(check(bound, { y: scalarReading({ value: Number.NaN, stderr: 0 }) }).outcome).toBe('undecided')
  })

  it('stands on both sides at once', () => {
    expect(check(between('y', 0.9, 1.1), { y }).outcome).toBe('holds')
    expect(check(between('y', 0.9, 1.01), { y }).outcome).toBe('undecided')
    expect(check(between('y', 0.9, 0.95), { y }).outcome).toBe('refuted')
    expect(check(between('y', 1.05, 1.1), { y }).outcome).toBe('refuted')
    // A bound of NaN leaves the check undecided, on either side.
    const norm = seriesReading({ at: [1], value: [Number.NaN], stderr: [0] })
    expect(check(between('y', 0.9, end('norm')), { y, norm }).outcome).toBe('undecided')
    expect(check(between('y', end('norm'), 1.1), { y, norm }).outcome).toBe('undecided')
  })

  it('is in the unit of a measure that is stored as a logarithm', () => {
    const length = seriesReading({ at: [1], value: [-1], stderr: [0.01] })
    expect(check(below(at('length', 1), 0.2), { length }).outcome).toBe('holds')
    expect(check(above(at('length', 1), 0.05), { length }).outcome).toBe('holds')
    expect(check(above(at('length', 1), 0.2), { length }).outcome).toBe('refuted')
  })

  it('can be another quantity, or a part of one', () => {
    const length = seriesReading({ at: [1, 2], value: [-3, -1], stderr: [0.01, 0.01] })
    expect(check(below(at('length', 1), times(end('length'), 1 / 10)), { length })).toMatchObject({
      outcome: 'holds',
      says: 'length at d = 1, against length at d = 2, times 0.1',
    })
    expect(check(below(at('length', 1), times(end('length'), 1 / 1000)), { length }).outcome).toBe('refuted')
    expect(check(below(at('norm', 1), times(at('norm', 2), 2)), { norm: exactSeries([1, 2], [3, 2]) }).outcome).toBe(
      'holds',
    )
  })

  it('is no bound on a quantity that is stored differently', () => {
    expect(() => check(below(at('length', 1), 'y'), { y })).toThrow(/stored differently/)
  })

  it('needs an entry of a series', () => {
    expect(() => check(below('norm', 1), {})).toThrow(/"norm" is no scalar/)
  })
})

describe('a number in the sentence', () => {
  it.each([
    ['0.0431', 0.04313, 'holds'],
    ['0.0431', 0.04317, 'refuted'],
    ['0.40', 0.3989, 'holds'],
    ['0.40', 0.4051, 'refuted'],
    ['4e-7', 4.4e-7, 'holds'],
    ['4e-7', 4.6e-7, 'refuted'],
    ['0.00066', 0.000663, 'holds'],
  ])('%s is what theory rounds to, or not: %d', (printed, value, outcome) => {
    expect(check(states(printed, 'y'), {}, { y: exactly(value) }).outcome).toBe(outcome)
    const length = exactSeries([3], [Math.log10(value)])
    expect(check(states(printed, at('length', 3)), {}, { length }).outcome).toBe(outcome)
    expect(
      check(
        states(printed, () => value),
        {},
      ).outcome,
    ).toBe(outcome)
  })
  it('is no claim where theory says nothing', () =>
    expect(() => check(states('1', 'y'), {})).toThrow(/Theory says nothing/))
})

import { describe, expect, it } from 'vitest'
import { extent, position, roomy, roundStep, type Span, steady } from '../../../../../src/charts/plot/axes/scale'

describe('position', () => {
  it('draws a logarithm as it was stored, and takes the logarithm of a plain number', () => {
    expect(position('log10', 'log10', -12.5)).toBe(-12.5)
    expect(position('log10', 'plain', 1000)).toBeCloseTo(3, 12)
    expect(position('log2', 'plain', 1024)).toBe(10)
    expect(position('log2', 'log10', 1)).toBeCloseTo(Math.log2(10), 12)
    expect(position('linear', 'log10', -2)).toBeCloseTo(0.01, 12)
  })

  it('knows zero as an underflow and a negative number as none on a logarithmic axis', () => {
    expect(position('log10', 'plain', 0)).toBe(Number.NEGATIVE_INFINITY)
    expect(position('log10', 'plain', -1)).toBeNaN()
    expect(position('linear', 'log10', Number.NEGATIVE_INFINITY)).toBe(0)
  })
})

describe('extent', () => {
  it('passes over what is not finite', () => {
    expect(extent([3, Number.NaN, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toEqual([-1, 3])
    expect(extent([Number.NaN])).toBeUndefined()
  })
})

describe('roundStep', () => {
  it('is 1, 2 or 5 times a power of ten and makes no more steps than there is room for', () => {
    for (const length of [0.003, 0.7, 1, 9.9, 12345])
      for (const room of [2, 5, 8]) {
        const step = roundStep(length, room)
        expect(length / step).toBeLessThanOrEqual(room + 1e-9)
        expect(
          [1, 2, 5, 10].some((f) => Math.abs(step / f / 10 ** Math.floor(Math.log10(step / f) + 0.5) - 1) < 1e-9),
        ).toBe(true)
      }
  })
})

describe('roomy', () => {
  const spans: Span[] = [
    [0.99, 1.02],
    [0, 0.043],
    [-3, 5],
    [1, 1],
    [0, 0],
    [-7, -6.9],
    [1e-12, 3e-12],
  ]
  it('contains what it is given, with finite ends and a positive length', () => {
    for (const scale of ['linear', 'log10', 'log2'] as const)
      for (const span of spans) {
        const [low, high] = roomy(scale, span)
        expect(low).toBeLessThanOrEqual(span[0])
        expect(high).toBeGreaterThanOrEqual(span[1])
        expect(high - low).toBeGreaterThan(0)
        expect(Number.isFinite(high - low)).toBe(true)
      }
  })

  it('keeps zero in sight unless the numbers stay far from it', () => {
    expect(roomy('linear', [0.1, 1])[0]).toBe(0)
    expect(roomy('linear', [0.99, 1.02])[0]).toBeGreaterThan(0.8)
  })

  it('has whole powers on a logarithmic axis, with a little air, and a flat line clear of its edges', () => {
    const whole = (span: Span) => roomy('log10', span).map(Math.round)
    expect(whole([-3.01, 0])).toEqual([-3, 0])
    expect(whole([-7.49, -0.33])).toEqual([-8, 0])
    expect(whole([0, 0])).toEqual([-1, 1])
    expect(whole([-0.05, 0.02])).toEqual([-1, 1])
    expect(whole([2.3, 2.62])).toEqual([2, 3])
  })

  it('does not blow up the noise of a flat line', () => {
    const [low, high] = roomy('linear', [0.9999, 1.0001])
    expect(high - low).toBeGreaterThanOrEqual(0.1)
  })
})

describe('steady', () => {
  it('only widens during a run', () => {
    const before: Span = [0, 2]
    expect(steady('linear', before, [0.2, 0.3], true)).toBe(before)
    const wider = steady('log10', [-8, 0], [-3, 1], true)
    expect(wider[0]).toBeLessThanOrEqual(-8)
    expect(wider[1]).toBeGreaterThanOrEqual(1)
  })

  it('gives up powers of a logarithmic axis where nothing is left, in the same run too, and not for a power or two', () => {
    expect(steady('log10', [-1, 6], [-1, 0.3], true)[1]).toBeLessThan(1.1)
    const before = roomy('log10', [-0.05, 0.02])
    expect(steady('log10', before, [-0.3, 0], true)).toBe(before)
    const decades: Span = [-3, 1]
    expect(steady('log10', decades, [-1.5, 0.5], false)).toBe(decades)
  })

  it('holds still after a change while the new numbers fill a third of it, and closes in when they do not', () => {
    const before: Span = [-10, 0]
    expect(steady('log10', before, [-8, -1], false)).toBe(before)
    expect(steady('log10', before, [-1, -0.5], false)[0]).toBeGreaterThan(-3)
    expect(steady('log10', before, [-30, 0], false)[0]).toBeLessThanOrEqual(-30)
  })
})

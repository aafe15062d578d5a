import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functionOf, heightOf, nudged, simplified, without, withStroke } from '../../../../src/charts/sketch/strokes'
import { MOST_POINTS } from '../../../../src/experiment'

const line = (n: number, f: (x: number) => number) =>
  Array.from({ length: n }, (_, i) => ({ x: i / (n - 1), y: f(i / (n - 1)) }))

const point = fc.record({
  x: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
  y: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
})

describe('a stroke', () => {
  it('is a function of x inside the axes, whatever the pen does', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), (stroke) => {
        const drawn = functionOf(stroke)
        for (const [i, { x, y }] of drawn.entries()) {
          expect(x).toBeGreaterThan(drawn[i - 1]?.x ?? -1)
          expect(Math.min(x, y, 1 - x, 1 - y)).toBeGreaterThanOrEqual(0)
        }
        const last = stroke.at(-1)
        if (last && last.x >= 0 && last.x <= 1)
          expect(drawn).toContainEqual({ x: last.x, y: Math.max(0, Math.min(1, last.y)) })
      }),
    )
  })

  it('that goes beyond the ends of the axis ends there, at the height where it went out', () => {
    const drawn = functionOf([
      { x: -0.5, y: 0 },
      { x: 0.5, y: 0.5 },
      { x: 1.5, y: 1 },
      { x: 2, y: 0 },
    ])
    expect(drawn).toEqual([
      { x: 0, y: 0.25 },
      { x: 0.5, y: 0.5 },
      { x: 1, y: 0.75 },
    ])
    expect(
      functionOf([
        { x: 1.2, y: 0.5 },
        { x: 1.4, y: 0.9 },
      ]),
    ).toEqual([])
    expect(
      functionOf([
        { x: -1, y: 0 },
        { x: 2, y: 0.9 },
      ]),
    ).toEqual([
      { x: 0, y: expect.closeTo(0.3) },
      { x: 1, y: expect.closeTo(0.6) },
    ])
  })

  it('that goes back draws over what it drew', () => {
    const there = line(11, () => 0.2)
    const back = line(11, () => 0.8)
      .reverse()
      .slice(0, 6)
    const drawn = functionOf([...there, ...back])
    expect(heightOf(drawn, 0.2)).toBeCloseTo(0.2, 9)
    expect(heightOf(drawn, 0.7)).toBeCloseTo(0.8, 9)
  })

  it('replaces the part of the curve under it, and leaves the rest', () => {
    const curve = line(5, () => 0.5)
    const next = withStroke(
      curve,
      line(21, () => 0.9).filter(({ x }) => x >= 0.4 && x <= 0.6),
    )
    expect(next.map(({ x }) => x)).toEqual([0, 0.25, 0.4, expect.closeTo(0.6), 0.75, 1])
    expect([0.25, 0.5, 0.75].map((x) => heightOf(next, x))).toEqual([0.5, expect.closeTo(0.9), 0.5])
    expect(withStroke(curve, [])).toBe(curve)
  })

  it('has few vertices and keeps its shape', () => {
    const wave = (x: number) => 0.5 + 0.4 * Math.sin(9 * x)
    const next = withStroke([], line(200, wave))
    expect(next.length).toBeLessThanOrEqual(MOST_POINTS)
    for (const { x, y } of line(200, wave)) expect(Math.abs(heightOf(next, x) - y)).toBeLessThan(0.03)
    expect(
      withStroke(
        [],
        line(100, (x) => 0.1 + 0.5 * x),
      ),
    ).toHaveLength(2)
  })

  it('never has more vertices than an address holds', () => {
    fc.assert(
      fc.property(fc.array(fc.array(point, { minLength: 1, maxLength: 200 }), { maxLength: 6 }), (strokes) => {
        const curve = strokes.reduce<ReturnType<typeof withStroke>>(withStroke, [])
        expect(curve.length).toBeLessThanOrEqual(MOST_POINTS)
        for (const [i, { x }] of curve.entries()) expect(x).toBeGreaterThan(curve[i - 1]?.x ?? -1)
      }),
    )
  })
})

describe('simplified points', () => {
  it('stay within the tolerance of the curve, ends included', () => {
    const noisy = line(80, (x) => x ** 2 + 0.002 * Math.sin(100 * x))
    const few = simplified(noisy, 0.01)
    expect(few.length).toBeLessThan(12)
    expect([few[0], few.at(-1)]).toEqual([noisy[0], noisy.at(-1)])
    for (const { x, y } of noisy) expect(Math.abs(heightOf(few, x) - y)).toBeLessThanOrEqual(0.01 + 1e-12)
  })

  it.each([0, 1, 2])('of %d points are those points', (n) => {
    const points = line(20, () => 0).slice(0, n)
    expect(simplified(points, 0.1)).toEqual(points)
  })
})

describe('a vertex', () => {
  const curve = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ]

  it('is put on the curve and moved, inside the axes', () => {
    expect(nudged(curve, 0.5, 0.1)).toEqual([curve[0], { x: 0.5, y: 0.6 }, curve[1]])
    expect(nudged(curve, 1, 0.1)).toEqual(curve)
    expect(nudged([], 0.3, -0.1)).toEqual([{ x: 0.3, y: 0.4 }])
    expect(nudged(nudged([], 0.5, 0.1), 0.5, 0.1)).toEqual([{ x: 0.5, y: expect.closeTo(0.7) }])
  })

  it('is taken out', () => {
    expect(without(curve, 1)).toEqual([curve[0]])
    expect(without(curve, 0.5)).toEqual(curve)
  })
})

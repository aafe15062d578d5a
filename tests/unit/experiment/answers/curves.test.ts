import { describe, expect, it } from 'vitest'
import { curveAt, curvesText, MOST_POINTS, readCurves } from '../../../../src/experiment'

const names = ['single', 'heads']

describe('the text of a sketch', () => {
  it('has the name and the points of each curve, to four digits, and comes back the same', () => {
    const curves = {
      single: [
        [0, 1e-4],
        [19.99999, 1],
      ],
      heads: [[-0, 0.123456]],
    } as const
    const text = curvesText(curves)
    expect(text).toBe('single 0 0.0001 20 1 heads 0 0.1235')
    expect(readCurves(text, names)).toEqual({
      single: [
        [0, 1e-4],
        [20, 1],
      ],
      heads: [[0, 0.1235]],
    })
  })

  it('leaves out empty curves, and of points that rounding moves together the later', () => {
    expect(curvesText({ single: [], heads: [] })).toBe('')
    expect(
      curvesText({
        single: [
          [1, 2],
          [1.00001, 3],
          [2, 4],
        ],
      }),
    ).toBe('single 1 2 2 4')
  })

  it('writes very small and very large numbers so that they can be read', () => {
    const text = curvesText({
      single: [
        [1e-30, 1e21],
        [2, -3.5e-12],
      ],
    })
    expect(readCurves(text, names)?.single).toEqual([
      [1e-30, 1e21],
      [2, -3.5e-12],
    ])
  })

  it('throws for a name that is no word', () => {
    expect(() => curvesText({ '1 2': [[0, 0]] })).toThrow(/cannot name a curve/)
  })

  it.each([
    '',
    'single',
    'single 1',
    '1 2 single 3 4',
    'single 2 1 1 1',
    'single 1 1 1 2',
    'other 1 2',
    'single 1 2 single 3 4',
    'single NaN 1',
    'single 1 Infinity',
    'single 1e999 1',
    'constructor 1 2',
    '__proto__ 1 2',
    `single ${Array.from({ length: MOST_POINTS + 1 }, (_, i) => `${i} 0`).join(' ')}`,
    '9 '.repeat(5000),
  ])('refuses %s', (text) => {
    expect(readCurves(text, names)).toBeUndefined()
  })
})

describe('the height of a curve', () => {
  const curve = [
    [1, 1],
    [100, 1e-4],
  ] as const

  it('runs straight on the axes of the sketch', () => {
    expect(curveAt(curve, 10, { x: 'log10', y: 'log10' })).toBeCloseTo(1e-2, 12)
    expect(curveAt(curve, 50.5, { x: 'linear', y: 'log10' })).toBeCloseTo(1e-2, 12)
    expect(curveAt(curve, 50.5, { x: 'linear', y: 'linear' })).toBeCloseTo((1 + 1e-4) / 2, 12)
    expect(
      curveAt(
        [
          [1, 4],
          [4, 16],
        ],
        2,
        { x: 'log2', y: 'log2' },
      ),
    ).toBeCloseTo(8, 12)
    const steep = [
      [1, 4],
      [4, 16],
    ] as const
    expect(curveAt(steep, 2.5, { x: 'linear', y: 'log2' })).toBeCloseTo(8, 12)
    expect(curveAt(steep, 2, { x: 'log2', y: 'linear' })).toBeCloseTo(10, 12)
  })

  it('is that of its points there, and none beyond its ends', () => {
    const scales = { x: 'linear', y: 'linear' } as const
    expect([1, 100].map((x) => curveAt(curve, x, scales))).toEqual([1, 1e-4])
    expect([0.99, 100.01].map((x) => curveAt(curve, x, scales))).toEqual([Number.NaN, Number.NaN])
    expect(curveAt([], 1, scales)).toBeNaN()
  })
})

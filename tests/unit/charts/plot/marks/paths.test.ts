import { describe, expect, it } from 'vitest'
import { bandPath, barsPath, linePath, shapePath, stepsPath } from '../../../../../src/charts/plot/marks/paths'

const x = (p: number) => p * 10
const y = (p: number) => 100 - p * 10
const spread = (at: number, value: number, error: number) => ({
  x: at,
  y: value,
  low: value - error,
  high: value + error,
})

describe('paths', () => {
  it('begins a line anew after a gap', () => {
    const runs = [[spread(0, 1, 0), spread(1, 2, 0)], [spread(3, 4, 0)]]
    expect(linePath(runs, x, y)).toBe('M0,90L10,80M30,60')
  })

  it('goes along the top of a band and back along its bottom', () => {
    expect(bandPath([[spread(0, 1, 1), spread(1, 2, 1)]], x, y)).toBe('M0,80L10,70L10,90L0,100Z')
  })

  it('lets an error bar without end run off the chart, and stays finite', () => {
    const bars = barsPath([{ x: 1, y: 2, low: Number.NEGATIVE_INFINITY, high: 3 }], x, y, 0)
    expect(bars).toBe('M10,10000V70')
    expect(bars).not.toMatch(/NaN|Infinity/)
  })

  it('stands every step of a histogram on the base line, and closes what is filled', () => {
    const bins = [
      { from: 0, to: 1, y: 2 },
      { from: 1, to: 2, y: 3 },
      { from: 3, to: 4, y: 1 },
    ]
    expect(stepsPath(bins, x, y, true)).toBe('M0,100V80H10V70H20V100ZM30,100V90H40V100Z')
    expect(stepsPath(bins, x, y, false)).toBe('M0,100V80H10V70H20V100M30,100V90H40V100')
  })

  it('has a different outline for every shape', () => {
    const shapes = ['circle', 'square', 'triangle', 'diamond', 'down', 'cross'] as const
    expect(new Set(shapes.map((shape) => shapePath(shape, 5, 5, 3))).size).toBe(shapes.length)
  })
})

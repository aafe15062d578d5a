import { describe, expect, it } from 'vitest'
import {
  nearestIndex,
  plotArea,
  scaleX,
  scaleY,
  spreadLabels,
  squareCells,
  tipLeft,
  withLane,
} from '../../../../src/charts/plot/geometry'

const box = { width: 400, height: 250, em: 14 }

describe('plot area', () => {
  it('does not depend on what is drawn, and leaves room for text that scales with the type', () => {
    const usual = plotArea(box, 0)
    const large = plotArea({ ...box, em: 28 }, 0)
    expect(large.left).toBeGreaterThan(1.9 * usual.left)
    expect(usual.right - usual.left).toBeGreaterThan(300)
  })

  it('stays positive in a box too small for it', () => {
    const { left, right, top, bottom } = plotArea({ width: 20, height: 10, em: 14 }, 8)
    expect(right).toBeGreaterThan(left)
    expect(bottom).toBeGreaterThan(top)
  })

  it('maps the ends of a span to its edges, upwards on y', () => {
    const area = plotArea(box, 0)
    expect([0, 10].map(scaleX(area, [0, 10]))).toEqual([area.left, area.right])
    expect([0, 10].map(scaleY(area, [0, 10]))).toEqual([area.bottom, area.top])
    expect(scaleX(area, [3, 3])(3)).toBe(area.left)
  })
})

describe('square cells', () => {
  const area = { left: 40, top: 10, right: 240, bottom: 110 }

  it.each([
    [32, 32, 3],
    [4, 20, 5],
    [1, 1, 100],
    [500, 500, 0.2],
  ])('%d columns and %d rows: squares of %d pixels, inside the area, at its lower left', (columns, rows, side) => {
    const { left, top, right, bottom } = squareCells(area, columns, rows)
    expect([left, bottom]).toEqual([40, 110])
    expect((right - left) / columns).toBeCloseTo(side, 9)
    expect((bottom - top) / rows).toBeCloseTo(side, 9)
  })

  it('stay an area where nothing is to be drawn', () => {
    const { left, right } = squareCells(area, 0, 0)
    expect(right).toBeGreaterThan(left)
  })
})

describe('withLane', () => {
  it('adds a strip below and moves nothing above', () => {
    const [low, high] = withLane([-10, 0], true)
    expect(high).toBe(0)
    expect(low).toBeLessThan(-11)
    expect(withLane([-10, 0], false)).toEqual([-10, 0])
  })
})

describe('spreadLabels', () => {
  it('leaves labels that have room where they are', () => {
    expect(spreadLabels([10, 80], 15, 0, 100)).toEqual([10, 80])
  })

  it('parts labels that meet, around their middle and in their order', () => {
    expect(spreadLabels([50, 50], 10, 0, 100)).toEqual([45, 55])
    const placed = spreadLabels([52, 50, 51], 10, 0, 100)
    expect(placed[1]).toBeLessThan(placed[2] ?? 0)
    expect(placed[2]).toBeLessThan(placed[0] ?? 0)
  })

  it('keeps them inside', () => {
    for (const wanted of [
      [0, 0, 0],
      [100, 99, 98],
      [0, 5, 95, 100],
    ]) {
      const placed = [...spreadLabels(wanted, 12, 0, 100)].sort((a, b) => a - b)
      expect(placed[0]).toBeGreaterThanOrEqual(0)
      expect(placed.at(-1)).toBeLessThanOrEqual(100)
      for (const [i, y] of placed.entries())
        if (i > 0) expect(y - (placed[i - 1] ?? 0)).toBeGreaterThanOrEqual(12 - 1e-6)
    }
  })
})

describe('nearestIndex', () => {
  it('finds the nearest entry', () => {
    expect(nearestIndex([0, 1, 2, 10], 5)).toBe(2)
    expect(nearestIndex([0, 1, 2, 10], 7)).toBe(3)
    expect(nearestIndex([], 1)).toBe(-1)
  })
})

describe('tipLeft', () => {
  it('is beside the point on the side with more room, and inside the box', () => {
    expect(tipLeft(50, 120, 400)).toBe(62)
    expect(tipLeft(350, 120, 400)).toBe(218)
    for (const x of [0, 90, 150, 160, 300])
      for (const width of [80, 200, 290]) {
        const left = tipLeft(x, width, 300)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left + width).toBeLessThanOrEqual(300)
      }
  })
})

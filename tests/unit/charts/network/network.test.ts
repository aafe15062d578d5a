import { describe, expect, it } from 'vitest'
import {
  curvesPath,
  edgesPath,
  ellipsisPath,
  namedColumns,
  networkLayout,
  tellingColumn,
  unitsPath,
} from '../../../../src/charts/network/network'
import type { NetworkLayer } from '../../../../src/experiment'

const layer = (units: number, more: Partial<NetworkLayer> = {}): NetworkLayer => ({ label: 'layer', units, ...more })
const deep = Array.from({ length: 51 }, () => layer(64))

describe('networkLayout', () => {
  it('draws every unit of a small layer, and a few with an ellipsis for many', () => {
    const { columns } = networkLayout([layer(1), layer(5), layer(1024)], 600, 130)
    expect(columns.map(({ ys, gap }) => [ys.length, gap === undefined])).toEqual([
      [1, true],
      [5, true],
      [5, false],
    ])
  })

  it('never draws more than eight units a column, and keeps them apart and inside', () => {
    for (const count of [1, 3, 12, 51])
      for (const width of [300, 700, 1200]) {
        const layers = Array.from({ length: count }, () => layer(128))
        const { columns, radius } = networkLayout(layers, width, 119)
        for (const { ys, x } of columns) {
          expect(ys.length).toBeLessThanOrEqual(8)
          expect(Math.min(...ys) - radius).toBeGreaterThanOrEqual(0)
          expect(Math.max(...ys) + radius).toBeLessThanOrEqual(119)
          expect(x - radius).toBeGreaterThanOrEqual(0)
          expect(x + radius).toBeLessThanOrEqual(width)
        }
        const [first, second] = columns
        if (first && second) expect(second.x - first.x).toBeGreaterThan(2 * radius)
      }
  })

  it('centres a single unit', () => {
    expect(networkLayout([layer(1)], 100, 80).columns[0]).toMatchObject({ x: 50, ys: [40] })
  })

  it('shows less in less room', () => {
    expect(networkLayout(deep.slice(0, 3), 600, 120).detail).toBe('full')
    expect(networkLayout(deep.slice(0, 21), 600, 120).detail).toBe('dots')
    expect(networkLayout(deep, 600, 120).detail).toBe('lattice')
  })
})

describe('the paths of a network', () => {
  const wide = networkLayout([layer(3), layer(2)], 400, 120)

  it('connects every pair where there is room, and thins out where there is not', () => {
    expect(edgesPath(wide, 400).match(/M/g)).toHaveLength(6)
    const lattice = edgesPath(networkLayout(deep, 1000, 120), 1000).match(/M/g)?.length ?? 0
    expect(lattice).toBeGreaterThan(0)
    expect(lattice).toBeLessThan(50 * 25)
    expect(edgesPath(networkLayout(deep, 320, 120), 320)).toBe('')
  })

  it('is finite, for every activation', () => {
    const { columns, radius } = networkLayout([layer(9), layer(0)], 300, 100)
    for (const column of columns)
      for (const activation of ['sigmoid', 'tanh', 'relu', 'linear', 'sum'] as const)
        expect(
          unitsPath(column, radius) + ellipsisPath(column, radius) + curvesPath(column, radius, activation),
        ).not.toMatch(/NaN|Infinity/)
  })
})

describe('namedColumns', () => {
  it('names all where there is room, else the ends and even steps between', () => {
    expect(namedColumns(3, 5)).toEqual([0, 1, 2])
    expect(namedColumns(51, 12)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50])
    for (const room of [2, 3, 7]) {
      const named = namedColumns(51, room)
      expect([named[0], named.at(-1)]).toEqual([0, 50])
      expect(named.length).toBeLessThanOrEqual(room)
    }
  })
})

describe('tellingColumn', () => {
  it('is the least healthy column that says something', () => {
    const said = (level: number) => layer(4, { level, says: 'signal' })
    expect(tellingColumn([layer(4), said(0.9), said(0.1), said(0.5)])).toBe(2)
    expect(tellingColumn([layer(4), said(Number.NaN), said(Number.NaN)])).toBe(2)
    expect(tellingColumn([layer(4)])).toBeUndefined()
  })
})

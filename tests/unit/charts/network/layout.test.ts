import { describe, expect, it } from 'vitest'
import { namedColumns, networkLayout } from '../../../../src/charts/network/layout/layout'
import { columnPath, curvePath, ellipsisPath, signPath } from '../../../../src/charts/network/layout/marks'
import type { NetworkLayer } from '../../../../src/experiment'

const layer = (units: number, more: Partial<NetworkLayer> = {}): NetworkLayer => ({ label: 'layer', units, ...more })
const box = (width: number, height = 87) => ({ width, height, em: 14 })
const stack = (count: number, more: Partial<NetworkLayer> = {}) =>
  Array.from({ length: count }, (_, i) => layer(64, i === 0 ? {} : more))
const RESIDUAL = { skip: { factor: '0.71' }, branch: { units: 16, factor: '0.71' }, head: { factor: '0.05' } }

/** All numbers of a path. */
const numbersOf = (d: string) => [...d.matchAll(/-?\d+(\.\d+)?/g)].map(([text]) => Number(text))

describe('the layout of few layers', () => {
  it('draws every unit of a small layer, and a few with an ellipsis for many', () => {
    const { columns, bars } = networkLayout([layer(1), layer(5), layer(1024)], box(600, 120))
    expect(bars).toBe(false)
    expect(columns.map(({ units, gap }) => [units.length, gap === undefined])).toEqual([
      [1, true],
      [5, true],
      [5, false],
    ])
    expect(columns[0]).toMatchObject({ x: 100, units: [60] })
  })

  it('connects every unit with every unit of the next column', () => {
    const { dense } = networkLayout([layer(3), layer(2)], box(400))
    expect(dense.map(({ d }) => d.match(/M/g)?.length)).toEqual([6])
  })
})

describe('the layout of many layers', () => {
  it('draws bars as high as layers are wide, to scale', () => {
    const { bars, columns } = networkLayout([layer(64), layer(64), layer(32), layer(16), layer(16)], box(900))
    expect(bars).toBe(true)
    const heights = columns.map(({ top, bottom }) => bottom - top)
    for (const [i, share] of [1, 1, 0.5, 0.25, 0.25].entries())
      expect((heights[i] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(share, 9)
  })

  it('keeps everything inside, and bars apart, from a phone to a wide screen', () => {
    for (const count of [5, 21, 51, 101, 257])
      for (const width of [300, 700, 1200])
        for (const more of [{}, RESIDUAL]) {
          const { columns, half, skips, dense, heads } = networkLayout(stack(count, more), box(width))
          const [first, second] = columns
          if (!first || !second) throw new Error('there are columns')
          expect(second.x - first.x).toBeGreaterThan(2 * half)
          expect(half).toBeGreaterThan(0.4)
          for (const { top, bottom, x } of columns) {
            expect(top).toBeGreaterThanOrEqual(0)
            expect(bottom).toBeLessThanOrEqual(87)
            expect(bottom - top).toBeGreaterThanOrEqual(4)
            expect(x - half).toBeGreaterThanOrEqual(0)
            expect(x + half).toBeLessThanOrEqual(width)
          }
          for (const { d } of [...skips, ...dense]) expect(d).not.toMatch(/NaN|Infinity/)
          for (const { y } of heads) expect(y).toBeLessThanOrEqual(87)
        }
  })

  it('has a waist where a block has a bottleneck, as wide as it, to scale', () => {
    const { waists, columns, dense } = networkLayout(stack(6, RESIDUAL), box(900))
    expect(waists.map(({ to }) => to)).toEqual([1, 2, 3, 4, 5])
    const [, top = 0, , bottom = 0] = numbersOf(waists[0]?.d ?? '')
    const whole = (columns[0]?.bottom ?? 0) - (columns[0]?.top ?? 0)
    expect((bottom - top) / whole).toBeCloseTo(1 / 4, 2)
    expect(dense).toHaveLength(5)
  })

  it('adds skip and branch where both are; a skip alone leads to the layer itself', () => {
    const both = networkLayout(stack(6, RESIDUAL), box(900))
    expect(both.skips).toHaveLength(5)
    expect(both.sums).toHaveLength(5)
    const alone = networkLayout(stack(6, { skip: {}, branch: false }), box(900))
    expect([alone.skips.length, alone.sums.length, alone.dense.length]).toEqual([5, 0, 0])
  })

  it('marks an adapter on its skip', () => {
    const layers = [layer(4), layer(8, { skip: { adapter: 'pool' } }), layer(8, { skip: {} })]
    const { adapters, skips } = networkLayout(layers, box(600))
    expect(adapters.map(({ to }) => to)).toEqual([1])
    expect(skips.map(({ label }) => label?.text)).toEqual(['pool', undefined])
  })

  it('writes on every arrow where there is room, else once', () => {
    const written = (count: number) =>
      networkLayout(stack(count, RESIDUAL), box(900)).skips.flatMap(({ label }) => label?.text ?? [])
    expect(written(6)).toEqual(['0.71', '0.71', '0.71', '0.71', '0.71'])
    expect(written(60)).toEqual(['0.71'])
  })

  it('writes what heads count by beside them, or once before the first', () => {
    const written = (count: number, width: number) =>
      networkLayout(stack(count, RESIDUAL), box(width)).heads.flatMap(({ label }) => label?.anchor ?? [])
    expect(written(4, 900)).toEqual(['start', 'start', 'start'])
    expect(written(12, 900)).toEqual(['end'])
    expect(written(60, 300)).toEqual([])
  })

  it('has a head on every layer that has one', () => {
    const { heads } = networkLayout(stack(6, RESIDUAL), box(900))
    expect(heads.map(({ of }) => of)).toEqual([1, 2, 3, 4, 5])
  })
})

describe('the paths of a network', () => {
  it('are finite for every layer, part, mark and activation', () => {
    for (const layers of [[layer(9), layer(0)], stack(30)]) {
      const { columns, half } = networkLayout(layers, box(300, 100))
      for (const column of columns) {
        for (const part of ['whole', 'upper', 'lower'] as const) {
          const signs = signPath(column, part, 'over') + signPath(column, part, 'broken')
          expect(columnPath(column, part) + signs).not.toMatch(/NaN|Infinity/)
        }
        for (const activation of ['sigmoid', 'tanh', 'relu', 'linear', 'sum'] as const)
          expect(ellipsisPath(column) + curvePath(column.x, 10, half, activation)).not.toMatch(/NaN|Infinity/)
      }
    }
  })

  it('part a bar in the middle', () => {
    const [column] = networkLayout(stack(6), box(600)).columns
    if (!column) throw new Error('there are columns')
    expect(columnPath(column, 'upper')).toContain(`V${column.middle}`)
    expect(columnPath(column, 'lower')).toMatch(new RegExp(`^M[\\d.]+,${column.middle}`))
  })
})

describe('namedColumns', () => {
  it('names all where there is room, else the ends and even steps between', () => {
    expect(namedColumns(3, 5)).toEqual([0, 1, 2])
    expect(namedColumns(51, 12)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50])
    for (const room of [2, 3, 7])
      for (const count of [51, 257]) {
        const named = namedColumns(count, room)
        expect([named[0], named.at(-1)]).toEqual([0, count - 1])
        expect(named.length).toBeLessThanOrEqual(room)
      }
  })
})

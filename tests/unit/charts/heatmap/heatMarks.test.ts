import { describe, expect, it } from 'vitest'
import { LEVELS, levelOf, rgbOf } from '../../../../src/charts/heatmap/colours'
import { moved, onAxesOf } from '../../../../src/charts/heatmap/HeatmapChart'
import { cellUnder, edges, heatExtent, heatMark, labelled } from '../../../../src/charts/heatmap/heatMarks'
import { describeHeatmap } from '../../../../src/charts/wording/describe'
import { rowsOf } from '../../../../src/charts/wording/rows'
import { type Matrix, matrix, matrixReading } from '../../../../src/experiment'

const { NEGATIVE_INFINITY: under, POSITIVE_INFINITY: over, NaN: nothing } = Number
const plain = { stored: 'plain', scale: 'linear' } as const
const logs = { stored: 'log10', scale: 'log10' } as const
const of = (value: readonly (readonly (number | null)[])[], stderr = 0): Matrix =>
  matrixReading({
    rows: value.map((_, r) => r + 1),
    columns: (value[0] ?? []).map((_, c) => c + 1),
    value,
    stderr: value.map((row) => row.map(() => stderr)),
  })

describe('the colours', () => {
  /** Lightness L* of sRGB, CIE 1976. */
  const lightness = (level: number) => {
    const [r, g, b] = rgbOf(level).map((c) =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    )
    const y = 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
    return 116 * Math.cbrt(y) - 16
  }

  it('grow lighter evenly, so that they rank without their hue', () => {
    const all = Array.from({ length: LEVELS }, (_, level) => lightness(level))
    const steps = all.slice(1).map((l, i) => l - (all[i] ?? 0))
    const mean = ((all.at(-1) ?? 0) - (all[0] ?? 0)) / (LEVELS - 1)
    expect(Math.min(...steps)).toBeGreaterThan(0.4 * mean)
    expect(Math.max(...steps)).toBeLessThan(1.8 * mean)
    expect((all.at(-1) ?? 0) - (all[0] ?? 0)).toBeGreaterThan(70)
  })

  it('follow the numbers, and end with the scale', () => {
    expect([-9, 0, 0.5, 1, 9].map((p) => levelOf([0, 1], p))).toEqual([0, 0, LEVELS / 2, LEVELS - 1, LEVELS - 1])
    expect(levelOf([1, 1], 1)).toBe(LEVELS / 2)
  })
})

describe('the cells', () => {
  const draw = (m: Matrix, how: typeof plain | typeof logs = plain, span: readonly [number, number] = [0, 1]) =>
    heatMark(
      m,
      how,
      span,
      edges(m.columns.length, 0, 10 * m.columns.length),
      edges(m.rows.length, 10 * m.rows.length, 0),
    )

  it('put the first row at the bottom, and neighbours of one colour in one rectangle', () => {
    const { fills } = draw(
      of([
        [0, 0, 1],
        [1, 1, 1],
      ]),
    )
    expect(fills).toEqual([
      { level: 0, d: 'M0,10H20V20H0Z' },
      { level: LEVELS - 1, d: 'M20,10H30V20H20ZM0,0H30V10H0Z' },
    ])
  })

  it('leave out what is not there, and go around what is', () => {
    const { fills, outline } = draw(
      of([
        [1, null],
        [1, 1],
      ]),
    )
    expect(fills).toEqual([{ level: LEVELS - 1, d: 'M0,10H10V20H0ZM0,0H20V10H0Z' }])
    expect(outline.match(/M/g)).toHaveLength(8)
    expect(outline).toContain('M10,20V10')
  })

  it('hatch an underflow, cross out what is no number, and colour neither', () => {
    const { fills, under: hatched, broken } = draw(of([[-1, under, nothing, over]]), logs, [-2, 0])
    expect(fills).toHaveLength(1)
    expect(hatched).toBe('M10,0H20V10H10Z')
    expect(broken.match(/M/g)).toHaveLength(4)
    expect(draw(of([[-1, 0]]), logs, [-2, 0])).toMatchObject({ under: '', broken: '' })
    // A zero that is stored as a plain number has no logarithm either.
    expect(draw(of([[1, 0]]), { stored: 'plain', scale: 'log10' } as never, [-2, 0]).under).not.toBe('')
  })

  it('span the numbers that have a colour, and say what the legend must name', () => {
    expect(heatExtent([of([[-3, null, under]]), of([[-5, -1, nothing]])], logs)).toEqual({
      span: [-5, -1],
      under: true,
      broken: true,
    })
    expect(heatExtent([undefined, of([[null]])], logs)).toEqual({ span: undefined, under: false, broken: false })
  })

  it('are at most a path a colour, fifty by fifty of them', () => {
    const wide = of(Array.from({ length: 50 }, (_, r) => Array.from({ length: 50 }, (_, c) => (r + c) / 98)))
    expect(draw(wide).fills.length).toBeLessThanOrEqual(LEVELS)
  })

  it('are found under a pixel, also where edges fall', () => {
    expect([-1, 0, 5, 15, 30, 31].map((p) => cellUnder([0, 10, 20, 30], p))).toEqual([undefined, 0, 0, 1, 2, undefined])
    expect(cellUnder([30, 20, 10, 0], 25)).toBe(0)
  })

  it('touch on whole pixels', () => {
    const all = edges(7, 48, 301)
    expect(all).toHaveLength(8)
    expect(all.every(Number.isInteger)).toBe(true)
    expect([all[0], all.at(-1)]).toEqual([48, 301])
  })
})

describe('the labels of rows and columns', () => {
  it('are as many as there is room for, at round numbers where the places count', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => i + 1)
    expect(labelled(twenty, 20)).toHaveLength(20)
    expect(labelled(twenty, 6).map((i) => twenty[i])).toEqual([5, 10, 15, 20])
    expect(labelled([8, 16, 32, 64], 2)).toEqual([0, 2])
  })
})

describe('the keys of a heat map', () => {
  const map = { rows: 3, columns: 4, downwards: false }

  it('go where they point, where the first row stands at the top too', () => {
    const image = { ...map, downwards: true }
    expect(moved('ArrowUp', { row: 1, column: 1 }, image)).toEqual({ row: 0, column: 1 })
    expect(moved('ArrowDown', { row: 1, column: 1 }, image)).toEqual({ row: 2, column: 1 })
  })

  it('go from cell to cell and stop at the edges', () => {
    expect(moved('ArrowUp', undefined, map)).toEqual({ row: 0, column: 0 })
    expect(moved('ArrowUp', { row: 1, column: 1 }, map)).toEqual({ row: 2, column: 1 })
    expect(moved('ArrowUp', { row: 2, column: 1 }, map)).toEqual({ row: 2, column: 1 })
    expect(moved('End', { row: 2, column: 1 }, map)).toEqual({ row: 2, column: 3 })
    expect(moved('a', { row: 2, column: 1 }, map)).toBeUndefined()
    expect(moved('ArrowUp', undefined, { ...map, rows: 0, columns: 0 })).toBeUndefined()
  })
})

describe('a matrix in words and rows', () => {
  const measure = matrix({ label: 'gradient', rows: 'head', columns: 'layer', stored: 'log10' })

  it('tells its extremes, how far from theory it is and where', () => {
    const measured = of(
      [
        [-1, null],
        [-3, 0],
      ],
      0.1,
    )
    expect(
      describeHeatmap(
        'Heads',
        measure,
        measured,
        of([
          [-1.2, null],
          [-3, 0],
        ]),
      ),
    ).toBe(
      'Heads. gradient by head and layer: measured follows theory within 2.0 standard errors; largest 1 at head 2, layer 2; smallest 0.001 at head 2, layer 1.',
    )
    expect(
      describeHeatmap(
        'Heads',
        measure,
        measured,
        of([
          [-1, null],
          [-3, 1],
        ]),
      ),
    ).toContain('departs from theory by 10.0 standard errors at head 2, layer 2')
  })

  it('counts what underflowed, and says when nothing is measured', () => {
    expect(
      describeHeatmap(
        'Heads',
        measure,
        of([
          [under, null],
          [-3, under],
        ]),
        undefined,
      ),
    ).toContain('2 of 3 cells below 1e-38')
    expect(describeHeatmap('Heads', measure, undefined, of([[0]]))).toContain('theory only, nothing measured yet')
    expect(describeHeatmap('Heads', measure, undefined, undefined)).toBe('Heads. No numbers yet.')
  })

  it('has no row in the table for an entry that does not exist', () => {
    const rows = rowsOf(
      measure,
      of(
        [
          [-1, null],
          [-3, 0],
        ],
        0.1,
      ),
      of([
        [-1, null],
        [-3, 0],
      ]),
    )
    expect(rows.map(({ at, and }) => [at, and])).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
    ])
  })
})

describe('two settings', () => {
  const of = (rows: readonly number[], columns: readonly number[]) =>
    matrixReading({
      rows,
      columns,
      value: rows.map(() => columns.map(() => 1)),
      stderr: rows.map(() => columns.map(() => 0)),
    })
  const [small, large] = [of([1, 2], [1, 2]), of([1, 2, 3], [1, 2, 3])]

  it('never share axes', () => {
    expect(onAxesOf(large, small, true)).toBeUndefined()
    expect(onAxesOf(of([2, 3], [1, 2]), small, true)).toBeUndefined()
    expect(onAxesOf(of([1, 2], [1, 2]), small, true)).toBe(small)
    expect(onAxesOf(undefined, small, true)).toBe(small)
    expect(onAxesOf(large, small, false)).toBe(small)
  })
})

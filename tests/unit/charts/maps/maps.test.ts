import { describe, expect, it } from 'vitest'
import { mapExtent, movedCell, outline, SHADES, shadesOf, tellCell } from '../../../../src/charts/maps/maps'
import { matrixReading } from '../../../../src/experiment'

const cell = (feature: number, x: number, y: number) => ({ feature, x, y })

describe('shadesOf', () => {
  it('draws every cell once, in the shade of its size and sign, and leaves 0 blank', () => {
    const shades = shadesOf([0, 1, -1, 0.5, 0.5, null], 3, 1)
    expect(shades).toEqual([
      { level: -SHADES, path: 'M2,0h1v1h-1z' },
      { level: SHADES / 2, path: 'M0,1h1v1h-1zM1,1h1v1h-1z' },
      { level: SHADES, path: 'M1,0h1v1h-1z' },
    ])
  })

  it('is measured by the largest number of all stacks', () => {
    const stack = (value: number[][]) => matrixReading({ rows: [0], columns: [0, 1], value, stderr: value })
    expect(mapExtent([stack([[1, -3]]), undefined, stack([[2, 0]])])).toBe(3)
    expect(mapExtent([stack([[0, 0]])])).toBe(1)
  })
})

describe('movedCell', () => {
  const size = { width: 4, height: 2 }
  const move = (key: string, from = cell(1, 1, 1)) => movedCell(key, from, 3, size)

  it('moves by one in the direction of the key, and stops at the edge', () => {
    expect(move('ArrowLeft')).toEqual(cell(1, 0, 1))
    expect(move('ArrowRight')).toEqual(cell(1, 2, 1))
    expect(move('ArrowUp')).toEqual(cell(1, 1, 0))
    expect(move('ArrowDown')).toEqual(cell(1, 1, 1))
    expect(move('PageUp')).toEqual(cell(0, 1, 1))
    expect(move('PageDown', cell(2, 1, 1))).toEqual(cell(2, 1, 1))
    expect(move('Home')).toEqual(cell(0, 0, 0))
    expect(move('x')).toBeUndefined()
  })

  it('begins at the first cell', () => {
    expect(movedCell('ArrowDown', undefined, 3, size)).toEqual(cell(0, 0, 0))
  })
})

describe('tellCell', () => {
  it('names a box of cells by its sides', () => {
    const window = [cell(2, 6, 8), cell(2, 7, 8), cell(2, 6, 9), cell(2, 7, 9)]
    expect(tellCell(cell(2, 3, 4), 0.5, window)).toBe(
      'Feature 2 at x = 3, y = 4 is 0.5. It reads 4 cells: feature 2 at x = 6 to 7, y = 8 to 9.',
    )
    expect(tellCell(cell(0, 3, 4), -1, [cell(0, 3, 4), cell(1, 3, 4)])).toBe(
      'Feature 0 at x = 3, y = 4 is −1. It reads 2 cells: features 0 to 1 at x = 3, y = 4.',
    )
  })

  it('lists cells that fill no box, and says where there is nothing', () => {
    expect(tellCell(cell(0, 0, 0), 1, [cell(0, 0, 0), cell(1, 1, 0)])).toContain(
      'feature 0 at x = 0, y = 0; feature 1 at x = 1, y = 0',
    )
    expect(tellCell(cell(7, 0, 0), 0, [])).toBe('Feature 7 at x = 0, y = 0 is 0. It reads nothing.')
  })
})

it('outlines the cells of a map', () => {
  expect(outline([cell(0, 1, 2), cell(0, 3, 2)])).toBe('M1,2h1v1h-1zM3,2h1v1h-1z')
})

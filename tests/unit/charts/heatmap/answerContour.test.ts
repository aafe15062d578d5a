import { describe, expect, it } from 'vitest'
import { answerContour } from '../../../../src/charts/heatmap/answerContour'

const cells = { rows: [1, 2], columns: [0, 1, 2], xs: [0, 10, 20, 30], ys: [20, 10, 0] }

describe('the contour of an answer', () => {
  it('runs along the edges between cells on two sides of a level', () => {
    // 0 0 1 in the first row, at the bottom, and 0 1 1 over it.
    const at = (row: number, column: number) => Number(row + column > 2)
    expect(answerContour(cells, at, [0.5])).toBe('M20,20V10M10,10H20M10,10V0')
  })

  it('is drawn at each level that is crossed, and nowhere without one', () => {
    const at = (_row: number, column: number) => column
    expect(answerContour(cells, at, [0.5, 1.5])).toBe('M10,20V10M20,20V10M10,10V0M20,10V0')
    expect(answerContour(cells, at, [7])).toBe('')
    expect(answerContour(cells, at, [])).toBe('')
  })

  it('has no edge at a cell without a number; an underflow is below all levels', () => {
    const hole = (row: number, column: number) => (row === 1 && column === 1 ? Number.NaN : column)
    expect(answerContour({ ...cells, rows: [1], ys: [20, 10] }, hole, [0.5])).toBe('')
    const under = (_row: number, column: number) => (column === 0 ? Number.NEGATIVE_INFINITY : 0)
    expect(answerContour({ ...cells, rows: [1], ys: [20, 10] }, under, [-5])).toBe('M10,20V10')
  })
})

import type { Matrix, MatrixMeasure } from '../../experiment'
import { rowsOf } from '../wording/rows'

/** z = (measured - theory) / standard error of every cell, on the axes of what was measured. A cell that cannot be compared has none. */
export function residualMatrix(measure: MatrixMeasure, measured: Matrix, theory: Matrix): Matrix {
  const known = new Map(rowsOf(measure, measured, theory).map(({ at, and, z }) => [`${at} ${and}`, z]))
  const zAt = (row: number, column: number): number | null => {
    const z = known.get(`${row} ${column}`)
    // Minus infinity would be drawn as an underflow, which this is not.
    return z === undefined ? null : Number.isFinite(z) ? z : Number.NaN
  }
  const { rows, columns } = measured
  return {
    kind: 'matrix',
    rows,
    columns,
    value: rows.map((row) => columns.map((column) => zAt(row, column))),
    stderr: rows.map(() => columns.map(() => 1)),
  }
}

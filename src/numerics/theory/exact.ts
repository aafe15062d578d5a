import { type Histogram, histogramReading, type Matrix, matrixReading } from '../../experiment'

/** The histogram predicted by a distribution function F: (F(upper edge) - F(lower edge)) / width, without errors. */
export function exactHistogram(edges: readonly number[], cumulative: readonly number[]): Histogram {
  const density = edges.slice(1).map((edge, i) => {
    return ((cumulative[i + 1] ?? 0) - (cumulative[i] ?? 0)) / (edge - (edges[i] ?? 0))
  })
  return histogramReading({ edges, density, stderr: density.map(() => 0) })
}

/** A matrix predicted by theory, without errors; null if there is no entry. */
export function exactMatrix(
  rows: readonly number[],
  columns: readonly number[],
  of: (row: number, column: number) => number | null,
): Matrix {
  const value = rows.map((row) => columns.map((column) => of(row, column)))
  return matrixReading({ rows, columns, value, stderr: value.map((row) => row.map(() => 0)) })
}

/** log10 of the square root of q, given ln q: ln q / (2 ln 10). */
export const log10OfRoot = (lnOfSquare: number): number => lnOfSquare / 2 / Math.LN10

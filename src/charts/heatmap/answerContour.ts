/** The cells of a map in pixels: `xs` are the edges of its columns, `ys` those of its rows from the first. */
interface Cells {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly xs: readonly number[]
  readonly ys: readonly number[]
}

/**
 * The edges between cells on two sides of a level, as a path: where an answer crosses the levels. `at` is the position of the answer on the axis of
 * colours at a row and a column. A cell without a number has no edges.
 */
export function answerContour(
  { rows, columns, xs, ys }: Cells,
  at: (row: number, column: number) => number,
  levels: readonly number[],
): string {
  const sides = rows.map((row) =>
    columns.map((column) => {
      const place = at(row, column)
      return Number.isNaN(place) ? undefined : levels.filter((level) => level <= place + 1e-9).length
    }),
  )
  const differ = (a: number | undefined, b: number | undefined) => a !== undefined && b !== undefined && a !== b
  let d = ''
  for (let r = 0; r < rows.length; r++) {
    for (let c = 0; c < columns.length; c++) {
      const side = sides[r]?.[c]
      if (differ(side, sides[r]?.[c + 1])) d += `M${xs[c + 1]},${ys[r]}V${ys[r + 1]}`
      if (differ(side, sides[r + 1]?.[c])) d += `M${xs[c]},${ys[r + 1]}H${xs[c + 1]}`
    }
  }
  return d
}

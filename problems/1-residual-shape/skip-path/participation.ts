/** Partitions of 4. */
const PARTITIONS: readonly (readonly number[])[] = [[4], [3, 1], [2, 2], [2, 1, 1], [1, 1, 1, 1]]

/** The zonal polynomials of degree 4 in p1^4, p1^2 p2, p2^2, p1 p3, p4, in the order of the partitions. James 1964, up to factors. */
const ZONAL: readonly (readonly number[])[] = [
  [1, 12, 12, 32, 48],
  [1, 5, -2, 4, -8],
  [1, 2, 7, -8, -2],
  [1, -1, -2, -2, 4],
  [1, -6, 3, 8, -6],
]

/** The means of p1^2 p2 and p2^2 from those of the zonal polynomials: rows of the inverse of `ZONAL`, from the orthogonality of its columns. */
function momentsFrom(zonal: readonly number[]): { readonly mixed: number; readonly square: number } {
  const solved = solve(ZONAL, zonal)
  return { mixed: solved[1] ?? Number.NaN, square: solved[2] ?? Number.NaN }
}

/**
 * E R for R = (tr S)^2 / tr S^2, S = P P^T and P the product of k matrices n x n with entries N(0, 1/n), k = 1, 2, ..., depth.
 * A factor W multiplies the mean of each zonal polynomial C_kappa(S) by a number, the product over the parts i of kappa of (n/2 - i/2)(n/2 - i/2 +
 * 1)... (2/n)^4. So the means of (tr S)^2, tr S^2, (tr S)^2 tr S^2 and (tr S^2)^2 are exact. The mean of the quotient R = A/B treats A and B as
 * jointly log-normal: E [A/B] = (E A)^2 E B^2 / ((E B)^2 E AB). That is too large by 0.3 % to 0.8 % at k = n/8, where few networks dominate the
 * means. So the result ends at k = n/16, where its error is less than 0.1 %, and is NaN beyond.
 */
export function participationTheory(n: number, depth: number): number[] {
  const start = ZONAL.map((row) =>
    [n ** 4, n ** 3, n ** 2, n ** 2, n].reduce((sum, p, i) => sum + p * (row[i] ?? 0), 0),
  )
  let [a, b] = [n ** 2, n]
  return Array.from({ length: depth }, (_, k) => {
    ;[a, b] = [a + (2 * b) / n, a / n + (1 + 1 / n) * b]
    if (k + 1 > n / 16) return Number.NaN
    const { mixed, square } = momentsFrom(start.map((z, i) => z * growth(n, PARTITIONS[i] ?? []) ** (k + 1)))
    return (a ** 2 * square) / (b ** 2 * mixed)
  })
}

/** E C_kappa(W S W^T) / C_kappa(S) for W [n, n] with entries N(0, 1/n). */
function growth(n: number, partition: readonly number[]): number {
  return partition.reduce((product, part, i) => {
    let grown = product
    for (let j = 0; j < part; j++) grown *= 1 + (2 * j - i) / n
    return grown
  }, 1)
}

/** Solves A x = b by Gaussian elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? Number.NaN])
  const n = rows.length
  for (let i = 0; i < n; i++) {
    const best = rows.reduce(
      (at, row, r) => (r > i && Math.abs(row[i] ?? 0) > Math.abs(rows[at]?.[i] ?? 0) ? r : at),
      i,
    )
    const pivot = rows[best] ?? []
    rows[best] = rows[i] ?? []
    rows[i] = pivot
    for (const [r, row] of rows.entries()) {
      if (r === i) continue
      const factor = (row[i] ?? 0) / (pivot[i] ?? Number.NaN)
      for (let c = i; c <= n; c++) row[c] = (row[c] ?? 0) - factor * (pivot[c] ?? 0)
    }
  }
  return rows.map((row, i) => (row[n] ?? Number.NaN) / (row[i] ?? Number.NaN))
}

/**
 * The eigenvalues of a symmetric matrix [n, n], row-major, in descending order: Householder reflections to tridiagonal form, then QL with implicit
 * shifts, in double precision (Wilkinson and Reinsch 1971). About 4/3 n^3 operations. The error of each is about 1e-16 times the largest absolute
 * eigenvalue.
 */
export function symmetricEigenvalues(entries: ArrayLike<number>, n: number): Float64Array {
  const { diagonal, offDiagonal } = tridiagonal(Float64Array.from(entries), n)
  ql(diagonal, offDiagonal)
  return diagonal.sort().reverse()
}

/**
 * The singular values of a matrix [rows, columns], row-major, in descending order: square roots of the eigenvalues of M M^T. Values below 1e-8 of the
 * largest are rounding error.
 */
export function singularValues(entries: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const square = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k < columns; k++) sum += (entries[i * columns + k] ?? 0) * (entries[j * columns + k] ?? 0)
      square[i * rows + j] = sum
      square[j * rows + i] = sum
    }
  return symmetricEigenvalues(square, rows).map((value) => Math.sqrt(Math.max(0, value)))
}

/**
 * Transforms a symmetric matrix to tridiagonal form with the same eigenvalues. `offDiagonal[i]` is the off-diagonal entry between `diagonal[i]` and
 * `diagonal[i + 1]`.
 */
function tridiagonal(a: Float64Array, n: number): { diagonal: Float64Array; offDiagonal: Float64Array } {
  const offDiagonal = new Float64Array(n)
  const v = new Float64Array(n)
  const p = new Float64Array(n)
  const at = (i: number, j: number) => a[i * n + j] ?? 0
  for (let k = 0; k < n - 2; k++) {
    let norm = 0
    for (let i = k + 1; i < n; i++) norm = Math.hypot(norm, at(i, k))
    const first = at(k + 1, k)
    offDiagonal[k] = first > 0 ? -norm : norm
    if (norm === 0) continue
    // v = x - alpha e. The reflection H = 1 - 2 v v^T / |v|^2 maps x, the column below the diagonal, to alpha e.
    let length = 0
    for (let i = k + 1; i < n; i++) {
      v[i] = at(i, k) - (i === k + 1 ? (offDiagonal[k] ?? 0) : 0)
      length += (v[i] ?? 0) ** 2
    }
    let inner = 0
    for (let i = k + 1; i < n; i++) {
      let sum = 0
      for (let j = k + 1; j < n; j++) sum += at(i, j) * (v[j] ?? 0)
      p[i] = (2 * sum) / length
      inner += ((p[i] ?? 0) * (v[i] ?? 0)) / length
    }
    for (let i = k + 1; i < n; i++) p[i] = (p[i] ?? 0) - inner * (v[i] ?? 0)
    for (let i = k + 1; i < n; i++)
      for (let j = k + 1; j < n; j++) a[i * n + j] = at(i, j) - (v[i] ?? 0) * (p[j] ?? 0) - (p[i] ?? 0) * (v[j] ?? 0)
  }
  if (n > 1) offDiagonal[n - 2] = at(n - 1, n - 2)
  return { diagonal: Float64Array.from({ length: n }, (_, i) => at(i, i)), offDiagonal }
}

/** Replaces `d` by the eigenvalues of the tridiagonal matrix (d, e). Throws Error if an eigenvalue does not converge within 60 sweeps. */
function ql(d: Float64Array, e: Float64Array): void {
  const n = d.length
  const get = (x: Float64Array, i: number) => x[i] ?? 0
  // Off-diagonal entries below the rounding error of the largest entry count as 0. Compared with their neighbours only, they would never converge in
  // a matrix whose entries differ by many orders of magnitude.
  const largest = d.reduce((max, v, i) => Math.max(max, Math.abs(v), Math.abs(get(e, i))), 0)
  for (let low = 0; low < n; low++) {
    for (let sweep = 0; ; sweep++) {
      let end = low
      while (end < n - 1) {
        if (Math.abs(get(e, end)) <= Number.EPSILON * largest) break
        end++
      }
      if (end === low) break
      if (sweep === 60) throw new Error('An eigenvalue did not converge')
      let g = (get(d, low + 1) - get(d, low)) / (2 * get(e, low))
      const root = Math.hypot(g, 1)
      g = get(d, end) - get(d, low) + get(e, low) / (g + (g >= 0 ? root : -root))
      let [s, c, p] = [1, 1, 0]
      let i = end - 1
      for (; i >= low; i--) {
        const f = s * get(e, i)
        const b = c * get(e, i)
        const r = Math.hypot(f, g)
        e[i + 1] = r
        if (r === 0) {
          d[i + 1] = get(d, i + 1) - p
          e[end] = 0
          break
        }
        s = f / r
        c = g / r
        g = get(d, i + 1) - p
        const t = (get(d, i) - g) * s + 2 * c * b
        p = s * t
        d[i + 1] = g + p
        g = c * t - b
      }
      if (i >= low) continue
      d[low] = get(d, low) - p
      e[low] = g
      e[end] = 0
    }
  }
}

import type { Tensor, Tf } from '../../experiment'

/**
 * Q = D H D' / sqrt n with H the Hadamard matrix of Sylvester, H[i, j] = (-1)^(number of ones in i and j), and D, D' diagonals of signs:
 * an orthogonal matrix for every choice of signs, at the price of two products. left: [..., n, 1], right: [..., 1, n], entries -1
 * or 1 -> [..., n, n]. Throws RangeError if n is not a power of two.
 */
export function orthogonal(tf: Tf, left: Tensor, right: Tensor): Tensor {
  const n = right.shape.at(-1) ?? 0
  const hadamard = tf.tensor(hadamardEntries(n), [n, n])
  return tf.mul(tf.mul(left, hadamard), right)
}

/** The entries of H / sqrt n, row-major. */
export function hadamardEntries(n: number): Float32Array {
  if (n < 1 || !Number.isInteger(Math.log2(n)))
    throw new RangeError(`A Hadamard matrix of ${n} rows: ${n} is no power of two`)
  return Float32Array.from({ length: n * n }, (_, k) => {
    let common = Math.floor(k / n) & (k % n)
    let sign = 1
    for (; common > 0; common &= common - 1) sign = -sign
    return sign / Math.sqrt(n)
  })
}

// AssemblyScript: site/assembly.ts compiles it to WebAssembly with SIMD. Addresses are in bytes.

/** to[r] = sum over i of matrix[r, i] vector[i], for doubles: matrix [rows, width], vector [width], `width` a multiple of 8. */
export function product(matrix: usize, vector: usize, to: usize, rows: i32, width: i32): void {
  const row = (<usize>width) << 3
  for (let r = 0; r < rows; r++) {
    // In four sums: each addition of one would wait for the one before.
    let a = f64x2.splat(0)
    let b = a
    let c = a
    let d = a
    for (let i: usize = 0; i < row; i += 64) {
      a = f64x2.add(a, f64x2.mul(v128.load(matrix + i), v128.load(vector + i)))
      b = f64x2.add(b, f64x2.mul(v128.load(matrix + i, 16), v128.load(vector + i, 16)))
      c = f64x2.add(c, f64x2.mul(v128.load(matrix + i, 32), v128.load(vector + i, 32)))
      d = f64x2.add(d, f64x2.mul(v128.load(matrix + i, 48), v128.load(vector + i, 48)))
    }
    const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d))
    store<f64>(to, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1))
    to += 8
    matrix += row
  }
}

// AssemblyScript, as in `layers.ts`: products with matrices that are mostly zeros, and rows of a matrix by their positions.
import { FLOAT, put, take, VECTOR } from './vectors'

/**
 * to = x W for x of mostly zeros, such as words one-hot: `times` times `count` matrices x of rows x inner, and W of inner x columns, the same `count`
 * at every time. Four zeros of x in a row are passed over.
 */
export function pick(to: usize, x: usize, w: usize, times: i32, count: i32, rows: i32, inner: i32, columns: i32): void {
  const bytes = <usize>inner * FLOAT
  const width = <usize>columns * FLOAT
  for (let t = 0; t < times; t++) {
    for (let n = 0; n < count; n++) {
      const table = w + <usize>n * bytes * <usize>columns
      for (let i = 0; i < rows; i++) {
        memory.fill(to, 0, width)
        for (let k: usize = 0; k < bytes; ) {
          if (bytes - k >= VECTOR && !v128.any_true(v128.load(x + k))) {
            k += VECTOR
            continue
          }
          const factor = load<f32>(x + k)
          if (factor !== 0) addScaled(to, table + k * <usize>columns, width, factor)
          k += FLOAT
        }
        x += bytes
        to += width
      }
    }
  }
}

/** to = the sum over times of x^T d, for x as in `pick` and d of rows x columns: `count` matrices of inner x columns. */
export function gather(
  to: usize,
  x: usize,
  d: usize,
  times: i32,
  count: i32,
  rows: i32,
  inner: i32,
  columns: i32,
): void {
  const bytes = <usize>inner * FLOAT
  const width = <usize>columns * FLOAT
  memory.fill(to, 0, <usize>count * bytes * <usize>columns)
  for (let t = 0; t < times; t++) {
    for (let n = 0; n < count; n++) {
      const sums = to + <usize>n * bytes * <usize>columns
      for (let i = 0; i < rows; i++) {
        for (let k: usize = 0; k < bytes; ) {
          if (bytes - k >= VECTOR && !v128.any_true(v128.load(x + k))) {
            k += VECTOR
            continue
          }
          const factor = load<f32>(x + k)
          if (factor !== 0) addScaled(sums + k * <usize>columns, d, width, factor)
          k += FLOAT
        }
        x += bytes
        d += width
      }
    }
  }
}

/** to = the rows of each of `count` matrices of `all` x columns at `taken` positions, the same for each; zeros for the position after the last row. */
export function rows(to: usize, x: usize, positions: usize, count: i32, all: i32, taken: i32, columns: i32): void {
  const bytes = <usize>columns * FLOAT
  const zero = f32x4.splat(0)
  for (let n = 0; n < count; n++) {
    for (let k = 0; k < taken; k++) {
      const position = load<i32>(positions + ((<usize>k) << 2))
      const outside = position >= all
      const from = x + <usize>position * bytes
      for (let at: usize = 0; at < bytes; ) {
        const left = bytes - at
        at += put(to + at, left, outside ? zero : take(from + at, left))
      }
      to += bytes
    }
    x += <usize>all * bytes
  }
}

/** to = to + factor v, `bytes` of floats. */
function addScaled(to: usize, v: usize, bytes: usize, factor: f32): void {
  const factors = f32x4.splat(factor)
  for (let at: usize = 0; at < bytes; ) {
    const left = bytes - at
    at += put(to + at, left, f32x4.add(take(to + at, left), f32x4.mul(take(v + at, left), factors)))
  }
}

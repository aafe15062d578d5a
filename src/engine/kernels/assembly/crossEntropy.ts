// AssemblyScript: site/assembly.ts compiles it to WebAssembly with SIMD. Addresses are bytes of the memory of tf.js.
import { exponential, FLOAT, put, take, VECTOR } from './vectors'

/** ln(1 + x) of JavaScript: the logarithms of AssemblyScript have tables, which would overwrite the memory of tf.js. */
declare function log1p(x: f64): f64

/** The bytes of a vector, or of one float where fewer than four are left: how far `take` and `put` go. */
function stepOf(left: usize): usize {
  return left >= VECTOR ? VECTOR : FLOAT
}

/** The floats of a vector from `take` that a sum counts: all, or one where fewer than four are left. */
function counted(v: v128, left: usize): v128 {
  return left >= VECTOR ? v : v128.and(v, i32x4(-1, 0, 0, 0))
}

/** The sum of the four floats of a vector. */
function sumOf(v: v128): f32 {
  const low = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)
  return low + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}

/** m, the largest of `bytes` of floats; NaN if one of them is NaN. */
function largestOf(x: usize, bytes: usize): f32 {
  let all = f32x4.splat(-Infinity)
  for (let at: usize = 0; at < bytes; at += stepOf(bytes - at)) all = f32x4.max(all, take(x + at, bytes - at))
  const low = max<f32>(f32x4.extract_lane(all, 0), f32x4.extract_lane(all, 1))
  return max<f32>(low, max<f32>(f32x4.extract_lane(all, 2), f32x4.extract_lane(all, 3)))
}

/**
 * The sum of e^(x - m) without the 1 of one number that is m: the loss and the gradient of a nearly certain prediction are then no differences of numbers near 1.
 * Writes e^(x - m) to `to`, unless that is 0.
 */
function restOf(to: usize, x: usize, m: f32, bytes: usize): f32 {
  const largest = f32x4.splat(m)
  let rest = f32x4.splat(0)
  let ties = f32x4.splat(0)
  for (let at: usize = 0; at < bytes; ) {
    const left = bytes - at
    const below = f32x4.sub(take(x + at, left), largest)
    const isLargest = f32x4.eq(below, f32x4.splat(0))
    const power = exponential(below)
    rest = f32x4.add(rest, counted(v128.andnot(power, isLargest), left))
    ties = f32x4.add(ties, counted(v128.and(f32x4.splat(1), isLargest), left))
    if (to !== 0) put(to + at, left, power)
    at += stepOf(left)
  }
  return sumOf(ties) - 1 + sumOf(rest)
}

/**
 * to = the mean over rows of -sum_w t[w] ln softmax(x)[w]: x is `count` matrices of rows x columns, and t is `labelled` of them; matrix n of x has the labels n
 * modulo `labelled`. A row has the loss ln(1 + rest) - sum_w t[w] (x[w] - m).
 */
export function crossEntropy(to: usize, x: usize, t: usize, count: i32, labelled: i32, rows: i32, columns: i32): void {
  const bytes = <usize>columns * FLOAT
  for (let n = 0; n < count; n++) {
    let label = t + <usize>((n % labelled) * rows) * bytes
    let total: f64 = 0
    for (let i = 0; i < rows; i++) {
      const m = largestOf(x, bytes)
      let atLabel = f32x4.splat(0)
      for (let at: usize = 0; at < bytes; ) {
        const left = bytes - at
        const below = f32x4.sub(take(x + at, left), f32x4.splat(m))
        atLabel = f32x4.add(atLabel, counted(f32x4.mul(take(label + at, left), below), left))
        at += stepOf(left)
      }
      total += log1p(<f64>restOf(0, x, m, bytes)) - <f64>sumOf(atLabel)
      x += bytes
      label += bytes
    }
    store<f32>(to, <f32>(total / <f64>rows))
    to += FLOAT
  }
}

/** to = factor (softmax(x) - t), with x and t of `crossEntropy`: factor / (1 + rest) (e^(x - m) - t - t rest). */
export function crossEntropyGradient(
  to: usize,
  x: usize,
  t: usize,
  count: i32,
  labelled: i32,
  rows: i32,
  columns: i32,
  factor: f32,
): void {
  const bytes = <usize>columns * FLOAT
  for (let n = 0; n < count; n++) {
    let label = t + <usize>((n % labelled) * rows) * bytes
    for (let i = 0; i < rows; i++) {
      const rest = restOf(to, x, largestOf(x, bytes), bytes)
      const scales = f32x4.splat(factor / (1 + rest))
      for (let at: usize = 0; at < bytes; ) {
        const left = bytes - at
        const wanted = take(label + at, left)
        const excess = f32x4.sub(f32x4.sub(take(to + at, left), wanted), f32x4.mul(wanted, f32x4.splat(rest)))
        at += put(to + at, left, f32x4.mul(excess, scales))
      }
      x += bytes
      to += bytes
      label += bytes
    }
  }
}

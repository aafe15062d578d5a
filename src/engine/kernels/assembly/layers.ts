// AssemblyScript: site/assembly.ts compiles it to WebAssembly with SIMD. Addresses are bytes of the memory of tf.js; 0 stands for a tensor that is missing.
import { exponential, FLOAT, put, take, VECTOR } from './vectors'

/** The activations by their numbers in `fused/arithmetic.ts`. */
const SIGMOID: i32 = 1
const TANH: i32 = 2
const RELU: i32 = 3

/** z = e^-|y|; 1 / (1 + z), and z / (1 + z) below 0: no difference of large numbers. Error: 4 units in the last place. */
function sigmoid(y: v128): v128 {
  const one = f32x4.splat(1)
  const z = exponential(f32x4.neg(f32x4.abs(y)))
  return f32x4.div(v128.bitselect(z, one, f32x4.lt(y, f32x4.splat(0))), f32x4.add(one, z))
}

/** 1 - 2 / (e^2|y| + 1) with the sign of y, and the polynomial of Cephes' tanhf where |y| < 0.625. Error: 3 units in the last place; 1 from |y| = 9.02 on. */
function tanh(y: v128): v128 {
  const one = f32x4.splat(1)
  const size = f32x4.abs(y)
  const e = exponential(f32x4.min(f32x4.add(size, size), f32x4.splat(20)))
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)))
  const sign = v128.and(y, i32x4.splat(0x80000000))
  const z = f32x4.mul(y, y)
  let p = f32x4.splat(-5.70498872745e-3)
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.06390887954e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-5.37397155531e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-3.33332819422e-1))
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), y), y)
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(size, f32x4.splat(0.625)))
}

/** g f'(y) from u = f(y): g u (1 - u), g (1 - u^2), g where u > 0. */
function sloped(g: v128, u: v128, activation: i32): v128 {
  const one = f32x4.splat(1)
  if (activation === SIGMOID) return f32x4.mul(g, f32x4.mul(u, f32x4.sub(one, u)))
  if (activation === TANH) return f32x4.sub(g, f32x4.mul(g, f32x4.mul(u, u)))
  if (activation === RELU) return v128.and(g, f32x4.gt(u, f32x4.splat(0)))
  return g
}

/**
 * In place, u = f(scale y + factor b): `count` matrices of rows x columns. From one matrix of b to the next there are `bNext` bytes, from one
 * row to the next `bRow`.
 */
export function activate(
  y: usize,
  count: i32,
  rows: i32,
  columns: i32,
  b: usize,
  bNext: usize,
  bRow: usize,
  scale: f32,
  factor: f32,
  activation: i32,
): void {
  const bytes = <usize>columns * FLOAT
  const all = <usize>(count * rows) * bytes
  if (b !== 0 || scale !== 1) {
    const scales = f32x4.splat(scale)
    const factors = f32x4.splat(factor)
    let row = y
    for (let n = 0; n < count; n++) {
      for (let i = 0; i < rows; i++) {
        const bias = b + <usize>n * bNext + <usize>i * bRow
        for (let at: usize = 0; at < bytes; ) {
          const left = bytes - at
          let v = f32x4.mul(take(row + at, left), scales)
          if (b !== 0) v = f32x4.add(v, f32x4.mul(take(bias + at, left), factors))
          at += put(row + at, left, v)
        }
        row += bytes
      }
    }
  }
  const end = y + all
  // A loop for each activation, so that no loop branches on it at every step.
  if (activation === SIGMOID) {
    for (; y + VECTOR <= end; y += VECTOR) v128.store(y, sigmoid(v128.load(y)))
    for (; y < end; y += FLOAT) store<f32>(y, f32x4.extract_lane(sigmoid(v128.load_splat<f32>(y)), 0))
  } else if (activation === TANH) {
    for (; y + VECTOR <= end; y += VECTOR) v128.store(y, tanh(v128.load(y)))
    for (; y < end; y += FLOAT) store<f32>(y, f32x4.extract_lane(tanh(v128.load_splat<f32>(y)), 0))
  } else if (activation === RELU) {
    const zero = f32x4.splat(0)
    for (; y + VECTOR <= end; y += VECTOR) v128.store(y, f32x4.max(v128.load(y), zero))
    for (; y < end; y += FLOAT) store<f32>(y, f32x4.extract_lane(f32x4.max(v128.load_splat<f32>(y), zero), 0))
  }
}

/** sum = skip a + branch u, `count` floats. */
export function combine(sum: usize, a: usize, u: usize, count: i32, skip: f32, branch: f32): void {
  const bytes = <usize>count * FLOAT
  const skips = f32x4.splat(skip)
  const branches = f32x4.splat(branch)
  for (let at: usize = 0; at < bytes; ) {
    const left = bytes - at
    const v = f32x4.add(f32x4.mul(take(a + at, left), skips), f32x4.mul(take(u + at, left), branches))
    at += put(sum + at, left, v)
  }
}

/**
 * The gradient below an activation: d = branch f'(u) (scale g + skip a). The sum in parentheses is written back to g unless d is g itself, or the sum is g.
 * g, a, d: [count, copies, size]; u: [count, size], the same for all copies. Without a there is no skip; without u, f is the identity.
 */
export function back(
  g: usize,
  a: usize,
  u: usize,
  d: usize,
  count: i32,
  copies: i32,
  size: i32,
  scale: f32,
  skip: f32,
  branch: f32,
  activation: i32,
): void {
  const bytes = <usize>size * FLOAT
  const scales = f32x4.splat(scale)
  const skips = f32x4.splat(skip)
  const branches = f32x4.splat(branch)
  const writes = d !== g && (a !== 0 || scale !== 1)
  for (let n = 0; n < count; n++) {
    for (let copy = 0; copy < copies; copy++) {
      for (let at: usize = 0; at < bytes; ) {
        const left = bytes - at
        let v = f32x4.mul(take(g + at, left), scales)
        if (a !== 0) v = f32x4.add(v, f32x4.mul(take(a + at, left), skips))
        if (writes) put(g + at, left, v)
        if (u !== 0) v = sloped(v, take(u + at, left), activation)
        at += put(d + at, left, f32x4.mul(v, branches))
      }
      g += bytes
      d += bytes
      if (a !== 0) a += bytes
    }
    if (u !== 0) u += bytes
  }
}

/** to = factor times the sum over rows of each of `count` matrices of rows x columns. */
export function sumRows(to: usize, from: usize, count: i32, rows: i32, columns: i32, factor: f32): void {
  const bytes = <usize>columns * FLOAT
  const factors = f32x4.splat(factor)
  for (let n = 0; n < count; n++) {
    for (let at: usize = 0; at < bytes; ) {
      const left = bytes - at
      let sum = f32x4.splat(0)
      let row = from + at
      for (let i = 0; i < rows; i++) {
        sum = f32x4.add(sum, take(row, left))
        row += bytes
      }
      at += put(to + at, left, f32x4.mul(sum, factors))
    }
    from += <usize>rows * bytes
    to += bytes
  }
}

/** newSum = decay sum + g, newSquares = squareDecay squares + g^2, newW = w - rate newSum / (sqrt(newSquares) + epsilon), `count` floats. */
export function adam(
  newW: usize,
  newSum: usize,
  newSquares: usize,
  w: usize,
  sum: usize,
  squares: usize,
  g: usize,
  count: i32,
  decay: f32,
  squareDecay: f32,
  rate: f32,
  epsilon: f32,
): void {
  const bytes = <usize>count * FLOAT
  const decays = f32x4.splat(decay)
  const squareDecays = f32x4.splat(squareDecay)
  const rates = f32x4.splat(rate)
  const epsilons = f32x4.splat(epsilon)
  for (let at: usize = 0; at < bytes; ) {
    const left = bytes - at
    const gradient = take(g + at, left)
    const s = f32x4.add(f32x4.mul(take(sum + at, left), decays), gradient)
    const q = f32x4.add(f32x4.mul(take(squares + at, left), squareDecays), f32x4.mul(gradient, gradient))
    const way = f32x4.mul(f32x4.div(s, f32x4.add(f32x4.sqrt(q), epsilons)), rates)
    put(newSum + at, left, s)
    put(newSquares + at, left, q)
    at += put(newW + at, left, f32x4.sub(take(w + at, left), way))
  }
}

/** Copies `count` floats. */
export function copy(to: usize, from: usize, count: i32): void {
  memory.copy(to, from, <usize>count * FLOAT)
}

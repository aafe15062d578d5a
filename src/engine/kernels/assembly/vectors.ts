// AssemblyScript: vectors of four floats, for the loops beside this file. Addresses are bytes of the memory of tf.js.

/** Bytes of a float. */
export const FLOAT: usize = 4
/** Bytes of a vector. */
export const VECTOR: usize = 16

/** The smallest x for which e^x is a normal number: below it e^x counts as 0, as in tf.js. */
const LEAST: f32 = -87.33654

/**
 * e^x, x <= 88: x = n ln 2 + r with |r| <= ln 2 / 2, and the polynomial of Cephes' expf in r. Error: 2 units in the last place where e^x is a normal
 * number, 0 below.
 */
export function exponential(x: v128): v128 {
  // Added to a float, 1.5 * 2^23 rounds it to a whole number, and leaves that in the lowest bits.
  const rounding = f32x4.splat(12582912)
  const rounded = f32x4.add(f32x4.mul(x, f32x4.splat(<f32>Math.LOG2E)), rounding)
  const n = f32x4.sub(rounded, rounding)
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)))
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)))
  let p = f32x4.splat(1.98756915e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1))
  // 2^n: its exponent is n + 127.
  const power = i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(127 << 23))
  return v128.andnot(f32x4.mul(p, power), f32x4.lt(x, f32x4.splat(LEAST)))
}

/** Four floats, or one of them four times where fewer are left. */
export function take(address: usize, left: usize): v128 {
  return left >= VECTOR ? v128.load(address) : v128.load_splat<f32>(address)
}

/** Writes four floats, or the first of them where fewer are left, and says how many bytes. */
export function put(address: usize, left: usize, value: v128): usize {
  if (left >= VECTOR) {
    v128.store(address, value)
    return VECTOR
  }
  store<f32>(address, f32x4.extract_lane(value, 0))
  return FLOAT
}

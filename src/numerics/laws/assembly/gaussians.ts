// AssemblyScript: site/assembly.ts compiles it to WebAssembly with SIMD. Addresses are in bytes.

/** Pairs in a block: their room is `scratch`, 24 bytes for each and 32 more. */
const PAIRS = 512

/** The scale of a signed number of 32 bits: to (-1, 1). */
const UNIT: f64 = 4.656612873077393e-10

/** The high words of 1 and of sqrt(1/2), as in `laws/logarithm.ts`. */
const ONE: i32 = 0x3ff00000
const ROOT_HALF: i32 = 0x3fe6a09e

/** ln x of two numbers by the formula of `laws/logarithm.ts`, operation by operation: the results are equal to the last bit. */
function ln(x: v128): v128 {
  const high = i32x4.add(x, i32x4(0, ONE - ROOT_HALF, 0, ONE - ROOT_HALF))
  const powers = i32x4.sub(i32x4.shr_s(high, 20), i32x4.splat(1023))
  const exponent = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(powers, powers, 1, 3, 1, 3))
  const mantissa = i32x4.add(v128.and(high, i32x4.splat(0xfffff)), i32x4.splat(ROOT_HALF))
  const m = v128.bitselect(mantissa, x, i32x4(0, -1, 0, -1))
  const one = f64x2.splat(1)
  const z = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one))
  const q = f64x2.mul(z, z)
  let series = f64x2.add(
    f64x2.add(f64x2.splat(1.0 / 15), f64x2.mul(q, f64x2.splat(1.0 / 17))),
    f64x2.mul(f64x2.mul(q, q), f64x2.splat(1.0 / 19)),
  )
  series = f64x2.add(f64x2.splat(1.0 / 13), f64x2.mul(q, series))
  series = f64x2.add(f64x2.splat(1.0 / 11), f64x2.mul(q, series))
  series = f64x2.add(f64x2.splat(1.0 / 9), f64x2.mul(q, series))
  series = f64x2.add(f64x2.splat(1.0 / 7), f64x2.mul(q, series))
  series = f64x2.add(f64x2.splat(1.0 / 5), f64x2.mul(q, series))
  series = f64x2.add(f64x2.splat(1.0 / 3), f64x2.mul(q, series))
  const artanh = f64x2.mul(f64x2.mul(f64x2.splat(2), z), f64x2.add(one, f64x2.mul(q, series)))
  const low = f64x2.add(f64x2.mul(exponent, f64x2.splat(1.9082149292705877e-10)), artanh)
  return f64x2.add(f64x2.mul(exponent, f64x2.splat(0.6931471803691238)), low)
}

/**
 * The next `count` Gaussian numbers of the polar method over xoroshiro128+, as floats: those of `LAWS.gaussian.fill`. `state` holds the generator's two words, and
 * is moved on. An odd number is drawn as one more. Up to two floats beyond the last are overwritten.
 */
export function gaussians(to: usize, count: i32, scratch: usize, state: usize): void {
  let a = load<u64>(state)
  let b = load<u64>(state, 8)
  const squares = scratch + PAIRS * 16 + 16
  for (let left = count; left > 0; left -= 2 * PAIRS) {
    const pairs = min(PAIRS, (left + 1) >> 1)
    let k = 0
    while (k < pairs) {
      const u = (<f64>(<i32>(a + b)) + 0.5) * UNIT
      b ^= a
      a = rotl<u64>(a, 24) ^ b ^ (b << 16)
      b = rotl<u64>(b, 37)
      const v = (<f64>(<i32>(a + b)) + 0.5) * UNIT
      b ^= a
      a = rotl<u64>(a, 24) ^ b ^ (b << 16)
      b = rotl<u64>(b, 37)
      const square = u * u + v * v
      const at = <usize>k
      store<f64>(scratch + (at << 4), u)
      store<f64>(scratch + (at << 4), v, 8)
      store<f64>(squares + (at << 3), square)
      // A point outside of the disc is overwritten by the next.
      k += i32(square < 1)
    }
    // A whole vector also after an odd number of pairs.
    store<f64>(squares + ((<usize>pairs) << 3), 0.5)
    for (let j = 0; j < pairs; j += 2) {
      const square = v128.load(squares + ((<usize>j) << 3))
      const scale = f64x2.sqrt(f64x2.div(f64x2.mul(f64x2.splat(-2), ln(square)), square))
      const pair = scratch + ((<usize>j) << 4)
      const first = f64x2.mul(v128.load(pair), v128.shuffle<f64>(scale, scale, 0, 0))
      const second = f64x2.mul(v128.load(pair, 16), v128.shuffle<f64>(scale, scale, 1, 1))
      v128.store(to, v128.shuffle<f32>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 1, 4, 5))
      to += 16
    }
    // A block of an odd number of pairs is the last one.
  }
  store<u64>(state, a)
  store<u64>(state, b, 8)
}

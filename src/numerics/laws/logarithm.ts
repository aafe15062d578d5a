const number = new Float64Array(1)
/** The words of `number`, the low one first: WebAssembly, and every machine of today, is little-endian. */
const words = new Int32Array(number.buffer)

/** The high words of 1 and of sqrt(1/2). */
const ONE = 0x3ff00000
const ROOT_HALF = 0x3fe6a09e

/** ln 2 as a sum of two numbers. The low bits of the first are zero, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

/**
 * ln x for a normal x > 0, to 2e-15 relative: x = 2^k m with m in [sqrt(1/2), sqrt 2) up to its low word, ln m = 2 artanh((m - 1)/(m + 1)). It uses only sums,
 * products and quotients, which IEEE 754 determines to the last bit; Math.log may differ between browsers.
 */
export function ln(x: number): number {
  number[0] = x
  const high = (words[1] ?? 0) + (ONE - ROOT_HALF)
  const exponent = (high >> 20) - 1023
  words[1] = (high & 0xfffff) + ROOT_HALF
  const m = number[0]
  const z = (m - 1) / (m + 1)
  const q = z * z
  const series =
    1 / 3 +
    q *
      (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13 + q * (1 / 15 + q * (1 / 17) + q * q * (1 / 19)))))))
  return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * z * (1 + q * series))
}

const bits = new DataView(new ArrayBuffer(8))
/** ln 2 as a sum of two numbers. The low bits of the first are zero, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

/**
 * ln x for a normal x > 0, to 2e-15 relative: x = 2^k m with m in [sqrt(1/2), sqrt 2), ln m = 2 artanh((m - 1)/(m + 1)). It uses only sums, products
 * and quotients, which IEEE 754 determines to the last bit; Math.log may differ between browsers.
 */
export function ln(x: number): number {
  bits.setFloat64(0, x)
  const high = bits.getUint32(0)
  let exponent = (high >>> 20) - 1023
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000)
  let m = bits.getFloat64(0)
  if (m > Math.SQRT2) {
    m *= 0.5
    exponent++
  }
  const z = (m - 1) / (m + 1)
  const q = z * z
  const series =
    1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13 + q * (1 / 15 + q / 17 + (q * q) / 19))))))
  return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * z * (1 + q * series))
}

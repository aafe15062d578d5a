import { expect, it } from 'vitest'

/**
 * The recursion of mean and mean square on the page, for wide layers with He's weights: m' = g (m + sqrt(q / pi)), q' = g^2 (2 q + 2 m sqrt(q / pi)).
 */
function after(blocks: number, gamma: number): { m: number; q: number } {
  let [m, q] = [0, 1]
  for (let k = 0; k < blocks; k++) {
    const branch = Math.sqrt(q / Math.PI)
    ;[m, q] = [gamma * (m + branch), gamma ** 2 * (2 * q + 2 * m * branch)]
  }
  return { m, q }
}

const grown = (blocks: number, gamma: number) => after(blocks + 1, gamma).q / after(blocks, gamma).q
const ratio = (gamma: number) => after(60, gamma).m / Math.sqrt(after(60, gamma).q)

it('settles at the ratio 0.801, whatever the constant, and that is a root of the cubic', () => {
  for (const gamma of [0.4, 0.587, Math.SQRT1_2, 1]) {
    const r = ratio(gamma)
    expect(r.toFixed(3)).toBe('0.801')
    const root = Math.sqrt(Math.PI)
    expect((2 / root) * r ** 3 + r ** 2 - (2 / root) * r - 1 / Math.PI).toBeCloseTo(0, 12)
    expect(r ** 2).toBeGreaterThan(0.6)
    expect(r ** 2).toBeLessThan(2 / 3)
  }
})

it('multiplies the mean square by 1.452 a block at 1/√2 = 0.707: 1.0, 3.3, 21 and 884 after 1, 5, 10 and 20 blocks', () => {
  expect(Math.SQRT1_2.toFixed(3)).toBe('0.707')
  expect(grown(60, Math.SQRT1_2).toFixed(3)).toBe('1.452')
  expect((1 + ratio(1) / Math.sqrt(Math.PI)).toFixed(3)).toBe('1.452')
  expect([1, 5, 10, 20].map((blocks) => after(blocks, Math.SQRT1_2).q.toPrecision(2))).toEqual([
    '1.0',
    '3.3',
    '21',
    '8.8e+2',
  ])
  expect(Math.round(after(20, Math.SQRT1_2).q)).toBe(884)
})

it('holds the mean square at 0.587, after a fall in the first few blocks', () => {
  const stable = 1 / Math.sqrt(2 + (2 * ratio(1)) / Math.sqrt(Math.PI))
  expect(stable.toFixed(3)).toBe('0.587')
  expect(grown(60, stable)).toBeCloseTo(1, 12)
  expect(after(1, stable).q).toBeLessThan(0.7)
  expect(after(60, stable).q / after(12, stable).q).toBeCloseTo(1, 3)
})

it('settles because the slope of the map r -> r′ falls from 0.59 at 0 to 0.43 at the fixed point', () => {
  const root = Math.sqrt(Math.PI)
  const map = (r: number) => (r + 1 / root) / Math.sqrt(2 + (2 * r) / root)
  const slope = (r: number) =>
    (1 / Math.sqrt(2 + (2 * r) / root)) * (1 - (r + 1 / root) / (root * (2 + (2 * r) / root)))
  for (const r of [0, 0.2, 0.5, ratio(1)]) expect(slope(r)).toBeCloseTo((map(r + 1e-6) - map(r - 1e-6)) / 2e-6, 8)
  expect(slope(0).toFixed(2)).toBe('0.59')
  expect(slope(ratio(1)).toFixed(2)).toBe('0.43')
  for (let r = 0; r < ratio(1); r += 0.01) expect(slope(r)).toBeGreaterThan(slope(r + 0.01))
  // A step leaves at most 0.6 of the distance, because all slopes are below 0.6.
  for (let r = 0; r < 0.79; r += 0.01) expect((ratio(1) - map(r)) / (ratio(1) - r)).toBeLessThan(0.6)
})

it('leaves 1.4e-3 of the gradient on the direct path of 20 layers, 0.00098 on that of 20 blocks, 3e-8 on that of 50', () => {
  expect((Math.SQRT1_2 ** 19).toExponential(1)).toBe('1.4e-3')
  expect((Math.SQRT1_2 ** 20).toPrecision(2)).toBe('0.00098')
  expect((Math.SQRT1_2 ** 50).toExponential(0)).toBe('3e-8')
  expect((0.95 ** 25).toFixed(2)).toBe('0.28')
  expect((1 / Math.sqrt(128)).toFixed(2)).toBe('0.09')
})

it('has variance 2.65 after 20 blocks where the branch scales with its input, and 2.0 where it has variance one', () => {
  let [scaling, fixed] = [1, 1]
  for (let k = 0; k < 20; k++) [scaling, fixed] = [(1 + 1 / 20) * scaling, fixed + 1 / 20]
  expect(scaling.toFixed(2)).toBe('2.65')
  expect(fixed.toFixed(1)).toBe('2.0')
})

it('has an output 2^25 times too large at gamma = 1 after 50 blocks, as a root mean square', () => {
  expect(Math.sqrt((1 + 1) ** 50)).toBe(2 ** 25)
})

it('uses one branch on the typical path when b² = 1/(L - 1), and leaves a good part of the squared gradient to none', () => {
  const [blocks, square] = [20, 0.05]
  expect(blocks * square).toBeCloseTo(1, 12)
  // The share of k = 0 in Binomial(20, 0.05); the cosine is its square root.
  expect((1 - square) ** blocks).toBeGreaterThan(1 / 3)
  expect(Math.sqrt((1 - square) ** blocks).toFixed(2)).toBe('0.60')
  expect((1 - square) ** blocks).toBeCloseTo(Math.exp(-blocks * square), 1)
})

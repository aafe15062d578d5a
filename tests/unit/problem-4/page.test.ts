import { expect, it } from 'vitest'

/** The page's recursion of mean and mean square in wide layers with He's weights: m' = g (m + sqrt(q / pi)), q' = g^2 (2 q + 2 m sqrt(q / pi)). */
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

it('leaves 1.4e-3 of the gradient on the direct path of 20 layers', () => {
  expect((Math.SQRT1_2 ** 19).toExponential(1)).toBe('1.4e-3')
})

it('uses one branch on the typical path when b² = 1/(L - 1), and leaves a good part of the squared gradient to none', () => {
  const [blocks, square] = [20, 0.05]
  expect(blocks * square).toBeCloseTo(1, 12)
  // The share of k = 0 in Binomial(20, 0.05), and the cosine as its root.
  expect((1 - square) ** blocks).toBeGreaterThan(1 / 3)
  expect(Math.sqrt((1 - square) ** blocks).toFixed(2)).toBe('0.60')
  expect((1 - square) ** blocks).toBeCloseTo(Math.exp(-blocks * square), 1)
})

import { describe, expect, it } from 'vitest'
import type { Law } from '../../../src/experiment'
import { LAWS } from '../../../src/numerics/laws/laws'
import { integrate, panels } from '../../../src/numerics/theory/quadrature'

const laws = Object.keys(LAWS) as Law[]
const END = Math.sqrt(3)
/** Quadrature panels whose edges include the ends of every density. */
const line = panels(
  [...Array.from({ length: 81 }, (_, i) => i - 40), -END, END].sort((a, b) => a - b),
  24,
)
/** E f by the density, or over the two points of a sign. */
const mean = (law: Law, f: (v: number) => number): number => {
  const { density } = LAWS[law]
  return density ? integrate(line, (v) => density(v) * f(v)) : (f(-1) + f(1)) / 2
}

describe.each(laws)('%s', (law) => {
  const facts = LAWS[law]

  it('has mean 0, variance 1, its kurtosis and its symmetry', () => {
    expect(mean(law, () => 1)).toBeCloseTo(1, 10)
    expect(mean(law, (v) => v)).toBeCloseTo(0, 10)
    expect(mean(law, (v) => v * v)).toBeCloseTo(1, 10)
    expect(mean(law, (v) => v ** 4)).toBeCloseTo(facts.kurtosis, 8)
    expect(Math.abs(mean(law, (v) => v ** 3)) < 1e-9).toBe(facts.symmetric)
  })

  it.each([0, 0.3, 1, 2.7, 9])('has its characteristic function at %d', (t) => {
    expect(facts.cosine(t)).toBeCloseTo(
      mean(law, (v) => Math.cos(t * v)),
      9,
    )
    expect(facts.sine(t)).toBeCloseTo(
      mean(law, (v) => Math.sin(t * v)),
      9,
    )
  })

  it('has the distribution of its density', () => {
    const { density } = facts
    for (const x of [-2.2, -0.5, 0.1, 1.2, 2.2]) {
      if (!density) expect(facts.below(x)).toBe(x < -1 ? 0 : x < 1 ? 0.5 : 1)
      else expect((facts.below(x + 1e-6) - facts.below(x - 1e-6)) / 2e-6).toBeCloseTo(density(x), 8)
    }
    expect(facts.below(-50)).toBeLessThan(1e-15)
    expect(facts.below(50)).toBeCloseTo(1, 15)
  })

  it.each([-3, -1.3, -0.4, 0, 0.6, 1.5, 4])('exceeds %d as its density says', (c) => {
    const { density } = facts
    const above = panels([c, ...[-END, -1, 0, 1, END, 6, 15, 45].filter((edge) => edge > c)], 40)
    const over = (k: number) =>
      density ? integrate(above, (v) => density(v) * (v - c) ** k) : mean(law, (v) => Math.max(0, v - c) ** k)
    expect(facts.excess(c)[0]).toBeCloseTo(over(1), 10)
    expect(facts.excess(c)[1]).toBeCloseTo(over(2), 9)
  })
})

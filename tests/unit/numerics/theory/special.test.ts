import { describe, expect, it } from 'vitest'
import { gammaBias, logBiasOf } from '../../../../src/numerics/theory/logBias'
import { gaussianMean, gaussLegendre, gradedEdges, integrate, panels } from '../../../../src/numerics/theory/quadrature'
import {
  digamma,
  fairBinomial,
  meanLogChiSquare,
  normalAbove,
  normalBelow,
  normalDensity,
  trigamma,
} from '../../../../src/numerics/theory/special'

const EULER = 0.5772156649015329

describe('special functions', () => {
  it('know the normal distribution, far into its tail', () => {
    expect(normalBelow(0)).toBe(0.5)
    expect(normalBelow(1.96)).toBeCloseTo(0.9750021048517795, 14)
    expect(normalBelow(-1)).toBeCloseTo(0.15865525393145707, 14)
    // 1 - Phi(4) and 1 - Phi(10), Abramowitz and Stegun 26.2.
    expect(normalAbove(4) / 3.167124183311992e-5).toBeCloseTo(1, 12)
    expect(normalAbove(10) / 7.61985302416053e-24).toBeCloseTo(1, 12)
    for (const x of [-6, -2.9, -3.1, 0.3, 2.99, 3.01, 5]) {
      expect(normalBelow(x) + normalAbove(x)).toBeCloseTo(1, 14)
      const slope = (normalBelow(x + 1e-5) - normalBelow(x - 1e-5)) / 2e-5
      expect(slope).toBeCloseTo(normalDensity(x), 9)
    }
  })

  it('know digamma and trigamma', () => {
    expect(digamma(1)).toBeCloseTo(-EULER, 13)
    expect(digamma(0.5)).toBeCloseTo(-EULER - 2 * Math.LN2, 13)
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 12)
    expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 12)
    for (const x of [0.3, 1.7, 12, 300]) {
      expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 12)
      expect((digamma(x + 1e-4) - digamma(x - 1e-4)) / 2e-4).toBeCloseTo(trigamma(x), 5)
    }
    // chi^2_2 / 2 is exponential: E ln = -Euler.
    expect(meanLogChiSquare(2)).toBeCloseTo(-EULER, 13)
  })

  it('know the binomial law of up to 1024 fair coins', () => {
    expect([...fairBinomial(4)]).toEqual([1, 4, 6, 4, 1].map((c) => expect.closeTo(c / 16, 15)))
    const p = fairBinomial(1024)
    expect(p.reduce((sum, v) => sum + v, 0)).toBeCloseTo(1, 13)
    expect(p.reduce((sum, v, k) => sum + v * (k - 512) ** 2, 0)).toBeCloseTo(256, 9)
  })
})

describe('quadrature', () => {
  it.each([1, 2, 5, 16])('with %i Gauss-Legendre nodes is exact for polynomials of twice the degree', (n) => {
    const rule = gaussLegendre(n)
    for (let k = 0; k < 2 * n; k++)
      expect(integrate(rule, (x) => x ** k)).toBeCloseTo(k % 2 === 0 ? 2 / (k + 1) : 0, 13)
    expect(integrate(rule, (x) => x ** (2 * n))).not.toBeCloseTo(2 / (2 * n + 1), 13)
  })

  it('runs over panels that grow away from 0', () => {
    expect(gradedEdges(1, 10)).toEqual([0, 1, 2, 4, 8, 10])
    expect(gradedEdges(1, 6, 2)).toEqual([0, 1, 2, 4, 6])
    expect(integrate(panels([0, 1, 3]), Math.exp)).toBeCloseTo(Math.exp(3) - 1, 11)
  })

  it.each([0.01, 0.3, 1, 4, 100, 1000])('takes Gaussian means at standard deviation %d', (sd) => {
    expect(gaussianMean(() => 1, sd)).toBeCloseTo(1, 13)
    expect(gaussianMean((y) => y * y, sd) / sd ** 2).toBeCloseTo(1, 12)
    expect(gaussianMean((y) => Math.max(0, y), sd) / sd).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 12)
    expect(gaussianMean(Math.cos, sd / 100)).toBeCloseTo(Math.exp(-0.5 * (sd / 100) ** 2), 10)
  })

  it('takes the mean of a sharp sigmoid slope under a wide Gaussian', () => {
    // As s grows, E f'(y) = E (1 - tanh^2(y/2)) / 4 with y ~ N(0, s^2) tends to the Gaussian density at 0: f' is the density of the logistic law,
    // with E y^2 = pi^2 / 3 and E y^4 = 7 pi^4 / 15, and near 0 the Gaussian is proportional to 1 - y^2 / 2s^2 + y^4 / 8s^4.
    for (const sd of [100, 1000]) {
      const mean = gaussianMean((y) => (1 - Math.tanh(y / 2) ** 2) / 4, sd)
      const limit = normalDensity(0) / sd
      const expected = 1 - Math.PI ** 2 / 6 / sd ** 2 + (7 * Math.PI ** 4) / 120 / sd ** 4
      expect(mean / limit).toBeCloseTo(expected, 10)
    }
  })
})

describe('the bias of a logarithm', () => {
  it('is exact for a chi-squared mean, and -v/2 to first order', () => {
    expect(gammaBias(2 / 7)).toBeCloseTo(meanLogChiSquare(7), 14)
    expect(gammaBias(1e-6) / -0.5e-6).toBeCloseTo(1, 5)
  })

  it('for ReLU runs over the number of active units', () => {
    // E ln(chi^2_k / (n/2)) at n = 2 given k >= 1: k = 1 is twice as likely as k = 2.
    const bias = logBiasOf('relu', 2)(5 / 2, 44 / 4)
    const expected = (2 / 3) * (digamma(1 / 2) + Math.LN2) + (1 / 3) * (digamma(1) + Math.LN2)
    expect(bias).toBeCloseTo(expected, 12)
    // At large n it equals the first two terms of the expansion.
    expect(logBiasOf('relu', 1000)(5 / 1000, 44 / 1e6)).toBeCloseTo(gammaBias(5 / 1000, 44 / 1e6), 7)
  })
})

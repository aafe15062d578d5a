import { describe, expect, it } from 'vitest'
import type { Law } from '../../../../src/experiment'
import { LAWS } from '../../../../src/numerics/laws/laws'
import type { ActivationName } from '../../../../src/numerics/networks/activations'
import { ACTIVATION_FUNCTIONS } from '../../../../src/numerics/theory/activationFunctions'
import { activationMoments } from '../../../../src/numerics/theory/activationMoments'
import { isSymmetric, type SumLaw } from '../../../../src/numerics/theory/characteristic'
import { cumulative } from '../../../../src/numerics/theory/distribution'
import { gaussianMean, integrate, panels } from '../../../../src/numerics/theory/quadrature'
import { normalBelow } from '../../../../src/numerics/theory/special'

const names: readonly ActivationName[] = ['sigmoid', 'tanh', 'relu']
const laws = Object.keys(LAWS) as Law[]
const half = [0, 0.05, 0.2, 0.5, 1, 1.4, Math.sqrt(3), 2.5, 4, 7, 12, 30]
const line = panels(
  [
    ...half
      .slice(1)
      .map((edge) => -edge)
      .reverse(),
    ...half,
  ],
  14,
)

/** E f under one law, by its density, or over the two points of a sign. */
const mean = (law: Law, f: (v: number) => number): number => {
  const { density } = LAWS[law]
  return density ? integrate(line, (v) => density(v) * f(v)) : (f(-1) + f(1)) / 2
}

/** Mean and variance of f(y - B) from a function that averages over y. */
const momentsBy = (over: (f: (y: number) => number) => number, name: ActivationName, bias: number) => {
  const u = (y: number) => ACTIVATION_FUNCTIONS[name].of(y - bias)
  const first = over(u)
  return { mean: first, variance: over((y) => (u(y) - first) ** 2) }
}

const close = ({ mean, variance }: { mean: number; variance: number }, digits: number) => ({
  mean: expect.closeTo(mean, digits),
  variance: expect.closeTo(variance, digits),
})

const gaussian = (d: number, g = 1): SumLaw => ({ d, sigma: g / Math.sqrt(d), weights: 'gaussian', inputs: 'gaussian' })

describe('mean and variance of f(y - B)', () => {
  it('have the values of Problem 3: Var u at Var y = 1', () => {
    const variance = (d: number) => activationMoments('sigmoid', gaussian(d), 0).variance
    expect(variance(1)).toBeCloseTo(0.03306, 5)
    expect(variance(4)).toBeCloseTo(0.03987, 5)
    expect(variance(16)).toBeCloseTo(0.04241, 5)
    // For many inputs y approaches a Gaussian, with a difference of order 1/d.
    const limit = gaussianMean((y) => (ACTIVATION_FUNCTIONS.sigmoid.of(y) - 0.5) ** 2, 1)
    expect(limit).toBeCloseTo(0.04338, 5)
    expect((limit - variance(1024)) / (limit - variance(512))).toBeCloseTo(0.5, 2)
  })

  // Given W, y is Gaussian with variance sigma^2 |W|^2, and |W|^2 is chi-squared with d degrees of freedom.
  it.each(names.flatMap((name) => [1, 2, 4, 16].map((d) => [name, d] as const)))(
    'of %s at d = %i agree with the mean over the length of W',
    (name, d) => {
      for (const [g, bias] of [
        [1, 0],
        [4, 0.7],
        [0.5, -0.3],
      ] as const) {
        const law = gaussian(d, g)
        const lengths = panels([0, 0.01, 0.05, 0.2, 0.5, 1, 2, 3, 4, 6, 8, 11], 16)
        const total = integrate(lengths, (r) => r ** (d - 1) * Math.exp(-r * r * 0.5))
        const over = (f: (sd: number) => number) =>
          integrate(lengths, (r) => (r ** (d - 1) * Math.exp(-r * r * 0.5) * f(law.sigma * r)) / total)
        // Because of the kink of a ReLU, this uses a closed form instead of quadrature.
        const power = (k: 1 | 2) =>
          over((sd) =>
            name === 'relu'
              ? sd ** k * LAWS.gaussian.excess(bias / sd)[k - 1 ? 1 : 0]
              : gaussianMean((y) => ACTIVATION_FUNCTIONS[name].of(y - bias) ** k, sd),
          )
        const expected = { mean: power(1), variance: power(2) - power(1) ** 2 }
        expect(activationMoments(name, law, bias)).toEqual(close(expected, name === 'relu' ? 6 : 8))
      }
    },
  )

  const pairs = laws.flatMap((weights) => laws.map((inputs) => ({ weights, inputs })))

  it.each(pairs.filter(({ weights, inputs }) => weights <= inputs))(
    'at d = 1 agree with a double integral: $weights weights, $inputs inputs',
    ({ weights, inputs }) => {
      const law: SumLaw = { d: 1, sigma: 1.5, weights, inputs }
      const over = (f: (y: number) => number) => mean(weights, (w) => mean(inputs, (x) => f(1.5 * w * x)))
      // Because of the kink of a ReLU, the double integral is less accurate than the theory.
      for (const name of names)
        for (const bias of [0, 0.8])
          expect(activationMoments(name, law, bias)).toEqual(
            close(momentsBy(over, name, bias), name === 'relu' ? 3 : 5),
          )
    },
  )

  // With sign weights, y is sigma (x_1 + x_2) except for signs, which do not change the law of a symmetric x.
  it.each(['gaussian', 'uniform', 'laplace', 'sign'] as const)(
    'at d = 2 agree with a double integral: %s',
    (inputs) => {
      const law: SumLaw = { d: 2, sigma: 0.8, weights: 'sign', inputs }
      const over = (f: (y: number) => number) => mean(inputs, (a) => mean(inputs, (b) => f(0.8 * (a + b))))
      for (const name of names)
        for (const bias of [0, -0.5])
          expect(activationMoments(name, law, bias)).toEqual(
            close(momentsBy(over, name, bias), name === 'relu' ? 3 : 6),
          )
    },
  )

  it('have a mean of 1/2 if either factor is symmetric, and only then', () => {
    for (const pair of pairs)
      for (const d of [1, 3]) {
        const law: SumLaw = { ...pair, d, sigma: 1 }
        const { mean } = activationMoments('sigmoid', law, 0)
        if (isSymmetric(law)) expect(mean).toBeCloseTo(0.5, 12)
        else expect(Math.abs(mean - 0.5)).toBeGreaterThan(1e-3)
      }
  })

  it('of a ReLU without bias keep half the second moment', () => {
    for (const pair of pairs.filter((pair) => isSymmetric(pair)))
      for (const d of [1, 2, 7]) {
        const { mean, variance } = activationMoments('relu', { ...pair, d, sigma: 2 }, 0)
        expect(variance + mean ** 2).toBeCloseTo(2 * d, 4)
      }
    expect(activationMoments('relu', gaussian(1), 0).mean).toBeCloseTo(1 / Math.PI, 6)
  })

  it('stay under the bound of the steepest slope', () => {
    for (const name of names)
      for (const d of [1, 8])
        for (const g of [0.25, 1, 4])
          expect(activationMoments(name, gaussian(d, g), 0.4).variance).toBeLessThan(
            ACTIVATION_FUNCTIONS[name].steepest ** 2 * g * g,
          )
  })
})

describe('the distribution of y', () => {
  const points = [-2.1, -0.9, -0.2, 0.3, 1.1, 1.9]

  it('for Gaussians of two inputs is Laplace', () => {
    // w1 x1 + w2 x2 has the characteristic function 1/(1 + t^2), and so the density exp(-|y|)/2.
    const found = cumulative({ d: 2, sigma: 1, weights: 'gaussian', inputs: 'gaussian' }, points)
    points.forEach((y, i) => {
      expect(found[i]).toBeCloseTo(y < 0 ? Math.exp(y) / 2 : 1 - Math.exp(-y) / 2, 4)
    })
  })

  it.each([
    ['uniform', 'gaussian'],
    ['laplace', 'uniform'],
    ['skewed', 'skewed'],
    ['skewed', 'laplace'],
  ] as const)('at d = 1 is that of a product: %s, %s', (weights, inputs) => {
    const found = cumulative({ d: 1, sigma: 1, weights, inputs }, points)
    points.forEach((y, i) => {
      const expected = mean(weights, (w) => (w > 0 ? LAWS[inputs].below(y / w) : 1 - LAWS[inputs].below(y / w)))
      expect(found[i]).toBeCloseTo(expected, 3)
    })
  })

  it('of signs lies on its lattice', () => {
    const law: SumLaw = { d: 3, sigma: 1, weights: 'sign', inputs: 'sign' }
    expect(cumulative(law, [-3.1, -3, -1.5, -1, 0, 1, 2.9, 3])).toEqual([0, 1, 1, 4, 4, 7, 7, 8].map((k) => k / 8))
  })

  it('tends to a Gaussian', () => {
    const found = cumulative({ d: 1024, sigma: 1 / 32, weights: 'skewed', inputs: 'laplace' }, points)
    points.forEach((y, i) => {
      expect(found[i]).toBeCloseTo(normalBelow(y), 2)
    })
  })
})

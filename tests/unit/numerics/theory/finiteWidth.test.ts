import { describe, expect, it } from 'vitest'
import type { ActivationName } from '../../../../src/numerics/networks/activations'
import { ACTIVATION_FUNCTIONS } from '../../../../src/numerics/theory/activationFunctions'
import { meanField } from '../../../../src/numerics/theory/meanField'
import { pairMeans, pairMoments } from '../../../../src/numerics/theory/pairMoments'
import { gaussianMean } from '../../../../src/numerics/theory/quadrature'
import { digamma, fairBinomial } from '../../../../src/numerics/theory/special'
import { INACTIVE_BELOW, unitMoments } from '../../../../src/numerics/theory/unitMoments'

const names = Object.keys(ACTIVATION_FUNCTIONS) as ActivationName[]

describe('one unit', () => {
  it.each(names.flatMap((name) => [0.1, 1, 9].map((q) => [name, q] as const)))(
    'of %s at q = %d by quadrature',
    (name, q) => {
      const { of, slope, steepest } = ACTIVATION_FUNCTIONS[name]
      const sd = Math.sqrt(q)
      const mean = (f: (y: number) => number) => gaussianMean(f, sd)
      const middle = mean(of)
      const square = mean((y) => of(y) ** 2)
      const variance = mean((y) => (of(y) - middle) ** 2)
      const slope2 = mean((y) => slope(y) ** 2)
      const found = unitMoments(name, q)
      expect(found.square).toBeCloseTo(square, 6)
      expect(found.variance / variance).toBeCloseTo(1, 6)
      expect(found.kurtosis).toBeCloseTo(mean((y) => (of(y) - middle) ** 4) / variance ** 2, 5)
      expect(found.squaredSlope / slope2).toBeCloseTo(1, 6)
      expect(found.slopeKurtosis).toBeCloseTo(mean((y) => slope(y) ** 4) / slope2 ** 2, 5)
      expect(found.slopeAtLarge).toBeCloseTo(mean((y) => (y * slope(y)) ** 2) / q / slope2, 5)
      expect(found.slopeAtOutput).toBeCloseTo(mean((y) => (of(y) * slope(y)) ** 2) / square / slope2, 5)
      expect(found.slopeAlong).toBeCloseTo(mean((y) => y * slope(y) * of(y)) ** 2 / q / square / slope2, 5)
      // The share of inactive units is compared with a sum over a fine grid.
      const grid = Array.from({ length: 16000 }, (_, i) => (i - 7999.5) / 1000)
      const inactive = grid.reduce(
        (sum, z) =>
          sum +
          (slope(sd * z) < INACTIVE_BELOW * steepest ? Math.exp(-z * z * 0.5) / 1000 / Math.sqrt(2 * Math.PI) : 0),
        0,
      )
      expect(found.inactive).toBeCloseTo(inactive, 3)
    },
  )
})

describe('a pair of inputs', () => {
  // Given y, y' is Gaussian: this double integral conditions on y and does not use sum and difference.
  const conditioned = (
    name: ActivationName,
    q1: number,
    q2: number,
    d: number,
    f: (a: number, b: number) => number,
  ) => {
    const { of } = ACTIVATION_FUNCTIONS[name]
    const k = (q1 + q2) / 2 - d
    const rest = Math.sqrt(q2 - (k * k) / q1)
    return gaussianMean((y) => gaussianMean((e) => f(of(y), of((k / q1) * y + e)), rest), Math.sqrt(q1))
  }

  it.each([
    ['tanh', 1, 1, 0.6],
    ['tanh', 6, 6, 5],
    ['sigmoid', 2, 2, 0.02],
    ['sigmoid', 9, 9, 9],
    ['linear', 1.5, 1.5, 1],
  ] as const)('through %s at q = %d, %d, D = %d', (name, q1, q2, d) => {
    const of = (f: (a: number, b: number) => number) => conditioned(name, q1, q2, d, f)
    const square = of((a) => a * a)
    const distance = of((a, b) => (a - b) ** 2 / 2)
    const found = pairMoments(name, q1, d)
    expect(found.first / square).toBeCloseTo(1, 5)
    expect(found.distance / distance).toBeCloseTo(1, 6)
    const third = (cubes: number, squares: number, mean: number) => cubes / mean ** 3 - (3 * squares) / mean ** 2 + 2
    const squares = of((a, b) => (a - b) ** 4 / 4)
    for (const [noise, expected] of [
      [found.lengthNoise, of((a) => a ** 4) / square ** 2 - 1],
      [found.jointNoise, of((a, b) => (a * b) ** 2) / square ** 2 - 1],
      [found.distanceNoise, squares / distance ** 2 - 1],
      [found.crossNoise, of((a, b) => (a * (a - b)) ** 2 / 2) / square / distance - 1],
      [
        found.lengthThird,
        third(
          of((a) => a ** 6),
          of((a) => a ** 4),
          square,
        ),
      ],
      [
        found.distanceThird,
        third(
          of((a, b) => (a - b) ** 6 / 8),
          squares,
          distance,
        ),
      ],
    ] as const)
      expect(Math.abs(noise - expected)).toBeLessThan(1e-4 * Math.max(0.1, Math.abs(expected)))
    expect(pairMeans(name, q1, q2, d).distance / distance).toBeCloseTo(1, 4)
  })

  it.each([
    ['tanh', 1.4, 0.8, 0.3],
    ['sigmoid', 3, 2, 1],
    ['linear', 3, 2, 1],
  ] as const)('of different lengths through %s at q = %d, %d, D = %d', (name, q1, q2, d) => {
    const found = pairMeans(name, q1, q2, d)
    expect(found.first / conditioned(name, q1, q2, d, (a) => a * a)).toBeCloseTo(1, 4)
    expect(found.second / conditioned(name, q1, q2, d, (_, b) => b * b)).toBeCloseTo(1, 4)
    expect(found.distance / conditioned(name, q1, q2, d, (a, b) => (a - b) ** 2 / 2)).toBeCloseTo(1, 4)
  })

  it('through ReLU is the arc-cosine kernel of Cho and Saul', () => {
    for (const [q1, q2, d] of [
      [1, 1, 0.4],
      [2, 2, 3],
      [1.5, 1.2, 0.1],
    ] as const) {
      const k = (q1 + q2) / 2 - d
      const angle = Math.acos(k / Math.sqrt(q1 * q2))
      const kernel = (Math.sqrt(q1 * q2) / (2 * Math.PI)) * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle))
      const found = pairMeans('relu', q1, q2, d)
      expect(found.first).toBeCloseTo(q1 / 2, 10)
      expect(found.second).toBeCloseTo(q2 / 2, 10)
      expect(found.distance).toBeCloseTo((q1 + q2) / 4 - kernel, 10)
    }
    const { lengthNoise, lengthThird } = pairMoments('relu', 1, 0.5)
    expect(lengthNoise).toBeCloseTo(5, 9)
    expect(lengthThird).toBeCloseTo(44, 6)
  })

  it('as close as rounding keeps the slope between the two', () => {
    const { distance } = pairMoments('tanh', 1, 1e-12)
    expect(distance / 1e-12 / unitMoments('tanh', 1).squaredSlope).toBeCloseTo(1, 5)
  })
})

describe('finite width', () => {
  it('of a ReLU stack is a binomial number of squared Gaussians a layer, forwards and backwards', () => {
    const width = 16
    const coins = fairBinomial(width)
    const perLayer = coins.reduce(
      (sum, p, k) => (k === 0 ? sum : sum + (p / (1 - (coins[0] ?? 0))) * (digamma(k / 2) + Math.log(4 / width))),
      0,
    )
    const { overUnits, gradient } = meanField({ activation: 'relu', gain: Math.SQRT2, width, layers: 12 })
    expect((overUnits[11] ?? 0) - (overUnits[1] ?? 0)).toBeCloseTo(10 * perLayer, 7)
    expect(gradient[0]).toBeCloseTo(11 * perLayer, 7)
  })

  it('of a linear stack is a chi-squared factor a layer', () => {
    const { overInputs, gradient } = meanField({ activation: 'linear', gain: 1, width: 20, layers: 8 })
    const perLayer = digamma(10) - Math.log(10)
    expect((overInputs[7] ?? 0) - (overInputs[0] ?? 0)).toBeCloseTo(7 * perLayer, 10)
    expect(gradient[0]).toBeCloseTo(7 * perLayer, 10)
  })

  it('tends to no effect', () => {
    for (const activation of ['sigmoid', 'tanh'] as const) {
      const at = (width: number) => meanField({ activation, gain: 1.5, width, layers: 6 })
      const [near, far, limit] = [at(200), at(400), at(1e9)]
      for (const name of ['overUnits', 'overInputs', 'gradient'] as const) {
        const effect = (theory: typeof near) => (theory[name][3] ?? 0) - (limit[name][3] ?? 0)
        expect(effect(near) / effect(far)).toBeCloseTo(2, 1)
      }
    }
  })
})

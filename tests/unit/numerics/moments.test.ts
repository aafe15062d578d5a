import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, it } from 'vitest'
import { estimateOf, scalarReading, zOf } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import { evenEdges } from '../../../src/numerics/positions'
import {
  firstTwoMoments,
  histogramOf,
  rootOf,
  rowsOf,
  scaled,
  shifted,
  varianceOf,
} from '../../../src/numerics/statistics/moments'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../../src/numerics/statistics/rounds'
import { exactHistogram } from '../../../src/numerics/theory/exact'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0)

describe('estimates', () => {
  it('of moments are those of the samples', () => {
    const { mean, square } = tf.tidy(() => {
      const moments = firstTwoMoments(
        tf,
        tf.tensor2d([
          [1, 2, 6],
          [0, -1, 1],
        ]),
      )
      return { mean: [...moments.mean.dataSync()], square: [...moments.square.dataSync()] }
    })
    expect(mean).toEqual([3, 0])
    expect(square).toEqual([41 / 3, 2 / 3].map((v) => expect.closeTo(v, 5)))
  })

  it('of a variance are unbiased, with the right error, even if the samples of a repetition are correlated', () => {
    // v = a + b e, with a common to the repetition, so that its three samples depend on each other; Var v = 0.25 + 1, E v = 2.
    const found = Array.from({ length: 3000 }, (_, seed) => {
      const draw = drawer(seed)
      const [common, own] = [draw('gaussian', 'common', [6]), draw('gaussian', 'own', [18])]
      const repetitions = [...common].map((a, r) => [0, 1, 2].map((i) => 2 + 0.5 * a + (own[3 * r + i] ?? 0)))
      return varianceOf(
        repetitions.map((samples) => sum(samples) / 3),
        repetitions.map((samples) => sum(samples.map((v) => v * v)) / 3),
      )
    })
    const values = estimateOf(found.map(({ value }) => value))
    expect(Math.abs(values.value - 1.25)).toBeLessThan(4 * values.stderr)
    const spread = values.stderr * Math.sqrt(found.length)
    const claimed = Math.sqrt(sum(found.map(({ stderr }) => stderr ** 2)) / found.length)
    // Because it is linearised around an estimated mean, the error is too small by at most a tenth with six repetitions.
    expect(claimed / spread).toBeGreaterThan(0.9)
    expect(claimed / spread).toBeLessThan(1.1)
    expect(found[0]?.repeats).toBe(6)
  })

  it('of a variance know their error where squares do not vary: signs', () => {
    const found = Array.from({ length: 2000 }, (_, seed) => {
      const signs = drawer(seed)('sign', 'v', [64, 32])
      const means = Array.from({ length: 64 }, (_, r) => sum([...signs.slice(32 * r, 32 * r + 32)]) / 32)
      return varianceOf(
        means,
        means.map(() => 1),
      )
    })
    // The probability is 1 in 16,000, by Student's t of 63 degrees of freedom.
    const far = found.filter((variance) => Math.abs(zOf(variance, scalarReading({ value: 1, stderr: 0 }))) > 4)
    expect(far.length).toBeLessThan(3)
  })

  it('scale, shift and take roots with their errors', () => {
    const estimate = scalarReading({ value: 4, stderr: 0.2, repeats: 7 })
    expect(scaled(estimate, -3)).toEqual({ kind: 'scalar', value: -12, stderr: expect.closeTo(0.6, 12), repeats: 7 })
    expect(shifted(estimate, 1)).toEqual({ kind: 'scalar', value: 5, stderr: 0.2, repeats: 7 })
    expect(rootOf(estimate)).toEqual({ kind: 'scalar', value: 2, stderr: 0.05, repeats: 7 })
    expect(rootOf(scalarReading({ value: 0, stderr: 0 }))).toEqual({ kind: 'scalar', value: 0, stderr: 0 })
  })
})

describe('histograms', () => {
  it('have even edges, and densities that sum to the share inside', () => {
    const edges = evenEdges(-1, 1, 4)
    expect(edges).toEqual([-1, -0.5, 0, 0.5, 1])
    const found = histogramOf(
      [
        [-1, -0.2, 0.5, 1],
        [0.1, 0.2, 3, -7],
      ],
      edges,
    )
    // Counts 1, 1, 0, 2 of four and 0, 0, 2, 0 of four, in bins of width 1/2.
    expect(found.density).toEqual([0.25, 0.25, 0.5, 0.5])
    expect(found.stderr).toEqual([0.25, 0.25, 0.5, 0.5])
    expect(sum(found.density.map((v) => v * 0.5))).toBeCloseTo(6 / 8, 12)
    expect(found.repeats).toBe(2)
  })

  it('have their theory from a distribution', () => {
    const found = exactHistogram([0, 1, 3], [0.2, 0.5, 0.9])
    expect(found.density).toEqual([0.3, 0.2].map((v) => expect.closeTo(v, 12)))
    expect(found.stderr).toEqual([0, 0])
  })
})

it('cuts row-major numbers into rows', () => {
  expect(rowsOf(new Float32Array([1, 2, 3, 4, 5, 6]), 2).map((row) => [...row])).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
})

it('doubles the repetitions from round to round', () => {
  expect(Array.from({ length: ROUNDS }, (_, round) => batchesOf(round))).toEqual([[0], [1], [2, 3], [4, 5, 6, 7]])
  expect(LARGEST_ROUND).toBe(4)
})

import { describe, expect, it } from 'vitest'
import { binomial } from '../../../problems/4-bottleneck-residual/direct-path/theory'
import type { GammaSettings } from '../../../problems/4-bottleneck-residual/gamma/measure'
import {
  momentsAlong,
  rootsOfMeanSquares,
  stableGamma,
  wideGrowth,
  wideMoments,
} from '../../../problems/4-bottleneck-residual/gamma/theory'
import { estimateOf, zOf } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import { varianceOf } from '../../../src/numerics/statistics/moments'
import { drawnStack, plainForward, plainPaths } from './plainStack'

const base: GammaSettings = {
  gamma: Math.SQRT1_2,
  scale: 1,
  secondRelu: true,
  weights: 'he',
  blocks: 20,
  width: 64,
  bottleneck: 32,
}

describe('the recursion of the moments', () => {
  it('in wide layers is that of the derivation', () => {
    const along = momentsAlong({ ...base, width: 2 ** 24, bottleneck: 1024 })
    let [m, q] = [0, 1]
    for (let k = 1; k <= 20; k++) {
      const mean = Math.sqrt(q / Math.PI)
      ;[m, q] = [base.gamma * (m + mean), base.gamma ** 2 * (2 * q + 2 * m * mean)]
      // The remaining effect of the finite bottleneck: 1/1024 for each block.
      expect(Math.abs((along[k]?.square ?? 0) / q - 1)).toBeLessThan(1e-3 * k)
      expect(Math.abs((along[k]?.mean ?? 0) / m - 1)).toBeLessThan(1e-3 * k)
    }
    expect(q).toBeCloseTo(883.69, 2)
  })

  it('prints the numbers of the page: 0.587, 1.452, and 884 and 839 after 20 blocks', () => {
    expect(stableGamma().toFixed(3)).toBe('0.587')
    expect(wideGrowth(Math.SQRT1_2).toFixed(3)).toBe('1.452')
    expect(wideMoments(20, Math.SQRT1_2).square.toFixed(0)).toBe('884')
    expect(momentsAlong({ ...base, width: 128, bottleneck: 64 })[20]?.square.toFixed(0)).toBe('839')
  })

  it('without the second ReLU is exact at any width: gamma^2 (1 + a^2) a block, and mean 0', () => {
    for (const [weights, kept] of [
      ['he', 1],
      ['lecun', 1 / 2],
    ] as const) {
      const along = momentsAlong({ ...base, secondRelu: false, weights, scale: 0.7, width: 32, bottleneck: 8 })
      along.forEach(({ mean, square }, k) => {
        expect(mean).toBeCloseTo(0, 12)
        expect(square / (base.gamma ** 2 * (1 + kept * 0.49)) ** k).toBeCloseTo(1, 6)
      })
    }
  })

  it('knows the law of a mean of squared ReLUs', () => {
    for (const n of [8, 32, 128]) {
      const { nodes, weights } = rootsOfMeanSquares(n)
      const moment = (power: number) => nodes.reduce((sum, x, j) => sum + (weights[j] ?? 0) * x ** power, 0)
      expect(moment(0)).toBeCloseTo(1, 7)
      expect(moment(2)).toBeCloseTo(1 / 2, 7)
      expect((moment(4) / moment(2) ** 2 - 1) * n).toBeCloseTo(5, 4)
    }
  })

  it.each<[string, Partial<GammaSettings>]>([
    ['as printed', {}],
    ['a narrow bottleneck', { width: 32, bottleneck: 8 }],
    ['a small branch', { scale: 0.4, gamma: 0.9 }],
    ['1 / fan-in', { weights: 'lecun', scale: 1.5 }],
  ])('at finite width is that of networks in double precision: %s', (_, change) => {
    const p = { ...base, width: 16, bottleneck: 16, blocks: 6, ...change }
    const runs = 600
    const lists = () => Array.from({ length: p.blocks + 1 }, () => [] as number[])
    const [means, squares, ratios] = [lists(), lists(), lists()]
    for (let run = 0; run < runs; run++) {
      const x = standard(drawer(run)('gaussian', 'x', [p.width]))
      // The variances of drawnStack are 2 / N and 1 / N_b.
      const scale = p.weights === 'he' ? (p.secondRelu ? Math.SQRT2 : 1) : Math.SQRT1_2
      const net = drawnStack(run, {
        ...p,
        skip: p.gamma,
        branch: p.gamma * p.scale * scale,
        count: p.blocks,
        biases: false,
      })
      plainForward(net, x).layers.forEach((layer, k) => {
        const mean = layer.reduce((sum, v) => sum + v, 0) / p.width
        const square = layer.reduce((sum, v) => sum + v * v, 0) / p.width
        means[k]?.push(mean)
        squares[k]?.push(square)
        ratios[k]?.push(mean / Math.sqrt(square))
      })
    }
    momentsAlong(p).forEach(({ mean, square, ratio }, k) => {
      if (k === 0) return
      const exact = (value: number) => ({ value, stderr: 0 })
      expect(Math.abs(zOf(estimateOf(means[k] ?? []), exact(mean)))).toBeLessThan(4)
      expect(Math.abs(zOf(estimateOf(squares[k] ?? []), exact(square)))).toBeLessThan(4)
      expect(Math.abs(zOf(estimateOf(ratios[k] ?? []), exact(ratio)))).toBeLessThan(4)
      expect(Math.abs(zOf(varianceOf(means[k] ?? [], squares[k] ?? []), exact(square - mean ** 2)))).toBeLessThan(4)
    })
  })
})

describe('paths', () => {
  it('are binomial', () => {
    expect([...binomial(4, 0.5)]).toEqual([1, 4, 6, 4, 1].map((n) => n / 16))
    expect([...binomial(2, 0.1)]).toEqual([0.81, 0.18, 0.01].map((v) => expect.closeTo(v, 12)))
    expect([...binomial(3, 0)]).toEqual([1, 0, 0, 0])
  })

  it('carry C(n, k) s^2(n-k) a^2k of the squared gradient in the mean, at any width, and are uncorrelated', () => {
    const [skip, branch, count, width, bottleneck] = [0.8, 0.7, 3, 6, 4]
    const expected = [...binomial(count, branch ** 2 / (skip ** 2 + branch ** 2))].map(
      (share) => share * (skip ** 2 + branch ** 2) ** count,
    )
    const squares = expected.map(() => [] as number[])
    const crossed: number[] = []
    for (let run = 0; run < 1500; run++) {
      const net = drawnStack(run, { width, bottleneck, skip, branch, secondRelu: false, count, biases: false })
      const x = drawer(run)('gaussian', 'x', [width])
      const v = drawer(run)('gaussian', 'v', [width])
      const length = Math.hypot(...v)
      const paths =
        plainPaths(
          net,
          x,
          Array.from(v, (u) => u / length),
        )[0] ?? []
      paths.forEach((g, k) => {
        squares[k]?.push(g.reduce((sum, u) => sum + u * u, 0))
      })
      crossed.push((paths[1] ?? []).reduce((sum, u, i) => sum + u * (paths[2]?.[i] ?? 0), 0))
    }
    squares.forEach((found, k) => {
      expect(Math.abs(zOf(estimateOf(found), { value: expected[k] ?? 0, stderr: 0 }))).toBeLessThan(4)
    })
    expect(Math.abs(zOf(estimateOf(crossed), { value: 0, stderr: 0 }))).toBeLessThan(4)
  })
})

const standard = (x: Float32Array) => {
  const mean = x.reduce((sum, v) => sum + v / x.length, 0)
  const root = Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2 / x.length, 0))
  return Array.from(x, (v) => (v - mean) / root)
}

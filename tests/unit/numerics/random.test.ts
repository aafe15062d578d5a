import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import type { Law } from '../../../src/experiment'
import { fillGaussians } from '../../../src/numerics/laws/gaussians'
import { LAWS } from '../../../src/numerics/laws/laws'
import { ln } from '../../../src/numerics/laws/logarithm'
import { drawer, hash } from '../../../src/numerics/laws/random'

const laws = Object.keys(LAWS) as Law[]
const N = 400_000

const correlation = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0) / a.length

describe('draws', () => {
  // The numbers themselves: any change of generator, hash or method changes every figure of the book, so it must be intended.
  it.each([
    ['gaussian', [-0.5303641, 0.3379778, -1.309659]],
    ['uniform', [-0.2650866, 0.4044388, -0.2404934]],
    ['sign', [1, 1, -1]],
    ['laplace', [-0.6974503, -0.1065238, 0.1281591]],
    ['skewed', [3.378989, -0.4943984, 0.2555242]],
  ] as const)('are fixed for all time: %s', (law, first) => {
    const drawn = drawer(1)(law, 'weights/0', [2, 3])
    expect([...drawn.slice(0, 3)]).toEqual(first.map((v) => expect.closeTo(v, 6)))
  })

  it('depend on seed, law, name and shape, and on nothing else', () => {
    const draw = drawer(7)
    const drawn = draw('gaussian', 'w', [4, 5])
    expect(drawer(7)('gaussian', 'w', [4, 5])).toEqual(drawn)
    draw('gaussian', 'other', [4, 5])
    expect(draw('gaussian', 'w', [4, 5])).toEqual(drawn)
    for (const other of [
      drawer(8)('gaussian', 'w', [4, 5]),
      draw('gaussian', 'v', [4, 5]),
      draw('gaussian', 'w', [5, 4]),
    ])
      expect(other).not.toEqual(drawn)
  })

  it('take any whole seed, 0 among them, and leave none unseeded', () => {
    const seeds = [0, 1, -1, 2 ** 31, Number.MAX_SAFE_INTEGER]
    const drawn = seeds.map((seed) => drawer(seed)('gaussian', 'w', [8]).join())
    expect(new Set(drawn).size).toBe(seeds.length)
    expect(drawer(0)('gaussian', 'w', [8]).join()).toBe(drawn[0])
  })

  it('refuse an impossible shape by name', () => {
    expect(() => drawer(1)('sign', 'w', [3, 0])).toThrow('"w"')
    expect(() => drawer(1)('sign', 'w', [1.5])).toThrow('[1.5]')
  })

  it.each(laws)('have the moments of their law: %s', (law) => {
    const drawn = drawer(11)(law, 'moments', [N])
    const moment = (k: number) => drawn.reduce((sum, v) => sum + v ** k, 0) / N
    const { kurtosis, symmetric } = LAWS[law]
    // 5 standard errors; that of v^4 is estimated from the sample.
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(N))
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt((kurtosis - 1) / N) + 1e-12)
    expect(Math.abs(moment(4) - kurtosis)).toBeLessThan(5 * Math.sqrt((moment(8) - kurtosis ** 2) / N) + 1e-12)
    if (symmetric) expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(moment(6) / N))
    else expect(moment(3)).toBeCloseTo(2, 1)
  })

  it.each(laws)('fall as their law says they fall: %s', (law) => {
    const drawn = drawer(12)(law, 'quantiles', [N])
    for (const x of [-2, -0.9, -0.3, 0.2, 0.7, 1.3, 2.5]) {
      const share = drawn.reduce((count, v) => count + (v <= x ? 1 : 0), 0) / N
      const expected = LAWS[law].below(x)
      expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / N) + 1e-12)
    }
  })

  it('are independent of each other: neighbours, names, seeds', () => {
    const one = drawer(3)('gaussian', 'weights/0', [N])
    for (const other of [
      drawer(3)('gaussian', 'inputs/0', [N]),
      drawer(3)('gaussian', 'weights/1', [N]),
      drawer(4)('gaussian', 'weights/0', [N]),
      one.slice(1),
      one.slice(2),
      one.slice(1024),
    ])
      expect(Math.abs(correlation(one, other))).toBeLessThan(5 / Math.sqrt(N))
  })
})

it('draws Gaussian numbers in WebAssembly that are those of JavaScript, to the last bit', () => {
  // Blocks are of 1024 numbers, and 8192 are drawn at once.
  for (const size of [1, 2, 3, 4, 1023, 1024, 1025, 1026, 8191, 8192, 8193, 30_001])
    for (const seed of ['a', 'b']) {
      const [ours, theirs] = [new Float32Array(size), new Float32Array(size)]
      if (!fillGaussians) throw new Error('There is no WebAssembly with SIMD')
      fillGaussians(ours, hash(`${seed} ${size}`))
      LAWS.gaussian.fill(theirs, xoroshiro128plusFromState(hash(`${seed} ${size}`)))
      expect(ours).toEqual(theirs)
    }
})

it('hashes to four words that all change with one letter', () => {
  const [one, other] = [hash('1 gaussian weights/0 16'), hash('1 gaussian weights/1 16')]
  expect(one.every((word, i) => word !== other[i])).toBe(true)
  expect(hash('1 gaussian weights/0 16')).toEqual(one)
})

it('takes logarithms from sums, products and quotients alone, to the last bits', () => {
  for (let k = -300; k <= 300; k += 7)
    for (const m of [1, 1.1, Math.SQRT2, 1.99999]) {
      const x = m * 2 ** k
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))))
    }
})

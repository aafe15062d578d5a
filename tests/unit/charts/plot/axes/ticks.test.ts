import { describe, expect, it } from 'vitest'
import { minorTicks, ticksOf } from '../../../../../src/charts/plot/axes/ticks'

const texts = (...of: Parameters<typeof ticksOf>) =>
  ticksOf(...of).map(({ text, exponent }) => (exponent === undefined ? text : `${text}^${exponent}`))

describe('ticksOf', () => {
  it('has two ticks at least, also where there is room for few', () => {
    expect(texts('linear', [-1.5, 1.5], 2)).toEqual(['−1', '0', '1'])
    expect(texts('linear', [-6, 6], 2)).toEqual(['−5', '0', '5'])
  })

  it('writes decades as powers of ten', () => {
    expect(texts('log10', [-4, 0], 6)).toEqual(['10^−4', '10^−3', '10^−2', '10^−1', '10^0'])
    expect(texts('log10', [-40, 0], 5)).toEqual(['10^−40', '10^−30', '10^−20', '10^−10', '10^0'])
  })

  it('writes powers of ten over many decades also where there is room for two', () => {
    expect(texts('log10', [-6, 6], 2)).toEqual(['10^−5', '10^0', '10^5'])
    expect(texts('log10', [-7, 2], 2)).toEqual(['10^−5', '10^0'])
  })

  it('writes powers of two as numbers as long as they are short', () => {
    expect(texts('log2', [0, 10], 6)).toEqual(['1', '4', '16', '64', '256', '1024'])
    expect(texts('log2', [0, 20], 5).at(-1)).toBe('2^20')
  })

  it('writes round numbers at equal distances, all with the same decimals', () => {
    expect(texts('linear', [0, 1], 5)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'])
    expect(texts('linear', [-4, 4], 4)).toEqual(['−4', '−2', '0', '2', '4'])
    expect(texts('linear', [0, 4e-5], 4)).toEqual(['0', '1 × 10^−5', '2 × 10^−5', '3 × 10^−5', '4 × 10^−5'])
  })

  it('names numbers between two powers where an axis is short', () => {
    const ticks = ticksOf('log10', [-0.05, 0.75], 6)
    expect(ticks.map(({ text }) => text)).toEqual(['1', '2', '5'])
    expect(ticks[1]?.at).toBeCloseTo(Math.log10(2), 12)
    expect(texts('log10', [-0.1, 0.1], 5)).toEqual(['0.8', '0.9', '1.0', '1.1', '1.2'])
  })

  it('names a decade or less by 1, 2 and 5, and a few decades around 1 in plain numbers', () => {
    expect(texts('log10', [-1.02, 0.02], 6)).toEqual(['0.1', '0.2', '0.5', '1'])
    expect(texts('log10', [-1.1, 1.1], 6)).toEqual(['0.1', '1', '10'])
    expect(texts('log10', [-3, 0], 6)).toEqual(['10^−3', '10^−2', '10^−1', '10^0'])
  })

  it('has nothing between whole numbers of what is counted', () => {
    expect(texts('linear', [0, 1], 9, true)).toEqual(['0', '1'])
    expect(texts('linear', [0, 1000], 5, true)).toEqual(['0', '200', '400', '600', '800', '1000'])
    expect(texts('linear', [1, 4], 9, true)).toEqual(['1', '2', '3', '4'])
  })

  it('keeps within the span and within its room', () => {
    for (const scale of ['linear', 'log2', 'log10'] as const)
      for (const span of [
        [-0.3, 0.2],
        [0, 17],
        [-31.4, 2.2],
        [1.01, 1.013],
      ] as const)
        for (const room of [2, 5, 9]) {
          const ticks = ticksOf(scale, span, room)
          expect(ticks.length).toBeLessThanOrEqual(room + 2)
          for (const { at } of ticks) {
            expect(at).toBeGreaterThanOrEqual(span[0] - 1e-6)
            expect(at).toBeLessThanOrEqual(span[1] + 1e-6)
          }
        }
  })
})

describe('minorTicks', () => {
  it('stand at 2 to 9 times each power of ten, inside the span', () => {
    const at = minorTicks('log10', [0, 1], 10)
    expect(at.map((p) => Math.round(10 ** p))).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(minorTicks('log10', [-0.5, 0.5], 10).every((p) => p > -0.5 && p < 0.5)).toBe(true)
  })

  it('are left out where they would run together, and on other axes', () => {
    expect(minorTicks('log10', [-12, 0], 10)).toEqual([])
    expect(minorTicks('log2', [0, 4], 10)).toEqual([])
    expect(minorTicks('linear', [0, 4], 10)).toEqual([])
  })
})

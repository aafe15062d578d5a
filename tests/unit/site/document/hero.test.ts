import { describe, expect, it } from 'vitest'
import { heroData } from '../../../../src/site/document/hero'

describe('the first figure of the book', () => {
  const { width, layers, networks, lines } = heroData()

  it('draws networks that do what its theory lines say', () => {
    // In a random linear network Var ln |h_L|^2 is about 2 L / width, and E ln |h_L|^2 is L / width below ln E |h_L|^2.
    const spread = Math.sqrt((2 * layers) / width) / Math.LN10
    const shift = layers / width / Math.LN10
    for (const { gain, theory, measured } of lines) {
      expect(theory).toHaveLength(layers + 1)
      expect(theory.at(-1)).toBeCloseTo(2 * layers * Math.log10(gain), 10)
      expect(measured).toHaveLength(networks)
      for (const row of measured) {
        expect(row).toHaveLength(layers + 1)
        expect(Math.abs((row.at(-1) ?? 0) - (theory.at(-1) ?? 0) + shift)).toBeLessThan(4 * spread)
      }
    }
  })

  it('fits its frame', () => {
    for (const log of lines.flatMap(({ measured }) => measured.flat())) expect(Math.abs(log)).toBeLessThan(9)
  })
})

import { expect, it } from 'vitest'

const pairs = (T: number) => (T * (T + 1)) / 2

it('counts half a million steps back for a thousand words, where there are a thousand states', () => {
  expect(pairs(1000)).toBe(500_500)
  // State by state: T - t losses have a gradient at h[t].
  expect(Array.from({ length: 1000 }, (_, t) => 1000 - t).reduce((a, b) => a + b)).toBe(pairs(1000))
})

it('makes (T + 1) / 2 times as many visits in a sweep for each loss, and nearly four times as many for twice the words', () => {
  for (const T of [16, 64, 256]) {
    expect(pairs(T) / T).toBe((T + 1) / 2)
    expect(pairs(2 * T) / pairs(T)).toBeLessThan(4)
    expect(pairs(2 * T) / pairs(T)).toBeGreaterThan(3.8)
  }
})

it('keeps of the order of the root of T states where it keeps one in root T, and makes each of the others once more', () => {
  const [T, apart] = [1024, 32]
  const kept = T / apart
  // The states that are kept, and those of one segment at a time.
  expect(kept + apart).toBe(2 * Math.sqrt(T))
  expect(kept * (apart - 1)).toBeLessThan(T)
})

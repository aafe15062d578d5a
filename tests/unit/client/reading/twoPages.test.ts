import { expect, it } from 'vitest'
import { fitsTwoPages, largest } from '../../../../src/client/reading/twoPages'

/** Blocks of these heights, one under the other. */
const stack = (...heights: readonly number[]) =>
  heights.map((height, i) => {
    const top = heights.slice(0, i).reduce((sum, other) => sum + other, 0)
    return { top, bottom: top + height }
  })

it.each([
  [[], true],
  [[100], true],
  [[100, 100], true],
  [[60, 60, 40], true],
  // The second block begins the second page, which loses the end of the first.
  [[60, 60, 41], false],
  [[40, 60, 60, 40], true],
  [[101], false],
])('blocks of %j on two pages of 100: %s', (heights, fits) => {
  expect(fitsTwoPages(stack(...heights), 100)).toBe(fits)
})

it('finds the largest value that fits', () => {
  expect(largest(0, 10, (value) => value <= 7)).toBeCloseTo(7, 0)
  expect(largest(0, 10, () => true)).toBe(10)
  expect(largest(2, 10, () => false)).toBe(2)
})

import { expect, it } from 'vitest'
import { entryOf } from '../../../src/numerics/positions'

it('gives an entry of a list, and throws with the position and the length where there is none', () => {
  expect(entryOf([7, 0], 1)).toBe(0)
  expect(() => entryOf([7, 0], 2, 'layer')).toThrow(new RangeError('There is no layer 2 (there are 2, from 0)'))
  expect(() => entryOf([7, 0], -1)).toThrow(RangeError)
})

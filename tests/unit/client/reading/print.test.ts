import { expect, it } from 'vitest'
import { readSheet } from '../../../../src/client/reading/print'

it('reads which sheet an address asks for', () => {
  expect(readSheet('?print=worksheet&variance.d=4')).toBe('worksheet')
  expect(['', '?print', '?print=notes'].map(readSheet)).toEqual([undefined, undefined, undefined])
})

import { expect, it } from 'vitest'
import { readParentMessage } from '../../../../src/client/embed/parentMessage'

it('reads a preset and play', () => {
  const target = 'trainability'
  expect(readParentMessage({ target, kind: 'preset', preset: 'unit' })).toEqual({ kind: 'preset', preset: 'unit' })
  expect(readParentMessage({ target, kind: 'play', and: 'more' })).toEqual({ kind: 'play' })
})

it.each([
  undefined,
  null,
  'play',
  7,
  [],
  { kind: 'play' },
  { target: 'another', kind: 'play' },
  { target: 'trainability' },
  { target: 'trainability', kind: 'reset' },
  { target: 'trainability', kind: 'preset' },
  { target: 'trainability', kind: 'preset', preset: { toString: 'unit' } },
])('ignores %j', (data) => {
  expect(readParentMessage(data)).toBeUndefined()
})

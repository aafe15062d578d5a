import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { REFERENCE, reference } from '../../../../src/site/reference/reference'

it('is what `npm run reference` would write now, with every tag and the types of the contract', () => {
  const written = reference('.')
  expect(readFileSync(REFERENCE, 'utf8')).toBe(written)
  for (const part of [
    '### `<Takeaway>`',
    'export interface Experiment<',
    'export interface About {',
    'export function agrees<',
  ])
    expect(written).toContain(part)
})

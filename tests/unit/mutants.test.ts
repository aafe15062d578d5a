import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mutants } from '../mutants'

describe('the mistakes that can be put into the code', () => {
  it.each(mutants)('$figure: $says', ({ file, find }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2)
  })
})

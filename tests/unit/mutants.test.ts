import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { mutants } from '../mutants'

it('every mutant finds the text that it replaces, once', () => {
  expect(mutants.length).toBeGreaterThan(50)
  const lost = mutants.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2)
  expect(lost.map(({ file, find }) => `${file}: ${find}`)).toEqual([])
})

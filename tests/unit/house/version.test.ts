import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the package, the citation and the changelog name the same release', () => {
  const read = (file: string) => readFileSync(file, 'utf8')
  const [, version, date] = /^## \[(\d+\.\d+\.\d+)\] - (\S+)$/m.exec(read('CHANGELOG.md')) ?? []
  expect(JSON.parse(read('package.json'))).toMatchObject({ version })
  expect(read('CITATION.cff')).toMatch(new RegExp(`^version: ${version}\ndate-released: ${date}$`, 'm'))
})

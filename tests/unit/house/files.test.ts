import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { filesUnder } from '../../files'
import { figures, imports, importsOf, problemOf, reachedFrom, sources } from './imports'

/**
 * What theory and measurement may both import: the contract, positions, and the setting of a figure or problem, which says where both are evaluated.
 */
const COMMON = [/^src\/experiment\//, /^src\/numerics\/positions\.ts$/, /^problems\/[^/]+\/([^/]+\/)?setting\.ts$/]

describe.each(figures)('%s', (figure) => {
  it('has a measurement, and the theory of it apart', () => {
    expect(sources).toContain(`${figure}/measure.ts`)
    const measured = reachedFrom(`${figure}/measure.ts`)
    const predicted = sources.includes(`${figure}/theory.ts`) ? reachedFrom(`${figure}/theory.ts`) : new Set<string>()
    const shared = [...predicted].filter((file) => measured.has(file) && !COMMON.some((allowed) => allowed.test(file)))
    expect(shared).toEqual([])
  })

  it('keeps to its own folder and to what its problem shares', () => {
    const others = figures.filter((other) => other !== figure)
    const strayed = imports.filter(
      ({ from, specifier }) =>
        from.startsWith(`${figure}/`) &&
        others.some((other) => posix.join(posix.dirname(from), specifier).startsWith(`${other}/`)),
    )
    expect(strayed).toEqual([])
  })
})

describe('the settings that theory and measurement share', () => {
  it.each(sources.filter((file) => COMMON[2]?.test(file)))(
    '%s stands on nothing but the contract and positions',
    (file) => {
      const stands = [...reachedFrom(file)].filter((other) => other !== file)
      expect(stands.filter((other) => !COMMON.some((allowed) => allowed.test(other)))).toEqual([])
    },
  )
})

/** The exports of a file without a doc comment, each with its line. Overloads share the comment of the first. */
function undocumented(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file, source)
  let documented = ''
  return program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return []
    const { declaration } = node
    const name = 'id' in declaration && declaration.id && 'name' in declaration.id ? declaration.id.name : ''
    const before = comments.filter(({ end }) => end <= node.start)
    const doc = before.findLast(({ type, value }) => type === 'Block' && value.startsWith('*'))
    // A comment for the linter may stand between a doc comment and its export.
    const between = doc && source.slice(doc.end, node.start).replaceAll(/^\/\/ biome-ignore .*$/gm, '')
    if (between?.trim() === '') documented = name
    else if (name === '' || name !== documented) return [`${file}:${source.slice(0, node.start).split('\n').length}`]
    return []
  })
}

describe('what a file exports', () => {
  it('has a doc comment', () => {
    expect(sources.flatMap(undocumented)).toEqual([])
  })
})

describe('the tests of a problem', () => {
  const files = filesUnder('tests').filter((file) => /\.tsx?$/.test(file))

  it('stand in the folder named as the problem: whoever deletes both leaves nothing behind', () => {
    const problems = new Set(figures.map(problemOf))
    for (const file of files.filter((name) => name.startsWith('tests/problems/')))
      expect(problems).toContain(file.split('/')[2])
    const shared = files.filter((file) => !file.startsWith('tests/problems/'))
    const strayed = shared
      .flatMap(importsOf)
      .filter(({ from, specifier }) => /^problems\/[1-9]/.test(posix.join(posix.dirname(from), specifier)))
    expect(strayed).toEqual([])
  })
})

describe('the pages', () => {
  const pages = filesUnder('problems').filter((file) => file.endsWith('.mdx'))

  it('are found, one a problem', () => {
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) expect(page).toMatch(/^problems\/[1-9]\d*(-[a-z0-9]+)+\/page\.mdx$/)
  })

  it.each(pages)('%s imports and exports nothing', (page) => {
    const prose = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '')
    expect(prose.match(/^\s*(import|export)\s.*$/gm)).toBeNull()
  })
})

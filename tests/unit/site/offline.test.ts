import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { pageAt, withSlash } from '../../../src/client/offline/edition'
import { editionOf } from '../../../src/site/offline'

const files = [
  ['index.html', 'home'],
  ['404.html', 'lost'],
  ['problems/1-first/index.html', 'first'],
  ['assets/index-a.js', 'run()'],
] as const

describe('an edition', () => {
  it('has every file by its path, a page by its folder, with the hash of its content', () => {
    const edition = editionOf(files)
    expect(Object.keys(edition.files)).toEqual(['', 'assets/index-a.js', 'problems/1-first/'])
    expect(edition.files['']).toBe(`sha256-${createHash('sha256').update('home').digest('base64')}`)
  })

  it('has a name that follows from its files, in any order', () => {
    const { name } = editionOf(files)
    expect(editionOf(files.toReversed()).name).toBe(name)
    expect(editionOf([...files, ['a.svg', '']]).name).not.toBe(name)
    expect(editionOf(files.map(([path, content]) => [path, `${content}.`])).name).not.toBe(name)
  })

  it('finds a page by its folder, its file, and without its last slash', () => {
    expect(['', 'index.html', 'problems/1-first/index.html', 'problems/1-first/', 'notindex.html'].map(pageAt)).toEqual(
      ['', '', 'problems/1-first/', 'problems/1-first/', 'notindex.html'],
    )
    expect(withSlash(editionOf(files), 'problems/1-first')).toBe('problems/1-first/')
    expect(withSlash(editionOf(files), 'problems/2-second')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { readText } from '../../../../src/ui/controls/readText'

const file = (content: BlobPart, name = 'a.txt') => new File([content], name)

describe('a file of the reader', () => {
  it('is read as text in any language', async () => {
    const text = 'Über 学习 — naïve\nβ'
    expect(await readText(file(text), 1000)).toEqual({ text })
  })

  it('is cut between two characters where it is too long', async () => {
    const read = await readText(file('学'.repeat(100)), 10)
    expect(read).toEqual({ text: '学'.repeat(13) })
  })

  it.each([
    ['no text', file(new Uint8Array([0xff, 0xfe, 0x00, 0x80])), /a\.txt is no text in UTF-8/],
    ['zeros', file(new Uint8Array(8)), /is no text/],
    ['empty', file(''), /is empty/],
    ['spaces alone', file(' \n\t'), /is empty/],
  ])('gets a sentence if it is %s', async (_, given, says) => {
    const read = await readText(given, 1000)
    expect('problem' in read && read.problem).toMatch(says)
  })

  it('gets a sentence if it cannot be read', async () => {
    const broken = file('x')
    broken.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as unknown as Blob
    expect(await readText(broken, 10)).toEqual({ problem: 'a.txt could not be read.' })
  })
})

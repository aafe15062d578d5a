import { describe, expect, it } from 'vitest'
import { readText } from '../../../../src/ui/controls/readText'

const file = (content: BlobPart, name = 'a.txt') => new File([content], name)

describe('a file of the reader', () => {
  it('is read as text in any language', async () => {
    const text = 'Über 学习 — naïve\nβ'
    expect(await readText(file(text), 1000)).toEqual({ text })
  })

  it.each(['with', 'without'])('is read in UTF-16 %s a mark of its byte order', async (mark) => {
    const text = 'Через мост'
    const units = [...(mark === 'with' ? ['\ufeff'] : []), ...text].map((letter) => letter.charCodeAt(0))
    for (const isLittle of [true, false]) {
      const bytes = new DataView(new ArrayBuffer(2 * units.length))
      for (const [i, unit] of units.entries()) bytes.setUint16(2 * i, unit, isLittle)
      expect(await readText(file(bytes), 1000)).toEqual({ text })
    }
  })

  it('is cut between two characters where it is too long', async () => {
    const read = await readText(file('学'.repeat(100)), 10)
    expect(read).toEqual({ text: '学'.repeat(13) })
  })

  it.each([
    [
      'in an old code page',
      file(new Uint8Array([0x4b, 0xf6, 0x6e, 0x69, 0x67])),
      /^a\.txt is no text in UTF-8\. Save it as UTF-8/,
    ],
    ['zeros', file(new Uint8Array(8)), /is no text in UTF-8\. Save it as/],
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

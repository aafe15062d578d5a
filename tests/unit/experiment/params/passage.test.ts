import { describe, expect, it, vi } from 'vitest'
import { parseValue, passage, readPassage } from '../../../../src/experiment'

const judge = vi.fn((text: string) => (new Set(text).size < 2 ? 'it has one letter' : undefined))
const param = passage({ label: 'text', empty: 'the book', most: 6, refuses: judge })

describe('a text of the reader', () => {
  it('is used as it is where it fits', () => {
    expect(readPassage(param, 'añ学😀')).toEqual({ text: 'añ学😀', cut: false, refused: undefined })
    expect(readPassage(param, '')).toEqual({ text: '', cut: false, refused: undefined })
  })

  it('is cut to its first characters, and never through the middle of one', () => {
    expect(readPassage(param, 'abcdefgh')).toMatchObject({ text: 'abcdef', cut: true })
    expect(readPassage(param, 'abcde😀')).toMatchObject({ text: 'abcde', cut: true })
    expect(readPassage(param, 'abcd😀')).toMatchObject({ text: 'abcd😀', cut: false })
  })

  it('contains no lone surrogate, so that any address and any file can contain it', () => {
    for (const broken of ['a\ud83d', '\ude00a', 'a\ude00\ud83db', '\ud83d\ud83d\ude00']) {
      const { text } = readPassage(param, broken)
      expect(() => encodeURIComponent(text)).not.toThrow()
      expect(text).toContain('\ufffd')
      expect(text).toHaveLength(broken.length)
    }
  })

  it('is judged by what is used of it, and once', () => {
    judge.mockClear()
    expect(readPassage(param, 'aaaaaab').refused).toBe('it has one letter')
    expect(parseValue('text', param, 'aaaaaabbb').value).toBeUndefined()
    expect(judge.mock.calls).toEqual([['aaaaaa']])
  })

  it('has a sentence for what was done with it', () => {
    expect(parseValue('text', param, 'abcdefgh')).toEqual({
      value: 'abcdef',
      problems: ['text is too long. Only the first 6 characters are used.'],
    })
    expect(parseValue('text', param, 'aaa').problems).toEqual(['text = "aaa" was ignored: it has one letter.'])
    expect(parseValue('text', param, 7).problems).toEqual(['text = 7 was ignored: it is no text.'])
    const { problems } = parseValue('text', param, 'a'.repeat(1e6))
    expect(problems.join().length).toBeLessThan(120)
  })
})

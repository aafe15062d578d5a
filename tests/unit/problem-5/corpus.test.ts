import { describe, expect, it } from 'vitest'
import {
  BOOK,
  type Corpus,
  corpusFor,
  corpusOf,
  MOST_CHARACTERS,
  MOST_TESTED,
  partsOf,
  shortcoming,
  startsBefore,
  windows,
} from '../../../problems/5-rnn-run-time/corpus'
import { sampled } from '../../../problems/5-rnn-run-time/sample'

describe('a text', () => {
  it('of the book is its prose', () => {
    expect(BOOK.length).toBeGreaterThan(10_000)
    expect(BOOK).toMatch(/variance/)
    expect(BOOK).not.toMatch(/[<>{}\\$]/)
  })

  it('has the vocabulary that it holds, the most frequent first, and its entropy', () => {
    const { characters, numbers, unigramEntropy } = corpusOf('abab abaa')
    expect(characters).toEqual(['a', 'b', ' '])
    expect([...numbers]).toEqual([0, 1, 0, 1, 2, 0, 1, 0, 0])
    const p = [5 / 9, 3 / 9, 1 / 9]
    expect(unigramEntropy).toBeCloseTo(-p.reduce((sum, x) => sum + x * Math.log(x), 0), 12)
  })

  it('is split by characters of any language, and the rarest share a sign', () => {
    expect(corpusOf('日本語🎈日').characters).toEqual(['日', '本', '語', '🎈'])
    const many = Array.from({ length: 1000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')
    const { characters, numbers, unigramEntropy } = corpusOf(`一一${many}`)
    expect(characters).toHaveLength(MOST_CHARACTERS)
    expect(characters[0]).toBe('一')
    expect(Math.max(...numbers)).toBe(MOST_CHARACTERS - 1)
    // One thrice, 398 once, and the other 601 under one sign.
    const p = [3, ...Array.from({ length: 398 }, () => 1), 601].map((n) => n / 1002)
    expect(unigramEntropy).toBeCloseTo(-p.reduce((sum, x) => sum + x * Math.log(x), 0), 10)
  })

  it('has one way to end a line, and one to write an accent', () => {
    expect(corpusOf('a\r\nb\rc').characters).toEqual(['\n', 'a', 'b', 'c'])
    expect(corpusOf('e\u0301\u00e9a').characters).toEqual(['é', 'a'])
  })

  it('of one letter is refused', () => {
    expect(() => corpusOf('aaaa')).toThrow(/nothing to learn/)
    expect(shortcoming('a'.repeat(1000), 8)).toMatch(/two different characters/)
    // As the model sees it, it is one letter.
    expect(shortcoming('e\u0301é'.repeat(1000), 8)).toMatch(/two different characters/)
  })

  it('that is too short is refused, with what would do', () => {
    expect(shortcoming('ab'.repeat(32), 8)).toBeUndefined()
    expect(shortcoming('ab'.repeat(31), 8)).toMatch(/64 at least, and it has 62/)
    expect(shortcoming('🎈🎉'.repeat(31), 8)).toMatch(/it has 62/)
    const corpus = corpusOf('ab'.repeat(150))
    expect(() => partsOf(corpus, 256)).toThrow(/need 2048, and it has 300.*sentences of 32\.$/)
    expect(partsOf(corpus, 32).tested).toHaveLength(4)
    expect(() => partsOf(corpus, 64)).toThrow(/too short/)
  })

  it('is kept beside the last few others', () => {
    const [own, book] = [corpusFor('one and another'), corpusFor('')]
    expect(corpusFor('a third one')).not.toBe(own)
    expect(corpusFor('one and another')).toBe(own)
    expect(corpusFor('')).toBe(book)
    for (const text of ['ab', 'abc', 'abcd']) corpusFor(text)
    expect(corpusFor('one and another')).not.toBe(own)
  })
})

describe('sentences', () => {
  /** Every place of a text that sentences cover, as often as they do. */
  const covered = (starts: readonly number[], length: number) =>
    starts.flatMap((start) => Array.from({ length }, (_, t) => start + t))
  const texts: readonly (readonly [string, Corpus, number])[] = [
    ['the book', corpusFor(''), 8],
    ['the book', corpusFor(''), 256],
    ['a hundred characters', corpusOf('ab cd'.repeat(20)), 8],
    ['the shortest text of all', corpusOf('ab'.repeat(32)), 8],
    ['the shortest text for them', corpusOf('ab'.repeat(1024)), 256],
  ]

  it.each(texts)('to test on are apart from each other and from all that is trained on: %s', (_, corpus, length) => {
    const { trained, tested } = partsOf(corpus, length)
    const all = corpus.numbers.length
    const read = covered(tested, length)
    expect(new Set(read).size).toBe(read.length)
    expect(Math.min(...read)).toBe(trained)
    expect(Math.max(...read)).toBe(all - 1)
    expect(tested.length).toBe(Math.min(MOST_TESTED, Math.floor((all - trained) / length)))
    expect(tested.length).toBeGreaterThanOrEqual(4)
    const starts = startsBefore(trained, length, [0, 0.3, 1 - 2 ** -24, 1])
    expect(starts[0]).toBe(0)
    expect(Math.max(...covered(starts, length))).toBe(trained - 1)
  })

  it('hold out a tenth of a long text', () => {
    const { length } = corpusFor('').numbers
    expect(partsOf(corpusFor(''), 8).trained).toBe(Math.floor(0.9 * length))
  })

  it('are cut time first, each of neighbours in the text, and never beyond its end', () => {
    const corpus = corpusOf('abcdefghij')
    const starts = startsBefore(10, 3, [0, 0.5, 0.999])
    const at = windows(corpus, starts, 3)
    const read = (column: number) => [0, 1, 2].map((t) => corpus.characters[at[t * 3 + column] ?? -1]).join('')
    expect([0, 1, 2].map(read)).toEqual(['abc', 'efg', 'hij'])
    expect(() => windows(corpus, [8], 3)).toThrow(/No 3 characters begin at 8 of 10/)
    expect(() => startsBefore(4, 5, [0])).toThrow(/does not fit/)
  })
})

describe('a sample', () => {
  // Of three words: e = (2), (0), (-2); a state of one number, 1 to begin with, that a step sets to tanh(-e).
  const model = {
    words: Float32Array.of(2, 0, -2),
    input: Float32Array.of(-1),
    recurrent: Float32Array.of(0),
    bias: Float32Array.of(0),
    start: Float32Array.of(1),
  }

  it('draws from the softmax of inner products, and feeds back what it drew', () => {
    const weights = [2, 0, -2].map(Math.exp)
    const total = weights.reduce((a, b) => a + b)
    const first = weights[0] ?? 0
    expect(sampled(model, 1, [first / total - 1e-6])).toEqual([0])
    expect(sampled(model, 1, [first / total + 1e-6])).toEqual([1])
    // After word 0 the state is tanh(-2) < 0, and word 2 is the likeliest.
    expect(sampled(model, 0.05, [0, 0.5])).toEqual([0, 2])
  })

  it('is sure at a low temperature, and even at a high one', () => {
    expect(sampled(model, 0.01, [0.999])).toEqual([0])
    expect([0.1, 0.5, 0.9].map((u) => sampled(model, 1e6, [u])[0])).toEqual([0, 1, 2])
  })
})

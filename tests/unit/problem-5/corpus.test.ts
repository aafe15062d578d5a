import { describe, expect, it } from 'vitest'
import { BOOK, corpusOf, MOST_CHARACTERS, windows } from '../../../problems/5-rnn-run-time/corpus'
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
    const { characters, numbers } = corpusOf(`一一${many}`)
    expect(characters).toHaveLength(MOST_CHARACTERS)
    expect(characters[0]).toBe('一')
    expect(Math.max(...numbers)).toBe(MOST_CHARACTERS - 1)
  })

  it('of one letter is refused', () => expect(() => corpusOf('aaaa')).toThrow(/nothing to learn/))

  it('is cut into sentences, time first, each of neighbours in the text', () => {
    const corpus = corpusOf('abcdefghij')
    const at = windows(corpus, { from: 0, to: 10, length: 3 }, [0, 0.99])
    const read = (column: number) => [0, 1, 2].map((t) => corpus.characters[at[t * 2 + column] ?? -1]).join('')
    expect(read(0)).toBe('abc')
    expect('abcdefghij').toContain(read(1))
  })

  it('shorter than a sentence wraps around', () => {
    const { characters, ...rest } = corpusOf('ab')
    const at = windows({ characters, ...rest }, { from: 0, to: 1, length: 5 }, [0.5])
    expect([...at].map((n) => characters[n]).join('')).toBe('ababa')
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

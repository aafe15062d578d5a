import { describe, expect, it } from 'vitest'
import {
  type Corpus,
  corpusFor,
  corpusOf,
  divided,
  shortcoming,
  startsIn,
  windows,
} from '../../../problems/5-rnn-run-time/language-model/corpus'
import { counter } from '../../../problems/5-rnn-run-time/language-model/counting'
import { sampled } from '../../../problems/5-rnn-run-time/language-model/sample'
import { MOST_CHARACTERS, textOf } from '../../../problems/5-rnn-run-time/language-model/setting'
import { exactLines, linesFor } from '../../../problems/5-rnn-run-time/language-model/theory'
import { sentencesFor } from '../../../problems/5-rnn-run-time/language-model/training'
import { drawer } from '../../../src/numerics/laws/random'
import { upTo } from '../../../src/numerics/positions'

const BOOK = textOf('')

describe('a text', () => {
  it('of the book is its prose', () => {
    expect(BOOK.length).toBeGreaterThan(10_000)
    expect(BOOK).toMatch(/variance/)
    expect(BOOK).not.toMatch(/[<>{}\\$]/)
  })

  it('has the vocabulary that it holds, the most frequent first', () => {
    const { characters, numbers } = corpusOf('abab abaa')
    expect(characters).toEqual(['a', 'b', ' '])
    expect([...numbers]).toEqual([0, 1, 0, 1, 2, 0, 1, 0, 0])
  })

  it('is split by characters of any language, and the rarest share a sign', () => {
    expect(corpusOf('日本語🎈日').characters).toEqual(['日', '本', '語', '🎈'])
    const many = Array.from({ length: 1000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')
    const { characters, numbers } = corpusOf(`一一${many}`)
    expect(characters).toHaveLength(MOST_CHARACTERS)
    expect(characters[0]).toBe('一')
    expect(Math.max(...numbers)).toBe(MOST_CHARACTERS - 1)
  })

  it('has one way to end a line, and one to write an accent', () => {
    expect(corpusOf('a\r\nb\rc').characters).toEqual(['\n', 'a', 'b', 'c'])
    expect(corpusOf('e\u0301\u00e9a').characters).toEqual(['é', 'a'])
  })

  it('of one letter is refused', () => {
    expect(() => corpusOf('aaaa')).toThrow(/nothing to learn/)
    expect(shortcoming('a'.repeat(1000), 8)).toMatch(/two different characters/)
    // After normalization the model sees a single letter.
    expect(shortcoming('e\u0301é'.repeat(1000), 8)).toMatch(/two different characters/)
  })

  it('that is too short is refused, with what would do', () => {
    expect(shortcoming('ab'.repeat(32), 8)).toBeUndefined()
    expect(shortcoming('ab'.repeat(31), 8)).toMatch(/64 at least, and it has 62/)
    expect(shortcoming('🎈🎉'.repeat(31), 8)).toMatch(/it has 62/)
    const corpus = corpusOf('ab'.repeat(150))
    expect(() => divided(corpus, 256)).toThrow(/need 2048, and it has 300.*sentences of 32\.$/)
    expect(divided(corpus, 32)).toBe(300 - 4 * 32)
    expect(() => divided(corpus, 64)).toThrow(/too short/)
  })

  it('is cached with the last few others', () => {
    const [own, book] = [corpusFor('one and another'), corpusFor('')]
    expect(corpusFor('a third one')).not.toBe(own)
    expect(corpusFor('one and another')).toBe(own)
    expect(corpusFor('')).toBe(book)
    for (const text of ['ab', 'abc', 'abcd']) corpusFor(text)
    expect(corpusFor('one and another')).not.toBe(own)
  })
})

describe('sentences', () => {
  /** How often sentences cover each position of a text. */
  const covered = (starts: readonly number[], length: number) =>
    starts.flatMap((start) => Array.from({ length }, (_, t) => start + t))
  const texts: readonly (readonly [string, Corpus, number])[] = [
    ['the book', corpusFor(''), 8],
    ['the book', corpusFor(''), 256],
    ['a hundred characters', corpusOf('ab cd'.repeat(20)), 8],
    ['the shortest text of all', corpusOf('ab'.repeat(32)), 8],
    ['the shortest text for them', corpusOf('ab'.repeat(1024)), 256],
  ]

  it.each(texts)(
    'to test on are held out, and may lie anywhere there; no sentence trained on reaches them: %s',
    (_, corpus, length) => {
      const all = corpus.numbers.length
      const { heldOut, tested, trained } = sentencesFor({ numbers: drawer(1) }, corpus, length)
      expect(heldOut).toBe(divided(corpus, length))
      expect(all - heldOut).toBeGreaterThanOrEqual(4 * length)
      for (const starts of tested) {
        expect(Math.min(...covered(starts, length))).toBeGreaterThanOrEqual(heldOut)
        expect(Math.max(...covered(starts, length))).toBeLessThan(all)
      }
      for (const step of [1, 2])
        for (const starts of trained(step)) {
          expect(Math.min(...starts)).toBeGreaterThanOrEqual(0)
          expect(Math.max(...covered(starts, length))).toBeLessThan(heldOut)
        }
      // Starts differ between models and between steps.
      expect(tested[0]).not.toEqual(tested[1])
      expect(trained(1)[0]).not.toEqual(trained(1)[1])
      expect(trained(1)).not.toEqual(trained(2))
      const ends = startsIn({ from: heldOut, until: all }, length, [0, 0.3, 1 - 2 ** -24, 1])
      expect(ends[0]).toBe(heldOut)
      expect(Math.max(...covered(ends, length))).toBe(all - 1)
    },
  )

  it('hold out a tenth of a long text', () => {
    const { length } = corpusFor('').numbers
    expect(divided(corpusFor(''), 8)).toBe(Math.floor(0.9 * length))
  })

  it('are cut time first, each of neighbours in the text, and never beyond its end', () => {
    const corpus = corpusOf('abcdefghij')
    const starts = startsIn({ from: 0, until: 10 }, 3, [0, 0.5, 0.999])
    const at = windows(corpus, starts, 3)
    const read = (column: number) => [0, 1, 2].map((t) => corpus.characters[at[t * 3 + column] ?? -1]).join('')
    expect([0, 1, 2].map(read)).toEqual(['abc', 'efg', 'hij'])
    expect(() => windows(corpus, [8], 3)).toThrow(/No 3 characters begin at 8 of 10/)
    expect(() => startsIn({ from: 0, until: 4 }, 5, [0])).toThrow(/does not fit/)
  })
})

describe('counting', () => {
  it('predicts by single frequencies and by pairs of the part before, with one added for what it has not seen', () => {
    // Trained on "aab", with the characters a, b, c.
    const corpus = corpusOf('aab' + 'cab')
    const [a, b, c] = ['a', 'b', 'c'].map((character) => corpus.characters.indexOf(character))
    expect([a, b, c]).toEqual([0, 1, 2])
    const p = [3 / 6, 2 / 6, 1 / 6] as const
    const { single, pair } = counter(corpus, 3)([3], 3)
    expect(single).toBeCloseTo(-(Math.log(p[2]) + Math.log(p[0]) + Math.log(p[1])) / 3, 12)
    // c is followed by nothing; a is followed once by a and once by b.
    expect(pair).toBeCloseTo(-(Math.log(p[2]) + Math.log(p[0]) + Math.log((1 + p[1]) / 3)) / 3, 12)
  })

  it.each([4, 7])('over all sentences of %d is what theory says, though that counts by itself', (length) => {
    const text = textOf('').slice(0, 3000)
    const corpus = corpusOf(text)
    const heldOut = divided(corpus, length)
    const starts = Array.from({ length: corpus.numbers.length - heldOut - length + 1 }, (_, i) => heldOut + i)
    const { single, pair } = counter(corpus, heldOut)(starts, length)
    const lines = linesFor(text, length)
    expect(single).toBeCloseTo(lines.single, 10)
    expect(pair).toBeCloseTo(lines.pair, 10)
    expect(lines.alike).toBeCloseTo(Math.log(corpus.characters.length), 12)
  })

  it('has a lower loss by pairs than by single characters where pairs are informative, and none for a text that is too short', () => {
    const { alike, single, pair } = exactLines(
      Array.from({ length: 2000 }, (_, i) => i % 4),
      8,
    )
    expect(alike).toBe(Math.log(4))
    expect(single).toBeCloseTo(Math.log(4), 6)
    // The first of eight characters costs ln 4, the others almost nothing.
    expect(pair).toBeCloseTo(Math.log(4) / 8, 2)
    expect(linesFor('ab'.repeat(20), 8).single).toBeNaN()
  })
})

describe('a sample', () => {
  // Three words with e = (2), (0), (-2); the state is one number, initially 1, and a step sets it to tanh(-e).
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
    expect(sampled(model, [1], [first / total - 1e-6])).toEqual([[0]])
    expect(sampled(model, [1], [first / total + 1e-6])).toEqual([[1]])
    // After word 0 the state is tanh(-2) < 0, so word 2 is the most likely.
    expect(sampled(model, [0.05], [0, 0.5])).toEqual([[0, 2]])
  })

  it('follows the recurrence with all its matrices, at every temperature from the same numbers', () => {
    const [V, I] = [11, 5]
    const draw = drawer(5)
    const large = {
      words: draw('gaussian', 'words', [V, I]),
      input: draw('gaussian', 'input', [I, I]),
      recurrent: draw('gaussian', 'recurrent', [I, I]),
      bias: draw('gaussian', 'bias', [I]),
      start: draw('gaussian', 'start', [I]),
    }
    const uniform = Array.from(draw('uniform', 'places', [60]), (x) => x / Math.sqrt(12) + 0.5)
    const at = (numbers: ArrayLike<number>, i: number) => numbers[i] ?? Number.NaN
    const sum = (count: number, of: (i: number) => number) => upTo(count).reduce((total, i) => total + of(i), 0)
    const plainly = (temperature: number) => {
      let h = [...large.start]
      return uniform.map((u) => {
        const weights = upTo(V).map((w) => Math.exp(sum(I, (i) => at(large.words, w * I + i) * at(h, i)) / temperature))
        const aim = u * sum(V, (w) => at(weights, w))
        const word = upTo(V).findIndex((w) => sum(w + 1, (v) => at(weights, v)) > aim)
        h = upTo(I).map((j) =>
          Math.tanh(
            sum(
              I,
              (i) =>
                at(h, i) * at(large.recurrent, i * I + j) + at(large.words, word * I + i) * at(large.input, i * I + j),
            ) - at(large.bias, j),
          ),
        )
        return word
      })
    }
    expect(sampled(large, [0.5, 1], uniform)).toEqual([0.5, 1].map(plainly))
  })

  it('is nearly certain at a low temperature, and nearly uniform at a high one', () => {
    expect(sampled(model, [0.01], [0.999])).toEqual([[0]])
    expect([0.1, 0.5, 0.9].map((u) => sampled(model, [1e6], [u])[0])).toEqual([[0], [1], [2]])
  })
})

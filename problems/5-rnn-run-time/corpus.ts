import prose from 'virtual:prose'

/** The rarest characters share one sign where a text holds more kinds than this: Chinese, emoji. */
export const MOST_CHARACTERS = 400
const RARE = '\u25a1'
/** The part of a text, at its end, that no sentence is trained on. */
const HELD_OUT = 0.1

/** A text as a language model sees it. */
export interface Corpus {
  /** The characters it holds, the most frequent first. */
  readonly characters: readonly string[]
  /** The text as numbers of characters. */
  readonly numbers: Int32Array
  /** Sentences to train on begin before this place; those to test on, from here on. */
  readonly trained: number
  /** -sum p ln p over characters: the loss, in nats a character, of a model that knows how frequent each is, and no more. */
  readonly unigramEntropy: number
}

/** The book's own words. */
export const BOOK: string = prose

/** Splits a text by code points. Throws RangeError if it holds fewer than two kinds of characters: there is nothing to learn. */
export function corpusOf(text: string): Corpus {
  const all = Array.from(text.normalize('NFC'))
  const counts = new Map<string, number>()
  for (const character of all) counts.set(character, (counts.get(character) ?? 0) + 1)
  const ranked = [...counts].sort(([, a], [, b]) => b - a).map(([character]) => character)
  if (ranked.length < 2) throw new RangeError('A text of one kind of character has nothing to learn')
  const characters = ranked.length > MOST_CHARACTERS ? [...ranked.slice(0, MOST_CHARACTERS - 1), RARE] : ranked
  const numberOf = new Map(characters.map((character, i) => [character, i]))
  const numbers = Int32Array.from(all, (character) => numberOf.get(character) ?? characters.length - 1)
  return {
    characters,
    numbers,
    trained: Math.floor(all.length * (1 - HELD_OUT)),
    unigramEntropy: entropyOf(numbers, characters.length),
  }
}

function entropyOf(numbers: Int32Array, kinds: number): number {
  const counts = new Float64Array(kinds)
  for (const n of numbers) counts[n] = (counts[n] ?? 0) + 1
  return counts.reduce(
    (sum, count) => (count > 0 ? sum - (count / numbers.length) * Math.log(count / numbers.length) : sum),
    0,
  )
}

let last: { readonly text: string; readonly corpus: Corpus } | undefined

/** The corpus of a text, or of the book where there is none; the last one asked for is kept. */
export function corpusFor(text: string): Corpus {
  const wanted = text === '' ? BOOK : text
  if (last?.text !== wanted) last = { text: wanted, corpus: corpusOf(wanted) }
  return last.corpus
}

/** The number of each character of `count` sentences of T, which begin at the places drawn in [0, 1): [T, 1, count], time first. Short texts wrap around. */
export function windows(
  { numbers }: Corpus,
  { from, to, length }: { readonly from: number; readonly to: number; readonly length: number },
  places: ArrayLike<number>,
): Int32Array {
  const count = places.length
  const room = Math.max(1, to - from - length)
  const starts = Array.from(places, (place) => from + Math.min(room - 1, Math.floor(place * room)))
  return Int32Array.from({ length: length * count }, (_, i) => {
    const start = starts[i % count] ?? 0
    return numbers[(start + Math.floor(i / count)) % numbers.length] ?? 0
  })
}

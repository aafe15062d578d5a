import { FEWEST_SENTENCES, heldOutFrom, MOST_CHARACTERS, textOf } from './setting'

/** Stands for the rarest characters where a text holds more than `MOST_CHARACTERS` kinds. */
const RARE = '\u25a1'
/** How many corpora are kept: the reader's text, and the book's, which claims are tested on. */
const KEPT = 3
/** One more than the largest code point. */
const CODE_POINTS = 0x110000

/** A text as a language model sees it. */
export interface Corpus {
  readonly text: string
  /** The characters it holds, the most frequent first. */
  readonly characters: readonly string[]
  /** The text as numbers of characters. */
  readonly numbers: Int32Array
}

/** Splits a text by code points. Throws RangeError if it holds fewer than two kinds of characters: there is nothing to learn. */
export function corpusOf(given: string): Corpus {
  const text = textOf(given)
  const { codes, counts, kinds } = countedCodes(text)
  if (kinds.length < 2) throw new RangeError('A text of one kind of character has nothing to learn')
  const ranked = kinds.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
  const named = ranked.map((code) => String.fromCodePoint(code))
  const characters = named.length > MOST_CHARACTERS ? [...named.slice(0, MOST_CHARACTERS - 1), RARE] : named
  const numberOf = new Int32Array(CODE_POINTS)
  for (const [rank, code] of ranked.entries()) numberOf[code] = Math.min(rank, characters.length - 1)
  return { text, characters, numbers: codes.map((code) => numberOf[code] ?? 0) }
}

/** The code points of a text in order, how often each occurs, and which do, the first met first. */
function countedCodes(text: string) {
  const codes = new Int32Array(text.length)
  const counts = new Int32Array(CODE_POINTS)
  const kinds: number[] = []
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    // A code point above 0xffff is two units of the string.
    if (code > 0xffff) i++
    codes[length++] = code
    const count = counts[code] ?? 0
    if (count === 0) kinds.push(code)
    counts[code] = count + 1
  }
  return { codes: codes.subarray(0, length), counts, kinds }
}

const kept = new Map<string, Corpus>()

/** The corpus of what the reader gave, or of the book where that is empty; the last few asked for are kept. */
export function corpusFor(given: string): Corpus {
  const corpus = kept.get(given) ?? corpusOf(given)
  // The one asked for last stands last.
  kept.delete(given)
  kept.set(given, corpus)
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  return corpus
}

/** The fewest characters that are enough for sentences of T: 4 sentences to test on, and as many to train on. */
const fewestFor = (length: number): number => 2 * FEWEST_SENTENCES * length

/**
 * Why no model can be trained on a text in sentences of T, in words that go on from "it cannot be used:"; nothing if one can. Reads no
 * further than it must.
 */
export function shortcoming(given: string, length: number): string | undefined {
  const kinds = new Set<string>()
  let count = 0
  for (const character of textOf(given)) {
    kinds.add(character)
    count++
    if (kinds.size > 1 && count >= fewestFor(length)) return undefined
  }
  if (kinds.size < 2) return 'it needs two different characters at least'
  return `sentences of ${length} characters need a text of ${fewestFor(length)} at least, and it has ${count}`
}

/** Where the held-out part begins, for sentences of T. Throws RangeError where the text is too short for them. */
export function divided({ numbers }: Corpus, length: number): number {
  const all = numbers.length
  if (all < fewestFor(length)) {
    const longest = 2 ** Math.floor(Math.log2(all / fewestFor(1)))
    throw new RangeError(
      `The text is too short for sentences of ${length} characters: they need ${fewestFor(length)}, and it has ${all}. Give it a longer text, or choose sentences of ${longest}.`,
    )
  }
  return heldOutFrom(all, length)
}

/** A stretch of a text: the places from `from` to `until - 1`. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

/** Where sentences of T begin in a stretch, from places drawn in [0, 1]: anywhere from which they fit. Throws RangeError if none fits. */
export function startsIn({ from, until }: Stretch, length: number, places: ArrayLike<number>): number[] {
  const room = until - from - length + 1
  if (room < 1) throw new RangeError(`A sentence of ${length} characters does not fit into ${until - from}`)
  return Array.from(places, (place) => from + Math.min(room - 1, Math.floor(place * room)))
}

/** The numbers of the characters of sentences of T that begin at some places: [T, sentences], time first. Throws RangeError beyond the text. */
export function windows({ numbers }: Corpus, starts: readonly number[], length: number): Int32Array {
  const found = new Int32Array(length * starts.length)
  for (const [i, start] of starts.entries()) {
    if (start < 0 || start + length > numbers.length)
      throw new RangeError(`No ${length} characters begin at ${start} of ${numbers.length}`)
    for (let t = 0; t < length; t++) found[t * starts.length + i] = numbers[start + t] ?? 0
  }
  return found
}

import { FEWEST_SENTENCES, heldOutFrom, MOST_CHARACTERS, textOf } from './setting'

/** Replaces the rarest characters of a text with more than `MOST_CHARACTERS` different ones. */
const RARE = '\u25a1'
/** The number of corpora kept in a cache: for the reader's text and the book's, on which claims are tested. */
const KEPT = 3
/** One more than the largest code point. */
const CODE_POINTS = 0x110000

/** A text in the form that a language model uses. */
export interface Corpus {
  readonly text: string
  /** Its different characters, most frequent first. */
  readonly characters: readonly string[]
  /** The text as indices of characters. */
  readonly numbers: Int32Array
}

/** Splits a text by code points. Throws RangeError if it has fewer than two different characters, because then there is nothing to learn. */
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

/** The code points of a text in order, the number of times each occurs, and the different ones in order of first occurrence. */
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

/** The corpus of the reader's text, or of the book's text if that is empty, with a cache of the last few. */
export function corpusFor(given: string): Corpus {
  const corpus = kept.get(given) ?? corpusOf(given)
  // The most recently used entry is last.
  kept.delete(given)
  kept.set(given, corpus)
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  return corpus
}

/** The minimum number of characters for sentences of length T: 4 sentences to test on, and as many to train on. */
const fewestFor = (length: number): number => 2 * FEWEST_SENTENCES * length

/**
 * Why no model can be trained on a text with sentences of length T, as the end of a sentence that begins "it cannot be used:"; undefined if one can.
 * Reads no more of the text than necessary.
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

/** The start of the held-out part for sentences of length T. Throws RangeError if the text is too short for them. */
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

/** A part of a text: positions from `from` to `until - 1`. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

/**
 * The starts of sentences of length T in a stretch, from random numbers in [0, 1]: uniform over all starts from which a sentence fits. Throws
 * RangeError if none fits.
 */
export function startsIn({ from, until }: Stretch, length: number, places: ArrayLike<number>): number[] {
  const room = until - from - length + 1
  if (room < 1) throw new RangeError(`A sentence of ${length} characters does not fit into ${until - from}`)
  return Array.from(places, (place) => from + Math.min(room - 1, Math.floor(place * room)))
}

/** The character indices of sentences of length T at given starts: [T, sentences], time first. Throws RangeError beyond the end of the text. */
export function windows({ numbers }: Corpus, starts: readonly number[], length: number): Int32Array {
  const found = new Int32Array(length * starts.length)
  for (const [i, start] of starts.entries()) {
    if (start < 0 || start + length > numbers.length)
      throw new RangeError(`No ${length} characters begin at ${start} of ${numbers.length}`)
    for (let t = 0; t < length; t++) found[t * starts.length + i] = numbers[start + t] ?? 0
  }
  return found
}

import prose from 'virtual:prose'

/** The rarest characters share one sign where a text holds more kinds than this: Chinese, emoji. */
export const MOST_CHARACTERS = 400
const RARE = '\u25a1'
/** The part of a text, at its end, that is not trained on: of short texts it is as much as the fewest sentences need. */
const HELD_OUT = 0.1
/** Sentences that a loss is measured on: they are what its error is estimated from. */
export const MOST_TESTED = 64
const FEWEST_TESTED = 4
/** Texts whose corpora are kept: the reader's, and the book's, which the claims are tested on. */
const KEPT = 3
/** One more than the largest code point. */
const CODE_POINTS = 0x110000

/** A text as a language model sees it. */
export interface Corpus {
  /** The characters it holds, the most frequent first. */
  readonly characters: readonly string[]
  /** The text as numbers of characters. */
  readonly numbers: Int32Array
  /** -sum p ln p over characters: the loss, in nats a character, of a model that knows how frequent each is, and no more. */
  readonly unigramEntropy: number
}

/** The book's own words. */
export const BOOK: string = prose

/** One way to write a line's end, and one to write an accent: what looks alike is one character. */
const cleaned = (text: string): string => text.replaceAll(/\r\n?/g, '\n').normalize('NFC')

/** Splits a text by code points. Throws RangeError if it holds fewer than two kinds of characters: there is nothing to learn. */
export function corpusOf(text: string): Corpus {
  const { codes, counts, kinds } = countedCodes(cleaned(text))
  if (kinds.length < 2) throw new RangeError('A text of one kind of character has nothing to learn')
  const countOf = (code: number) => counts[code] ?? 0
  const ranked = kinds.sort((a, b) => countOf(b) - countOf(a))
  const named = ranked.map((code) => String.fromCodePoint(code))
  const characters = named.length > MOST_CHARACTERS ? [...named.slice(0, MOST_CHARACTERS - 1), RARE] : named
  const occurrences = new Float64Array(characters.length)
  const numberOf = new Int32Array(CODE_POINTS)
  for (const [rank, code] of ranked.entries()) {
    const number = Math.min(rank, characters.length - 1)
    numberOf[code] = number
    occurrences[number] = (occurrences[number] ?? 0) + countOf(code)
  }
  return {
    characters,
    numbers: codes.map((code) => numberOf[code] ?? 0),
    unigramEntropy: occurrences.reduce((sum, n) => sum - (n / codes.length) * Math.log(n / codes.length), 0),
  }
}

/** The code points of a text in order, how often each occurs, and which do, the first met first. */
function countedCodes(text: string) {
  const codes = new Int32Array(text.length)
  const counts = new Int32Array(CODE_POINTS)
  const kinds: number[] = []
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    // It was written in two halves.
    if (code > 0xffff) i++
    codes[length++] = code
    const count = counts[code] ?? 0
    if (count === 0) kinds.push(code)
    counts[code] = count + 1
  }
  return { codes: codes.subarray(0, length), counts, kinds }
}

const kept = new Map<string, Corpus>()

/** The corpus of a text, or of the book where there is none; the last few asked for are kept. */
export function corpusFor(text: string): Corpus {
  const wanted = text === '' ? BOOK : text
  const corpus = kept.get(wanted) ?? corpusOf(wanted)
  // The one asked for last stands last.
  kept.delete(wanted)
  kept.set(wanted, corpus)
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  return corpus
}

/** The fewest characters that are enough for sentences of T: the fewest to test on, and as many to train on. */
const fewestFor = (length: number): number => 2 * FEWEST_TESTED * length

/** Why no model can be trained on a text in sentences of T, in words that go on from "it cannot be used:"; nothing if one can. It reads no further than it must. */
export function shortcoming(text: string, length: number): string | undefined {
  const kinds = new Set<string>()
  let count = 0
  for (const character of cleaned(text)) {
    kinds.add(character)
    count++
    if (kinds.size > 1 && count >= fewestFor(length)) return undefined
  }
  if (kinds.size < 2) return 'it needs two different characters at least'
  return `sentences of ${length} characters need a text of ${fewestFor(length)} at least, and it has ${count}`
}

/** Where a text is divided, for sentences of T: what is trained on ends where what is tested on begins. */
export interface Parts {
  /** Sentences to train on lie before this place. */
  readonly trained: number
  /** Where the sentences to test on begin: no two overlap, and they are spread evenly over the rest. */
  readonly tested: readonly number[]
}

/** Divides a text: a tenth is held out, and of short texts as much as a few sentences take. Throws RangeError where it is too short. */
export function partsOf({ numbers }: Corpus, length: number): Parts {
  const all = numbers.length
  if (all < fewestFor(length)) {
    const longest = 2 ** Math.floor(Math.log2(all / fewestFor(1)))
    throw new RangeError(
      `The text is too short for sentences of ${length} characters: they need ${fewestFor(length)}, and it has ${all}. Give it a longer text, or choose sentences of ${longest}.`,
    )
  }
  const heldOut = Math.max(Math.ceil(all * HELD_OUT), FEWEST_TESTED * length)
  const trained = all - heldOut
  const count = Math.min(MOST_TESTED, Math.floor(heldOut / length))
  // The last ends where the text does.
  const shift = (i: number) => Math.floor((i * (heldOut - length)) / (count - 1))
  return { trained, tested: Array.from({ length: count }, (_, i) => trained + shift(i)) }
}

/** Where sentences of T begin in the first `end` characters, from places drawn in [0, 1]: anywhere from which they fit. */
export function startsBefore(end: number, length: number, places: ArrayLike<number>): number[] {
  const room = end - length + 1
  if (room < 1) throw new RangeError(`A sentence of ${length} characters does not fit into ${end}`)
  return Array.from(places, (place) => Math.min(room - 1, Math.floor(place * room)))
}

/** The numbers of the characters of sentences of T that begin at some places: [T, 1, sentences], time first. */
export function windows({ numbers }: Corpus, starts: readonly number[], length: number): Int32Array {
  const found = new Int32Array(length * starts.length)
  for (const [i, start] of starts.entries()) {
    if (start < 0 || start + length > numbers.length)
      throw new RangeError(`No ${length} characters begin at ${start} of ${numbers.length}`)
    for (let t = 0; t < length; t++) found[t * starts.length + i] = numbers[start + t] ?? 0
  }
  return found
}

import prose from 'virtual:prose'

/** Models side by side: each has weights, training sentences, held-out sentences and samples of its own. */
export const MODELS = 8
/** Sentences of T that each model is trained on in a step: 256 characters, and two sentences at least. */
export const trainedSentences = (length: number): number => Math.max(2, Math.floor(256 / length))
/** Held-out sentences of T that each model is tested on: 2048 characters, and four sentences at least. */
export const testedSentences = (length: number): number => Math.max(4, Math.floor(2048 / length))
/** Characters of a sample. */
export const SAMPLE = 240

/** Where a text holds more kinds of characters than this (Chinese, emoji), the rarest of them count as one. */
export const MOST_CHARACTERS = 400
/** The part of a text, at its end, that is held out: no model is trained on it. */
const HELD_OUT = 0.1
/** A short text holds out more: as much as this many sentences take. */
export const FEWEST_SENTENCES = 4

/** The text of a setting: what the reader gave, or the book's own words. One way to end a line, and one to write an accent. */
export const textOf = (given: string): string =>
  (given === '' ? prose : given).replaceAll(/\r\n?/g, '\n').normalize('NFC')

/** Where the held-out part of a text of `count` characters begins, for sentences of T: a tenth before its end, or 4 T if that is more. */
export const heldOutFrom = (count: number, length: number): number =>
  count - Math.max(Math.ceil(count * HELD_OUT), FEWEST_SENTENCES * length)

import prose from 'virtual:prose'

/** The number of models, each with its own weights, training sentences, held-out sentences and samples. */
export const MODELS = 8
/** The number of training sentences of each model in a step: 256 characters, but at least two sentences. */
export const trainedSentences = (length: number): number => Math.max(2, Math.floor(256 / length))
/** The number of held-out sentences of each model: 2048 characters, but at least four sentences. */
export const testedSentences = (length: number): number => Math.max(4, Math.floor(2048 / length))
/** The length of a sample in characters. */
export const SAMPLE = 240

/** The maximum number of different characters. In a text with more (Chinese, emoji), the rarest are replaced by one. */
export const MOST_CHARACTERS = 400
/** The fraction at the end of a text that is held out from training. */
const HELD_OUT = 0.1
/** The minimum number of held-out sentences: in a short text they take more than `HELD_OUT`. */
export const FEWEST_SENTENCES = 4

/** The reader's text, or the text of the book, with normalized line ends and accents. */
export const textOf = (given: string): string =>
  (given === '' ? prose : given).replaceAll(/\r\n?/g, '\n').normalize('NFC')

/**
 * The start of the held-out part of a text of `count` characters for sentences of length T: a tenth of the text before its end, or 4 T if that is
 * more.
 */
export const heldOutFrom = (count: number, length: number): number =>
  count - Math.max(Math.ceil(count * HELD_OUT), FEWEST_SENTENCES * length)

/** Words of one letter are met by chance. */
const WORD = /\p{L}{2,}/gu

const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? []
const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))

/** Which words and pairs of characters the last text asked about has: it is asked about by every sample of a run. */
let known: { readonly text: string; readonly words: Set<string>; readonly pairs: Set<string> } | undefined

function knownOf(text: string) {
  if (known?.text !== text) known = { text, words: new Set(wordsOf(text)), pairs: new Set(pairsOf(text)) }
  return known
}

/** The part of the characters that are spaces. NaN of an empty text. */
export const spaces = (text: string): number => (text.split(' ').length - 1) / text.length

/** The part of the pairs of neighbouring characters of a sample that stand somewhere in a text, too. */
export const pairsFound = (sample: string, text: string): number => shareIn(pairsOf(sample), knownOf(text).pairs)

/** The part of the words of a sample, of two letters and more, that are words of a text, capitals or not. */
export const wordsFound = (sample: string, text: string): number => shareIn(wordsOf(sample), knownOf(text).words)

/** Of nothing: 0. */
const shareIn = (found: readonly string[], all: ReadonlySet<string>): number =>
  found.filter((one) => all.has(one)).length / Math.max(1, found.length)

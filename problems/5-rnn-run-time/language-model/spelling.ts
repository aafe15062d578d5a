/** Words of one letter are left out, because they occur by chance. */
const WORD = /\p{L}{2,}/gu

const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? []
const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))

/** The words and pairs of characters of the last text, cached because every sample of a run asks for them. */
let known: { readonly text: string; readonly words: Set<string>; readonly pairs: Set<string> } | undefined

function knownOf(text: string) {
  if (known?.text !== text) known = { text, words: new Set(wordsOf(text)), pairs: new Set(pairsOf(text)) }
  return known
}

/** The share of the characters that are spaces. NaN for an empty text. */
export const spaces = (text: string): number => (text.split(' ').length - 1) / text.length

/** The share of the pairs of neighbouring characters of a sample that occur in a text. */
export const pairsFound = (sample: string, text: string): number => shareIn(pairsOf(sample), knownOf(text).pairs)

/** The share of the words of a sample, of two letters or more, that occur in a text, ignoring case. */
export const wordsFound = (sample: string, text: string): number => shareIn(wordsOf(sample), knownOf(text).words)

/** The share of `found` that is in `all`; 0 for an empty list. */
const shareIn = (found: readonly string[], all: ReadonlySet<string>): number =>
  found.filter((one) => all.has(one)).length / Math.max(1, found.length)

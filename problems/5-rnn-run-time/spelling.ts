import { type Check, numberText } from '../../src/experiment'

/** Words of one letter are met by chance. */
const WORD = /\p{L}{2,}/gu

const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? []
const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))

/** The part of the characters that are spaces. */
export const spaces = (text: string): number => (text.split(' ').length - 1) / text.length

/** The part of the pairs of neighbouring characters of a sample that stand somewhere in a text, too. */
export const pairsFound = (sample: string, text: string): number => shareIn(pairsOf(sample), pairsOf(text))

/** The part of the words of a sample, of two letters and more, that are words of a text. */
export const wordsFound = (sample: string, text: string): number => shareIn(wordsOf(sample), wordsOf(text))

/** Of nothing: 0. */
function shareIn(found: readonly string[], known: readonly string[]): number {
  const all = new Set(known)
  return found.filter((one) => all.has(one)).length / Math.max(1, found.length)
}

/** A share beside its bounds, in a sentence. Of one sample there is no error: the bounds must be far from what samples show. */
export const between = (says: string, share: number, low: number, high: number): Check => ({
  says: `${says}: ${numberText(share)}, between ${numberText(low)} and ${numberText(high)}`,
  holds: low <= share && share <= high,
})

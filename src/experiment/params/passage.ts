/** What a text of the reader's own must be. */
export interface PassageRule {
  /** The characters of it that are used: the rest is cut off, and said so. */
  readonly most: number
  /** Why a text cannot be used, in words that go on from "it was ignored:"; nothing if it can. It is asked about texts that are cut already, about each once. */
  refuses(text: string): string | undefined
}

/** A text as it can be used. */
export interface ReadPassage {
  /** Well-formed, and no longer than `most`. */
  readonly text: string
  /** More was given than is used. */
  readonly cut: boolean
  /** Why it cannot be used, in words that go on from "it was ignored:"; nothing if it can. */
  readonly refused: string | undefined
}

/** Half of a pair that stands alone: read by code points, a whole pair is no surrogate. */
const LONE = /\p{Surrogate}/gu

/**
 * What is used of a text of the reader's own: its first `most` characters (UTF-16 code units, and no half of a pair at the end), with a replacement
 * character for every lone surrogate, which no address and no file can carry. It is cut before it is judged: a text of any length costs what the cap does.
 */
export function readPassage(param: PassageRule, given: string): ReadPassage {
  const text = firstOf(given, param.most).replace(LONE, '\ufffd')
  return { text, cut: given.length > param.most, refused: text === '' ? undefined : param.refuses(text) }
}

function firstOf(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  const split = last >= 0xd800 && last < 0xdc00
  return text.slice(0, split ? most - 1 : most)
}

/** What becomes of a text that is longer than the cap, in a sentence. */
export const cutText = ({ most }: PassageRule): string =>
  `Only the first ${most.toLocaleString('en')} characters are used.`

/** Judges a text once, however often it is asked about it: a control, a setting and a worker's request each ask. */
export function judgedOnce(refuses: PassageRule['refuses']): PassageRule['refuses'] {
  let last: { readonly text: string; readonly refused: string | undefined } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, refused: refuses(text) }
    return last.refused
  }
}

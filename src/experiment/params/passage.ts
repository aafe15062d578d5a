/** The conditions on a text given by the reader. */
export interface PassageRule {
  /** The maximum length in UTF-16 code units. A longer text is cut, with a notice. */
  readonly most: number
  /**
   * Why a text cannot be used, as the end of a sentence that begins "it was ignored:"; undefined if it can be used. Called once for each text, after
   * it has been cut.
   */
  refuses(text: string): string | undefined
}

/** A text given by the reader, cut to length and judged. */
export interface ReadPassage {
  /** Well-formed, and no longer than `most`. */
  readonly text: string
  /** Whether the given text was longer than `most`. */
  readonly cut: boolean
  /** Why the text cannot be used, as the end of a sentence that begins "it was ignored:"; undefined if it can be used. */
  readonly refused: string | undefined
}

/** A lone surrogate. With the flag u, the halves of a surrogate pair do not match. */
const LONE = /\p{Surrogate}/gu

/**
 * Cuts a text given by the reader to its first `most` UTF-16 code units, without splitting a surrogate pair, and replaces every lone surrogate, which
 * neither an address nor a file can contain, by U+FFFD. The text is cut before it is judged, so that the cost does not grow with its length.
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

/** The notice for a text that was cut, as a sentence. */
export const cutText = ({ most }: PassageRule): string =>
  `Only the first ${most.toLocaleString('en')} characters are used.`

/** Caches `refuses`, because a control, a setting and a worker's request each ask about the same text. */
export function judgedOnce(refuses: PassageRule['refuses']): PassageRule['refuses'] {
  let last: { readonly text: string; readonly refused: string | undefined } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, refused: refuses(text) }
    return last.refused
  }
}

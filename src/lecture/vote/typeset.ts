import type { Question } from '../../experiment'

/** Sets formulas while a lecture is going. */
export interface Typeset {
  /** Renders TeX to HTML. Throws if the formula is broken. */
  formula(tex: string): string
  /** The TeX of an answer as it is typed; undefined if it cannot be read. */
  tex(question: Question, typed: string): string | undefined
}

/** A sentence with formulas between dollar signs as HTML. Without a typesetter its formulas are shown as their source. */
export const sentenceHtml = (text: string, typeset: Typeset | undefined): string =>
  text
    .split('$')
    .map((piece, i) => (i % 2 === 0 ? escaped(piece) : (formulaHtml(piece, typeset) ?? escaped(piece))))
    .join('')

/** An answer as mathematics; undefined if it cannot be set. */
export function answerHtml(question: Question, typed: string, typeset: Typeset | undefined): string | undefined {
  const tex = typeset?.tex(question, typed)
  return tex === undefined ? undefined : formulaHtml(tex, typeset)
}

function formulaHtml(tex: string, typeset: Typeset | undefined): string | undefined {
  try {
    return typeset?.formula(tex)
  } catch {
    return undefined
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

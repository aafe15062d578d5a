import { CLOSING, OPENING } from './punctuation'

/** Renders TeX to HTML. Throws Error if the formula is broken. */
export type SetFormula = (source: string) => string

interface ProseProps {
  /** A sentence with formulas between dollar signs. */
  readonly text: string
  readonly formula: SetFormula
}

/** Renders a sentence with its formulas. A formula without a closing dollar sign is set to the end. */
export function Prose({ text, formula }: ProseProps) {
  const pieces = text.split('$')
  const touching = (beside: string | undefined, punctuation: RegExp) => punctuation.exec(beside ?? '')?.[0] ?? ''
  return pieces.map((piece, i) => {
    if (i % 2 === 0) {
      const plain = (i === 0 ? piece : piece.replace(CLOSING, '')).replace(i < pieces.length - 1 ? OPENING : '', '')
      // A page translator wraps text nodes: each has an element of its own.
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a fixed sentence never move.
      return plain === '' ? null : <span key={i}>{plain}</span>
    }
    const before = touching(pieces[i - 1], OPENING)
    const after = touching(pieces[i + 1], CLOSING)
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    return <Formula key={i} html={formula(piece)} before={before} after={after} />
  })
}

interface FormulaProps {
  readonly html: string
  /** Punctuation that touches the formula. */
  readonly before?: string
  readonly after?: string
  readonly display?: boolean
}

/** The maximum number of symbols in a formula that is never broken at the end of a line. */
const UNBROKEN = 24

/** A formula as KaTeX sets it. A display formula scrolls in its own box, which the keyboard can reach. */
export function Formula({ html, before, after, display = false }: FormulaProps) {
  if (!display)
    return (
      <span className={signs(html) <= UNBROKEN ? 'formula unbroken' : 'formula'}>
        {before}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own HTML, whose commands cannot make elements or attributes of their own. */}
        <span dangerouslySetInnerHTML={{ __html: html }} />
        {after}
      </span>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable; script takes the stop away where nothing scrolls.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset it is not.
    <div className="display" role="group" aria-label="Formula" tabIndex={0}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: as above. */}
      <div className="display-inner" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  )
}

/** The number of symbols that KaTeX draws for a formula, without its MathML. */
function signs(html: string): number {
  const drawn = html.slice(html.indexOf('<span class="katex-html"'))
  return drawn.replaceAll(/<[^>]*>|&[a-z]+;|\u200b/g, '').length
}

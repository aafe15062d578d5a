import { usePageData } from './pageData'
import { CLOSING, OPENING } from './punctuation'

interface WordsProps {
  /** Prose with formulas between dollar signs. */
  readonly text: string
  readonly at: string
}

/** Renders a sentence of an attribute or of an experiment, with its formulas. */
export function Words({ text, at }: WordsProps) {
  const { formula, fault } = usePageData()
  const set = (source: string) => {
    try {
      return formula(source)
    } catch (error) {
      fault(at, error instanceof Error ? error.message : String(error))
      return ''
    }
  }
  const pieces = text.split('$')
  if (pieces.length % 2 === 0) fault(at, `a dollar sign has no partner in "${text}"`)
  const touching = (beside: string | undefined, punctuation: RegExp) => punctuation.exec(beside ?? '')?.[0] ?? ''
  return pieces.map((piece, i) => {
    if (i % 2 === 0)
      return (i === 0 ? piece : piece.replace(CLOSING, '')).replace(i < pieces.length - 1 ? OPENING : '', '')
    const before = touching(pieces[i - 1], OPENING)
    const after = touching(pieces[i + 1], CLOSING)
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a fixed sentence never move.
    return <Formula key={i} html={set(piece)} before={before} after={after} />
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

/** A formula rendered by KaTeX at build time. A display formula scrolls in its own box, which the keyboard can reach. */
export function Formula({ html, before, after, display = false }: FormulaProps) {
  if (!display)
    return (
      <span className={signs(html) <= UNBROKEN ? 'formula unbroken' : 'formula'}>
        {before}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own HTML, made at build time from a page of the book. */}
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

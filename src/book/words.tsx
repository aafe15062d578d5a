import { useFrame } from './frame'

interface WordsProps {
  /** Prose with formulas between dollar signs. */
  readonly text: string
  readonly at: string
}

/** A sentence from an attribute or an experiment, its formulas set. */
export function Words({ text, at }: WordsProps) {
  const { formula, fault } = useFrame()
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
  return pieces.map((piece, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a fixed sentence never move.
    i % 2 === 0 ? piece : <Formula key={i} html={set(piece)} />,
  )
}

interface FormulaProps {
  readonly html: string
  readonly display?: boolean
}

/** A formula as KaTeX set it at build time. On a line of its own it scrolls in its own box, with the keyboard too. */
export function Formula({ html, display = false }: FormulaProps) {
  if (!display)
    // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own HTML, made at build time from a page of the book.
    return <span className="formula" dangerouslySetInnerHTML={{ __html: html }} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable; script takes the stop away where nothing scrolls.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset it is not.
    <div className="display" role="group" aria-label="Formula" tabIndex={0}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: as above. */}
      <div className="display-inner" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  )
}

import { useMemo } from 'react'
import type { Question } from '../../../experiment'
import type { SetFormula } from '../../prose/Prose'
import type { Judging } from '../record/judging'

interface PreviewProps {
  readonly question: Question
  readonly text: string
  readonly formula: SetFormula
  readonly judging: Judging
}

/** Longer answers are judged, but not typeset. */
const MOST = 300

/** The answer set as mathematics while it is typed. An unfinished answer that cannot be read shows no message. */
export function Preview({ question, text, formula, judging }: PreviewProps) {
  const html = useMemo(() => {
    if (text.trim() === '' || text.length > MOST) return undefined
    const { tex } = judging.read(question, text)
    return tex === undefined ? undefined : setOrNothing(`\\displaystyle ${tex}`, formula)
  }, [question, text, formula, judging])
  return (
    <p className="question-preview" data-empty={html === undefined || undefined}>
      <span className="preview-label">Read as </span>
      {html === undefined ? (
        <span className="preview-none">{text.trim() === '' ? '…' : 'not finished yet'}</span>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own HTML, from TeX that the reader of answers wrote.
        <span className="preview-tex" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </p>
  )
}

/** KaTeX may be unable to set the TeX of an answer: then nothing is shown. */
function setOrNothing(tex: string, formula: SetFormula): string | undefined {
  try {
    return formula(tex)
  } catch {
    return undefined
  }
}

import { Check } from 'lucide-react'
import type { Question } from '../../experiment'
import type { Option } from './options'
import { shares, type Tally, totalOf } from './tally'
import { answerHtml, sentenceHtml, type Typeset } from './typeset'
import { VoteWords } from './VoteWords'

interface HandCountsProps {
  readonly question: Question
  readonly options: readonly Option[]
  readonly tally: Tally
  readonly revealed: boolean
  readonly typeset: Typeset | undefined
  /** The question on the page, whose formulas are set already. */
  readonly asked: HTMLElement
  count(option: number, by: 1 | -1): void
}

/** The options of a vote with the hands counted for each; the right one is marked when the vote is revealed. */
export function HandCounts({ question, options, tally, revealed, typeset, asked, count }: HandCountsProps) {
  const of = shares(tally)
  const total = totalOf(tally)
  const labels = [...asked.querySelectorAll('.answer-options label > span')].map((label) => label.innerHTML)
  const most = Math.max(...tally)
  const labelOf = ({ label, typed }: Option, i: number) =>
    typed === undefined
      ? (labels[i] ?? sentenceHtml(label, typeset))
      : (answerHtml(question, typed, typeset) ?? sentenceHtml(label, typeset))
  return (
    <ol className="lecture-hand-list">
      {options.map((option, i) => (
        <li key={option.label} data-right={(revealed && option.right) || undefined}>
          <span className="lecture-number">{i + 1}</span>
          <span className="lecture-option">
            <VoteWords html={labelOf(option, i)} />
            {revealed && option.right && (
              <span className="lecture-right">
                <Check aria-hidden="true" />
                <span>right</span>
              </span>
            )}
          </span>
          <span className="lecture-bar" aria-hidden="true">
            <span style={{ inlineSize: `${most === 0 ? 0 : ((tally[i] ?? 0) / most) * 100}%` }} />
          </span>
          <span className="lecture-hands">
            {tally[i]}
            {revealed && total > 0 && ` (${Math.round((of[i] ?? 0) * 100)} %)`}
          </span>
          {!revealed && (
            <span className="lecture-hand-buttons">
              <button type="button" aria-label={`One hand fewer for ${i + 1}`} onClick={() => count(i + 1, -1)}>
                −
              </button>
              <button type="button" aria-label={`One hand more for ${i + 1}`} onClick={() => count(i + 1, 1)}>
                +
              </button>
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

import { Check } from 'lucide-react'
import type { Vote } from '../lecture'
import type { Option } from './options'
import { shares, totalOf } from './tally'
import './vote.css'

interface VotePanelProps {
  readonly vote: Vote
  readonly options: readonly Option[]
  /** The question on the page, whose formulas are set already. */
  readonly asked: HTMLElement
  count(option: number, by: 1 | -1): void
  reveal(): void
}

/** A vote of the class: its options with the hands counted for each; the right one is marked when it is revealed. */
export function VotePanel({ vote: { tally, revealed }, options, asked, count, reveal }: VotePanelProps) {
  const of = shares(tally)
  const total = totalOf(tally)
  const labels = [...asked.querySelectorAll('.answer-options label > span')].map((label) => label.innerHTML)
  const most = Math.max(...tally)
  const right = options.find((option) => option.right)
  return (
    <section className="lecture-vote" aria-label="Vote" data-revealed={revealed || undefined}>
      <Prerendered className="lecture-prompt" html={asked.querySelector('.question-prompt > p')?.innerHTML ?? ''} />
      <ol>
        {options.map((option, i) => (
          <li key={option.label} data-right={(revealed && option.right) || undefined}>
            <span className="lecture-number">{i + 1}</span>
            <span className="lecture-option">
              {labels.length === options.length ? <Prerendered html={labels[i] ?? ''} /> : <span>{option.label}</span>}
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
                <button type="button" aria-label={`One hand less for ${i + 1}`} onClick={() => count(i + 1, -1)}>
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
      {revealed ? (
        <p className="lecture-reply">{right?.says.replaceAll('$', '')}</p>
      ) : (
        <p className="lecture-hint">
          <span>Keys 1 to {options.length} count a hand, with Shift they take one away.</span>
          <button type="button" onClick={reveal}>
            Reveal (R)
          </button>
        </p>
      )}
    </section>
  )
}

/** Words of the page with their formulas. */
const Prerendered = ({ html, className }: { readonly html: string; readonly className?: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the page's own prerendering.
  <span className={className} dangerouslySetInnerHTML={{ __html: html }} />
)

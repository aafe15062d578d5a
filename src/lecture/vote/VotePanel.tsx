import { Check } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { Option } from './options'
import { shares, totalOf } from './tally'
import { answerHtml, sentenceHtml, type Typeset } from './typeset'
import type { Vote } from './votes'
import './vote.css'

interface VotePanelProps {
  readonly vote: Vote
  readonly options: readonly Option[]
  readonly typeset: Typeset | undefined
  /** The question on the page, whose formulas are set already. */
  readonly asked: HTMLElement
  count(option: number, by: 1 | -1): void
  reveal(): void
}

/** A vote of the class: its options with the hands counted for each; the right one is marked when it is revealed. */
export function VotePanel({ vote, options, typeset, asked, count, reveal }: VotePanelProps) {
  const { question, tally, revealed } = vote
  const root = useFitted()
  const of = shares(tally)
  const total = totalOf(tally)
  const labels = [...asked.querySelectorAll('.answer-options label > span')].map((label) => label.innerHTML)
  const most = Math.max(...tally)
  const right = options.find((option) => option.right)
  const labelOf = ({ label, typed }: Option, i: number) =>
    typed === undefined
      ? (labels[i] ?? sentenceHtml(label, typeset))
      : (answerHtml(question, typed, typeset) ?? sentenceHtml(label, typeset))
  return (
    <section className="lecture-vote" aria-label="Vote" ref={root} data-revealed={revealed || undefined}>
      <Words className="lecture-prompt" html={asked.querySelector('.question-prompt > p')?.innerHTML ?? ''} />
      <ol>
        {options.map((option, i) => (
          <li key={option.label} data-right={(revealed && option.right) || undefined}>
            <span className="lecture-number">{i + 1}</span>
            <span className="lecture-option">
              <Words html={labelOf(option, i)} />
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
        <p className="lecture-reply">
          <Words html={sentenceHtml(right?.says ?? '', typeset)} />
        </p>
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

/** Sizes of the type to try, as shares of the largest. */
const SIZES = [1, 0.9, 0.8, 0.7, 0.62, 0.55, 0.5]

/** Makes the type of a panel as small as it must be for all of it to be seen. */
function useFitted() {
  const root = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const shrink = () => {
      const panel = root.current
      if (!panel) return
      for (const size of SIZES) {
        panel.style.setProperty('--vote-size', String(size))
        if (panel.scrollHeight <= panel.clientHeight && panel.scrollWidth <= panel.clientWidth) return
      }
    }
    shrink()
    addEventListener('resize', shrink)
    return () => removeEventListener('resize', shrink)
  })
  return root
}

/** Words with their formulas. */
const Words = ({ html, className }: { readonly html: string; readonly className?: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the page's own prerendering, or sentences of the book with their formulas set.
  <span className={className} dangerouslySetInnerHTML={{ __html: html }} />
)

import type { SketchAxes } from '../../ui/question/field/sketchAxes'
import { ClassSketches, type SketchActions } from './ClassSketches'
import { HandCounts } from './HandCounts'
import type { Typeset } from './typeset'
import { sentenceHtml } from './typeset'
import { useFitted } from './useFitted'
import { VoteWords } from './VoteWords'
import type { Vote } from './votes'
import './vote.css'

/** From one more option on, their rows are closer. */
const MANY = 5

interface VotePanelProps extends SketchActions {
  readonly vote: Vote
  readonly typeset: Typeset | undefined
  /** The axes of a sketch. */
  readonly axes: SketchAxes | undefined
  /** The question on the page, whose formulas are set already. */
  readonly asked: HTMLElement
  count(option: number, by: 1 | -1): void
  reveal(): void
}

/** A vote of the class: hands for options, sketches, or words; when it is revealed, what is right. */
export function VotePanel({ vote, typeset, axes, asked, count, reveal, ...sketching }: VotePanelProps) {
  const { question, options, tally, sketches, revealed } = vote
  const root = useFitted()
  return (
    <section
      className="lecture-vote"
      aria-label="Vote"
      ref={root}
      data-answers={options ? 'hands' : sketches ? 'sketches' : 'words'}
      data-revealed={revealed || undefined}
      data-many={(options && options.length > MANY) || undefined}
    >
      <VoteWords className="lecture-prompt" html={asked.querySelector('.question-prompt > p')?.innerHTML ?? ''} />
      {options && <HandCounts {...{ question, options, tally, revealed, typeset, asked, count }} />}
      {sketches && question.kind === 'sketch' && (
        <ClassSketches {...{ question, sketches, axes, revealed }} {...sketching} />
      )}
      {revealed ? (
        <Reply {...{ vote, typeset }} />
      ) : (
        <p className="lecture-hint">
          <span>{howTo(vote)}</span>
          <button type="button" onClick={reveal}>
            Reveal (R)
          </button>
        </p>
      )}
    </section>
  )
}

function howTo({ options, sketches }: Vote): string {
  if (options) return `Keys 1 to ${options.length} count a hand, with Shift they take one away.`
  return sketches
    ? 'Draw what the class expects; another sketch where it disagrees.'
    : 'Let the class explain it first.'
}

/** The explanation of the right option, or the key points of an explanation in words. */
function Reply({ vote: { question, options }, typeset }: Pick<VotePanelProps, 'vote' | 'typeset'>) {
  if (question.kind === 'words')
    return (
      <ul className="lecture-points">
        {question.points.map((point) => (
          <li key={point}>
            <VoteWords html={sentenceHtml(point, typeset)} />
          </li>
        ))}
      </ul>
    )
  const says = options?.find((option) => option.right)?.says ?? question.right
  return (
    <p className="lecture-reply">
      <VoteWords html={sentenceHtml(says, typeset)} />
    </p>
  )
}

import type { Moment } from '../outline/moments'
import { Dialog } from './Dialog'

interface OverviewProps {
  readonly moments: readonly Moment[]
  readonly now: number
  go(moment: number): void
  close(): void
}

/** All moments, by part; each is a button. */
export function Overview({ moments, now, go, close }: OverviewProps) {
  const parts = [...new Set(moments.map(({ part }) => part))]
  return (
    <Dialog title="All moments" className="lecture-overview" close={close}>
      <div className="lecture-parts">
        {parts.map((part) => (
          <section key={part} aria-label={part.length === 1 ? `Part ${part}` : part}>
            <h3>{part}</h3>
            <ol>
              {moments.map((moment, index) =>
                moment.part === part ? (
                  <li key={moment.number}>
                    <button type="button" aria-current={index === now ? 'step' : undefined} onClick={() => go(index)}>
                      <span className="lecture-number">{index + 1}</span>
                      <span>{moment.label}</span>
                    </button>
                  </li>
                ) : null,
              )}
            </ol>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

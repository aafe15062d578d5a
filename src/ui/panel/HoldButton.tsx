import { History } from 'lucide-react'

interface CompareButtonProps {
  readonly held: boolean
  /** What is shown while it is held, in words. */
  readonly says: string
  hold(held: boolean): void
}

/** Shows the setting before for as long as it is held down, by a pointer, by Space or Enter, or by the key C. */
export const CompareButton = ({ held, says, hold }: CompareButtonProps) => (
  <button
    type="button"
    className="compare-button"
    aria-pressed={held}
    title={`Hold to see the setting before: ${says} (or hold C)`}
    onPointerDown={() => hold(true)}
    onPointerUp={() => hold(false)}
    onPointerLeave={() => hold(false)}
    onPointerCancel={() => hold(false)}
    onContextMenu={(event) => event.preventDefault()}
    onKeyDown={({ key }) => {
      if (key === ' ' || key === 'Enter') hold(true)
    }}
    onKeyUp={() => hold(false)}
    onBlur={() => hold(false)}
  >
    <History aria-hidden="true" /> {held ? 'The setting before' : 'Hold to compare'}
  </button>
)

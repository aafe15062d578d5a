import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import type { Experiment } from '../../../experiment'
import { compared } from '../../../figure/compared'
import { presetOf } from '../../../figure/setting'
import type { Earlier, FigureState, Pin } from '../../../figure/state'
import { takesText } from '../stage/useChosenPane'

/** A run that is seen in place of the present one. */
export interface Seen extends Earlier {
  /** Its name: "the setting before". */
  readonly what: string
  readonly preset: string | undefined
}

/** The run whose button the reader holds: the one before the last change, or a pinned one. */
type Held = 'earlier' | Pin

/** The run that is seen while the reader holds its button, or the key C for the one before the last change; Escape and another setting end it too. */
export function useCompared(experiment: Experiment, state: FigureState) {
  const { earlier, values, seed, pins, before } = state
  const [kept, setKept] = useState<{ readonly which: Held; readonly values: unknown; readonly seed: number }>()
  // Another setting ends it.
  const held = kept?.values === values && kept.seed === seed ? kept.which : undefined
  const seen = useMemo((): Seen | undefined => {
    const kept = held === 'earlier' ? earlier : held && compared(experiment, held, values)
    if (!kept || !held) return undefined
    const what = held === 'earlier' || held === before ? 'the setting before' : pinnedName(pins, held)
    return { ...kept, what, preset: presetOf(experiment, kept.values) }
  }, [experiment, held, earlier, values, pins, before])
  const release = useCallback(() => setKept(undefined), [])
  const hold = (which: Held) => (on: boolean) => setKept(on ? { which, values, seed } : undefined)
  return {
    seen,
    isHeld: (which: Held) => seen !== undefined && held === which,
    hold,
    release,
    onKeyDown(event: KeyboardEvent) {
      if (isKeyC(event) && !event.repeat) hold('earlier')(true)
      if (event.key === 'Escape') release()
    },
    onKeyUp(event: KeyboardEvent) {
      if (isKeyC(event)) release()
    },
  }
}

const pinnedName = (pins: readonly Pin[], pin: Pin) =>
  pins.length > 1 ? `pinned run ${pins.indexOf(pin) + 1}` : 'the pinned run'

/** The key C alone, and not in a text. */
const isKeyC = ({ key, altKey, ctrlKey, metaKey, target }: KeyboardEvent): boolean =>
  key === 'c' && !altKey && !ctrlKey && !metaKey && !takesText(target)

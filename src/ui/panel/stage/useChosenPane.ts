import { type KeyboardEvent, useCallback, useEffect, useState } from 'react'

/**
 * The pane that has the whole stage, if one has. The keys 1 to 9 give it the stage and take it back, 0 shows all; not in a field that takes
 * text. `first` has it from the start, which is after hydration.
 */
export function useChosenPane(count: number, first?: number) {
  const [chosen, choose] = useState<number>()
  useEffect(() => choose(first), [first])
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return
      const digit = /^[0-9]$/.test(event.key) ? Number(event.key) : undefined
      if (digit === undefined || digit > count) return
      choose((before) => (digit === 0 || digit - 1 === before ? undefined : digit - 1))
      event.preventDefault()
    },
    [count],
  )
  return { chosen, choose, onKeyDown }
}

const TYPED = 'textarea, select, [contenteditable], input:not([type="range"], [type="radio"], [type="checkbox"])'

/** Whether a digit that is pressed there belongs to what is being typed. */
export const takesText = (target: EventTarget | null): boolean => target instanceof Element && target.matches(TYPED)

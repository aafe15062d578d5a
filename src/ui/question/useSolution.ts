import { type RefObject, useEffect } from 'react'

/** Calls `opened` when the reader opens the solution of the part that the question is in. */
export function useSolution(root: RefObject<HTMLElement | null>, opened: (() => void) | undefined): void {
  useEffect(() => {
    const solution = root.current?.closest('.part')?.querySelector<HTMLDetailsElement>('details.solution')
    if (!solution || !opened) return
    const onToggle = () => {
      if (solution.open) opened()
    }
    solution.addEventListener('toggle', onToggle)
    return () => solution.removeEventListener('toggle', onToggle)
  }, [root, opened])
}

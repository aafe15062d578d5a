import { type RefObject, useEffect } from 'react'

/**
 * Calls `opened` when the reader opens the solution of the part that the question is in. A lecture and a print open solutions too: only a press of
 * the summary, by pointer or key, is the reader's.
 */
export function useSolution(root: RefObject<HTMLElement | null>, opened: (() => void) | undefined): void {
  useEffect(() => {
    const solution = root.current?.closest('.part')?.querySelector<HTMLDetailsElement>('details.solution')
    const summary = solution?.querySelector(':scope > summary')
    if (!solution || !summary || !opened) return
    // The press comes before the solution opens.
    const onPress = () => {
      if (!solution.open) opened()
    }
    summary.addEventListener('click', onPress)
    return () => summary.removeEventListener('click', onPress)
  }, [root, opened])
}

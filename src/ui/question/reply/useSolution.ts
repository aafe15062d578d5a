import { type RefObject, useEffect } from 'react'

/**
 * Calls `opened` when the reader opens the solution of the part that the question is in. A lecture and a print open solutions too, but show them to
 * nobody who has asked: a press of the summary is the reader's, by pointer and by key alike.
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

import { type RefObject, useEffect, useRef } from 'react'

/** While something is shown, calls back when the reader touches or clicks elsewhere: a tap does not always move the focus. */
export function useAway(shown: boolean, element: RefObject<HTMLElement | null>, away: () => void): void {
  const latest = useRef(away)
  latest.current = away
  useEffect(() => {
    if (!shown) return
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && element.current?.contains(target))) latest.current()
    }
    document.addEventListener('pointerdown', onPointerDown)
    return () => document.removeEventListener('pointerdown', onPointerDown)
  }, [shown, element])
}

import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Sizes of the type to try, as shares of the largest. */
const SIZES = [1, 0.95, 0.9, 0.86, 0.82, 0.76, 0.7, 0.64, 0.58, 0.5]

/** Makes the type of a panel as small as it must be for all of it to be seen. */
export function useFitted(): RefObject<HTMLElement | null> {
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

import { type RefObject, useEffect, useState } from 'react'
import type { Box } from './geometry'
import { takeTurn } from './turns'

/**
 * The inner size of an element and of its type, followed as they change; nothing on the server and before it is laid out. Elements that appear
 * together are measured one by one, because each is drawn as soon as it is measured.
 */
export function useBox(element: RefObject<HTMLElement | null>): Box | undefined {
  const [box, setBox] = useState<Box>()
  useEffect(() => {
    const observed = element.current
    if (!observed) return
    const measure = () => {
      const [width, height] = [Math.round(observed.clientWidth), Math.round(observed.clientHeight)]
      const em = Number.parseFloat(getComputedStyle(observed).fontSize) || 14
      if (width === 0 || height === 0) return
      setBox((old) =>
        old && old.width === width && old.height === height && old.em === em ? old : { width, height, em },
      )
    }
    let observer: ResizeObserver | undefined
    const giveUp = takeTurn(() => {
      measure()
      if (typeof ResizeObserver === 'undefined') return
      observer = new ResizeObserver(measure)
      observer.observe(observed)
    })
    return () => {
      giveUp()
      observer?.disconnect()
    }
  }, [element])
  return box
}

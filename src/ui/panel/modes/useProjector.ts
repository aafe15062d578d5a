import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/**
 * The figure alone on the screen, in larger type. Where the browser has no full screen for elements, it fills the window. Its place on the page is
 * kept: leaving restores the scroll position and the focus.
 */
export function useProjector(root: RefObject<HTMLElement | null>): { readonly projected: boolean; toggle(): void } {
  const [projected, setProjected] = useState(false)
  const giveBack = useRef<() => void>(undefined)
  useEffect(() => {
    if (projected) return
    giveBack.current?.()
    giveBack.current = undefined
  }, [projected])
  useEffect(() => {
    const followBrowser = () => setProjected(document.fullscreenElement === root.current)
    document.addEventListener('fullscreenchange', followBrowser)
    return () => document.removeEventListener('fullscreenchange', followBrowser)
  }, [root])
  useEffect(() => {
    if (!projected) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.fullscreenElement) setProjected(false)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [projected])
  const toggle = useCallback(() => {
    const element = root.current
    if (!element) return
    if (projected) {
      setProjected(false)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {})
      return
    }
    giveBack.current = keepPlace(element)
    setProjected(true)
    // If an embedding page does not allow full screen, the figure only fills the window.
    if (typeof element.requestFullscreen === 'function') void element.requestFullscreen().catch(() => {})
  }, [root, projected])
  return { projected, toggle }
}

/** Keeps the height of the place that a figure leaves. Returns a function that restores the place, the scroll position and the focus. */
function keepPlace(figure: HTMLElement): () => void {
  const place = figure.parentElement
  const focused = document.activeElement
  const { scrollX, scrollY } = window
  if (place) place.style.minBlockSize = `${figure.offsetHeight}px`
  return () => {
    const restore = () => {
      if (place) place.style.minBlockSize = ''
      window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    }
    restore()
    // The window may still have the size of the screen: restore again in the next frame.
    requestAnimationFrame(restore)
  }
}

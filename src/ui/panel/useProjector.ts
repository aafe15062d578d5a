import { type RefObject, useCallback, useEffect, useState } from 'react'

/** The figure alone on the screen, in larger type. Where the browser has no full screen for elements, it fills the window. */
export function useProjector(root: RefObject<HTMLElement | null>): { readonly projected: boolean; toggle(): void } {
  const [projected, setProjected] = useState(false)
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
    setProjected(true)
    // Refused (an embedding page may not allow it): filling the window is what remains.
    if (typeof element.requestFullscreen === 'function') void element.requestFullscreen().catch(() => {})
  }, [root, projected])
  return { projected, toggle }
}

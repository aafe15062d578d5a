import { useRef } from 'react'

/** Returns the object of the last render if the new one has the same JSON, so that memoized children do not render again. */
export function useSame<T>(value: T): T {
  const kept = useRef(value)
  // Writing while rendering is safe here: which of two equal objects is kept makes no difference.
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}

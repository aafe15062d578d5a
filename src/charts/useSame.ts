import { useRef } from 'react'

/** The object of the last render while the new one says the same: a frame that need not change is not drawn again. */
export function useSame<T>(value: T): T {
  const kept = useRef(value)
  // Writing while rendering is safe here: which of two equal objects is kept makes no difference.
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}

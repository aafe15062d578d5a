import { useRef } from 'react'
import { type ScaleName, type Span, steady } from './scale'

/** The span of an axis through the readings of a run and the moves of a slider. `run` names what is being measured. */
export function useSteadySpan(scale: ScaleName, needed: Span | undefined, run: string): Span {
  const kept = useRef<{ readonly span: Span; readonly run: string }>(undefined)
  const before = kept.current
  const span = needed ? steady(scale, before?.span, needed, before?.run === run) : (before?.span ?? [0, 1])
  // Writing while rendering is safe here: the same input gives the same span again.
  if (needed) kept.current = before?.span === span && before.run === run ? before : { span, run }
  return span
}

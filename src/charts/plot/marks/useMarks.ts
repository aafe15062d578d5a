import { useMemo } from 'react'
import type { Measures, Reading } from '../../../experiment'
import type { Drawn } from '../../drawn'
import type { Span } from '../axes/scale'

const NONE: readonly never[] = []

/** The positions that the axes of a chart must show; no span where there is nothing to show. */
export interface Extent {
  readonly x: Span | undefined
  readonly y: Span | undefined
  /** Whether numbers below single precision need their lane. */
  readonly lane: boolean
}

/**
 * The marks of the run that is drawn and of each run kept behind it, and their extent. The extent leaves out a stale reading, so that numbers of another
 * setting do not move the axes, unless nothing else has an extent. Both functions must stay the same from render to render.
 */
export function useMarks<Marks>(
  { reading, theory, stale, ghosts }: Drawn,
  marksOf: (reading: Reading<Measures> | null, theory: Partial<Reading<Measures>>) => Marks,
  extentOf: (marks: Marks, behind: readonly Marks[]) => Extent,
): { readonly marks: Marks; readonly behind: readonly Marks[]; readonly extent: Extent } {
  const marks = useMemo(() => marksOf(reading, theory), [marksOf, reading, theory])
  const behind = useMemo(() => ghosts.map((ghost) => marksOf(ghost.reading, {})), [marksOf, ghosts])
  const extent = useMemo(() => {
    const shown = extentOf(stale ? marksOf(null, theory) : marks, behind)
    return shown.y === undefined ? extentOf(marks, NONE) : shown
  }, [marksOf, extentOf, theory, stale, marks, behind])
  return { marks, behind, extent }
}

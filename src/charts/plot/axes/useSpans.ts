import { useMemo } from 'react'
import type { Axis } from '../../../experiment'
import { axisSpan, type Span } from './scale'
import { useSteadySpan } from './useSteadySpan'

/** The spans of both axes, and whether there is a lane below for numbers under single precision. */
export interface PlotSpans {
  readonly x: Span
  readonly y: Span
  readonly lane: boolean
}

/** The spans of a chart: x as given, y as its axis declares it, else steady around what must be shown. */
export function useSpans(
  [x0, x1]: Span,
  y: Axis,
  needed: { readonly y: Span | undefined; readonly lane: boolean },
  run: string,
): PlotSpans {
  const declared = axisSpan(y)
  const steady = useSteadySpan(y.scale ?? 'linear', declared ?? needed.y, run)
  const [y0, y1] = declared ?? steady
  const { lane } = needed
  return useMemo(() => ({ x: [x0, x1], y: [y0, y1], lane }), [x0, x1, y0, y1, lane])
}

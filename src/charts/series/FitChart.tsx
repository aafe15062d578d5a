import { useMemo } from 'react'
import type { FitView, Measures, Params } from '../../experiment'
import type { Drawn } from '../drawn'
import { useSame } from '../useSame'
import { describeFit } from '../wording/describe'
import { SeriesChart } from './SeriesChart'
import { asSeries, seriesMark, seriesOf } from './seriesMarks'

const NO_THEORY = {}

/** Measured functions with their bands over the function that they should be: a broad quiet line. */
export function FitChart({ view, ...drawn }: Drawn & { readonly view: FitView<Params, Measures> }) {
  const { measures, values, reading, theory, stale } = drawn
  const shown = useSame(view.shows?.(values) ?? null)
  // A target in closed form is available before anything is measured, and belongs to the present values.
  const taken = theory[view.target] ?? reading?.[view.target]
  const target = useMemo(() => {
    const measure = measures[view.target]
    const series = asSeries(taken)
    if (measure?.kind !== 'series' || !series) return undefined
    const named = { ...measure, name: view.target }
    const { solid } = seriesMark(named, 0, series, undefined, view.x.scale ?? 'linear', view.y.scale ?? 'linear')
    return { label: measure.label, line: solid }
  }, [view, measures, taken])
  const sentence = useMemo(
    () => describeFit(view.title, seriesOf(view, measures, shown), stale ? null : reading, asSeries(taken)),
    [view, measures, shown, stale, reading, taken],
  )
  return <SeriesChart {...drawn} theory={NO_THEORY} view={view} sentence={sentence} target={target} />
}

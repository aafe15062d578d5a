import { useMemo } from 'react'
import type { Measures, Params, RaceView } from '../../experiment'
import type { Drawn } from '../drawn'
import { position } from '../plot/axes/scale'
import type { Note } from '../plot/words/PlotWords'
import { useSame } from '../useSame'
import { describeSeries } from '../wording/describe'
import { divergence, raceOutcome, runnersOf } from './raceOutcome'
import { SeriesChart } from './SeriesChart'
import { seriesOf } from './seriesMarks'

/** Series that compete, and in words under them who is ahead and how surely. */
export function RaceChart({ view, ...drawn }: Drawn & { readonly view: RaceView<Params, Measures> }) {
  const { measures, values, reading, theory, stale } = drawn
  const shown = useSame(view.shows?.(values) ?? null)
  // The winner does not depend on which series are drawn.
  const runners = useMemo(() => runnersOf(seriesOf(view, measures), reading), [view, measures, reading])
  const outcome = useMemo(() => raceOutcome(view.better, runners), [view.better, runners])
  const sentence = useMemo(() => {
    const curves = describeSeries(view, measures, { reading: stale ? null : reading, theory }, shown)
    return stale || outcome === '' ? curves : `${curves} ${outcome}.`
  }, [view, measures, stale, reading, theory, shown, outcome])
  const scale = view.x.scale ?? 'linear'
  const notes = useMemo(() => {
    const last = view.along?.(values)[1] ?? Math.max(...runners.flatMap(({ series }) => series.at))
    return runners
      .filter(({ measure, diverged }) => diverged !== undefined && (shown?.includes(measure.name) ?? true))
      .map((runner, row): Note => {
        const at = runner.diverged ?? Number.NaN
        const side = at > last / 2 ? 'before' : 'after'
        // Under the cross that stands at the top.
        return {
          text: divergence(runner),
          x: position(scale, 'plain', at),
          y: Number.POSITIVE_INFINITY,
          side,
          hangs: row + 1.2,
        }
      })
  }, [view, values, runners, shown, scale])
  return <SeriesChart {...drawn} view={view} sentence={sentence} outcome={outcome} notes={notes} />
}

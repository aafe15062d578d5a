import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Picture } from '../../../src/charts'
import '../../../src/charts/charts.css'
import '../../../src/charts/plot/marks/marks.css'
import { exactSeries, type Params, type SeriesView, series, seriesReading } from '../../../src/experiment'

/** A series of 100 layers with its error band and its theory, drawn as in a figure. */
const LAYERS = Array.from({ length: 100 }, (_, i) => i + 1)
const measures = { q: series({ label: 'mean square', over: 'layer', stored: 'log10' }) }
const view: SeriesView<Params, typeof measures> = {
  kind: 'series',
  title: 'Mean square',
  measures: ['q'],
  x: { label: 'layer' },
  y: { label: 'mean square', scale: 'log10' },
}
const theory = {
  q: exactSeries(
    LAYERS,
    LAYERS.map((layer) => -layer / 20),
  ),
}
const reading = (phase: number) => ({
  q: seriesReading({
    at: LAYERS,
    value: LAYERS.map((layer) => -layer / 20 + 0.1 * Math.sin(layer + phase)),
    stderr: LAYERS.map((layer) => 0.02 + layer / 2000),
    repeats: 32,
  }),
})

const host = document.getElementById('chart')
if (!host) throw new Error('The page has no place for the chart')
const root = createRoot(host)
const draw = (phase: number) =>
  flushSync(() =>
    root.render(
      <Picture
        view={view as Parameters<typeof Picture>[0]['view']}
        measures={measures}
        values={{}}
        reading={reading(phase)}
        theory={theory}
        stale={false}
        run="one"
      />,
    ),
  )
draw(0)

/** Frames that the drawing, a file of its own, may take to load. */
const LOADING_FRAMES = 1200

/** Milliseconds of script for drawing one new reading, for each of `count` updates. Throws if the chart draws no error band. */
export async function updates(count: number): Promise<number[]> {
  for (let frame = 0; !host?.querySelector('.mark-band'); frame++) {
    if (frame === LOADING_FRAMES) throw new Error('The chart has drawn no error band')
    await new Promise(requestAnimationFrame)
  }
  const times: number[] = []
  for (let i = 1; i <= count; i++) {
    await new Promise(requestAnimationFrame)
    const band = host.querySelector('.mark-band')?.getAttribute('d')
    const start = performance.now()
    draw(i)
    times.push(performance.now() - start)
    if (band === host.querySelector('.mark-band')?.getAttribute('d')) throw new Error('The band did not move')
  }
  return times
}

Object.assign(window, { updates })

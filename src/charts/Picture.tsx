import './charts.css'
import type { Measures, Params, View } from '../experiment'
import { HistogramChart } from './HistogramChart'
import { NetworkPicture } from './NetworkPicture'
import { ScalarsTable } from './ScalarsTable'
import { type Drawn, SeriesChart } from './SeriesChart'

/** Any view. A new kind of picture is one file beside this one and one arm here. */
export function Picture({ view, ...drawn }: Drawn & { readonly view: View<Params, Measures> }) {
  switch (view.kind) {
    case 'series':
      return <SeriesChart view={view} {...drawn} />
    case 'histogram':
      return <HistogramChart view={view} {...drawn} />
    case 'scalars':
      return <ScalarsTable view={view} {...drawn} />
    case 'network':
      return <NetworkPicture view={view} {...drawn} />
  }
}

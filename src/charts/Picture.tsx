import './charts.css'
import './written.css'
import type { Measures, Params, View } from '../experiment'
import { BarsChart } from './BarsChart'
import type { Drawn, Ghost } from './drawn'
import { FitChart } from './FitChart'
import { HeatmapChart } from './HeatmapChart'
import { HistogramChart } from './HistogramChart'
import { MapsPicture } from './MapsPicture'
import { NetworkPicture } from './NetworkPicture'
import { RaceChart } from './RaceChart'
import { ScalarsTable } from './ScalarsTable'
import { ScatterChart } from './ScatterChart'
import { SeriesChart } from './SeriesChart'
import { TapePicture } from './TapePicture'
import { TextPicture } from './TextPicture'

type PictureProps = Omit<Drawn, 'ghosts'> & {
  readonly view: View<Params, Measures>
  readonly ghosts?: readonly Ghost[]
}

const NONE: readonly Ghost[] = []

/** Any view. A new kind of picture is one file beside this one and one arm here. */
export function Picture({ view, ghosts = NONE, ...rest }: PictureProps) {
  const drawn = { ...rest, ghosts }
  switch (view.kind) {
    case 'series':
      return <SeriesChart view={view} {...drawn} />
    case 'race':
      return <RaceChart view={view} {...drawn} />
    case 'fit':
      return <FitChart view={view} {...drawn} />
    case 'scatter':
      return <ScatterChart view={view} {...drawn} />
    case 'bars':
      return <BarsChart view={view} {...drawn} />
    case 'maps':
      return <MapsPicture view={view} {...drawn} />
    case 'heatmap':
      return <HeatmapChart view={view} {...drawn} />
    case 'histogram':
      return <HistogramChart view={view} {...drawn} />
    case 'scalars':
      return <ScalarsTable view={view} {...drawn} />
    case 'text':
      return <TextPicture view={view} {...drawn} />
    case 'tape':
      return <TapePicture view={view} {...drawn} />
    case 'network':
      return <NetworkPicture view={view} {...drawn} />
  }
}

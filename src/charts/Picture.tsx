import './charts.css'
import './plot/marks/marks.css'
import './text/written.css'
import type { Measures, Params, View } from '../experiment'
import type { ChartAnswer } from './answer/answerMarks'
import { BarsChart } from './bars/BarsChart'
import { ChartBoundary } from './ChartBoundary'
import type { Drawn, Ghost } from './drawn'
import { HeatmapChart } from './heatmap/HeatmapChart'
import { HistogramChart } from './histogram/HistogramChart'
import { MapsPicture } from './maps/MapsPicture'
import { NetworkPicture } from './network/NetworkPicture'
import { ScalarsTable } from './scalars/ScalarsTable'
import { ScatterChart } from './scatter/ScatterChart'
import { FitChart } from './series/FitChart'
import { RaceChart } from './series/RaceChart'
import { SeriesChart } from './series/SeriesChart'
import { TapePicture } from './tape/TapePicture'
import { TextPicture } from './text/TextPicture'

type PictureProps = Omit<Drawn, 'ghosts' | 'answers'> & {
  readonly view: View<Params, Measures>
  readonly ghosts?: readonly Ghost[]
  readonly answers?: readonly ChartAnswer[]
}

const NONE: readonly never[] = []

/** Draws any view, inside a boundary for the errors of its drawing. */
export const Picture = (props: PictureProps) => (
  <ChartBoundary title={props.view.title}>
    <Drawing {...props} />
  </ChartBoundary>
)

/** A new kind of picture is one folder beside this file and one case here. */
function Drawing({ view, ghosts = NONE, answers = NONE, ...rest }: PictureProps) {
  const drawn = { ...rest, ghosts, answers }
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

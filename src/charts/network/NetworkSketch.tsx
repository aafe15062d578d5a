import type { Measures, NetworkView, Params, Value } from '../../experiment'
import { networkLayout } from './layout/layout'
import { NetworkDrawing } from './NetworkDrawing'
import { networkText } from './wording'
import './network.css'

interface NetworkSketchProps {
  readonly view: NetworkView<Params, Measures>
  readonly values: Readonly<Record<string, Value>>
}

const BOX = { width: 480, height: 60, em: 14 }
const NOTHING = { forward: [], backward: [] }

/** The network drawn from its parameters, as a still image: nothing is measured, and nothing coloured. */
export function NetworkSketch({ view, values }: NetworkSketchProps) {
  const layers = view.layers(values)
  const heads = { forward: view.forward?.heads ?? false, backward: view.backward?.heads ?? false }
  return (
    <div className="network network-sketch" role="img" aria-label={`${networkText(layers)}.`}>
      <NetworkDrawing
        layers={layers}
        layout={networkLayout(layers, BOX)}
        box={BOX}
        told={NOTHING}
        heads={heads}
        stop={undefined}
        pointed={undefined}
        point={() => {}}
      />
    </div>
  )
}

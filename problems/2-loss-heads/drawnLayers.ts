import { tex } from '../../src/experiment'
import { upTo } from '../../src/numerics/positions'
import type { Shape } from './perceptron'

/** The layers of a network for its picture: the inputs, then layers l = 1 to L, each with the properties that a figure adds at l. */
export const drawnLayers = <Own extends object>(
  { layers, width, activation }: Pick<Shape, 'layers' | 'width' | 'activation'>,
  besides: (l: number) => Own,
) => [
  { label: 'inputs', symbol: tex`x`, units: width },
  ...upTo(layers).map((below) => ({
    label: `layer ${below + 1}`,
    short: `${below + 1}`,
    units: width,
    activation,
    at: below + 1,
    ...besides(below + 1),
  })),
]

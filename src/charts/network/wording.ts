import type { Measures, NetworkLayer, NetworkView, Params } from '../../experiment'
import type { Direction, Stop } from './pass'
import type { LayerValues } from './values'

type Layer = NetworkLayer
type View = NetworkView<Params, Measures>

/** The measurements at all layers, in both passes. */
export type Told = Readonly<Record<Direction, LayerValues>>

const DIRECTIONS = ['forward', 'backward'] as const
const WAYS: Readonly<Record<Direction, string>> = { forward: 'Forwards', backward: 'Backwards' }

/** A layer with everything that was measured there: "layer 3, 64 units: signal 0.41 ± 0.01; gradient 0.9 ± 0.02". */
export function layerText(view: View, layers: readonly Layer[], told: Told, index: number): string {
  const layer = layers[index]
  if (!layer) return ''
  const found = DIRECTIONS.flatMap((direction) => {
    const value = told[direction][index]
    const pass = view[direction]
    return value && pass ? [`${pass.label} ${value.text}`] : []
  })
  const what = `${layer.label}, ${unitsText(layer)}`
  if (!view.forward && !view.backward) return what
  return `${what}: ${found.length > 0 ? found.join('; ') : 'nothing measured here'}`
}

/** The sentence of the slow pass at a stop: "Forwards, layer 3: signal 0.41 ± 0.01". */
export function stopText(view: View, layers: readonly Layer[], told: Told, stop: Stop): string {
  const layer = layers[stop.layer]
  const pass = view[stop.direction]
  if (!layer || !pass) return ''
  return `${WAYS[stop.direction]}, ${layer.label}: ${pass.label} ${told[stop.direction][stop.layer]?.text ?? ''}`
}

/** The indices of the first and the last measured layer of a pass; one index if they are equal. */
function endsOf(direction: Direction, layers: readonly Layer[], told: Told) {
  const known = told[direction].flatMap((value, i) => {
    const layer = layers[i]
    return value && layer ? [{ value, layer }] : []
  })
  if (direction === 'backward') known.reverse()
  return known.filter((_, i) => i === 0 || i === known.length - 1)
}

/** The measurements, in the order of the pass: "Signal: 0.81 at layer 1, 0.22 at layer 20." Empty before anything is. */
export function passesText(view: View, layers: readonly Layer[], told: Told): string {
  return DIRECTIONS.flatMap((direction) => {
    const pass = view[direction]
    const said = endsOf(direction, layers, told).map(({ value, layer }) => `${value.text} at ${layer.label}`)
    return pass && said.length > 0 ? [`${capital(pass.label)}: ${said.join(', ')}.`] : []
  }).join(' ')
}

/** The same in one line: "Signal: 0.81 → 0.22. Gradient: 1 → 0.68." */
export function passesLine(view: View, layers: readonly Layer[], told: Told): string {
  return DIRECTIONS.flatMap((direction) => {
    const pass = view[direction]
    const ends = endsOf(direction, layers, told)
    return pass && ends.length > 0
      ? [`${capital(pass.label)}: ${ends.map(({ value }) => value.text).join(' → ')}.`]
      : []
  }).join(' ')
}

/** The text alternative of the picture: "21 layers: input, 64 units; layer 1, 64 units; and so on to layer 20, 64 units". */
export function networkText(layers: readonly Layer[]): string {
  const one = (layer: Layer) => `${layer.label}, ${unitsText(layer)}`
  if (layers.length <= 5) return layers.map(one).join('; ')
  const [first, second, last] = [layers[0], layers[1], layers.at(-1)]
  return first && second && last
    ? `${layers.length} layers: ${one(first)}; ${one(second)}; and so on to ${one(last)}`
    : ''
}

const unitsText = ({ units, size }: Layer) => size ?? `${units} ${units === 1 ? 'unit' : 'units'}`

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

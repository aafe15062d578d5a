import { memo, useId, useMemo, useRef, useState } from 'react'
import type { Measures, NetworkLayer, NetworkView, Params } from '../../experiment'
import type { Drawn } from '../drawn'
import { useBox } from '../plot/useBox'
import { useSame } from '../useSame'
import { Formula } from '../wording/Formula'
import {
  curvesPath,
  edgesPath,
  ellipsisPath,
  type NetworkLayout,
  namedColumns,
  networkLayout,
  tellingColumn,
  unitsPath,
} from './network'
import './network.css'

/** Before it is laid out, and on the server, the picture is drawn at this size and scaled. */
const SERVER = { width: 720, height: 132, em: 14 }

/** The network drawn from its parameters: columns of units, coloured by what the reading says of each. */
export function NetworkPicture({
  view,
  values,
  reading,
  stale,
}: Drawn & { readonly view: NetworkView<Params, Measures> }) {
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element) ?? SERVER
  const caption = useId()
  const [pointed, setPointed] = useState<number>()
  const layers = useSame(view.layers(values, stale ? null : reading))
  const layout = useMemo(() => networkLayout(layers, box.width, box.height), [layers, box])
  const columns = layers.map((column, index) => ({ column, index }))
  const told = pointed !== undefined && pointed < layers.length ? pointed : tellingColumn(layers)
  const layer = told === undefined ? undefined : layers[told]
  const room = Math.max(2, Math.floor(box.width / (box.em * 5.5)))
  const named = new Set(namedColumns(layers.length, room))
  return (
    <div className="network" data-stale={stale || undefined} data-detail={layout.detail}>
      <div className="network-drawing" style={{ maxInlineSize: `${Math.max(20, 12 * layers.length)}em` }}>
        <div
          className="network-box"
          ref={element}
          role="img"
          aria-label={`${view.title}: ${spoken(layers)}`}
          aria-describedby={caption}
        >
          <Drawing layers={layers} layout={layout} box={box} pointed={pointed} onPoint={setPointed} />
        </div>
        <ol className="network-names" aria-hidden="true">
          {columns.map(({ column, index }) => (
            <li
              key={index}
              className={nameSide(index, layers.length, layout.detail === 'full' || column.symbol !== undefined)}
              data-term={column.term}
            >
              {named.has(index) && <Name layer={column} wide={layers.length <= room} />}
            </li>
          ))}
        </ol>
      </div>
      {layers.some(({ says }) => says !== undefined) && (
        <p className="network-says" id={caption}>
          {layer?.says === undefined ? '' : `${layer.label}: ${layer.says}`}
        </p>
      )}
    </div>
  )
}

/** Where columns are narrow, the names of the first and the last would stick out of the picture. */
function nameSide(index: number, count: number, narrow: boolean): string | undefined {
  if (narrow) return undefined
  return index === 0 ? 'is-first' : index === count - 1 ? 'is-last' : undefined
}

function Name({ layer, wide }: { readonly layer: NetworkLayer; readonly wide: boolean }) {
  return (
    <span className="network-name">
      {layer.symbol ? <Formula tex={layer.symbol} /> : layer.label}
      {wide && (
        <small>
          {layer.symbol ? `${layer.label}, ` : ''}
          {layer.units}
        </small>
      )}
    </span>
  )
}

interface DrawingProps {
  readonly layers: readonly NetworkLayer[]
  readonly layout: NetworkLayout
  readonly box: { readonly width: number; readonly height: number }
  readonly pointed: number | undefined
  onPoint(index: number | undefined): void
}

/** Drawn again only when a layer says something else: most readings leave most networks as they are. */
const Drawing = memo(function Drawing({ layers, layout, box, pointed, onPoint }: DrawingProps) {
  const columns = layers.map((layer, index) => ({ layer, index }))
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true">
      <path className="network-edges" d={edgesPath(layout, box.width)} />
      {columns.map(({ layer, index }) => (
        <Column
          key={index}
          layer={layer}
          index={index}
          layout={layout}
          told={pointed === index}
          onPoint={onPoint}
          box={box}
        />
      ))}
    </svg>
  )
})

interface ColumnProps {
  readonly layer: NetworkLayer
  readonly index: number
  readonly layout: NetworkLayout
  readonly told: boolean
  readonly box: { readonly width: number; readonly height: number }
  onPoint(index: number | undefined): void
}

function Column({ layer, index, layout, told, box, onPoint }: ColumnProps) {
  const column = layout.columns[index]
  if (!column) return null
  const { radius, detail, columns } = layout
  const pitch = box.width / columns.length
  const level =
    layer.level === undefined || Number.isNaN(layer.level) ? undefined : Math.max(0, Math.min(1, layer.level))
  const units = unitsPath(column, radius)
  return (
    <g
      className="network-column"
      data-term={layer.term}
      data-told={told || undefined}
      data-faint={(level !== undefined && level < 0.08) || undefined}
      onPointerEnter={() => onPoint(index)}
      onPointerLeave={() => onPoint(undefined)}
    >
      <title>{layer.says === undefined ? layer.label : `${layer.label}: ${layer.says}`}</title>
      <rect x={index * pitch} y={0} width={pitch} height={box.height} className="network-reach" />
      <path className="network-units" d={units} />
      {level !== undefined && <path className="network-level" d={units} fillOpacity={0.1 + 0.9 * level} />}
      {level === undefined || level >= 0.08 ? null : <path className="network-dead" d={units} />}
      {column.gap !== undefined && <path className="network-ellipsis" d={ellipsisPath(column, radius)} />}
      {detail === 'full' && layer.activation && (
        <path
          className={level !== undefined && level > 0.55 ? 'network-curve is-on-dark' : 'network-curve'}
          d={curvesPath(column, radius, layer.activation)}
        />
      )}
    </g>
  )
}

/** "input, 64 units; layers 1 to 20 of 64 units" would need to know what the labels mean: name the ends and count. */
function spoken(layers: readonly NetworkLayer[]): string {
  const one = ({ label, units }: NetworkLayer) => `${label}, ${units} ${units === 1 ? 'unit' : 'units'}`
  if (layers.length <= 5) return layers.map(one).join('; ')
  const [first, second, last] = [layers[0], layers[1], layers.at(-1)]
  return first && second && last
    ? `${layers.length} layers: ${one(first)}; ${one(second)}; and so on to ${one(last)}`
    : ''
}

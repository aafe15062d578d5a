import { type KeyboardEvent, memo, type PointerEvent, useCallback, useId, useMemo, useState } from 'react'
import type { MapCell, MapStack, MapsView, Matrix, Measures, Params } from '../../experiment'
import type { Drawn } from '../drawn'
import { asMatrix } from '../heatmap/heatMarks'
import { withModifier } from '../keys'
import { Formula } from '../wording/Formula'
import { Words } from '../wording/Words'
import { type MapSize, mapExtent, mapSize, movedCell, outline, SHADES, shadesOf, tellCell } from './maps'
import './maps.css'

type Told = MapCell & { readonly asked: 'pointer' | 'keys' }

/** Feature maps before and after an operation. A cell after it that is pointed at, or moved to with the keys, lights the cells that it reads. */
export function MapsPicture({
  view,
  values,
  reading,
  theory,
  stale,
}: Omit<Drawn, 'answers'> & { readonly view: MapsView<Params, Measures> }) {
  const formula = useId()
  const says = useId()
  const [told, setTold] = useState<Told>()
  // A stale reading may have another shape: the theory has the shape of the present parameters.
  const shown = stale ? theory : { ...theory, ...reading }
  const [before, after] = [view.before, view.after].map(({ measure }) => asMatrix(shown[measure]))
  const extent = useMemo(() => mapExtent([before, after]), [before, after])
  const { says: shapes, ...operation } = view.formula(values)
  const sizes = { before: view.before.width(values), after: view.after.width(values) }
  const size = after && mapSize(after, sizes.after)
  const inside =
    told && after && size && told.feature < after.rows.length && told.x < size.width && told.y < size.height
  const cell = inside ? told : undefined
  const reads = useMemo(() => (cell ? view.reads(values, cell) : []), [view, values, cell])
  const words = cell && size ? tellCell(cell, after?.value[cell.feature]?.[cell.y * size.width + cell.x], reads) : ''
  const point = useCallback((at: MapCell | undefined) => setTold(at && { ...at, asked: 'pointer' }), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!after || !size || withModifier(event)) return
    const next = movedCell(event.key, cell, after.rows.length, size)
    if (event.key === 'Escape' && cell) setTold(undefined)
    else if (next) setTold({ ...next, asked: 'keys' })
    else return
    event.preventDefault()
  }
  return (
    <div
      className="chart maps"
      data-stale={stale || undefined}
      data-cell={cell && keyOf(cell)}
      data-lit={cell && reads.map(keyOf).join(' ')}
    >
      <p className="chart-title">{view.title}</p>
      <div className="maps-formula" id={formula}>
        {'tex' in operation ? <Formula tex={operation.tex} /> : <p className="maps-written">{operation.written}</p>}
        <p>{shapes}</p>
      </div>
      <div className="maps-pair">
        <div role="img" aria-label={`Before: ${spoken(before, sizes.before)}`} aria-describedby={formula}>
          <Stack stack={view.before} maps={before} width={sizes.before} extent={extent} lit={reads} />
        </div>
        <div
          className="maps-after"
          role="img"
          aria-label={`After: ${spoken(after, sizes.after)}. Arrow keys move over its cells, Page Up and Page Down from feature to feature.`}
          aria-describedby={says}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an image of data whose cells the arrow keys read out has to be reachable by the keyboard.
          tabIndex={0}
          onKeyDown={onKeyDown}
          onBlur={() => setTold(undefined)}
        >
          <Stack
            stack={view.after}
            maps={after}
            width={sizes.after}
            extent={extent}
            lit={cell ? [cell] : NONE}
            point={point}
          />
        </div>
      </div>
      <p className="maps-says" id={says}>
        {words || `Point at a cell under “${view.after.label}” to see what it reads.`}
      </p>
      <p className="chart-legend maps-legend" aria-hidden="true">
        <span className="maps-key" data-sign="minus" /> below 0 <span className="maps-key" data-sign="plus" /> above 0
      </p>
      <span className="visually-hidden" aria-live="polite">
        {cell?.asked === 'keys' ? words : ''}
      </span>
    </div>
  )
}

const NONE: readonly MapCell[] = []
const keyOf = ({ feature, x, y }: MapCell) => `${feature},${x},${y}`

function spoken(maps: Matrix | undefined, width: number): string {
  if (!maps) return 'no numbers yet'
  const { height } = mapSize(maps, width)
  return `${maps.rows.length} ${maps.rows.length === 1 ? 'feature' : 'features'} of ${width} by ${height} cells`
}

interface StackProps {
  readonly stack: MapStack<Params, Measures>
  readonly maps: Matrix | undefined
  readonly width: number
  readonly extent: number
  readonly lit: readonly MapCell[]
  point?(cell: MapCell | undefined): void
}

function Stack({ stack, maps, width, extent, lit, point }: StackProps) {
  return (
    <div className="maps-stack">
      <p className="maps-name">
        <Words {...stack} />
      </p>
      <div className="maps-grid" style={{ ['--maps' as string]: Math.max(1, maps?.rows.length ?? 1) }}>
        {(maps?.value ?? []).map((row, feature) => {
          const size = maps ? mapSize(maps, width) : { width, height: width }
          const cells = lit.filter((cell) => cell.feature === feature)
          return (
            // Maps have no names: their index is their key.
            <OneMap
              key={String(feature)}
              feature={feature}
              row={row}
              width={size.width}
              height={size.height}
              extent={extent}
              lit={outline(cells)}
              point={point}
            />
          )
        })}
      </div>
    </div>
  )
}

interface MapProps extends MapSize {
  readonly feature: number
  readonly row: readonly (number | null)[]
  readonly extent: number
  /** Outlines of the highlighted cells. */
  readonly lit: string
  readonly point: ((cell: MapCell | undefined) => void) | undefined
}

const OneMap = memo(function OneMap({ feature, row, width, height, extent, lit, point }: MapProps) {
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = (from: number, length: number, count: number) =>
      Math.max(0, Math.min(count - 1, Math.floor((from / length) * count)))
    const x = at(event.clientX - box.left, box.width, width)
    const y = at(event.clientY - box.top, box.height, height)
    point?.({ feature, x, y })
  }
  const leave = ({ pointerType }: PointerEvent) => {
    // Lifting a finger fires pointerleave as well: keep the cells that it highlighted.
    if (pointerType === 'mouse') point?.(undefined)
  }
  return (
    <svg
      className="map"
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      data-feature={feature}
      {...(point ? { onPointerMove: follow, onPointerDown: follow, onPointerLeave: leave } : {})}
    >
      <Shades row={row} width={width} extent={extent} />
      {lit !== '' && <path className="map-lit" d={lit} />}
    </svg>
  )
})

const Shades = memo(function Shades({ row, width, extent }: Pick<MapProps, 'row' | 'width' | 'extent'>) {
  return shadesOf(row, width, extent).map(({ level, path }) => (
    <path
      key={level}
      className={level > 0 ? 'map-plus' : 'map-minus'}
      d={path}
      fillOpacity={Math.abs(level) / SHADES}
    />
  ))
})

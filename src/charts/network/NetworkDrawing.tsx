import { memo, useId } from 'react'
import type { NetworkLayer } from '../../experiment'
import type { Box } from '../plot/geometry'
import type { Label, NetworkLayout } from './layout/layout'
import { columnPath, curvePath, ellipsisPath, type Part, signPath } from './layout/marks'
import { type Direction, isReached, type Stop } from './pass'
import type { LayerValue, LayerValues } from './values'
import type { Told } from './wording'

type Layer = NetworkLayer

interface NetworkDrawingProps {
  readonly layers: readonly Layer[]
  readonly layout: NetworkLayout
  readonly box: Box
  /** What is coloured: the layers, or their heads. */
  readonly told: Told
  readonly heads: Readonly<Record<Direction, boolean>>
  readonly stop: Stop | undefined
  readonly pointed: number | undefined
  point(index: number | undefined): void
}

/** The part of a column that shows a pass: one half if both passes are shown, else all. */
const partOf = (direction: Direction, both: boolean): Part =>
  both ? (direction === 'forward' ? 'upper' : 'lower') : 'whole'

/** Rendered again only when a layer or its number changes. */
export const NetworkDrawing = memo(function NetworkDrawing(props: NetworkDrawingProps) {
  const { layers, layout, box, told, heads, stop, pointed, point } = props
  const { columns, dense, waists, skips, adapters, sums, half, pitch } = layout
  const hatch = `network-hatch-${useId()}`
  const ways = (['forward', 'backward'] as const).filter((way) => !heads[way] && told[way].some(Boolean))
  const marks = { hatch, stop }
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true">
      <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse">
        <path className="network-hatch" d="M-1,1L1,-1M0,4L4,0M3,5L5,3" />
      </pattern>
      {dense.map(({ to, d }) => (
        <path key={to} className={layout.bars ? 'network-dense' : 'network-edges'} d={d} />
      ))}
      {waists.map(({ to, d }) => (
        <path key={to} className="network-waist" d={d} />
      ))}
      {skips.map(({ to, d }) => (
        <path key={to} className="network-skip" d={d} />
      ))}
      {adapters.map(({ to, x, y }) => (
        <path key={to} className="network-adapter" d={`M${x - 4},${y}L${x},${y - 4}L${x + 4},${y}L${x},${y + 4}Z`} />
      ))}
      {columns.map((column, index) => {
        const layer = layers[index]
        if (!layer) return null
        return (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network.
            key={index}
            className="network-column"
            data-term={layer.term}
            data-pointed={pointed === index || undefined}
            onPointerEnter={() => point(index)}
            onPointerLeave={({ pointerType }) => {
              // Lifting a finger fires pointerleave as well: keep the layer that it selected.
              if (pointerType === 'mouse') point(undefined)
            }}
          >
            <rect x={column.x - pitch / 2} y={0} width={pitch} height={box.height} className="network-reach" />
            <path className="network-units" d={columnPath(column, 'whole')} />
            {ways.map((way) => (
              <Value
                key={way}
                {...marks}
                way={way}
                value={told[way][index]}
                index={index}
                d={columnPath(column, partOf(way, ways.length > 1))}
                sign={(kind) => signPath(column, partOf(way, ways.length > 1), kind)}
              />
            ))}
            <path className="network-outline" d={columnPath(column, 'whole')} />
            {column.gap !== undefined && <path className="network-ellipsis" d={ellipsisPath(column)} />}
            {layer.activation && column.units.length > 0 && (
              <Curves ys={column.units} x={column.x} radius={column.half * 0.6} activation={layer.activation} />
            )}
          </g>
        )
      })}
      {sums.map(({ to, x, y }) => {
        const r = Math.min(0.42 * box.em, half)
        const arm = r * 0.6
        return (
          <g key={to} className="network-sum">
            <circle cx={x} cy={y} r={r} />
            <path d={`M${x - arm},${y}h${2 * arm}M${x},${y - arm}v${2 * arm}`} />
          </g>
        )
      })}
      <Heads {...props} marks={marks} />
      {[...skips, ...dense].map(({ to, label }) => label && <Written key={`${to} ${label.y}`} {...label} />)}
    </svg>
  )
})

interface ValueProps {
  readonly way: Direction
  readonly value: LayerValue | undefined
  readonly index: number
  readonly d: string
  sign(kind: 'broken' | 'over'): string
  readonly hatch: string
  readonly stop: Stop | undefined
}

/** A measured number as a colour or a mark; nothing where nothing was measured, or which the slow pass has not reached yet. */
function Value({ way, value, index, d, sign, hatch, stop }: ValueProps) {
  if (!value || !isReached(stop, index, way)) return null
  const lit = stop?.layer === index && stop.direction === way
  return (
    <g className="network-value" data-way={way} data-kind={value.kind} data-lit={lit || undefined}>
      {value.kind === 'number' && <path d={d} style={{ fill: colourAt(value.level) }} />}
      {value.kind === 'under' && <path d={d} style={{ fill: `url(#${hatch})` }} />}
      {(value.kind === 'broken' || value.kind === 'over') && <path className="network-sign" d={sign(value.kind)} />}
      {lit && <path className="network-lit" d={d} />}
    </g>
  )
}

/** From the lower end of the scale to the upper; the third is the middle. */
const RAMP = ['low', 'falling', 'middle', 'rising', 'high'] as const

/** The lower end of the scale is pale, the middle blue, the upper end orange: readers who confuse red with green can distinguish them. */
export function colourAt(level: number): string {
  const along = Math.max(0, Math.min(1, level)) * (RAMP.length - 1)
  const i = Math.min(RAMP.length - 2, Math.floor(along))
  return `color-mix(in oklab, var(--network-${RAMP[i + 1]}) ${Math.round((along - i) * 100)}%, var(--network-${RAMP[i]}))`
}

function Heads({ layers, layout, told, heads, marks }: NetworkDrawingProps & { readonly marks: Marks }) {
  const { columns, half } = layout
  const way = (['forward', 'backward'] as const).find((one) => heads[one] && told[one].some(Boolean))
  const values: LayerValues = way ? told[way] : layers.map(() => undefined)
  return layout.heads.map(({ of, x, y, label }) => {
    const column = columns[of]
    if (!column) return null
    const r = Math.min(5, half)
    const d = `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`
    const cross = `M${x - r},${y - r}l${2 * r},${2 * r}M${x - r},${y + r}l${2 * r},${-2 * r}`
    return (
      <g key={of} className="network-head">
        <path className="network-skip" d={`M${x},${column.bottom}V${y - r}`} />
        <path className="network-units" d={d} />
        {way && <Value {...marks} way={way} value={values[of]} index={of} d={d} sign={() => cross} />}
        <path className="network-outline" d={d} />
        {label && <Written {...label} />}
      </g>
    )
  })
}

interface Marks {
  readonly hatch: string
  readonly stop: Stop | undefined
}

const Written = ({ x, y, text, anchor }: Label) => (
  <text className="network-label" x={x} y={y} textAnchor={anchor}>
    {text}
  </text>
)

interface CurvesProps {
  readonly x: number
  readonly ys: readonly number[]
  readonly radius: number
  readonly activation: NonNullable<Layer['activation']>
}

/** The small curve in every unit, with a halo so that it is legible on any colour. */
function Curves({ x, ys, radius, activation }: CurvesProps) {
  const d = ys.map((y) => curvePath(x, y, radius, activation)).join('')
  return (
    <>
      <path className="network-curve is-halo" d={d} />
      <path className="network-curve" d={d} />
    </>
  )
}

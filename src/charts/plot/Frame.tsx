import { createContext, memo, type ReactNode, useContext, useMemo } from 'react'
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from 'recharts'
import type { Scale, Span } from './axes/scale'
import { TickLabel } from './axes/TickLabel'
import type { Tick } from './axes/ticks'
import type { Box, PlotArea } from './geometry'
import type { Stroke } from './marks/strokes'

/** A horizontal reference at a position of the y axis. */
export interface FrameRule {
  readonly label: string
  readonly at: number
}

interface FrameProps {
  readonly box: Box
  readonly area: PlotArea
  readonly x: Span
  readonly y: Span
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  readonly rules: readonly FrameRule[]
  readonly clip: string
}

interface MarksProps {
  readonly strokes: readonly Stroke[]
  readonly sx: Scale
  readonly sy: Scale
}

/** Marks that change with every reading come by context, past the memoized frame: a new reading redraws paths, and no axis. */
const Moving = createContext<MarksProps | undefined>(undefined)

/**
 * Recharts draws the frame, the axes, the grid and the references; each mark is one path. Marks stand on the scales `sx` and `sy`, as the
 * words over the plot do: positions become pixels in one place, `geometry.ts`.
 */
export function Chart({ strokes, sx, sy, ...frame }: FrameProps & MarksProps) {
  const moving = useMemo(() => ({ strokes, sx, sy }), [strokes, sx, sy])
  return (
    <Moving value={moving}>
      <Frame {...frame} />
    </Moving>
  )
}

const NO_DATA: readonly never[] = []

const Frame = memo(function Frame({ box, area, x, y, xTicks, yTicks, rules, clip }: FrameProps) {
  return (
    <ComposedChart
      width={box.width}
      height={box.height}
      data={NO_DATA}
      accessibilityLayer={false}
      margin={{ top: area.top, right: box.width - area.right, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} horizontalValues={yTicks.map(({ at }) => at)} syncWithTicks />
      <XAxis
        type="number"
        dataKey="x"
        domain={[...x]}
        allowDataOverflow
        ticks={xTicks.map(({ at }) => at)}
        interval={0}
        niceTicks="none"
        height={box.height - area.bottom}
        tickSize={5}
        tickMargin={4}
        tick={(at) => <TickOnAxis {...at} ticks={xTicks} across />}
      />
      <YAxis
        type="number"
        dataKey="y"
        domain={[...y]}
        allowDataOverflow
        ticks={yTicks.map(({ at }) => at)}
        interval={0}
        niceTicks="none"
        width={area.left}
        tickLine={false}
        axisLine={false}
        tickMargin={7}
        tick={(at) => <TickOnAxis {...at} ticks={yTicks} />}
      />
      {rules.map(({ label, at }) => (
        <ReferenceLine key={label} y={at} className="chart-rule" ifOverflow="hidden" />
      ))}
      <Clipped id={clip} area={area}>
        <Marks unit={box.em / USUAL_EM} />
      </Clipped>
    </ComposedChart>
  )
})

interface TickPlace {
  readonly x: number | string
  readonly y: number | string
  readonly payload: { readonly value: unknown }
}

/** The tick of `ticks` at a position where Recharts asks for one. */
function TickOnAxis({
  x,
  y,
  payload,
  ticks,
  across = false,
}: TickPlace & { readonly ticks: readonly Tick[]; readonly across?: boolean }) {
  const tick = ticks.find(({ at }) => at === payload.value)
  if (!tick) return <g />
  return <TickLabel tick={tick} x={x} y={y} dy={across ? '0.75em' : '0.33em'} textAnchor={across ? 'middle' : 'end'} />
}

/** Marks may reach a little over the edges, so that a point on an edge is whole. */
const OVER = 5

function Clipped({
  id,
  area,
  children,
}: {
  readonly id: string
  readonly area: PlotArea
  readonly children: ReactNode
}) {
  return (
    <g clipPath={`url(#${id})`}>
      <clipPath id={id}>
        <rect
          x={area.left - OVER}
          y={area.top - OVER}
          width={Math.max(0, area.right - area.left + 2 * OVER)}
          height={Math.max(0, area.bottom - area.top + OVER + 1)}
        />
      </clipPath>
      {children}
    </g>
  )
}

/** The size of type that marks are drawn for, in px. */
const USUAL_EM = 13.5

function Marks({ unit }: { readonly unit: number }) {
  const { strokes, sx, sy } = useContext(Moving) ?? {}
  if (!strokes || !sx || !sy) return null
  return strokes.map(({ key, className, says, path }) => (
    <path key={key} className={className} d={path(sx, sy, unit)}>
      {says !== undefined && <title>{says}</title>}
    </path>
  ))
}

import { type PointerEvent, type ReactNode, useId, useMemo, useRef } from 'react'
import type { Matrix } from '../../experiment'
import { answerClass } from '../answer/answerMarks'
import type { Span } from '../plot/axes/scale'
import { type Box, type PlotArea, squareCells } from '../plot/geometry'
import { useBox } from '../plot/useBox'
import { pointText } from '../wording/display'
import { answerContour } from './answerContour'
import { colourOf, type Palette } from './colours'
import { type Colouring, cellUnder, edges, heatMark, labelled } from './heatMarks'

/** A cell by its indices. */
export interface Cell {
  readonly row: number
  readonly column: number
}

interface Contour {
  readonly question: string
  readonly first: boolean
  readonly levels: readonly number[]
  at(row: number, column: number): number
}

interface HeatMapProps {
  /** The title of the map; undefined if there is only one map. */
  readonly name: string | undefined
  readonly measured: boolean
  readonly matrix: Matrix | undefined
  /** The axes where there is no matrix yet. */
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  /** Whether the first row stands at the top. */
  readonly downwards: boolean
  /** Whether another map with the same rows is next to it, which labels them. */
  readonly bare: boolean
  readonly colouring: Colouring
  readonly palette: Palette
  readonly span: Span
  /** The reader's answers, as positions on the axis of colours, and the levels at which their contours are drawn. */
  readonly contours: readonly Contour[]
  readonly told: Cell | undefined
  /** The column and the row of the layer that is pointed at in any picture, where they are layers; -1 for none. */
  readonly column: number
  readonly row: number
  point(cell: Cell | undefined): void
  /** The tooltip of the selected cell, in a box of the given width. */
  tip(x: number, width: number): ReactNode
}

/** One map: cells as a path for each colour, ticks at some rows and columns. */
export function HeatMap(props: HeatMapProps) {
  const {
    name,
    measured,
    matrix,
    rows,
    columns,
    downwards,
    bare,
    colouring,
    palette,
    span,
    contours,
    told,
    column,
    row,
    point,
    tip,
  } = props
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const hatch = `hatch-${useId()}`
  const area = useMemo(
    () => box && squareCells(mapArea(box, bare), columns.length, rows.length),
    [box, bare, columns.length, rows.length],
  )
  const xs = useMemo(() => (area ? edges(columns.length, area.left, area.right) : []), [area, columns.length])
  const ys = useMemo(() => {
    const [first, last] = downwards ? [area?.top, area?.bottom] : [area?.bottom, area?.top]
    return first === undefined || last === undefined ? [] : edges(rows.length, first, last)
  }, [area, rows.length, downwards])
  const mark = useMemo(
    () => (matrix && area ? heatMark(matrix, colouring, span, xs, ys) : undefined),
    [matrix, colouring, span, area, xs, ys],
  )
  const ask = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const [r, c] = [cellUnder(ys, event.clientY - top), cellUnder(xs, event.clientX - left)]
    point(r === undefined || c === undefined ? undefined : { row: r, column: c })
  }
  const middle = told ? ((xs[told.column] ?? 0) + (xs[told.column + 1] ?? 0)) / 2 : 0
  return (
    <div className="heat-map" data-bare={bare || undefined}>
      {name !== undefined && <p className="heat-name">{name}</p>}
      <div
        className="chart-box heat-box"
        ref={element}
        onPointerMove={ask}
        onPointerDown={ask}
        onPointerLeave={({ pointerType }) => {
          // Lifting a finger fires pointerleave as well: keep the cell that it selected.
          if (pointerType === 'mouse') point(undefined)
        }}
      >
        {box && area && (
          <svg width={box.width} height={box.height} aria-hidden="true">
            <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse">
              <path className="heat-hatch" d="M-1,1L1,-1M0,5L5,0M4,6L6,4" />
            </pattern>
            <path className="heat-frame" d={`M${area.left},${area.top}H${area.right}V${area.bottom}H${area.left}Z`} />
            <g className={measured ? 'heat-cells is-measured' : 'heat-cells'}>
              {mark?.fills.map(({ level, d }) => (
                <path key={level} d={d} fill={colourOf(level, palette)} />
              ))}
              {mark?.under && <path d={mark.under} fill={`url(#${hatch})`} />}
            </g>
            {mark && <path className="heat-outline" d={mark.outline} />}
            {mark?.broken && <path className="mark mark-broken" d={mark.broken} />}
            {matrix &&
              contours.map(({ question, first, levels, at }) => {
                const isThere = (r: number, c: number) =>
                  typeof matrix.value[rows.indexOf(r)]?.[columns.indexOf(c)] === 'number'
                const inside = (r: number, c: number) => (isThere(r, c) ? at(r, c) : Number.NaN)
                const d = answerContour({ rows, columns, xs, ys }, inside, levels)
                return (
                  <g key={question}>
                    <path className="mark heat-answer is-under" d={d} />
                    <path className={answerClass(first)} d={d}>
                      <title>{`Where your ${first ? 'first ' : ''}answer crosses the marks of the legend`}</title>
                    </path>
                  </g>
                )
              })}
            <Ticks places={columns} edges={xs} across area={area} em={box.em} />
            {!bare && <Ticks places={rows} edges={ys} across={false} area={area} em={box.em} />}
            {column >= 0 && <PointedLine xs={xs.slice(column, column + 2)} ys={ys} />}
            {row >= 0 && <PointedLine xs={xs} ys={ys.slice(row, row + 2)} />}
            {told && <Told cell={told} xs={xs} ys={ys} />}
          </svg>
        )}
        {box && told && tip(middle, box.width)}
      </div>
    </div>
  )
}

/** Room for the labels of the columns below and, unless it is bare, of the rows at the left: heat.css makes the rest a square. */
const mapArea = ({ width, height, em }: Box, bare: boolean): PlotArea => ({
  left: Math.round((bare ? 0.2 : 2.4) * em),
  top: Math.round(0.4 * em),
  right: Math.round(width - 0.3 * em),
  bottom: Math.round(height - 1.9 * em),
})

interface TicksProps {
  readonly places: readonly number[]
  readonly edges: readonly number[]
  readonly across: boolean
  readonly area: { readonly left: number; readonly bottom: number }
  readonly em: number
}

function Ticks({ places, edges, across, area, em }: TicksProps) {
  const length = Math.abs((edges.at(-1) ?? 0) - (edges[0] ?? 0))
  const widest = Math.max(1, ...places.map((at) => pointText(at).length))
  const room = length / (em * (across ? 0.55 * widest + 1 : 1.3))
  return labelled(places, room).map((i) => {
    const at = ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2
    const where = across ? { x: at, y: area.bottom + 1.35 * em } : { x: area.left - 7, y: at + 0.33 * em }
    return (
      <text key={i} {...where} textAnchor={across ? 'middle' : 'end'} className="chart-tick">
        {pointText(places[i] ?? 0)}
      </text>
    )
  })
}

/** All cells of the layer that is pointed at: a column, or a row, between its edges. */
const PointedLine = ({ xs, ys }: { readonly xs: readonly number[]; readonly ys: readonly number[] }) => (
  <path className="mark heat-layer" d={`M${xs[0]},${ys[0]}H${xs.at(-1)}V${ys.at(-1)}H${xs[0]}Z`} />
)

/** The cell that is read out: framed in dark and light, to be seen on any colour. */
function Told({
  cell,
  xs,
  ys,
}: {
  readonly cell: Cell
  readonly xs: readonly number[]
  readonly ys: readonly number[]
}) {
  const [left = 0, right = 0] = xs.slice(cell.column, cell.column + 2)
  const [bottom = 0, top = 0] = ys.slice(cell.row, cell.row + 2)
  const d = `M${left},${top}H${right}V${bottom}H${left}Z`
  return (
    <>
      <path className="mark heat-told is-under" d={d} />
      <path className="mark heat-told" d={d} />
    </>
  )
}

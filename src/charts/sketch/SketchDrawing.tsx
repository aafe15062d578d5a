import { useId, useMemo } from 'react'
import type { Curve } from '../../experiment'
import { position } from '../plot/axes/scale'
import { ticksOf } from '../plot/axes/ticks'
import { Chart } from '../plot/Chart'
import type { Box, PlotArea } from '../plot/geometry'
import { scaleX, scaleY, spreadLabels, tickRoom } from '../plot/geometry'
import { linePath, type Point, shapesPath } from '../plot/marks/paths'
import type { Stroke } from '../plot/marks/strokes'
import { useSame } from '../useSame'
import { isCounted, onAxis, type SketchAxis, spanOf } from './sketchAxis'
import type { Vertices } from './strokes'

interface SketchDrawingProps {
  readonly box: Box
  readonly area: PlotArea
  readonly x: SketchAxis
  readonly y: SketchAxis
  readonly curves: Readonly<Record<string, string>>
  readonly vertices: Readonly<Record<string, Vertices>>
  /** The right curves, once they are shown. */
  readonly right: Readonly<Record<string, (x: number) => number>> | undefined
  /** Sketches that are kept, thin and numbered from 1. */
  readonly kept: readonly Readonly<Record<string, Curve>>[] | undefined
  readonly handle: Point | undefined
  readonly chosen: string
}

/** The axes as the figure draws them, with the curves on them. */
export function SketchDrawing(props: SketchDrawingProps) {
  const { box, area, x, y, curves, vertices, right, kept = NONE, handle, chosen } = props
  const clip = `clip-${useId()}`
  const { em } = box
  const spanX = useSame(spanOf(x))
  const spanY = useSame(spanOf(y))
  const [width, height] = [area.right - area.left, area.bottom - area.top]
  const xTicks = useSame(ticksOf(x.scale ?? 'linear', spanX, tickRoom(width, em, 3.4), isCounted(x)))
  const yTicks = useSame(ticksOf(y.scale ?? 'linear', spanY, tickRoom(height, em, 2.4)))
  const sx = useMemo(() => scaleX(area, spanX), [area, spanX])
  const sy = useMemo(() => scaleY(area, spanY), [area, spanY])
  const names = Object.keys(curves)
  const onSpan = ({ x: px, y: py }: Point): Point => ({
    x: spanX[0] + px * (spanX[1] - spanX[0]),
    y: spanY[0] + py * (spanY[1] - spanY[0]),
  })
  const keptLines = kept.flatMap((sketch, i) =>
    names.flatMap((name, order) => {
      const line = (sketch[name] ?? []).map(([px, py]) => onSpan({ x: onAxis(x).share(px), y: onAxis(y).share(py) }))
      return line.length > 0 ? [{ key: `${i + 1} ${name}`, number: i + 1, order, line }] : []
    }),
  )
  const keptStrokes = keptLines.map(
    ({ key, order, line }): Stroke => ({
      key,
      className: `mark mark-sketch is-kept series-${order}`,
      path: (fx, fy) => linePath([line], fx, fy),
    }),
  )
  const ofCurves = names.flatMap((name, order): readonly Stroke[] => {
    const line = (vertices[name] ?? []).map(onSpan)
    const known = right?.[name]
    return [
      ...(known
        ? [{ key: `${name} right`, className: `mark mark-theory series-${order}`, path: rightPath(known, x, y) }]
        : []),
      { key: name, className: `mark mark-sketch series-${order}`, path: (fx, fy) => linePath([line], fx, fy) },
      ...(name === chosen
        ? [{ key: `${name} points`, className: `mark mark-vertices series-${order}`, path: verticesPath(line) }]
        : []),
    ]
  })
  const strokes = [...keptStrokes, ...ofCurves]
  if (handle) {
    const place = onSpan(handle)
    strokes.push({
      key: 'handle',
      className: 'mark mark-handle',
      path: (fx, fy, unit) => shapesPath([place], 'circle', 6 * unit, fx, fy),
    })
  }
  const ends = names.flatMap((name, order) => {
    const last = vertices[name]?.at(-1)
    return last && names.length > 1 ? [{ name, order, y: sy(onSpan(last).y) }] : []
  })
  const tops = spreadLabels(
    ends.map((end) => end.y),
    1.3 * em,
    area.top,
    area.bottom,
  )
  return (
    <div className="chart-drawing">
      <Chart box={box} area={area} x={spanX} y={spanY} rules={NONE} {...{ xTicks, yTicks, clip, strokes, sx, sy }} />
      {keptLines.map(({ key, number, order, line: [first] }) =>
        first ? (
          <span
            key={key}
            className={`plot-word sketch-number series-${order}`}
            style={{ left: sx(first.x), top: sy(first.y) }}
          >
            {number}
          </span>
        ) : null,
      )}
      {ends.map(({ name, order }, i) => (
        <span
          key={name}
          className={`plot-word is-before is-over sketch-name series-${order}`}
          style={{ left: area.right, top: tops[i] }}
        >
          {curves[name]}
        </span>
      ))}
    </div>
  )
}

const NONE: readonly never[] = []

const verticesPath =
  (line: readonly Point[]): Stroke['path'] =>
  (fx, fy, unit) =>
    shapesPath(line, 'circle', 3 * unit, fx, fy)

/** A known curve in 64 straight pieces. */
function rightPath(known: (x: number) => number, x: SketchAxis, y: SketchAxis): Stroke['path'] {
  const axis = onAxis(x)
  const runs: Point[][] = [[]]
  for (let k = 0; k <= 64; k++) {
    const at = axis.value(k / 64)
    const point = {
      x: position(x.scale ?? 'linear', 'plain', at),
      y: position(y.scale ?? 'linear', 'plain', known(at)),
    }
    if (Number.isFinite(point.y)) runs.at(-1)?.push(point)
    else runs.push([])
  }
  return (fx, fy) => linePath(runs, fx, fy)
}

import { type KeyboardEvent, type PointerEvent, Suspense, useId, useMemo, useRef, useState } from 'react'
import type { Axis, Curve, Scale } from '../../experiment'
import { withModifier } from '../keys'
import { position, type Span } from '../plot/axes/scale'
import { ticksOf } from '../plot/axes/ticks'
import { Chart } from '../plot/chartCode'
import type { Box, PlotArea } from '../plot/geometry'
import { plotArea, scaleX, scaleY, spreadLabels, tickRoom } from '../plot/geometry'
import { KeySample } from '../plot/Legend'
import { linePath, type Point, shapesPath } from '../plot/marks/paths'
import type { Stroke } from '../plot/marks/strokes'
import { useBox } from '../plot/useBox'
import { useSame } from '../useSame'
import { numeral, pointText } from '../wording/display'
import { Words } from '../wording/Words'
import { heightOf, nudged, type Vertices, without, withStroke } from './strokes'
import './sketch.css'

/** An axis of a pad: that of the figure, with its ends in the unit of the quantity. */
export type SketchAxis = Pick<Axis, 'label' | 'symbol' | 'scale'> & { readonly ends: readonly [number, number] }

interface SketchPadProps {
  /** What is drawn, for those who do not see it: "Your sketch". */
  readonly label: string
  /** The ids of elements that describe the pad. */
  readonly described?: string
  readonly x: SketchAxis
  readonly y: SketchAxis
  /** The names of the curves, from the key that their points have. */
  readonly curves: Readonly<Record<string, string>>
  readonly points: Readonly<Record<string, Curve>>
  /** The right curves, once they are shown. */
  readonly right?: Readonly<Record<string, (x: number) => number>>
  onChange(points: Readonly<Record<string, Curve>>): void
}

/** The distance along x, in px, that a finger must move before it draws: a finger that scrolls the page draws nothing. */
const SLACK = 8

/** Steps of a key press, in shares of the height. */
const STEP = 0.02
const LEAP = 0.1

/** Axes on which curves are drawn with a pointer, a finger or the arrow keys. What is drawn over a part of a curve replaces that part. */
export function SketchPad({ label, described, x, y, curves, points, right, onChange }: SketchPadProps) {
  const names = Object.keys(curves)
  const [chosen, choose] = useState(names[0] ?? '')
  const [pen, setPen] = useState<readonly Point[]>()
  const [handle, setHandle] = useState<number>()
  const [past, setPast] = useState<readonly Readonly<Record<string, Curve>>[]>([])
  const element = useRef<HTMLDivElement>(null)
  const drawing = useRef<{ readonly id: number; readonly touch: boolean; stroke: Point[]; moved: boolean }>(undefined)
  const box = useBox(element)
  const id = useId()
  const area = useMemo(() => box && plotArea(box, 0), [box])
  const axes = useMemo(() => ({ x: onAxis(x), y: onAxis(y) }), [x, y])
  const vertices = useMemo(
    () =>
      Object.fromEntries(
        Object.keys(curves).map((name) => [
          name,
          (points[name] ?? []).map(([px, py]) => ({ x: axes.x.share(px), y: axes.y.share(py) })),
        ]),
      ),
    [curves, points, axes],
  )
  const curve = vertices[chosen] ?? []
  const shown = pen ? { ...vertices, [chosen]: withStroke(curve, pen) } : vertices

  const put = (next: Readonly<Record<string, Curve>>) => {
    setPast([...past.slice(-49), points])
    onChange(next)
  }
  const draw = (next: Vertices) =>
    put({ ...points, [chosen]: next.map((vertex) => [axes.x.value(vertex.x), axes.y.value(vertex.y)] as const) })
  const undo = () => {
    const last = past.at(-1)
    if (!last) return
    setPast(past.slice(0, -1))
    onChange(last)
  }

  const at = (event: PointerEvent<HTMLElement>): Point | undefined => {
    if (!area) return undefined
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return {
      x: (event.clientX - left - area.left) / (area.right - area.left),
      y: (area.bottom - (event.clientY - top)) / (area.bottom - area.top),
    }
  }
  const begin = (event: PointerEvent<HTMLElement>) => {
    const point = at(event)
    if (!point || !event.isPrimary || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const touch = event.pointerType === 'touch'
    drawing.current = { id: event.pointerId, touch, stroke: [point], moved: !touch }
    if (!touch) setPen([point])
  }
  const go = (event: PointerEvent<HTMLElement>) => {
    const going = drawing.current
    const point = at(event)
    if (!going || !point || !area || going.id !== event.pointerId) return
    going.stroke.push(point)
    const first = going.stroke[0] ?? point
    if (Math.abs(point.x - first.x) * (area.right - area.left) >= SLACK) going.moved = true
    if (going.moved) setPen([...going.stroke])
  }
  const end = (event: PointerEvent<HTMLElement>) => {
    const going = drawing.current
    if (!going || going.id !== event.pointerId) return
    drawing.current = undefined
    setPen(undefined)
    if (going.moved) draw(withStroke(curve, going.stroke))
  }
  // The browser took the gesture to scroll the page: what was there stays.
  const giveUp = () => {
    drawing.current = undefined
    setPen(undefined)
  }

  const steps = columnsOf(x)
  const column = handle ?? 0
  const here = column / steps
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) undo()
    else if (withModifier(event)) return
    else if (event.key === 'ArrowLeft') setHandle(Math.max(0, column - 1))
    else if (event.key === 'ArrowRight') setHandle(Math.min(steps, column + (handle === undefined ? 0 : 1)))
    else if (event.key === 'Home') setHandle(0)
    else if (event.key === 'End') setHandle(steps)
    else if (event.key === 'Delete' || event.key === 'Backspace') draw(without(curve, here))
    else {
      const step = event.shiftKey ? LEAP : STEP
      const up = { ArrowUp: step, ArrowDown: -step, PageUp: LEAP, PageDown: -LEAP, Enter: 0, ' ': 0 }[event.key]
      if (up === undefined) return
      setHandle(column)
      draw(nudged(curve, here, up))
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const height = heightOf(curve, here)
  const told = `${x.label} ${pointText(axes.x.value(here))}: ${y.label} ${numeral(axes.y.value(height), 2)}${curve.length === 0 ? ', nothing drawn' : ''}`
  return (
    <div className="chart sketch">
      {names.length > 1 && (
        <fieldset className="sketch-curves">
          <legend className="visually-hidden">Curve to draw</legend>
          {names.map((name, order) => (
            <label key={name}>
              <input type="radio" name={id} checked={name === chosen} onChange={() => choose(name)} />
              <KeySample sample="sketch" order={order} />
              <span>{curves[name]}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="chart-axis is-vertical">
        <Words {...y} />
      </p>
      <div
        className="chart-box sketch-box"
        ref={element}
        role="slider"
        aria-label={`${label}: ${curves[chosen] ?? ''}`}
        aria-describedby={described}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * height)}
        aria-valuetext={told}
        tabIndex={0}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={giveUp}
        onKeyDown={onKeyDown}
      >
        {box && area && (
          <Suspense fallback={null}>
            <Drawing
              {...{ box, area, x, y, curves, right }}
              vertices={shown}
              handle={handle === undefined ? undefined : { x: here, y: height }}
              chosen={chosen}
            />
          </Suspense>
        )}
      </div>
      <p className="chart-axis is-horizontal">
        <Words {...x} />
      </p>
      <div className="sketch-buttons">
        <button type="button" disabled={past.length === 0} onClick={undo}>
          Undo
        </button>
        <button type="button" disabled={curve.length === 0} onClick={() => draw([])}>
          Clear
        </button>
      </div>
    </div>
  )
}

interface DrawingProps {
  readonly box: Box
  readonly area: PlotArea
  readonly x: SketchAxis
  readonly y: SketchAxis
  readonly curves: Readonly<Record<string, string>>
  readonly vertices: Readonly<Record<string, Vertices>>
  readonly right: SketchPadProps['right']
  readonly handle: Point | undefined
  readonly chosen: string
}

/** The axes as the figure draws them, with the curves on them. */
function Drawing({ box, area, x, y, curves, vertices, right, handle, chosen }: DrawingProps) {
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
  const strokes = names.flatMap((name, order): readonly Stroke[] => {
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

const spanOf = ({ scale = 'linear', ends }: SketchAxis): Span => [
  position(scale, 'plain', ends[0]),
  position(scale, 'plain', ends[1]),
]

/** Between numbers and shares of an axis. */
function onAxis(axis: SketchAxis) {
  const scale: Scale = axis.scale ?? 'linear'
  const [low, high] = spanOf(axis)
  const back = (at: number) => (scale === 'linear' ? at : scale === 'log2' ? 2 ** at : 10 ** at)
  return {
    share: (value: number) => (position(scale, 'plain', value) - low) / (high - low || 1),
    value: (share: number) => back(low + share * (high - low)),
  }
}

/** Whether an axis counts: few whole numbers from end to end. */
const isCounted = ({ scale = 'linear', ends: [low, high] }: SketchAxis): boolean =>
  scale === 'linear' && Number.isInteger(low) && Number.isInteger(high) && high - low <= 64 && high - low >= 4

/** How many steps the arrow keys take from end to end. */
const columnsOf = (axis: SketchAxis): number => (isCounted(axis) ? axis.ends[1] - axis.ends[0] : 32)

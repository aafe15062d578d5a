import { type KeyboardEvent, Suspense, useId, useMemo, useRef, useState } from 'react'
import type { Curve } from '../../experiment'
import { withModifier } from '../keys'
import { plotArea } from '../plot/geometry'
import { KeySample } from '../plot/legend/Legend'
import { useBox } from '../plot/useBox'
import { numeral, pointText } from '../wording/display'
import { Words } from '../wording/Words'
import { SketchDrawing } from './SketchDrawing'
import { columnsOf, endsText, onAxis, type SketchAxis } from './sketchAxis'
import { heightOf, nudged, type Vertices, without, withStroke } from './strokes'
import { usePen } from './usePen'
import './sketch.css'

interface SketchPadProps {
  /** The accessible name of the pad: "Your sketch". */
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
  /** Sketches that are kept, thin and numbered from 1, behind the one that is being drawn. */
  readonly kept?: readonly Readonly<Record<string, Curve>>[]
  /** Whether to draw the strokes that were recorded before hydration. */
  readonly takesEarly?: boolean
  onChange(points: Readonly<Record<string, Curve>>): void
}

/** Steps of a key press, in shares of the height. */
const STEP = 0.02
const LEAP = 0.1

/** Axes on which curves are drawn with a pointer, a finger or the arrow keys. What is drawn over a part of a curve replaces that part. */
export function SketchPad({
  label,
  described,
  x,
  y,
  curves,
  points,
  right,
  kept,
  takesEarly = false,
  onChange,
}: SketchPadProps) {
  const names = Object.keys(curves)
  const [chosen, choose] = useState(names[0] ?? '')
  const [handle, setHandle] = useState<number>()
  const [past, setPast] = useState<readonly Readonly<Record<string, Curve>>[]>([])
  const element = useRef<HTMLDivElement>(null)
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

  const { pen, listeners } = usePen({
    pad: element,
    area,
    takesEarly,
    drawn: (strokes) => draw(strokes.reduce(withStroke, curve)),
  })
  const shown = pen ? { ...vertices, [chosen]: withStroke(curve, pen) } : vertices

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
        data-ends={`Across: ${endsText(x)}. Up: ${endsText(y)}.`}
        tabIndex={0}
        {...listeners}
        onKeyDown={onKeyDown}
      >
        {box && area && (
          <Suspense fallback={null}>
            <SketchDrawing
              {...{ box, area, x, y, curves, right, kept }}
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

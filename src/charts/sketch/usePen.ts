import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { PlotArea } from '../plot/geometry'
import type { Point } from '../plot/marks/paths'
import { takeStrokes } from './earlyStroke'

/** The distance along x, in px, that a finger must move before it draws: a finger that scrolls the page draws nothing. */
const SLACK = 8

interface Drawing {
  readonly id: number
  readonly stroke: Point[]
  moved: boolean
}

interface PenProps {
  readonly pad: RefObject<HTMLElement | null>
  /** The place of the axes; undefined until the pad is measured. */
  readonly area: PlotArea | undefined
  /** Takes what was drawn before the code of the pad was there. */
  readonly takesEarly: boolean
  /** Called with finished strokes, in shares of the axes. */
  drawn(strokes: readonly (readonly Point[])[]): void
}

/** The pen of a pad, drawn with a pointer or a finger: the current stroke, and the listeners of the pad. */
export function usePen({ pad, area, takesEarly, drawn }: PenProps) {
  const [pen, setPen] = useState<readonly Point[]>()
  const drawing = useRef<Drawing>(undefined)
  const latest = useRef(drawn)
  useEffect(() => {
    latest.current = drawn
  })

  useEffect(() => {
    if (!area || !takesEarly) return
    // The stored sketch is shown first.
    const frame = requestAnimationFrame(() => {
      const element = pad.current
      if (!element) return
      const early = takeStrokes(element).map(({ places, ...stroke }) => ({
        ...stroke,
        stroke: places.map((place) => shareOf(area, place)),
      }))
      const done = early.filter(({ isDown, touch, stroke }) => !isDown && (!touch || hasMoved(area, stroke)))
      if (done.length > 0) latest.current(done.map(({ stroke }) => stroke))
      const last = early.at(-1)
      if (!last?.isDown) return
      capture(element, last.id)
      drawing.current = { ...last, moved: !last.touch || hasMoved(area, last.stroke) }
      if (drawing.current.moved) setPen([...last.stroke])
    })
    return () => cancelAnimationFrame(frame)
  }, [pad, area, takesEarly])

  const at = (event: PointerEvent<HTMLElement>): Point | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return area && shareOf(area, { x: event.clientX - left, y: event.clientY - top })
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const point = at(event)
    if (!point || !event.isPrimary || event.button !== 0) return
    capture(event.currentTarget, event.pointerId)
    const touch = event.pointerType === 'touch'
    drawing.current = { id: event.pointerId, stroke: [point], moved: !touch }
    if (!touch) setPen([point])
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const going = drawing.current
    const point = at(event)
    if (!going || !point || !area || going.id !== event.pointerId) return
    going.stroke.push(point)
    going.moved ||= hasMoved(area, [going.stroke[0] ?? point, point])
    if (going.moved) setPen([...going.stroke])
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const going = drawing.current
    if (!going || going.id !== event.pointerId) return
    drawing.current = undefined
    setPen(undefined)
    if (going.moved) drawn([going.stroke])
  }
  // The browser took the gesture to scroll the page: what was there stays.
  const onPointerCancel = () => {
    drawing.current = undefined
    setPen(undefined)
  }
  return { pen, listeners: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } }
}

/** A place on a pad as shares of its axes. */
const shareOf = ({ left, right, top, bottom }: PlotArea, { x, y }: Point): Point => ({
  x: (x - left) / (right - left),
  y: (bottom - y) / (bottom - top),
})

/** Whether a stroke has gone along x by more than a finger that only presses does. */
const hasMoved = ({ left, right }: PlotArea, stroke: readonly Point[]): boolean =>
  stroke.some(({ x }) => Math.abs(x - (stroke[0]?.x ?? x)) * (right - left) >= SLACK)

/** Captures a pointer, so that the pad receives its events beyond its edges. A pointer that was lifted in the meantime cannot be captured. */
function capture(pad: HTMLElement, id: number): void {
  try {
    pad.setPointerCapture(id)
  } catch {}
}

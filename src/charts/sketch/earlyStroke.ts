import type { Point } from '../plot/marks/paths'

/** A stroke that was drawn on a pad before its code was there. */
export interface EarlyStroke {
  /** The pointer that draws it. */
  readonly id: number
  readonly touch: boolean
  /** In px from the upper left corner of the pad. */
  readonly places: readonly Point[]
  /** The pointer is still down. */
  readonly isDown: boolean
}

interface Recording {
  readonly strokes: EarlyStroke[]
  stop(): void
}

const recordings = new WeakMap<Element, Recording>()

/** Records the stroke that begins with a press on a pad, until `takeStrokes`. A stroke that the browser uses to scroll the page is discarded. */
export function recordStroke(pad: Element, press: PointerEvent): void {
  if (!press.isPrimary || press.button !== 0) return
  const before = recordings.get(pad)
  before?.stop()
  const strokes = [...(before?.strokes ?? []).filter(({ isDown }) => !isDown)]
  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top } = pad.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  const id = press.pointerId
  let stroke: EarlyStroke = { id, touch: press.pointerType === 'touch', places: [placeOf(press)], isDown: true }
  const place = strokes.push(stroke) - 1
  const listening = new AbortController()
  const on = (kind: 'pointermove' | 'pointerup' | 'pointercancel', then: (event: PointerEvent) => void) =>
    document.addEventListener(kind, (event) => event.pointerId === id && then(event), { signal: listening.signal })
  on('pointermove', (event) => {
    stroke = { ...stroke, places: [...stroke.places, placeOf(event)] }
    strokes[place] = stroke
  })
  on('pointerup', () => {
    strokes[place] = { ...stroke, isDown: false }
    listening.abort()
  })
  on('pointercancel', () => {
    strokes.pop()
    listening.abort()
  })
  recordings.set(pad, { strokes, stop: () => listening.abort() })
}

/** The strokes that were recorded on a pad, in their order; only the last may still be drawn. They are taken once. */
export function takeStrokes(pad: Element): readonly EarlyStroke[] {
  const recording = recordings.get(pad)
  recording?.stop()
  recordings.delete(pad)
  return recording?.strokes ?? []
}

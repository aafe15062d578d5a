import type { NetworkLayer } from '../../experiment'
import { shapePath } from '../plot/paths'

/** How a column of units is drawn: with its activation in each unit, as dots, or as a dense lattice of small dots. */
export type Detail = 'full' | 'dots' | 'lattice'

/** A drawn layer, in pixels: its place across, and those of its units downwards. */
export interface NetworkColumn {
  readonly x: number
  readonly ys: readonly number[]
  /** The middle of the gap that stands for the units not drawn. */
  readonly gap: number | undefined
}

/** Where the units of a network are drawn, in pixels. */
export interface NetworkLayout {
  readonly detail: Detail
  readonly radius: number
  readonly columns: readonly NetworkColumn[]
}

const DETAIL = {
  full: { radius: 13, drawn: 6 },
  dots: { radius: 6, drawn: 8 },
  lattice: { radius: 4, drawn: 8 },
} as const

/** Columns of units in a box of width x height: at most eight a column, three dots for the rest. */
export function networkLayout(layers: readonly NetworkLayer[], width: number, height: number): NetworkLayout {
  const pitch = width / Math.max(1, layers.length)
  const detail: Detail = pitch >= 46 ? 'full' : pitch >= 20 ? 'dots' : 'lattice'
  const { radius: largest, drawn } = DETAIL[detail]
  const radius = Math.max(1.2, Math.min(largest, pitch * 0.36, height / (drawn * 2.3)))
  const distance = Math.min(radius * 3, height / drawn)
  const columns = layers.map(({ units }, i) => {
    const shown = Math.max(0, Math.min(Math.round(units), drawn))
    const hidden = units > shown
    // The ellipsis takes the place of one unit, in the lower middle.
    const places = shown
    const cut = hidden ? places - 2 : -1
    const y = (place: number) => height / 2 + (place - (places - 1) / 2) * distance
    const all = Array.from({ length: places }, (_, place) => place)
    return {
      x: (i + 0.5) * pitch,
      ys: all.filter((place) => place !== cut).map(y),
      gap: hidden ? y(cut) : undefined,
    }
  })
  return { detail, radius, columns }
}

const short = (x: number) => Math.round(x * 10) / 10

/** One path for all connections: all pairs of neighbouring columns where there is room, the nearest three where there is little, none in a dense lattice. */
export function edgesPath({ columns, radius, detail }: NetworkLayout, width: number): string {
  const pitch = width / Math.max(1, columns.length)
  if (pitch < 9) return ''
  let d = ''
  for (const [i, from] of columns.entries()) {
    const to = columns[i + 1]
    if (!to) continue
    for (const [a, ya] of from.ys.entries())
      for (const [b, yb] of to.ys.entries()) {
        const near = from.ys.length === 1 || to.ys.length === 1 || Math.abs(a - b) <= 1
        if (detail === 'full' || near)
          d += `M${short(from.x + radius)},${short(ya)}L${short(to.x - radius)},${short(yb)}`
      }
  }
  return d
}

/** All units of a column. */
export const unitsPath = ({ x, ys }: NetworkColumn, radius: number): string =>
  ys.map((y) => shapePath('circle', short(x), short(y), short(radius))).join('')

/** The three dots. */
export function ellipsisPath({ x, gap }: NetworkColumn, radius: number): string {
  if (gap === undefined) return ''
  const r = Math.max(0.7, Math.min(1.8, radius * 0.16))
  return [-1, 0, 1].map((k) => shapePath('circle', short(x), short(gap + k * r * 4), short(r))).join('')
}

type Activation = NonNullable<NetworkLayer['activation']>

const CURVES: Readonly<Record<Exclude<Activation, 'sum'>, (t: number) => number>> = {
  sigmoid: (t) => 2 / (1 + Math.exp(-5 * t)) - 1,
  tanh: (t) => Math.tanh(3 * t),
  relu: (t) => Math.max(0, t) * 1.3 - 0.5,
  linear: (t) => t,
}

/** The small curve inside every unit of a column; a capital sigma for a sum. */
export function curvesPath({ x, ys }: NetworkColumn, radius: number, activation: Activation): string {
  const r = radius * 0.58
  if (activation === 'sum')
    return ys
      .map((y) => {
        const [w, h] = [r * 0.62, r * 0.8]
        return `M${short(x + w)},${short(y - h)}H${short(x - w)}L${short(x + w * 0.35)},${short(y)}L${short(x - w)},${short(y + h)}H${short(x + w)}`
      })
      .join('')
  const curve = CURVES[activation]
  const at = Array.from({ length: 13 }, (_, i) => i / 6 - 1)
  return ys
    .map((y) =>
      at.map((t, i) => `${i === 0 ? 'M' : 'L'}${short(x + t * r)},${short(y - curve(t) * r * 0.75)}`).join(''),
    )
    .join('')
}

/** Which columns are named below the picture: all where there is room, else the ends and some between. */
export function namedColumns(count: number, room: number): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => i)
  if (count <= room) return all
  const every = [2, 5, 10, 20, 25, 50].find((n) => (count - 1) / n <= room - 1) ?? count
  const kept = all.filter((i) => i % every === 0 && count - 1 - i >= every / 2)
  return [...kept, count - 1]
}

/** The column that a caption is about when none is pointed at: the least healthy one, else the last that says anything. */
export function tellingColumn(layers: readonly NetworkLayer[]): number | undefined {
  let best: number | undefined
  for (const [i, { says, level }] of layers.entries()) {
    if (says === undefined) continue
    const lowest = best === undefined ? undefined : layers[best]?.level
    const better = level !== undefined && !Number.isNaN(level) && !(lowest !== undefined && lowest <= level)
    if (best === undefined || better || lowest === undefined || Number.isNaN(lowest)) best = i
  }
  return best
}

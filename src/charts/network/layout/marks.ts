import type { NetworkLayer } from '../../../experiment'
import type { Column } from './layout'
import { point, rectPath, rounded } from './svgPath'

/** The part of a column that one pass colours: the upper half shows the forward pass, the lower the backward pass; with one pass, all of it. */
export type Part = 'whole' | 'upper' | 'lower'

/** A column, or a part of it: a bar, or the units one by one. */
export function columnPath({ x, half, top, middle, bottom, units }: Column, part: Part): string {
  if (units.length === 0)
    return rectPath(x - half, x + half, part === 'lower' ? middle : top, part === 'upper' ? middle : bottom)
  const r = rounded(half)
  const arc = (y: number, sweep: 0 | 1) => `M${point(x - half, y)}A${r},${r} 0 0 ${sweep} ${point(x + half, y)}`
  return units
    .map((y) => {
      if (part === 'upper') return `${arc(y, 1)}Z`
      if (part === 'lower') return `${arc(y, 0)}Z`
      return `${arc(y, 1)}A${r},${r} 0 0 1 ${point(x - half, y)}Z`
    })
    .join('')
}

/** The mark of a number that has no colour, in the middle of a part: a cross for no number, a wedge upwards for an overflow. */
export function signPath(column: Column, part: Part, kind: 'broken' | 'over'): string {
  const { top, bottom, middle, x, half } = column
  const y = part === 'upper' ? (top + middle) / 2 : part === 'lower' ? (middle + bottom) / 2 : middle
  const r = Math.max(1.5, Math.min(half * 0.8, 4.5))
  if (kind === 'over') return `M${point(x - r, y + r * 0.6)}L${point(x, y - r * 0.8)}L${point(x + r, y + r * 0.6)}`
  return `M${point(x - r, y - r)}L${point(x + r, y + r)}M${point(x - r, y + r)}L${point(x + r, y - r)}`
}

/** Three dots in the gap of a column, as a path; empty if it has no gap. */
export function ellipsisPath({ x, half, gap }: Column): string {
  if (gap === undefined) return ''
  const r = Math.max(0.7, Math.min(1.8, half * 0.16))
  const dot = (y: number) => `M${point(x - r, y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`
  return [-1, 0, 1].map((k) => dot(gap + k * r * 4)).join('')
}

type Activation = NonNullable<NetworkLayer['activation']>

const CURVES: Readonly<Record<Exclude<Activation, 'sum'>, (t: number) => number>> = {
  sigmoid: (t) => 2 / (1 + Math.exp(-5 * t)) - 1,
  tanh: (t) => Math.tanh(3 * t),
  relu: (t) => Math.max(0, t) * 1.3 - 0.5,
  linear: (t) => t,
}

/** The small curve of an activation around a point; a capital sigma for a sum. */
export function curvePath(x: number, y: number, radius: number, activation: Activation): string {
  if (activation === 'sum') {
    const [w, h] = [radius * 0.62, radius * 0.8]
    return `M${point(x + w, y - h)}H${rounded(x - w)}L${point(x + w * 0.35, y)}L${point(x - w, y + h)}H${rounded(x + w)}`
  }
  const curve = CURVES[activation]
  return Array.from({ length: 13 }, (_, i) => i / 6 - 1)
    .map((t, i) => `${i === 0 ? 'M' : 'L'}${point(x + t * radius, y - curve(t) * radius * 0.75)}`)
    .join('')
}

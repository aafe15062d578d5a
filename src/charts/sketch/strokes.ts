import { MOST_POINTS } from '../../experiment'
import type { Point } from '../plot/marks/paths'

/** A curve on a pad: its vertices by increasing x, in shares of the width and the height of the axes, from 0 to 1. */
export type Vertices = readonly Point[]

/** Points of a stroke nearer to each other along x are one. */
const APART = 1 / 250

/** The largest distance of a point that is left out from the line drawn in its place, in shares of the height. */
const TOLERANCE = 0.008

const clamped = (share: number): number => Math.max(0, Math.min(1, share))

/** The part of a segment of a stroke that lies between the ends of the x axis: its second point there, and where it comes in or goes out. */
function inside(from: Point, to: Point): readonly Point[] {
  const isIn = ({ x }: Point) => x >= 0 && x <= 1
  const at = (x: number): Point => ({ x, y: from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x) })
  const crossed = [0, 1].filter((edge) => (from.x - edge) * (to.x - edge) < 0).map(at)
  const ordered = to.x < from.x ? crossed.reverse() : crossed
  return isIn(to) ? [...ordered, to] : ordered
}

/**
 * A stroke as a function of x: where the pen goes back over what it drew, the later line counts. What is drawn beyond the ends of the x axis is left
 * out; heights beyond the y axis are moved to its edge.
 */
export function functionOf(stroke: readonly Point[]): Vertices {
  let drawn: Point[] = []
  let last: Point | undefined
  const points = stroke.flatMap((point, i) => inside(stroke[i - 1] ?? point, point))
  for (const raw of points) {
    const point = { x: raw.x, y: clamped(raw.y) }
    const from = last?.x ?? point.x
    const [low, high] = [Math.min(from, point.x), Math.max(from, point.x)]
    const beside = (other: Point) =>
      (other.x < low || other.x > high || other === last) && Math.abs(other.x - point.x) >= APART
    drawn = [...drawn.filter(beside), point].sort((a, b) => a.x - b.x)
    last = point
  }
  return drawn
}

/** Leaves out the points that lie within `tolerance` of the line through those that stay (Ramer 1972, Douglas and Peucker 1973), measured upwards. */
export function simplified(points: Vertices, tolerance: number): Vertices {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length < 3 || !first || !last) return points
  let [far, distance] = [0, 0]
  for (const [i, { x, y }] of points.entries()) {
    const line = first.y + ((last.y - first.y) * (x - first.x)) / (last.x - first.x)
    if (Math.abs(y - line) > distance) [far, distance] = [i, Math.abs(y - line)]
  }
  if (distance <= tolerance) return [first, last]
  return [...simplified(points.slice(0, far + 1), tolerance).slice(0, -1), ...simplified(points.slice(far), tolerance)]
}

/** The curve with a stroke drawn over it: what lay under the stroke is gone, what lay beside it stays. At most `MOST_POINTS` vertices. */
export function withStroke(curve: Vertices, stroke: readonly Point[]): Vertices {
  const drawn = functionOf(stroke)
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (!first || !last) return curve
  const beside = curve.filter(({ x }) => x < first.x - APART || x > last.x + APART)
  for (let tolerance = TOLERANCE; ; tolerance *= 1.6) {
    const whole = [...beside, ...simplified(drawn, tolerance)].sort((a, b) => a.x - b.x)
    if (whole.length <= MOST_POINTS) return whole
    const all = simplified(whole, tolerance)
    if (all.length <= MOST_POINTS) return all
  }
}

/** The height of a curve at x; the level of its nearer end beyond its ends, and the middle of the axis for a curve without vertices. */
export function heightOf(curve: Vertices, x: number): number {
  const next = curve.findIndex((vertex) => vertex.x >= x)
  const [a, b] = next < 0 ? [curve.at(-1), undefined] : [curve[next - 1], curve[next]]
  if (!a || !b) return (a ?? b)?.y ?? 0.5
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x)
}

/** The curve with a vertex at x, moved by `up` from the height that the curve has there. */
export function nudged(curve: Vertices, x: number, up: number): Vertices {
  const vertex = { x, y: clamped(heightOf(curve, x) + up) }
  const others = curve.filter((other) => Math.abs(other.x - x) >= APART)
  if (others.length >= MOST_POINTS) return curve
  return [...others, vertex].sort((a, b) => a.x - b.x)
}

/** The curve without its vertex at x. */
export const without = (curve: Vertices, x: number): Vertices =>
  curve.filter((vertex) => Math.abs(vertex.x - x) >= APART)

import type { Span } from '../axes/scale'
import type { Point } from '../marks/paths'

/** The height of a line at x, between its neighbours; undefined beyond its ends. */
function heightAt(line: readonly Point[], x: number): number | undefined {
  const next = line.findIndex((p) => p.x >= x)
  const [a, b] = [line[next - 1], line[next]]
  if (!b) return undefined
  if (b.x === x || !a) return b.x === x ? b.y : undefined
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x)
}

/**
 * The point of a line where a word beside it is least in the way: farthest, in shares of the chart's height, from the other lines and the
 * edges, and apart from the words that stand already. The outer tenths of the axis are not used, because other words are there. Undefined for an
 * empty line.
 */
export function labelPoint(
  line: readonly Point[],
  others: readonly (readonly Point[])[],
  { x, y }: { readonly x: Span; readonly y: Span },
  taken: readonly Point[] = [],
): Point | undefined {
  const [width, height] = [x[1] - x[0] || 1, y[1] - y[0] || 1]
  const share = (p: Point) => (p.x - x[0]) / width
  const inside = line.filter((p) => share(p) >= 0.1 && share(p) <= 0.9)
  const room = (p: Point) => {
    const beside = others.flatMap((other) => heightAt(other, p.x) ?? [])
    const gaps = [...beside, ...y].map((at) => Math.abs(at - p.y) / height)
    const words = taken.map((word) => Math.hypot((word.x - p.x) / width / 3, (word.y - p.y) / height))
    return Math.min(...gaps, ...words)
  }
  const candidates = inside.length > 0 ? inside : line
  return candidates.reduce<Point | undefined>((best, p) => (!best || room(p) > room(best) ? p : best), undefined)
}

/** The least vertical distance of lines from a horizontal stretch of a length that begins at `start`; infinite if no line is above or under it. */
function gapTo(lines: readonly (readonly Point[])[], start: Point, length: number): number {
  const places = Array.from({ length: 9 }, (_, i) => start.x + (i / 8) * length)
  const heights = places.flatMap((at) => lines.flatMap((line) => heightAt(line, at) ?? []))
  return Math.min(Number.POSITIVE_INFINITY, ...heights.map((height) => Math.abs(height - start.y)))
}

/** The place of the label of a horizontal reference line. */
export interface RulePlace {
  readonly side: 'left' | 'right'
  readonly row: 'over' | 'under'
}

const PLACES: readonly RulePlace[] = [
  { side: 'left', row: 'over' },
  { side: 'right', row: 'over' },
  { side: 'left', row: 'under' },
  { side: 'right', row: 'under' },
]

/**
 * The place of a word at a horizontal reference that keeps it farthest from the lines: the first that is clear of them, else the clearest.
 * `word` is its size in shares of the chart's width and height.
 */
export function rulePlace(
  at: number,
  lines: readonly (readonly Point[])[],
  { x, y }: { readonly x: Span; readonly y: Span },
  word: { readonly width: number; readonly height: number },
): RulePlace {
  const [width, height] = [x[1] - x[0] || 1, y[1] - y[0] || 1]
  const clearance = ({ side, row }: RulePlace) => {
    const middle = at + (row === 'over' ? 0.5 : -0.5) * word.height * height
    // Off the chart there is no room at all.
    const top = middle + 0.5 * word.height * height
    if (top > y[1] + 1e-9 * height || top - word.height * height < y[0] - 1e-9 * height) return -1
    const from = side === 'left' ? x[0] : x[1] - word.width * width
    return Math.min(1, gapTo(lines, { x: from, y: middle }, word.width * width) / height)
  }
  const clear = PLACES.find((place) => clearance(place) > word.height)
  return clear ?? PLACES.reduce((best, place) => (clearance(place) > clearance(best) ? place : best))
}

/** The distance from the middle of a label to the point it labels, in heights of the label. */
const ROWS = [-1, 1, -1.8, 1.8, -2.8, 2.8]

/**
 * The middle of the left edge of a word that stands near some points and off all lines: of the places above and under each point the first
 * that is clear, else the clearest. `word` is its size in shares of the chart's width and height. Throws RangeError without a point.
 */
export function clearPlace(
  near: readonly Point[],
  lines: readonly (readonly Point[])[],
  { x, y }: { readonly x: Span; readonly y: Span },
  word: { readonly width: number; readonly height: number },
): Point {
  const [width, height] = [x[1] - x[0] || 1, y[1] - y[0] || 1]
  const [long, tall] = [word.width * width, word.height * height]
  const within = (at: number, [low, high]: Span) => Math.max(low, Math.min(high, at))
  // From the last point back: what is below rounding is so at the end of an axis.
  const places = near.toReversed().flatMap((p) =>
    ROWS.flatMap((row) =>
      [1, 0.5, 0].map((back) => ({
        x: within(p.x - back * long, [x[0], x[1] - long]),
        y: within(p.y + row * tall, [y[0] + tall / 2, y[1] - tall / 2]),
      })),
    ),
  )
  const clearance = (place: Point) => Math.min(1, gapTo(lines, place, long) / height)
  const [first] = places
  if (!first) throw new RangeError('A word needs a point to stand near')
  const clear = places.find((place) => clearance(place) > 0.8 * word.height)
  return clear ?? places.reduce((best, place) => (clearance(place) > clearance(best) ? place : best), first)
}
